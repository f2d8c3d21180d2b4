//! The files of a release: one classic script, and binaries named after their own hash.

use super::build::Module;
use super::project;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use boussole::catalogue::pack::Pack;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha384};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// The style sheets, in the order of the cascade.
const STYLES: [&str; 6] = ["tokens", "base", "widget", "fields", "compass", "trajectory"];

/// Writes a release; what an earlier build left there goes.
pub fn write(out: &Path, packs: &[Pack], module: &Module) -> Result<(), String> {
    let www = project::www();
    clear(out)?;
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;

    let wasm = Binary::of("boussole", &module.wasm)?;
    wasm.write(out)?;
    let mut contents = String::new();
    let mut report = vec![("wasm", brotli(&module.wasm))];
    for pack in packs {
        let bytes = pack.write().map_err(|error| format!("content pack: {error}"))?;
        let code = &pack.messages.code;
        let binary = Binary::of(&format!("content-{code}"), &bytes)?;
        binary.write(out)?;
        let _ = write!(contents, "{}: {},", quoted(code), binary.described());
        report.push(("content", brotli(&bytes)));
    }

    let loader = read(&www.join("loader/boussole.js"))?;
    let views: Vec<String> = boussole::app::View::ALL.iter().map(|view| quoted(view.id())).collect();
    let script = format!(
        "/*! Boussole {version} | MIT */\n(() => {{\n\"use strict\";\nconst RELEASE = {{ version: {version_text}, wasm: {wasm}, content: {{ {contents} }}, views: [{views}], styles: {styles} }};\nconst bindings = () => {{\n{glue}\nreturn wasm_bindgen;\n}};\n{loader}}})();\n",
        version = env!("CARGO_PKG_VERSION"),
        version_text = quoted(env!("CARGO_PKG_VERSION")),
        wasm = wasm.described(),
        views = views.join(", "),
        styles = quoted(&styles(&www)?),
        glue = module.glue,
    );
    report.insert(0, ("boussole.js", brotli(script.as_bytes())));
    save(&out.join("boussole.js"), script.as_bytes())?;
    copy_folder(&www.join("demo"), out)?;
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
        let digest = Sha384::digest(&bytes);
        let hash: String = digest.iter().take(8).fold(String::new(), |mut hash, byte| {
            let _ = write!(hash, "{byte:02x}");
            hash
        });
        Ok(Self {
            name: format!("{stem}-{hash}.bin"),
            integrity: format!("sha384-{}", BASE64_STANDARD.encode(digest)),
            bytes,
        })
    }

    fn write(&self, out: &Path) -> Result<(), String> {
        save(&out.join(&self.name), &self.bytes)
    }

    fn described(&self) -> String {
        format!("{{ file: {}, integrity: {} }}", quoted(&self.name), quoted(&self.integrity))
    }
}

fn styles(www: &Path) -> Result<String, String> {
    STYLES.iter().map(|name| read(&www.join("styles").join(format!("{name}.css")))).collect()
}

/// A JavaScript string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).unwrap_or(0)
}

/// Removes the files that a build writes, and nothing else that may stand in the folder.
fn clear(out: &Path) -> Result<(), String> {
    for entry in std::fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = Path::new(&name).extension().is_some_and(|ending| ending == "bin")
            && (name.starts_with("boussole-") || name.starts_with("content-"));
        if ours {
            std::fs::remove_file(entry.path()).map_err(|error| format!("{name}: {error}"))?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    for entry in std::fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?.flatten() {
        if entry.path().is_file() {
            let bytes = std::fs::read(entry.path()).map_err(|error| format!("{}: {error}", entry.path().display()))?;
            save(&to.join(entry.file_name()), &bytes)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
