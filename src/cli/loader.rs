//! The scripts of a release, one for each stage. The first has what the first question needs; the second what comes
//! behind that in the first view, and moves its needle; the third binds the widget. Some have them all in one file.
//!
//! Their sources are the modules of `www/loader`; what the build alone knows they import as `boussole:boot`,
//! `boussole:needle` and `boussole:widget` (`www/loader/types`).

use crate::artifact::{CompressedArtifact, File, integrity};
use crate::wasm::Module;
use crate::{bindgen_patch, minify, project};
use anyhow::Result;
use serde_json::{Map, Value, json};

/// The style sheets of the first question, in the order of the cascade.
const BOOT_STYLES: [&str; 4] = ["tokens", "base", "widget", "fields"];
/// The style sheets of the rest of the first view.
const NEEDLE_STYLES: [&str; 4] = ["hues", "frame", "compass", "narrow"];
/// The style sheets of the other views.
const WIDGET_STYLES: [&str; 10] =
    ["controls", "resource", "picture", "menu", "trajectory", "explore", "instruments", "workshop", "summary", "print"];

/// What to do when the files are not where a script looks for them.
const MOVED: &str =
    "Was the script moved, joined, inlined or made a module? Add base=\"https://…/\", the address of the release.";
/// Where a module does.
const BUNDLED: &str = "The bundler has not copied the .bin files of the package: import \"boussole-odd17/single\", which needs none, or copy them and add base=\"…/\", the address of their folder.";
/// The script that runs, as the browser knows it: `document.currentScript` may be a picture of that name on the page.
const CURRENT_SCRIPT: &str = "Reflect.get(Object.getPrototypeOf(document), \"currentScript\", document)";
/// What fetches a script. One that has all of it within needs none, and a bundler warns of an address that it does not know.
const IMPORT: &str = "(url) => import(url)";
const NO_IMPORT: &str = "() => Promise.reject()";

/// What all scripts hold.
pub struct LoaderBundle<'a> {
    /// The wasm-bindgen glue.
    pub module: &'a Module,
    /// The widget, as a file.
    pub wasm: &'a CompressedArtifact,
    /// The rules of the heading alone.
    pub needle: &'a CompressedArtifact,
    /// The content of each language, by its code.
    pub contents: &'a [(String, CompressedArtifact)],
    /// What is shown of each language's resources besides their titles.
    pub details: &'a [(String, CompressedArtifact)],
    /// The index of each language's words.
    pub indexes: &'a [(String, CompressedArtifact)],
    /// The first view up to its first question, in the languages that have one, by their codes.
    pub opening: Map<String, Value>,
    /// What comes behind it in the first view.
    pub rest: Map<String, Value>,
    /// Where and how the needle is moved in it.
    pub heading_view: Map<String, Value>,
    /// What the loader says, and what can be pressed then, by language: when a file does not come.
    pub failure_messages: Map<String, Value>,
    /// When the module crashed.
    pub crash_messages: Map<String, Value>,
}

/// How a script knows a binary: an expression.
type Described = fn(&CompressedArtifact) -> String;

impl LoaderBundle<'_> {
    /// The first script, a classic one, so that it loads from another origin and in old content systems.
    pub fn boot(&self, needle: &File) -> Result<Mapped> {
        let modules = self.boot_modules(CompressedArtifact::as_url, Origin::Script, &Next::Fetched(needle))?;
        let (script, map) = minify::mapped_script(&enclosed(&minify::bundle("boot/main.js", &modules, "iife")?))?;
        // The first line is the banner, of which the map knows nothing.
        Ok(Mapped { script: apart(&script), map })
    }

    /// The second leaves its factory on the window, as a module or as a classic script.
    pub fn needle(&self, widget: &File) -> Result<Mapped> {
        leaving(0, &self.needle_factory(&Next::Fetched(widget))?)
    }

    /// The third does the same for the second.
    pub fn widget(&self, single: &File) -> Result<Mapped> {
        leaving(1, &self.widget_factory(CompressedArtifact::as_url, &SingleFile::Fetched(single))?)
    }

    /// All in one script: for `connect-src 'none'` and `file:`.
    pub fn single(&self) -> Result<String> {
        self.single_with(CompressedArtifact::as_data)
    }

    fn single_with(&self, described: Described) -> Result<String> {
        let widget = self.widget_factory(described, &SingleFile::Own)?;
        let needle = self.needle_factory(&Next::Within(widget))?;
        let modules = self.boot_modules(described, Origin::Script, &Next::Within(needle))?;
        classic(&minify::bundle("boot/main.js", &modules, "iife")?)
    }

    /// A module that does nothing until `define` is called: it may be imported on a server. Its files are found in the form
    /// that bundlers know.
    pub fn esm(&self) -> Result<String> {
        self.esm_with(CompressedArtifact::as_module_url)
    }

    /// The module of [`Self::esm`] with everything within, for bundlers that copy no file.
    pub fn esm_single(&self) -> Result<String> {
        self.esm_with(CompressedArtifact::as_named_data)
    }

    fn esm_with(&self, described: Described) -> Result<String> {
        // A bundler may take what a function needs out of it: its own text is not the single file.
        let template = described(&self.template()?);
        let widget = self.widget_factory(described, &SingleFile::Template(&template))?;
        let needle = self.needle_factory(&Next::Within(widget))?;
        let modules = self.boot_modules(described, Origin::Module, &Next::Within(needle))?;
        let script = minify::bundle("package/main.js", &modules, "es")?;
        minify::module(&format!("{}{script}\n", banner()))
    }

    /// What the package has beside the module: the single file without its binaries.
    pub fn template(&self) -> Result<CompressedArtifact> {
        CompressedArtifact::pack("single", self.single_with(CompressedArtifact::as_placeholder)?.as_bytes())
    }

    fn binaries(&self) -> impl Iterator<Item = &CompressedArtifact> {
        let packs = self.contents.iter().chain(self.details).chain(self.indexes).map(|(_, binary)| binary);
        [self.wasm, self.needle].into_iter().chain(packs)
    }

    /// What the first script imports from the build.
    fn boot_modules(&self, described: Described, origin: Origin, needle: &Next) -> Result<Value> {
        let (script, url, advice) = match origin {
            Origin::Script => (CURRENT_SCRIPT, "script && script.src", MOVED),
            Origin::Module => ("undefined", "undefined", BUNDLED),
        };
        let (fetched, factory) = needle.described(0);
        let import = if matches!(needle, Next::Fetched(_)) { IMPORT } else { NO_IMPORT };
        Ok(json!({ "boussole:boot": format!(
            "import {{ bundledFile }} from \"./package/bundled-files.js\";\n\
             export const release = {{ version: {}, needleScript: {fetched}, wasm: {}, needle: {}, content: {{ {} }}, opening: {}, failureMessages: {}, styles: {} }};\n\
             export const script = {script}, sourceUrl = {url}, advice = {}, importScript = {import}, needleFactory = {factory};\n",
            json!(env!("CARGO_PKG_VERSION")),
            described(self.wasm),
            described(self.needle),
            by_code(self.contents, described),
            json!(self.opening),
            json!(self.failure_messages),
            json!(styles(&BOOT_STYLES)?),
            json!(advice),
        ) }))
    }

    /// The second: a function of what the first shares.
    fn needle_factory(&self, widget: &Next) -> Result<String> {
        let (fetched, factory) = widget.described(1);
        let sums: Map<String, Value> =
            self.binaries().map(CompressedArtifact::short_sums).map(|(sum, own)| (sum, json!(own))).collect();
        let modules = json!({ "boussole:needle": format!(
            "export const styles = {}, rest = {}, headingView = {}, decompressedIntegrity = {}, tokenPrefix = {}, widgetScript = {fetched}, widgetFactory = {factory};\n",
            json!(styles(&NEEDLE_STYLES)?),
            json!(self.rest),
            json!(self.heading_view),
            json!(sums),
            json!(TOKENS),
        ) });
        factory_of("needle/main.js", &modules)
    }

    /// The third: a function of what the second shares.
    fn widget_factory(&self, described: Described, single: &SingleFile) -> Result<String> {
        let single = match single {
            SingleFile::Own => {
                "export const singleFile = null, singleFileFunction = own, assembleSingleFile = undefined;\n".to_owned()
            }
            SingleFile::Fetched(file) => format!(
                "export const singleFile = {}, singleFileFunction = undefined, assembleSingleFile = undefined;\n",
                json!({ "file": file.name, "integrity": integrity(&file.bytes) })
            ),
            SingleFile::Template(file) => format!(
                "export {{ assembleSingleFile }} from \"./package/single-file.js\";\n\
                 export const singleFile = null, singleFileFunction = undefined, singleFileTemplate = {file};\n"
            ),
        };
        let modules = json!({ "boussole:widget": format!(
            "import {{ bundledFile }} from \"./package/bundled-files.js\";\n\
             {}{single}export const crashMessages = {}, otherStyles = {}, parts = {{ detailed: {{ {} }}, indexed: {{ {} }} }};\n",
            bindgen_patch::patch(&self.module.glue)?,
            json!(self.crash_messages),
            json!(styles(&WIDGET_STYLES)?),
            by_code(self.details, described),
            by_code(self.indexes, described),
        ) });
        factory_of("widget/main.js", &modules)
    }
}

/// How a script comes to a page.
#[derive(Clone, Copy)]
enum Origin {
    /// By a tag, which knows its address.
    Script,
    /// As a module, which a bundler may have put anywhere.
    Module,
}

/// Where the script behind another is.
enum Next<'a> {
    /// A file of its own.
    Fetched(&'a File),
    /// A factory in the script before.
    Within(String),
}

impl Next<'_> {
    /// The file as the script before it knows it, and its factory: expressions, of which one is nothing.
    fn described(&self, stage: usize) -> (String, &str) {
        match self {
            Self::Fetched(file) => {
                let sum = integrity(&file.bytes);
                let described = json!({ "file": file.name, "integrity": sum, "globalName": global_name(stage) });
                (described.to_string(), "undefined")
            }
            Self::Within(factory) => ("undefined".to_owned(), factory),
        }
    }
}

/// Where the third script has the single file from, for a page that somebody keeps.
enum SingleFile<'a> {
    /// The third script is in the single file itself.
    Own,
    /// Beside the others.
    Fetched(&'a File),
    /// Put together from this, an expression, and the binaries.
    Template(&'a str),
}

/// A script, and its source map: fetched by tools for developers, never by a visitor.
pub struct Mapped {
    pub script: String,
    pub map: String,
}

/// A function that runs at once, made short.
fn classic(script: &str) -> Result<String> {
    Ok(apart(&minify::script(&enclosed(script))?))
}

/// A function that runs at once, and that has its own text (`own`).
fn enclosed(script: &str) -> String {
    format!("{}(function own() {{\n\"use strict\";\n{script};\n}})();\n", banner())
}

/// The semicolon ends what a tool that joins files put before a script.
fn apart(script: &str) -> String {
    format!(";{script}")
}

/// A function that takes what the scripts before share.
fn factory_of(entry: &str, modules: &Value) -> Result<String> {
    Ok(format!("(earlier) => {}", minify::bundle(entry, modules, "iife")?))
}

/// A script that leaves its factory on the window.
fn leaving(stage: usize, factory: &str) -> Result<Mapped> {
    let source = format!("{}\"use strict\";\nwindow[{}] = {factory};\n", banner(), json!(global_name(stage)));
    let (script, map) = minify::mapped_script(&source)?;
    Ok(Mapped { script, map })
}

/// Files by the code of their language, as the inside of a JavaScript object.
fn by_code(files: &[(String, CompressedArtifact)], described: Described) -> String {
    let files = files.iter().map(|(code, file)| format!("{}: {}", json!(code), described(file)));
    files.collect::<Vec<_>>().join(", ")
}

/// What all names of our style variables begin with in a release: a page that registers one (`@property`) does so for
/// shadow trees too.
const TOKENS: &str = "--b17-";
/// What those begin with that a page sets.
const OF_HOSTS: &str = "--boussole-";

/// Style sheets, as short as they can be said, with names of their own.
fn styles(names: &[&str]) -> Result<String> {
    let folder = project::www().join("styles");
    let sheets = names.iter().map(|name| project::read(&folder.join(format!("{name}.css"))));
    let short = minify::styles(&sheets.collect::<Result<String>>()?)?;
    Ok(short.replace(OF_HOSTS, "\0").replace("--", TOKENS).replace('\0', OF_HOSTS))
}

/// The name on the window under which the script behind a stage leaves its factory, for a moment.
fn global_name(stage: usize) -> String {
    format!("boussole {} {stage}", env!("CARGO_PKG_VERSION"))
}

fn banner() -> String {
    format!("/*! Boussole {} | MIT */\n", env!("CARGO_PKG_VERSION"))
}
