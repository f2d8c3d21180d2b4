//! The studio (`src/studio`): a page for each language, its style sheet, and one script that holds its module and the sources
//! of the content, so that it runs from a folder without a server.

use super::embed::Template;
use crate::artifact::{CompressedArtifact, File, list_files, short_hash};
use crate::{minify, project, wasm};
use anyhow::{Context, Result};
use boussole_authoring::load;
use std::path::Path;

/// What the script is made of.
pub struct Module {
    glue: String,
    wasm: Vec<u8>,
    /// The sources of the content, as JSON by their names.
    sources: String,
}

impl Module {
    /// Compiles the module, and reads the sources of the content below `www`.
    pub fn build(www: &Path) -> Result<Self> {
        let sources = load::read_files(www).with_context(|| www.display().to_string())?;
        let (glue, wasm) = wasm::compile_studio()?;
        Ok(Self { glue, wasm, sources: serde_json::to_string(&sources)? })
    }
}

/// The files of the studio.
pub fn files(module: &Module) -> Result<Vec<File>> {
    let folder = project::www().join("studio");
    let source = |name: &str| project::read(&folder.join(name));
    let packed = |content: &[u8]| CompressedArtifact::pack("studio", content).map(|artifact| artifact.as_data());
    let script = source("studio.js")?
        .replace("\"{{GLUE}}\";", &module.glue)
        .replace("\"{{MODULE}}\"", &packed(&module.wasm)?)
        .replace("\"{{SOURCES}}\"", &packed(module.sources.as_bytes())?);
    let bytes = minify::script(&script)?.into_bytes();
    let script = File { name: format!("studio-{}.js", short_hash(&bytes)), bytes };
    let style = File { name: "studio.css".to_owned(), bytes: minify::styles(&source("studio.css")?)?.into_bytes() };
    let mut files = Template {
        name: "studio",
        html: &source("studio.html")?,
        code: &code()?,
        snippet: &[],
        built: &[("script", &script.name)],
    }
    .pages()?;
    files.extend([script, style]);
    Ok(files)
}

/// The sources of the module, which name its words.
fn code() -> Result<String> {
    let root = project::root().join("src/studio");
    let folders = ["page", "panels"].map(|folder| list_files(&root.join(folder)));
    let mut code = String::new();
    for path in folders.into_iter().collect::<Result<Vec<_>>>()?.iter().flatten() {
        code.push_str(&project::read(path)?);
    }
    Ok(code)
}
