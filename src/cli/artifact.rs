//! The files of a release: their names, their sums, what each of them weighs.

use crate::project;
use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::{Compression, GzBuilder};
use serde_json::json;
use sha2::{Digest, Sha384};
use std::fmt::Write as _;
use std::io::Write as _;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

/// What the names of the files of code behind the first script begin with: what moves the needle, and the widget.
pub const CODE: [&str; 2] = ["needle", "widget"];

/// What the name of a file that has its sum in it begins with.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('-').map_or(name, |(stem, _)| stem)
}

/// One file of a release.
#[derive(Clone)]
pub struct File {
    /// Name of the file, relative to the folder of the release.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The script that has everything within.
pub const SINGLE: &str = "boussole.single.js";

/// What a page needs to run the widget: the scripts and the binaries.
pub fn is_needed(file: &File) -> bool {
    let ending = Path::new(&file.name).extension().unwrap_or_default();
    file.name == "boussole.js" || ending == "bin" || (ending == "js" && CODE.contains(&stem(&file.name)))
}

/// The licence of all packages.
pub fn licence() -> Result<File> {
    Ok(File { name: "LICENSE".to_owned(), bytes: project::read(&project::root().join("LICENSE"))?.into_bytes() })
}

/// The text files of a folder of `www`, with the version in its places.
pub fn sources(folder: &str) -> Result<Vec<File>> {
    list_files(&project::www().join(folder))?
        .iter()
        .map(|path| {
            let text = project::read(path)?.replace("{{VERSION}}", env!("CARGO_PKG_VERSION"));
            Ok(File {
                name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                bytes: text.into_bytes(),
            })
        })
        .collect()
}

/// What a visitor downloads is gzip that took long to find: it is made once and fetched often. The first rounds find nearly
/// all there is: ten more take the module from 392.9 to 392.8 kB.
const ZOPFLI: zopfli::Options = zopfli::Options {
    iteration_count: NonZeroU64::MIN.saturating_add(4),
    iterations_without_improvement: NonZeroU64::MAX,
    maximum_block_splits: 15,
};

/// A file under a neutral name: gzip inside, whatever the host sends as type or encoding.
pub struct CompressedArtifact {
    /// Name of the file, with its hash in it.
    pub name: String,
    /// What is sent.
    pub bytes: Vec<u8>,
    /// The sum of what is inside: some hosts declare the compression, and the browser undoes it.
    unpacked: String,
}

impl CompressedArtifact {
    /// Packs what a file holds.
    pub fn pack(stem: &str, content: &[u8]) -> Result<Self> {
        let mut bytes = Vec::new();
        zopfli::compress(ZOPFLI, zopfli::Format::Gzip, content, &mut bytes).context("zopfli")?;
        Ok(Self { name: format!("{stem}-{}.bin", short_hash(&bytes)), bytes, unpacked: integrity(content) })
    }

    /// The beginning of its sum, and the sum of what is inside, both without `sha384-`.
    pub fn short_sums(&self) -> (String, String) {
        let bare = |sum: &str| sum.trim_start_matches("sha384-").to_owned();
        (bare(&integrity(&self.bytes)).chars().take(8).collect(), bare(&self.unpacked))
    }

    /// What is written.
    pub fn file(&self) -> File {
        File { name: self.name.clone(), bytes: self.bytes.clone() }
    }

    /// To be fetched, from beside the script: a JavaScript expression, like the two that follow.
    pub fn as_url(&self) -> String {
        json!({ "file": self.name, "integrity": integrity(&self.bytes) }).to_string()
    }

    /// Within the script: for `connect-src 'none'` and `file:`.
    pub fn as_data(&self) -> String {
        json!({ "data": BASE64_STANDARD.encode(&self.bytes) }).to_string()
    }

    /// Within the script, by its name, which its place in the single file has.
    pub fn as_named_data(&self) -> String {
        json!({ "name": self.name, "data": BASE64_STANDARD.encode(&self.bytes) }).to_string()
    }

    /// Placeholder of the file within the script, filled later.
    pub fn as_placeholder(&self) -> String {
        json!({ "data": format!("{{{{{}}}}}", self.name) }).to_string()
    }

    /// To be fetched from beside a module, in the form that bundlers know (`www/loader/package/bundled-files.js`).
    pub fn as_module_url(&self) -> String {
        let (name, sum) = (json!(self.name), json!(integrity(&self.bytes)));
        format!("bundledFile({name}, {sum}, () => new URL({}, import.meta.url))", json!(format!("./{}", self.name)))
    }
}

/// Compresses bytes with gzip, reproducibly: same bytes in, same bytes out, with no date and no name.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gzip.write_all(content).and_then(|()| gzip.finish()).context("gzip")
}

/// The first 16 hexadecimal digits of a SHA-384.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().take(8).fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

/// What the `integrity` attribute of a file is.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// How many bytes brotli makes of these at its best.
pub fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).unwrap_or(0)
}

/// The files of a folder, in the order of their names.
pub fn list_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// Writes files into a folder.
pub fn write_all(out: &Path, files: &[File]) -> Result<()> {
    project::create_folder(out)?;
    files.iter().try_for_each(|file| project::write(&out.join(&file.name), &file.bytes))
}
