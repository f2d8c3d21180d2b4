//! The files of a release: classic scripts, binaries named after their own hash, pages, a manifest.

use super::build::Module;
use super::project;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use boussole::app::View;
use boussole::catalogue::pack::Pack;
use flate2::{Compression, GzBuilder};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The style sheets, in the order of the cascade.
const STYLES: [&str; 6] = ["tokens", "base", "widget", "fields", "compass", "trajectory"];

/// Writes a release; the hashed files that an earlier build left there go.
pub fn write(out: &Path, packs: &[Pack], module: &Module) -> Result<(), String> {
    let www = project::www();
    clear(out)?;
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    let mut report = vec![("wasm".to_owned(), brotli(&module.wasm))];

    let wasm = Binary::of("boussole", &module.wasm)?;
    let mut contents = Vec::with_capacity(packs.len());
    for pack in packs {
        let bytes = pack.write().map_err(|error| format!("content pack: {error}"))?;
        let code = &pack.messages.code;
        report.push((format!("content {code}"), brotli(&bytes)));
        contents.push((code.clone(), Binary::of(&format!("content-{code}"), &bytes)?));
    }
    for binary in std::iter::once(&wasm).chain(contents.iter().map(|(_, binary)| binary)) {
        save(&out.join(&binary.name), &binary.bytes)?;
    }

    let loader = read(&www.join("loader/boussole.js"))?;
    let styles = styles(&www)?;
    let script = |described: fn(&Binary) -> Value| {
        let content: Map<String, Value> =
            contents.iter().map(|(code, binary)| (code.clone(), described(binary))).collect();
        let release = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "wasm": described(&wasm),
            "content": content,
            "views": View::ALL.map(View::id),
            "styles": styles,
        });
        format!(
            "/*! Boussole {} | MIT */\n(() => {{\n\"use strict\";\nconst RELEASE = {release};\nconst bindings = () => {{\n{}\nreturn wasm_bindgen;\n}};\n{loader}}})();\n",
            env!("CARGO_PKG_VERSION"),
            module.glue,
        )
    };
    let small = script(Binary::named);
    report.insert(0, ("boussole.js".to_owned(), brotli(small.as_bytes())));
    save(&out.join("boussole.js"), small.as_bytes())?;
    save(&out.join("boussole.single.js"), script(Binary::inlined).as_bytes())?;
    for page in files(&www.join("pages"))? {
        let bytes = std::fs::read(&page).map_err(|error| format!("{}: {error}", page.display()))?;
        save(&out.join(page.file_name().unwrap_or_default()), &bytes)?;
    }
    manifest(out, &small)?;
    for (name, size) in report {
        eprintln!("           {name}: {:.1} kB brotli", f64::from(u32::try_from(size).unwrap_or(u32::MAX)) / 1000.0);
    }
    Ok(())
}

/// A file under a neutral name: gzip inside, whatever the host sends as type or encoding.
struct Binary {
    name: String,
    bytes: Vec<u8>,
    integrity: String,
}

impl Binary {
    fn of(stem: &str, content: &[u8]) -> Result<Self, String> {
        let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
        let bytes = gzip.write_all(content).and_then(|()| gzip.finish()).map_err(|error| format!("gzip: {error}"))?;
        let hash: String = Sha384::digest(&bytes).iter().take(8).fold(String::new(), |mut hash, byte| {
            let _ = write!(hash, "{byte:02x}");
            hash
        });
        Ok(Self { name: format!("{stem}-{hash}.bin"), integrity: integrity(&bytes), bytes })
    }

    /// To be fetched, from beside the script.
    fn named(&self) -> Value {
        json!({ "file": self.name, "integrity": self.integrity })
    }

    /// Within the script: for `connect-src 'none'` and `file:`.
    fn inlined(&self) -> Value {
        json!({ "data": BASE64_STANDARD.encode(&self.bytes) })
    }
}

/// What the `integrity` attribute of a file is.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Every file with its size and hash, and what a partner pastes. `HOST` stands for the release's address.
fn manifest(out: &Path, script: &str) -> Result<(), String> {
    let mut listed = Vec::new();
    for path in files(out)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name != "manifest.json" {
            let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            listed.push(json!({ "name": name, "bytes": bytes.len(), "sha384": integrity(&bytes) }));
        }
    }
    let element =
        "<boussole-odd17 lang=\"fr\"><a href=\"https://HOST/\">Ouvrir la boussole de l’ODD 17</a></boussole-odd17>";
    let sealed = format!(
        "<script src=\"https://HOST/boussole.js\" integrity=\"{}\" crossorigin=\"anonymous\" async></script>\n{element}",
        integrity(script.as_bytes())
    );
    let manifest = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "files": listed,
        "snippets": {
            "script": format!("<script src=\"https://HOST/boussole.js\" async></script>\n{element}"),
            "sealed": sealed,
            "iframe": "<iframe src=\"https://HOST/iframe.html?lang=fr\" title=\"Boussole de l’ODD 17\" width=\"100%\" height=\"760\" loading=\"lazy\"></iframe>",
            "policy": "script-src https://HOST 'wasm-unsafe-eval'; connect-src https://HOST",
        },
    });
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| error.to_string())?;
    save(&out.join("manifest.json"), (text + "\n").as_bytes())
}

/// Lays out the channels: `vX.Y.Z` never changes, `vX` floats and keeps the hashed files of before.
pub fn channels(built: &Path, out: &Path) -> Result<(), String> {
    let version = env!("CARGO_PKG_VERSION");
    let fixed = out.join(format!("v{version}"));
    let floating = out.join(format!("v{}", env!("CARGO_PKG_VERSION_MAJOR")));
    for path in files(built)? {
        let name = path.file_name().unwrap_or_default();
        let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if std::fs::read(fixed.join(name)).is_ok_and(|published| published != bytes) {
            return Err(format!(
                "{} is published and differs: a version never changes, raise it in Cargo.toml",
                fixed.join(name).display()
            ));
        }
        for folder in [&fixed, &floating] {
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            save(&folder.join(name), &bytes)?;
        }
    }
    Ok(())
}

fn styles(www: &Path) -> Result<String, String> {
    STYLES.iter().map(|name| read(&www.join("styles").join(format!("{name}.css")))).collect()
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).unwrap_or(0)
}

/// Removes the hashed files of an earlier build, and nothing else that may stand in the folder.
fn clear(out: &Path) -> Result<(), String> {
    for path in files(out).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ours = path.extension().is_some_and(|ending| ending == "bin")
            && (name.starts_with("boussole-") || name.starts_with("content-"));
        if ours {
            std::fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
