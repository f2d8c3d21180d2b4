//! `generate`: the JSON Schemas and the message keys, from the types and the French file.

use super::project;
use boussole_authoring::codegen;

/// Writes what is generated; a test fails when it is stale.
pub fn generate() -> Result<(), String> {
    let root = project::root();
    for (path, text) in codegen::files(&root.join("www"))? {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}
