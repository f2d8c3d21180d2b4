//! `generate`: the JSON Schemas and the message keys, from the types and the French file.

use crate::project;
use anyhow::{Error, Result};
use boussole_authoring::codegen;

/// Writes what is generated; a test fails when it is stale.
pub fn generate() -> Result<()> {
    let root = project::root();
    for (path, text) in codegen::generated_files(&root.join("www")).map_err(Error::msg)? {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            project::create_folder(folder)?;
        }
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        project::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}
