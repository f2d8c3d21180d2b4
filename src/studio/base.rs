//! The content of the release that a project is laid over: its sources as editors write them, and the packs made from them.

use crate::project::Project;
use boussole::app::features::content::partner_catalogue;
use boussole::app::features::content::{invalid_field::InvalidField, overlay};
use boussole::app::runtime::value::Value;
use boussole::view::problems;
use boussole_authoring::check::check_instrument;
use boussole_authoring::diagnostic::Findings;
use boussole_authoring::source::Content;
use boussole_authoring::{compile, load};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::pack::{Pack, Vocabulary};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The content of a release.
pub struct Base {
    /// As editors write it.
    pub content: Content,
    /// As the widget reads it, a pack for each language, the French one first.
    pub packs: Vec<Rc<Pack>>,
    /// The text of `rules.json`: other numbers are written into it, and the rest stays as it stands.
    pub rules: String,
}

/// One list of the vocabulary.
type Entries = fn(&Vocabulary) -> &[Entry];

/// The lists whose terms a partner may name anew, as an overlay calls them.
pub const TERMS: [(&str, Entries); 6] = [
    ("profiles", |words| &words.profiles),
    ("domains", |words| &words.domains),
    ("levels", |words| &words.levels),
    ("maturity", |words| &words.maturity),
    ("objectives", |words| &words.objectives),
    ("usages", |words| &words.usages),
];

/// A text that a partner may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where an overlay has it, below the language: `messages/step-path`.
    pub path: String,
    /// Ours; nothing where we have none.
    pub ours: String,
}

impl Base {
    /// Reads the sources of a release, by their names below `www`.
    ///
    /// # Errors
    /// All findings, when one of them would stop a build.
    pub fn read(files: &BTreeMap<String, String>) -> Result<Self, Findings> {
        let content = load::load_files(files)?;
        let packs = compile::compile(&content)?.into_iter().map(Rc::new).collect();
        let rules = files.get("content/rules.json").cloned().unwrap_or_default();
        Ok(Self { content, packs, rules })
    }

    /// The codes of the languages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.packs.iter().map(|pack| pack.messages.code.as_str())
    }

    /// The pack of a language.
    #[must_use]
    pub fn pack(&self, language: &str) -> Option<&Rc<Pack>> {
        self.packs.iter().find(|pack| pack.messages.code == language)
    }

    /// A project without the instruments that are still being written: the widget would refuse them, and all her words with
    /// them.
    #[must_use]
    pub fn without_drafts(&self, project: &Project) -> Project {
        let mut ready = project.clone();
        Rc::make_mut(&mut ready.instruments).retain(|own| check_instrument(&self.content, own).errors() == 0);
        ready
    }

    /// The pack of a language with a project's words and instruments laid over it, but for its drafts.
    ///
    /// # Errors
    /// What the widget and the build would refuse.
    pub fn with_words(&self, language: &str, project: &Project) -> Result<Pack, Vec<InvalidField>> {
        let mut pack = self.pack(language).or(self.packs.first()).map(|pack| (**pack).clone()).ok_or_else(Vec::new)?;
        if let Some(words) = self.without_drafts(project).overlay() {
            let problems = overlay::apply(&mut pack, &value(&words));
            if !problems.is_empty() {
                return Err(problems);
            }
        }
        Ok(pack)
    }

    /// The pack of a language with a project laid over it, but for its drafts.
    ///
    /// # Errors
    /// What the widget and the build would refuse.
    pub fn with_project(&self, language: &str, project: &Project) -> Result<Pack, Vec<InvalidField>> {
        let mut pack = self.with_words(language, project)?;
        if let Some(catalogue) = project.catalogue_value() {
            partner_catalogue::apply_catalogue(&mut pack, &catalogue)?;
        }
        Ok(pack)
    }

    /// What the widget and the build would refuse of the words: each sentence in this language.
    #[must_use]
    pub fn refused_words(&self, language: &str, project: &Project) -> Vec<String> {
        let Some(pack) = self.pack(language).or(self.packs.first()) else { return Vec::new() };
        let Some(words) = self.without_drafts(project).overlay() else { return Vec::new() };
        let mut tried = (**pack).clone();
        let found = overlay::apply(&mut tried, &value(&words));
        self.sentences(language, &found)
    }

    /// What the widget and the build would refuse of the resources: each sentence in this language.
    #[must_use]
    pub fn refused_resources(&self, language: &str, project: &Project) -> Vec<String> {
        let Some(pack) = self.pack(language).or(self.packs.first()) else { return Vec::new() };
        let Some(catalogue) = project.catalogue_value() else { return Vec::new() };
        let mut tried = (**pack).clone();
        let found = partner_catalogue::apply_catalogue(&mut tried, &catalogue).err().unwrap_or_default();
        self.sentences(language, &found)
    }

    /// Problems in the words that the widget has for them.
    #[must_use]
    pub fn sentences(&self, language: &str, found: &[InvalidField]) -> Vec<String> {
        let Some(pack) = self.pack(language).or(self.packs.first()) else { return Vec::new() };
        // Before them stands how many there are, and that a whole file was refused: here nothing was.
        problems::sentences((**pack).clone(), found).split_off(1)
    }

    /// Every text that a partner may change in a language, in the order of the panel.
    #[must_use]
    pub fn texts(&self, language: &str) -> Vec<Text> {
        let Some(pack) = self.pack(language) else { return Vec::new() };
        let text = |path: String, ours: &str| Text { path, ours: ours.to_owned() };
        let contact = pack.partner.contact.as_ref();
        let mut texts = vec![
            text("introduction".to_owned(), pack.partner.introduction.as_deref().unwrap_or_default()),
            text("contact/label".to_owned(), contact.map_or("", |contact| &contact.label)),
            text(
                "contact/address".to_owned(),
                contact.and_then(|contact| contact.address.as_deref()).unwrap_or_default(),
            ),
        ];
        for (list, entries) in TERMS {
            for entry in entries(&pack.vocabulary) {
                texts.push(text(format!("{list}/{}/label", entry.id), &entry.label));
                texts.push(text(format!("{list}/{}/description", entry.id), &entry.description));
            }
        }
        // A mark that is a space is no text.
        texts.extend(
            Key::ALL
                .iter()
                .filter(|key| !pack.messages.get(**key).trim().is_empty())
                .map(|key| text(format!("messages/{}", key.slug()), pack.messages.get(*key))),
        );
        texts
    }
}

/// JSON as a plain value of the widget.
#[must_use]
pub fn value(json: &serde_json::Value) -> Value {
    serde_json::from_value(json.clone()).unwrap_or(Value::Null)
}
