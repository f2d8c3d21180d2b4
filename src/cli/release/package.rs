//! The release, packed for those who take it another way: an npm package, a zip to mirror, a
//! plugin for `WordPress`. Nothing in them depends on the day or the machine: same commit, same bytes.

use super::{contract, editor_data, wordpress};
use crate::artifact::{File, gzip, is_needed, licence, sources};
use crate::project;
use anyhow::{Context, Result};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// The names of the packages.
pub fn names() -> [String; 3] {
    let version = env!("CARGO_PKG_VERSION");
    [
        format!("boussole-{version}.zip"),
        format!("boussole-odd17-{version}.tgz"),
        format!("boussole-wordpress-{version}.zip"),
    ]
}

/// What the npm package alone has.
pub struct Modules {
    /// The script as a module that fetches the binaries.
    pub fetching: String,
    /// The single file without them.
    pub template: File,
    /// The script as a module that has them within.
    pub single: String,
    /// The vocabulary as types.
    pub types: File,
}

/// All packages: `release` is what is served.
pub fn all(release: &[File], modules: Modules) -> Result<Vec<File>> {
    let [mirror, npm, wordpress] = names();
    Ok(vec![
        File { name: mirror, bytes: zipped(release)? },
        File { name: npm, bytes: tarred(&npm_files(release, modules)?)? },
        File { name: wordpress, bytes: zipped(&wordpress::files(release)?)? },
    ])
}

fn npm_files(release: &[File], modules: Modules) -> Result<Vec<File>> {
    let mut all = sources("npm")?;
    all.push(File { name: "index.js".to_owned(), bytes: modules.fetching.into_bytes() });
    all.push(File { name: "single.js".to_owned(), bytes: modules.single.into_bytes() });
    all.extend([modules.template, modules.types]);
    all.push(licence()?);
    all.push(File { name: "CHANGELOG.md".to_owned(), bytes: contract::changelog(&project::www())?.into_bytes() });
    all.extend(editor_data::files(&contract::current(&project::www())?)?);
    all.extend(release.iter().filter(|file| is_needed(file)).cloned());
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

fn zipped(files: &[File]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The default date is the first that zip knows: the same for everyone.
    let options = SimpleFileOptions::default().unix_permissions(0o644);
    for file in files {
        zip.start_file(&file.name, options).with_context(|| file.name.clone())?;
        zip.write_all(&file.bytes).with_context(|| file.name.clone())?;
    }
    zip.finish().map(Cursor::into_inner).context("zip")
}

fn tarred(files: &[File]) -> Result<Vec<u8>> {
    let mut tar = tar::Builder::new(Vec::new());
    for file in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        tar.append_data(&mut header, format!("package/{}", file.name), file.bytes.as_slice())
            .with_context(|| file.name.clone())?;
    }
    let tar = tar.into_inner().context("tar")?;
    gzip(&tar)
}
