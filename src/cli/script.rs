//! The scripts of a release, one for each stage. The first has what the first question needs; the second what comes
//! behind that in the first view, and moves its needle; the third binds the widget. Some have them all in one file.

use super::artifact::{Binary, File, integrity};
use super::wasm::Module;
use super::{glue, minify, project};
use serde_json::{Map, Value, json};

/// The style sheets of the first question, in the order of the cascade.
const FIRST_STYLES: [&str; 4] = ["tokens", "base", "widget", "fields"];
/// The style sheets of the rest of the first view.
const NEEDLE_STYLES: [&str; 5] = ["hues", "frame", "controls", "resource", "compass"];
/// The style sheets of the other views.
const WIDGET_STYLES: [&str; 4] = ["trajectory", "explore", "instruments", "print"];
/// The files of the first script; each uses what stands in those before it.
const FIRST: [&str; 4] = ["start", "first", "stage", "element"];
/// The files of the second script.
const NEEDLE: [&str; 6] = ["styles", "contrast", "rescue", "release", "behind", "needle"];
/// The files of the third script.
const WIDGET: [&str; 12] = [
    "tree",
    "fields",
    "handover",
    "wall",
    "engine",
    "catalogue",
    "library",
    "keep",
    "files",
    "scan",
    "errands",
    "session",
];
/// What the first hands to the second, by its names there.
const SHARED: &str = "RELEASE, KEY, LEVELS, LOADINGS, Failure, addressOf, blob, chosenIn, files, missed, module, \
                      named, online, planted, seen, sheets, stuck, twoSchemes, watchPolicy";
/// What the second hands to the third: part of that, and its own.
const HANDED: &str = "RELEASE, KEY, LEVELS, LOADINGS, Failure, addressOf, missed, module, online, seen, stuck, \
                      watchPolicy, allStyles, bytes, chosenIn, compile, correct, dress, inflated, keepToMost, unsupported, untouched";

/// What to do when the files are not where a script looks for them.
const MOVED: &str =
    "Was the script moved, joined, inlined or made a module? Add base=\"https://…/\", the address of the release.";
/// Where a module does.
const BUNDLED: &str = "The bundler has not copied the .bin files of the package: import \"boussole-odd17/single\", which needs none, or copy them and add base=\"…/\", the address of their folder.";
/// The script that runs, as the browser knows it: `document.currentScript` may be a picture of that name on the page.
const CURRENT: &str = "Reflect.get(Object.getPrototypeOf(document), \"currentScript\", document)";
/// The end of a classic script.
const DEFINED: &str =
    "try { if (define()) window.Boussole = Object.freeze({ version }); } catch (error) { warn(`Boussole: ${error}`); }";

/// What all scripts hold.
pub struct Parts<'a> {
    /// The wasm-bindgen glue.
    pub module: &'a Module,
    /// The widget, as a file.
    pub wasm: &'a Binary,
    /// The rules of the heading alone.
    pub needle: &'a Binary,
    /// The content of each language, by its code.
    pub contents: &'a [(String, Binary)],
    /// What is shown of each language's resources besides their titles.
    pub details: &'a [(String, Binary)],
    /// The index of each language's words.
    pub indexes: &'a [(String, Binary)],
    /// The first view up to its first question, in the languages that have one, by their codes.
    pub opening: Map<String, Value>,
    /// What comes behind it in the first view.
    pub behind: Map<String, Value>,
    /// Where and how the needle is moved in it.
    pub turning: Map<String, Value>,
    /// What the loader says, and what can be pressed then, by language: when a file does not come.
    pub cut: Map<String, Value>,
    /// When the module fell.
    pub stopped: Map<String, Value>,
    /// The names of all views.
    pub views: Vec<String>,
}

impl Parts<'_> {
    /// The first script, a classic one, so that it loads from another origin and in old content systems.
    pub fn first(&self, needle: &File) -> Result<String, String> {
        Self::classic(&self.front(Binary::named, Some(&scripted(0, needle)))?, "undefined")
    }

    /// The second leaves the function that takes what the first hands over, as a module or as a classic script.
    pub fn needle(&self, widget: &File) -> Result<String, String> {
        leaving(0, &self.second(&Third::Fetched(widget))?)
    }

    /// The third does the same for the second.
    pub fn widget(&self, single: &File) -> Result<String, String> {
        leaving(1, &self.third(Binary::named, Whole::Fetched(single))?)
    }

    /// All in one script: for `connect-src 'none'` and `file:`.
    pub fn single(&self) -> Result<String, String> {
        self.single_with(Binary::inlined)
    }

    fn single_with(&self, described: fn(&Binary) -> String) -> Result<String, String> {
        let later = self.second(&Third::Within(self.third(described, Whole::Own)?))?;
        Self::classic(&self.front(described, None)?, &later)
    }

    /// A module that does nothing until `define` is called: it may be imported on a server. Its files are found in the form
    /// that bundlers know.
    pub fn esm(&self) -> Result<String, String> {
        self.esm_with(Binary::beside, &all("loader", &["package"], "js")?)
    }

    /// The module of [`Self::esm`] with everything within, for bundlers that copy no file.
    pub fn esm_single(&self) -> Result<String, String> {
        self.esm_with(Binary::inlined_by_name, "")
    }

    fn esm_with(&self, described: fn(&Binary) -> String, packed: &str) -> Result<String, String> {
        // A bundler may take what a function needs out of it: its own text is not the single file.
        let template = described(&self.template()?);
        let later = self.second(&Third::Within(self.third(described, Whole::Template(&template))?))?;
        let front = without_import(&self.front(described, None)?)?;
        minify::module(&format!(
            "{}const SCRIPT = undefined, SOURCE = undefined, ADVICE = {};\nconst LATER = {later};\n{packed}{front}export {{ define, version }};\n",
            banner(),
            json!(BUNDLED)
        ))
    }

    /// What the package has beside the module: the single file without its binaries.
    pub fn template(&self) -> Result<Binary, String> {
        Binary::of("single", self.single_with(Binary::empty)?.as_bytes())
    }

    fn binaries(&self) -> impl Iterator<Item = &Binary> {
        let packs = self.contents.iter().chain(self.details).chain(self.indexes).map(|(_, own)| own);
        [self.wasm, self.needle].into_iter().chain(packs)
    }

    /// A function that runs at once, and that has its own text. The semicolon ends what a tool that joins files put before it.
    fn classic(front: &str, later: &str) -> Result<String, String> {
        let script = minify::script(&format!(
            "{}(function own() {{\n\"use strict\";\nconst SCRIPT = {CURRENT}, SOURCE = SCRIPT && SCRIPT.src, ADVICE = {};\nconst LATER = {later};\n{front}{DEFINED}\n}})();\n",
            banner(),
            json!(MOVED)
        ))?;
        Ok(format!(";{script}"))
    }

    fn front(&self, described: fn(&Binary) -> String, later: Option<&Value>) -> Result<String, String> {
        Ok(format!(
            "const RELEASE = {{ version: {}, later: {}, wasm: {}, needle: {}, content: {{ {} }}, opening: {}, cut: {}, styles: {} }};\n\
             const shared = () => ({{ {SHARED} }});\n{}",
            json!(env!("CARGO_PKG_VERSION")),
            json!(later),
            described(self.wasm),
            described(self.needle),
            by_code(self.contents, described),
            json!(self.opening),
            json!(self.cut),
            json!(styles(&FIRST_STYLES)?),
            all("loader", &FIRST, "js")?,
        ))
    }

    /// The second, and where the third is: a function of what the first hands over.
    fn second(&self, third: &Third) -> Result<String, String> {
        let (behind, turning, styles) = (json!(self.behind), json!(self.turning), json!(styles(&NEEDLE_STYLES)?));
        let (within, fetched) = match third {
            Third::Fetched(file) => ("undefined", scripted(1, file)),
            Third::Within(script) => (script.as_str(), Value::Null),
        };
        let unpacked: Map<String, Value> =
            self.binaries().map(Binary::sums).map(|(sum, own)| (sum, json!(own))).collect();
        let (unpacked, tokens) = (json!(unpacked), json!(TOKENS));
        let own = all("loader", &NEEDLE, "js")?;
        Ok(format!(
            "({{ {SHARED} }}) => {{\nconst STYLES = {styles}, BEHIND = {behind}, TURNING = {turning}, UNPACKED = {unpacked}, TOKENS = {tokens}, WIDGET = {fetched}, LAST = {within};\n\
             const handed = () => ({{ {HANDED} }});\n{own}return {{ widget, compile, tend, leave, grow, turn, unpacked }};\n}}"
        ))
    }

    /// The third: a function of what the second hands over.
    fn third(&self, described: fn(&Binary) -> String, whole: Whole) -> Result<String, String> {
        let (own, from) = match whole {
            Whole::Own => ("SINGLE = null, WHOLE = own, assembled = undefined".to_owned(), String::new()),
            Whole::Fetched(file) => {
                let named = json!({ "file": file.name, "integrity": integrity(&file.bytes) });
                (format!("SINGLE = {named}, WHOLE = undefined, assembled = undefined"), String::new())
            }
            Whole::Template(file) => {
                let own = format!("SINGLE = null, WHOLE = undefined, TEMPLATE = {file}");
                (own, all("loader", &["assemble"], "js")?)
            }
        };
        let (stopped, views, styles) = (json!(self.stopped), json!(self.views), json!(styles(&WIDGET_STYLES)?));
        let (details, index) = (by_code(self.details, described), by_code(self.indexes, described));
        let glue = glue::factory(&self.module.glue)?;
        let files = all("loader", &WIDGET, "js")?;
        Ok(format!(
            "({{ {HANDED} }}) => {{\nconst {own}, STOPPED = {stopped}, VIEWS = {views}, OTHER_STYLES = {styles}, PARTS = {{ detailed: {{ {details} }}, indexed: {{ {index} }} }};\n{from}{glue}{files}return {{ session }};\n}}"
        ))
    }
}

/// Where the third script is for the second.
enum Third<'a> {
    /// A file of its own.
    Fetched(&'a File),
    /// In the same script.
    Within(String),
}

/// Where the third script has the single file from, for a page that somebody keeps.
#[derive(Clone, Copy)]
enum Whole<'a> {
    /// The third script is in the single file itself.
    Own,
    /// Beside the others.
    Fetched(&'a File),
    /// Put together from this, an expression, and the binaries.
    Template(&'a str),
}

/// A script without what fetches another: what has all of it within needs none, and a bundler warns of an `import` of an
/// address that it does not know.
fn without_import(script: &str) -> Result<String, String> {
    const IMPORT: &str = "import(address)";
    if !script.contains(IMPORT) {
        return Err(format!("www/loader/start.js has no `{IMPORT}` any more: see src/cli/script.rs"));
    }
    Ok(script.replace(IMPORT, "Promise.reject()"))
}

/// A script that is fetched, as the one before it knows it.
fn scripted(place: usize, file: &File) -> Value {
    json!({ "file": file.name, "integrity": integrity(&file.bytes), "left": left(place) })
}

/// A script that leaves a function.
fn leaving(place: usize, function: &str) -> Result<String, String> {
    minify::script(&format!("{}\"use strict\";\nwindow[{}] = {function};\n", banner(), json!(left(place))))
}

/// Files by the code of their language, as the inside of a JavaScript object.
fn by_code(files: &[(String, Binary)], described: fn(&Binary) -> String) -> String {
    let files = files.iter().map(|(code, file)| format!("{}: {}", json!(code), described(file)));
    files.collect::<Vec<_>>().join(", ")
}

/// What all names of our style variables begin with in a release: a page that registers one (`@property`) does so for
/// shadow trees too.
const TOKENS: &str = "--b17-";
/// What those begin with that a page sets.
const OF_HOSTS: &str = "--boussole-";

/// Style sheets, as short as they can be said, with names of their own.
fn styles(names: &[&str]) -> Result<String, String> {
    let short = minify::styles(&all("styles", names, "css")?)?;
    Ok(short.replace(OF_HOSTS, "\0").replace("--", TOKENS).replace('\0', OF_HOSTS))
}

fn all(folder: &str, names: &[&str], ending: &str) -> Result<String, String> {
    let folder = project::www().join(folder);
    names.iter().map(|name| project::read(&folder.join(format!("{name}.{ending}")))).collect()
}

/// The name on the window under which the second script, or the third, leaves its function, for a moment.
fn left(place: usize) -> String {
    format!("boussole {} {place}", env!("CARGO_PKG_VERSION"))
}

fn banner() -> String {
    format!("/*! Boussole {} | MIT */\n", env!("CARGO_PKG_VERSION"))
}
