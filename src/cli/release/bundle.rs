//! The files of a release: classic scripts, binaries named after their own hash, pages, packages, a
//! manifest. All plain and static, all flat in one folder.

use super::{contract, docs, embed, package, sbom, studio};
use crate::artifact::{CompressedArtifact, File, SINGLE, gzip, integrity, list_files, short_hash, write_all};
use crate::loader::{LoaderBundle, Mapped};
use crate::project;
use crate::wasm::Module;
use anyhow::{Context, Result, bail, ensure};
use boussole::app::View;
use boussole::view::{prerender, view_name};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::pack::{Pack, Vocabulary};
use serde_json::{Map, Value, json};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

/// Writes a release; the hashed files and the packages that an earlier build left there go.
pub fn write(out: &Path, packs: &[Pack], module: &Module, studio: &studio::Module) -> Result<()> {
    let (wasm, needle) =
        (CompressedArtifact::pack("widget", &module.wasm)?, CompressedArtifact::pack("needle", &module.needle)?);
    let (mut contents, mut details, mut indexes) = (Vec::new(), Vec::new(), Vec::new());
    for pack in packs {
        let code = pack.messages.code.clone();
        let parts = pack.clone().split().context("content pack")?;
        let content = parts.content.write().context("content pack")?;
        contents.push((code.clone(), CompressedArtifact::pack(&format!("content-{code}"), &content)?));
        details.push((code.clone(), CompressedArtifact::pack(&format!("resources-{code}"), &parts.details)?));
        indexes.push((code.clone(), CompressedArtifact::pack(&format!("index-{code}"), &parts.index)?));
    }
    // Words that are easy to read come with a hundred pictures: whoever asks for them waits.
    let (mut opening, mut rest, mut heading_view) = (Map::new(), Map::new(), Map::new());
    for pack in packs.iter().filter(|pack| !pack.messages.easy) {
        let code = &pack.messages.code;
        let view = prerender::view(&Rc::new(pack.clone()));
        let needle = prerender::needle_plan(&Rc::new(pack.clone()), &view)
            .context("the first view lacks a place of the dial")?;
        heading_view.insert(code.clone(), json!(needle.to_string()));
        let (first, others) = prerender::split_at_first_question(&view);
        // As a text: a browser reads that faster than it reads a script, and only the language it shows.
        opening.insert(code.clone(), json!(first.to_string()));
        rest.insert(code.clone(), json!(json!(others).to_string()));
    }
    let loader = LoaderBundle {
        module,
        wasm: &wasm,
        needle: &needle,
        contents: &contents,
        details: &details,
        indexes: &indexes,
        opening,
        rest,
        heading_view,
        failure_messages: packs
            .iter()
            .map(|pack| loader_messages(pack, &[Key::LoaderFailed, Key::LoaderRetry, Key::LoaderCut]))
            .collect(),
        crash_messages: packs
            .iter()
            .map(|pack| loader_messages(pack, &[Key::LoaderStopped, Key::LoaderResume]))
            .collect(),
    };
    let mut maps = Vec::new();
    let mut hashed = |stem: &str, made: Mapped| {
        let bytes = made.script.into_bytes();
        let name = format!("{stem}-{}.js", short_hash(&bytes));
        maps.push(source_map(&name, made.map));
        File { name, bytes }
    };
    let single = File { name: SINGLE.to_owned(), bytes: loader.single()?.into_bytes() };
    let widget = hashed("widget", loader.widget(&single)?);
    let later = hashed("needle", loader.needle(&widget)?);
    let boot = loader.boot(&later)?;
    maps.push(source_map("boussole.js", boot.map));
    let script = boot.script.into_bytes();
    let by_language = || contents.iter().chain(&details).chain(&indexes).map(|(_, binary)| binary);
    let binaries = || [&wasm, &needle].into_iter().chain(by_language());
    let mut report = vec![("boussole.js", gzip(&script)?.len())];
    for file in [&later, &widget] {
        report.push((file.name.as_str(), gzip(&file.bytes)?.len()));
    }
    report.extend(binaries().map(|binary| (binary.name.as_str(), binary.bytes.len())));
    let mut served: Vec<File> = binaries().map(CompressedArtifact::file).collect();
    served.push(File { name: "boussole.js".to_owned(), bytes: script });
    served.extend([later.clone(), widget.clone()]);
    served.push(single.clone());
    let pages = pages(&served)?;
    served.extend(pages);
    served.extend(maps);
    served.extend(docs::pages()?);
    served.extend(embed::pages()?);
    served.extend(studio::files(studio)?);
    served.push(vocabulary(packs)?);
    served.push(File { name: "changes.md".to_owned(), bytes: contract::changelog(&project::www())?.into_bytes() });
    served.extend(sbom::files()?);
    served.sort_by(|a, b| a.name.cmp(&b.name));

    // What is mirrored describes itself; what is served also describes its packages.
    let mut mirrored = served.clone();
    mirrored.push(manifest(&served)?);
    let modules = package::Modules {
        fetching: loader.esm()?,
        template: loader.template()?.file(),
        single: loader.esm_single()?,
        types: types(packs)?,
    };
    let packages = package::all(&mirrored, modules)?;
    served.extend(packages);
    served.push(manifest(&served)?);

    clear(out)?;
    write_all(out, &served)?;
    for (name, size) in report {
        eprintln!("           {name}: {:.1} kB gzip", f64::from(u32::try_from(size).unwrap_or(u32::MAX)) / 1000.0);
    }
    Ok(())
}

/// The source map of a script, beside it: `SourceMap` in the answer of a host leads there (`www/hosting`).
fn source_map(script: &str, map: String) -> File {
    File { name: format!("{script}.map"), bytes: map.into_bytes() }
}

/// What the loader says, what to press, and what it may promise, with the code of their language.
fn loader_messages(pack: &Pack, keys: &[Key]) -> (String, Value) {
    (pack.messages.code.clone(), keys.iter().map(|key| json!(pack.messages.get(*key))).collect())
}

/// What the application keeps to work offline, beside the script and the binaries.
const OFFLINE: [&str; 6] = ["app.html", "app.css", "app.js", "app.webmanifest", "favicon.svg", "icon.svg"];

/// The pages, with the service worker told what to keep.
fn pages(scripts: &[File]) -> Result<Vec<File>> {
    let paths = list_files(&project::www().join("pages"))?;
    let mut pages: Vec<File> = paths
        .iter()
        .filter(|path| !path.ends_with(embed::TEMPLATE))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok(File { name, bytes: project::read(path)?.into_bytes() })
        })
        .collect::<Result<_>>()?;
    let kept = scripts.iter().filter(|file| file.name != SINGLE);
    let kept: Vec<&File> = kept.chain(pages.iter().filter(|page| OFFLINE.contains(&page.name.as_str()))).collect();
    let names = json!(kept.iter().map(|file| file.name.as_str()).collect::<Vec<_>>()).to_string();
    let content: Vec<u8> = kept.iter().flat_map(|file| file.bytes.iter().copied()).collect();
    let name = format!("boussole-{}", short_hash(&content));
    for page in pages.iter_mut().filter(|page| page.name == "offline.js") {
        let text = String::from_utf8_lossy(&page.bytes).replace("{{NAME}}", &name).replace("{{FILES}}", &names);
        page.bytes = text.into_bytes();
    }
    Ok(pages)
}

/// One list of the vocabulary.
type Entries = fn(&Vocabulary) -> &[Entry];

/// All of them: what a preset calls it, and its type.
const LISTS: [(&str, &str, Entries); 8] = [
    ("profile", "Profile", |words| &words.profiles),
    ("domains", "Domain", |words| &words.domains),
    ("level", "Level", |words| &words.levels),
    ("maturity", "Maturity", |words| &words.maturity),
    ("objectives", "Objective", |words| &words.objectives),
    ("usage", "Usage", |words| &words.usages),
    ("kind", "Kind", |words| &words.kinds),
    ("impacts", "Impact", |words| &words.impacts),
];

/// How a preset names an entry: the maturity by its number.
fn id(question: &str, index: usize, entry: &Entry) -> String {
    if question == "maturity" { (index + 1).to_string() } else { entry.id.clone() }
}

/// The ids that a preset or a catalogue may name, with their labels: for whoever writes one.
fn vocabulary(packs: &[Pack]) -> Result<File> {
    let Some(first) = packs.first() else { bail!("content has no language") };
    let label = |list: Entries, index: usize| -> Map<String, Value> {
        let labels = packs.iter().filter_map(|pack| {
            list(&pack.vocabulary).get(index).map(|entry| (pack.messages.code.clone(), json!(entry.label)))
        });
        labels.collect()
    };
    let mut described: Map<String, Value> = LISTS
        .into_iter()
        .map(|(question, _, list)| {
            let entries = list(&first.vocabulary).iter().enumerate();
            let described =
                entries.map(|(index, entry)| json!({ "id": id(question, index, entry), "label": label(list, index) }));
            (question.to_owned(), described.collect())
        })
        .collect();
    described.insert("views".to_owned(), views(packs, first));
    let text = serde_json::to_string_pretty(&described)?;
    Ok(File { name: "vocabulary.json".to_owned(), bytes: (text + "\n").into_bytes() })
}

/// TypeScript types of the ids that a preset or a catalogue may name, of the views and of the languages.
fn types(packs: &[Pack]) -> Result<File> {
    let Some(first) = packs.first() else { bail!("content has no language") };
    let mut text = "// Made from the content by the build.\n".to_owned();
    let mut union = |about: &str, name: &str, ids: Vec<String>| {
        let _ = write!(text, "\n/** {about} */\nexport type {name} = {};\n", ids.join(" | "));
    };
    for (question, name, list) in LISTS {
        let entries = list(&first.vocabulary).iter().enumerate();
        let quoted = |id: String| if question == "maturity" { id } else { json!(id).to_string() };
        let ids = entries.map(|(index, entry)| quoted(id(question, index, entry))).collect();
        union(&format!("What a preset calls `{question}`."), name, ids);
    }
    let views = View::all(first).into_iter();
    let (instruments, views): (Vec<View>, Vec<View>) = views.partition(|view| matches!(view, View::Instrument(_)));
    let ids = |views: Vec<View>| views.into_iter().map(|view| json!(view.id(first)).to_string()).collect::<Vec<_>>();
    union("An instrument of the method.", "Instrument", ids(instruments));
    union("A view of the widget.", "View", [ids(views), vec!["Instrument".to_owned()]].concat());
    let languages = packs.iter().map(|pack| json!(pack.messages.code).to_string()).collect();
    union("A language of the widget.", "Language", languages);
    Ok(File { name: "vocabulary.d.ts".to_owned(), bytes: text.into_bytes() })
}

/// The views with their names, an instrument's being its own.
fn views(packs: &[Pack], first: &Pack) -> Value {
    let name = |view: View, pack: &Pack| match view {
        View::Instrument(index) => {
            pack.instruments.get(usize::from(index)).map_or_else(String::new, |instrument| instrument.label.clone())
        }
        _ => pack.messages.get(view_name(view)).to_owned(),
    };
    let label = |view: View| -> Map<String, Value> {
        packs.iter().map(|pack| (pack.messages.code.clone(), json!(name(view, pack)))).collect()
    };
    View::all(first).into_iter().map(|view| json!({ "id": view.id(first), "label": label(view) })).collect()
}

/// Every file with its size and hash, and what a partner pastes. `HOST` stands for the release's address.
fn manifest(files: &[File]) -> Result<File> {
    let listed: Vec<Value> = files
        .iter()
        .map(|file| json!({ "name": file.name, "bytes": file.bytes.len(), "sha384": integrity(&file.bytes) }))
        .collect();
    let sealed = |name: &str| {
        files.iter().find(|file| file.name == name).map_or_else(String::new, |file| integrity(&file.bytes))
    };
    let element = "<boussole-odd17 lang=\"fr\"><a href=\"https://HOST/app.html\">Ouvrir la boussole de l’ODD 17</a></boussole-odd17>";
    let script =
        |attributes: &str| format!("<script src=\"https://HOST/boussole.js\"{attributes} async></script>\n{element}");
    let manifest = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "files": listed,
        "integrity": { "boussole.js": sealed("boussole.js"), "boussole.single.js": sealed("boussole.single.js") },
        "snippets": {
            "script": script(""),
            "sealed": script(&format!(" integrity=\"{}\" crossorigin=\"anonymous\"", sealed("boussole.js"))),
            "iframe": "<iframe src=\"https://HOST/iframe.html?lang=fr\" title=\"Boussole de l’ODD 17\" width=\"100%\" height=\"760\" loading=\"lazy\"></iframe>",
            "policy": "script-src https://HOST 'wasm-unsafe-eval'; connect-src https://HOST",
        },
        "packages": { "mirror": package::names()[0], "npm": package::names()[1], "wordpress": package::names()[2] },
    });
    let text = serde_json::to_string_pretty(&manifest)?;
    Ok(File { name: "manifest.json".to_owned(), bytes: (text + "\n").into_bytes() })
}

/// Lays out the channels: `vX.Y.Z` never changes, `vX` floats and keeps the hashed files of before.
pub fn channels(built: &Path, out: &Path) -> Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let fixed = out.join(format!("v{version}"));
    let floating = out.join(format!("v{}", env!("CARGO_PKG_VERSION_MAJOR")));
    let files: Vec<(OsString, Vec<u8>)> = list_files(built)?
        .into_iter()
        .map(|path| Ok((path.file_name().unwrap_or_default().to_owned(), project::read_bytes(&path)?)))
        .collect::<Result<_>>()?;
    // All are compared before one is written: the floating channel never holds files of two builds.
    for (name, bytes) in &files {
        let published = fixed.join(name);
        ensure!(
            std::fs::read(&published).map_or(true, |published| published == *bytes),
            "{} is published and differs: a version never changes, raise it in Cargo.toml",
            published.display()
        );
    }
    for folder in [&fixed, &floating] {
        project::create_folder(folder)?;
        files.iter().try_for_each(|(name, bytes)| project::write(&folder.join(name), bytes))?;
    }
    Ok(())
}

/// Removes the hashed files and packages of an earlier build, and nothing else that may stand in the folder.
fn clear(out: &Path) -> Result<()> {
    for path in list_files(out).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ending = path.extension().unwrap_or_default();
        let ours = ["bin", "zip", "tgz", "js", "map"].iter().any(|ours| ending == *ours)
            && ["boussole-", "needle-", "widget-", "content-", "resources-", "index-", "studio-"]
                .iter()
                .any(|stem| name.starts_with(stem));
        if ours {
            std::fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_version_is_laid_out_beside_the_channel_that_floats_and_never_changes() {
        let folder = std::env::temp_dir().join(format!("boussole-channels-{}", std::process::id()));
        let (built, out) = (folder.join("built"), folder.join("out"));
        fs::create_dir_all(&built).unwrap();
        let put = |name: &str, text: &str| fs::write(built.join(name), text).unwrap();
        put("a.html", "page");
        put("boussole.js", "script");
        channels(&built, &out).unwrap();
        channels(&built, &out).unwrap();
        put("a.html", "another page");
        put("boussole.js", "another script");
        put("new.js", "not before");
        let refused = channels(&built, &out).unwrap_err().to_string();
        assert!(refused.contains("a version never changes"), "{refused}");
        let fixed = out.join(format!("v{}", env!("CARGO_PKG_VERSION")));
        let floating = out.join(format!("v{}", env!("CARGO_PKG_VERSION_MAJOR")));
        for channel in [fixed, floating] {
            assert_eq!(fs::read_to_string(channel.join("a.html")).unwrap(), "page");
            assert_eq!(fs::read_to_string(channel.join("boussole.js")).unwrap(), "script");
            assert!(!channel.join("new.js").exists(), "{}", channel.display());
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
