//! What a language file must say, what pictures stand beside, a first file for a translator, and a language made up
//! to find what no file says.
//!
//! A language is one file, `www/i18n/CODE.json`: the messages by key, and the texts of `www/content` by what they are
//! in French, so that a text that changes in French is translated anew rather than left behind.

use super::diagnostic::{Finding, Findings};
use super::source::{Content, LanguageFile, Term};
use boussole_content::i18n::{Key, Plural};
use boussole_domain::situation::Question;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The forms that not every language has, by the endings of their messages.
pub(super) const EXTRA_PLURAL_FORMS: [(&str, Plural); 4] =
    [("zero", Plural::Zero), ("two", Plural::Two), ("few", Plural::Few), ("many", Plural::Many)];

/// The French texts of the content, each once, in the order of the files: terms, rules, instruments, then resources.
#[must_use]
pub fn collect_texts(content: &Content) -> Vec<String> {
    let mut texts = Vec::new();
    let Ok(Value::Object(lists)) = serde_json::to_value(content) else { return texts };
    let (resources, others): (Vec<_>, Vec<_>) = lists.into_iter().partition(|(name, _)| name == "resources");
    for (_, list) in others.into_iter().chain(resources) {
        gather(&list, &mut texts);
    }
    let mut seen = BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts
}

fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(fields) => match fields.get("fr") {
            Some(Value::String(text)) => texts.push(text.clone()),
            _ => fields.values().for_each(|value| gather(value, texts)),
        },
        Value::Array(items) => items.iter().for_each(|value| gather(value, texts)),
        _ => {}
    }
}

/// The file of a language as a translator begins it: what is translated stays, what is missing is in French.
#[must_use]
pub fn template(content: &Content, code: &str) -> LanguageFile {
    let existing = content.languages.iter().find(|language| language.code == code);
    // An easy form says only what it says more simply: what it leaves out comes from the usual words.
    if let Some(easy) = existing.filter(|language| language.easy_form_of.is_some()) {
        return easy.clone();
    }
    let say = |value: Option<&Value>, french: &str| value.cloned().unwrap_or_else(|| Value::from(french));
    let french = content.languages.first().map(|language| &language.messages);
    let messages = french.into_iter().flatten().map(|(slug, text)| {
        let translated = existing.and_then(|language| language.messages.get(slug));
        (slug.clone(), say(translated, text.as_str().unwrap_or_default()))
    });
    let texts = collect_texts(content).into_iter().map(|text| {
        let translated = existing.and_then(|language| language.texts.get(&text));
        let translated = say(translated, &text);
        (text, translated)
    });
    LanguageFile {
        schema: Some("../schema/language.json".to_owned()),
        code: code.to_owned(),
        name: existing.map_or_else(|| code.to_owned(), |language| language.name.clone()),
        right_to_left: existing.is_some_and(|language| language.right_to_left),
        easy_form_of: existing.and_then(|language| language.easy_form_of.clone()),
        messages: messages.collect(),
        texts: texts.collect(),
    }
}

/// What stands around each text of the language that is made up: a text without it is in no file.
const PSEUDO_BRACKETS: (char, char) = ('⟦', '⟧');

/// A language that nobody speaks: French with other letters, a third longer, between fences. Whoever draws it sees which
/// words stand in code, and what does not hold longer ones.
#[must_use]
pub fn pseudolocalize(content: &Content, code: &str, right_to_left: bool) -> LanguageFile {
    // No language has this code: everything is as in French.
    let all = template(content, "");
    let strange = |words: Map<String, Value>| {
        words.into_iter().map(|(key, text)| (key, Value::from(pseudolocalize_text(&text)))).collect()
    };
    let mut messages: Map<String, Value> = strange(all.messages);
    // Signs, not words.
    for sign in ["decimal-mark", "group-mark"] {
        messages.insert(sign.to_owned(), Value::from(","));
    }
    let name = pseudolocalize_text(&Value::from("Français"));
    LanguageFile { code: code.to_owned(), name, right_to_left, messages, texts: strange(all.texts), ..all }
}

fn pseudolocalize_text(text: &Value) -> String {
    let text = text.as_str().unwrap_or_default();
    let mut out = String::from(PSEUDO_BRACKETS.0);
    let mut in_place = false;
    for letter in text.chars() {
        in_place = (in_place || letter == '{') && letter != '}';
        let other = if in_place { letter } else { pseudo_char(letter) };
        out.push(other);
    }
    // A third more letters, in words that may break.
    let more = text.chars().count().div_ceil(3);
    out.extend(" ṁøŕɇ".chars().cycle().take(more));
    out.push(PSEUDO_BRACKETS.1);
    out
}

fn pseudo_char(letter: char) -> char {
    match letter {
        'a' => 'ȧ',
        'e' => 'ɇ',
        'i' => 'ɨ',
        'o' => 'ø',
        'u' => 'ʉ',
        'n' => 'ñ',
        'r' => 'ŕ',
        's' => 'ş',
        't' => 'ŧ',
        other => other,
    }
}

/// What is wrong with the language files.
pub(super) fn check(content: &Content, findings: &mut Findings) {
    check_pictures(content, findings);
    let Some(reference) = content.languages.first() else { return };
    let source_texts = collect_texts(content);
    let spoken: BTreeSet<&str> = source_texts.iter().map(String::as_str).collect();
    for language in &content.languages {
        let file = format!("i18n/{}.json", language.code);
        check_messages(reference, language, &file, findings);
        for text in language.texts.keys().filter(|text| !spoken.contains(text.as_str())) {
            // Whoever changes a sentence need not change all languages in the same breath: what is left behind harms nobody.
            findings.push(Finding::warning(&file, "no content says this in French any more").item(text).field("texts"));
        }
        if let Some(usual) = &language.easy_form_of {
            let exists = content.languages.iter().any(|other| other.code == *usual && other.easy_form_of.is_none());
            if !exists {
                findings.push(Finding::error(&file, format!("\"{usual}\" is no usual language")).field("easy_form_of"));
            }
            continue;
        }
        // French is what the texts are; English stands beside each, where its absence is told.
        let missing = source_texts.iter().filter(|text| !language.texts.contains_key(*text)).count();
        if !["fr", "en"].contains(&language.code.as_str()) && missing > 0 {
            let problem = format!("{missing} texts of the content are not translated: French will show");
            findings.push(Finding::warning(&file, problem).field("texts"));
        }
    }
}

/// What a picture may stand beside: a question, an answer of it, a title.
fn check_pictures(content: &Content, findings: &mut Findings) {
    fn ids<T>(list: &str, terms: &[Term<T>]) -> Vec<String> {
        terms.iter().map(|term| [list, "/", &term.id].concat()).collect()
    }
    let questions = Question::ALL.iter().map(|question| ["question/", question.id()].concat());
    let titles = Key::ALL.iter().map(|key| ["title/", key.slug()].concat());
    let mut unillustrated: BTreeSet<String> = questions.chain(titles).collect();
    unillustrated.extend(ids(Question::Profile.id(), &content.profiles));
    unillustrated.extend(ids(Question::Domains.id(), &content.domains));
    unillustrated.extend(ids(Question::Level.id(), &content.levels));
    unillustrated.extend(ids(Question::Maturity.id(), &content.maturity));
    unillustrated.extend(ids(Question::Usage.id(), &content.usages));
    unillustrated.extend(ids(Question::Objectives.id(), &content.objectives));
    for picture in &content.pictures {
        let mut error = |problem: &str| {
            findings.push(Finding::error("content/pictures.json", problem).item(&picture.id));
        };
        if !unillustrated.remove(&picture.id) {
            error("stands beside nothing, or stands there twice");
        }
        if !picture.path.starts_with('M')
            || picture.path.contains(|letter: char| !" .,-".contains(letter) && !letter.is_ascii_alphanumeric())
        {
            error("is no SVG path");
        }
    }
}

fn check_messages(reference: &LanguageFile, language: &LanguageFile, file: &str, findings: &mut Findings) {
    for key in Key::ALL {
        let slug = key.slug();
        match message(language, slug) {
            None if language.easy_form_of.is_some() && !language.messages.contains_key(slug) => {}
            None => findings.push(Finding::error(file, "the message is missing").item(slug)),
            Some(text) => {
                let (expected, actual) = (message(reference, slug).map(placeholders), placeholders(text));
                // An easy form may leave a place out, never add one.
                let fits = |expected: &BTreeSet<&str>| {
                    if language.easy_form_of.is_some() { actual.is_subset(expected) } else { actual == *expected }
                };
                if expected.is_some_and(|expected| !fits(&expected)) {
                    findings.push(Finding::error(file, "its {places} differ from the French ones").item(slug));
                }
            }
        }
    }
    for slug in language.messages.keys() {
        let rare = EXTRA_PLURAL_FORMS
            .iter()
            .find_map(|(name, _)| slug.strip_suffix(name))
            .map(|stem| [stem, "other"].concat());
        let is_key = |slug: &str| Key::from_slug(slug).is_some();
        if !is_key(slug) && !rare.is_some_and(|other| is_key(&other)) {
            findings.push(Finding::error(file, "no code uses the message").item(slug));
        }
    }
}

fn message<'a>(language: &'a LanguageFile, slug: &str) -> Option<&'a str> {
    language.messages.get(slug).and_then(Value::as_str).filter(|text| !text.trim_matches([' ', '\n', '\t']).is_empty())
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    boussole_content::i18n::placeholders(text).collect()
}
