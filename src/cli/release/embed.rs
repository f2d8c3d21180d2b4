//! The generator of snippets (`www/pages/embed.html`): a page for each language, its words from `www/i18n/embed`.
//!
//! A place of the template, `{{key}}`, and a call of the script, `word("key")`, name a word. One that is missing, and one
//! that nothing names, stop the build.

use super::docs::LANGUAGES;
use crate::artifact::File;
use crate::project;
use anyhow::{Context, Result, ensure};
use boussole_content::typography::french_spacing;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The page that the others are made from, which has the name of the first of them.
pub const TEMPLATE: &str = "embed.html";

/// What a snippet says, in the language that is asked of it.
const SNIPPET: [&str; 2] = ["snippet-link", "snippet-title"];

/// The words of a language, by key.
type Words = BTreeMap<String, String>;

/// The pages of all languages.
pub fn pages() -> Result<Vec<File>> {
    let source = |name: &str| project::read(&project::www().join("pages").join(name));
    let (template, script) = (source(TEMPLATE)?, source("embed.js")?);
    Template { name: "embed", html: &template, code: &script, snippet: &SNIPPET, built: &[] }.pages()
}

/// A page that is made for each language from a template, its words from a folder of `www/i18n`.
pub struct Template<'a> {
    /// The name of the folder, and of the page.
    pub name: &'a str,
    /// The page, with places `{{key}}`.
    pub html: &'a str,
    /// Code that names words: `word("key")`.
    pub code: &'a str,
    /// Words that stand in what is copied, in the language that is asked of it.
    pub snippet: &'a [&'a str],
    /// What the build puts into other places.
    pub built: &'a [(&'a str, &'a str)],
}

impl Template<'_> {
    /// The pages of all languages.
    pub fn pages(&self) -> Result<Vec<File>> {
        let languages: Vec<(&str, Words)> =
            LANGUAGES.into_iter().map(|language| Ok((language, words(self.name, language)?))).collect::<Result<_>>()?;
        let snippets: BTreeMap<&str, Words> =
            languages.iter().map(|(language, words)| (*language, kept(words, self.snippet))).collect();
        let render = |(language, words): &(&str, Words)| {
            let page = self.page(language, words, &snippets).with_context(|| format!("{}/{language}", self.name))?;
            Ok(File { name: self.file_name(language), bytes: page.into_bytes() })
        };
        languages.iter().map(render).collect()
    }

    /// The page of a language: the first one has the name that sites link to.
    fn file_name(&self, language: &str) -> String {
        let name = self.name;
        if Some(&language) == LANGUAGES.first() { format!("{name}.html") } else { format!("{name}-{language}.html") }
    }

    /// The template with its places filled in.
    fn page(&self, language: &str, words: &Words, snippets: &BTreeMap<&str, Words>) -> Result<String> {
        let said = between(self.code, "word(\"", "\")");
        let other = LANGUAGES.into_iter().find(|other| *other != language).context("one language alone")?;
        let data = json!({ "words": kept(words, &said), "snippets": snippets }).to_string().replace('<', "\\u003c");
        let (other_file, other_name) = (self.file_name(other), if other == "fr" { "Français" } else { "English" });
        let mut built = BTreeMap::from([
            ("page-lang", language),
            ("other-lang", other),
            ("other-file", &other_file),
            ("other-name", other_name),
            ("script-words", &data),
        ]);
        built.extend(self.built.iter().copied());

        let places: BTreeSet<&str> = between(self.html, "{{", "}}").into_iter().collect();
        let of_the_page = places.iter().filter(|key| !built.contains_key(*key)).copied();
        let named: BTreeSet<&str> = of_the_page.chain(said).chain(self.snippet.iter().copied()).collect();
        let missing: Vec<_> = named.iter().filter(|key| !words.contains_key(**key)).collect();
        let unused: Vec<_> = words.keys().filter(|key| !named.contains(key.as_str())).collect();
        ensure!(missing.is_empty() && unused.is_empty(), "words missing: {missing:?}; words unused: {unused:?}");

        let mut page = self.html.to_owned();
        for key in places {
            let text = built.get(key).copied().or_else(|| words.get(key).map(String::as_str)).unwrap_or_default();
            page = page.replace(&format!("{{{{{key}}}}}"), text);
        }
        Ok(page)
    }
}

/// The words as they are written, with the spaces of their language.
fn words(name: &str, language: &str) -> Result<Words> {
    let mut words: Words = project::json(&project::www().join(format!("i18n/{name}/{language}.json")))?;
    if language == "fr" {
        for text in words.values_mut() {
            *text = french_spacing(text);
        }
    }
    Ok(words)
}

/// Some of the words.
fn kept(words: &Words, keys: &[&str]) -> Words {
    keys.iter().filter_map(|key| words.get_key_value(*key)).map(|(key, text)| (key.clone(), text.clone())).collect()
}

/// What stands in a text between two marks, each time.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inside, _)| inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_all_its_words_and_no_other() -> Result<()> {
        let (template, script) = ("<p>{{lead}}</p>{{script-words}}", "word(\"copied-said\")");
        let keys = ["lead", "copied-said", "snippet-link", "snippet-title"];
        let words: Words = keys.iter().map(|key| ((*key).to_owned(), format!("<b>{key}</b>"))).collect();
        let made = |words: &Words| {
            let page = Template { name: "embed", html: template, code: script, snippet: &SNIPPET, built: &[] };
            page.page("en", words, &BTreeMap::new())
        };
        let whole = made(&words)?;
        assert!(whole.starts_with("<p><b>lead</b></p>{"), "{whole}");
        assert!(
            whole.contains(r#""copied-said":"\u003cb>copied-said\u003c/b>""#),
            "no tag in a block of data: {whole}"
        );
        for key in keys {
            let mut fewer = words.clone();
            fewer.remove(key);
            assert!(made(&fewer).is_err_and(|error| error.to_string().contains(key)), "missing: {key}");
        }
        let mut more = words;
        more.insert("stray".to_owned(), String::new());
        assert!(made(&more).is_err_and(|error| error.to_string().contains("unused: [\"stray\"]")));
        Ok(())
    }

    #[test]
    fn both_languages_have_the_same_words_with_the_same_marks() -> Result<()> {
        let [french, english] = LANGUAGES.map(|language| words("embed", language));
        let (french, english) = (french?, english?);
        assert!(french.keys().eq(english.keys()));
        for (key, text) in &french {
            let other = english.get(key).map_or("", String::as_str);
            for mark in
                ["<code>", "<a ", "data-package=\"npm\"", "data-package=\"wordpress\"", "data-package=\"mirror\""]
            {
                assert_eq!(text.matches(mark).count(), other.matches(mark).count(), "{mark} of {key}");
            }
            let places = |text| between(text, "{", "}").into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
            assert_eq!(places(text), places(other), "the places of {key}");
        }
        Ok(())
    }

    #[test]
    fn each_guide_says_which_test_tried_it_or_that_none_did() -> Result<()> {
        let root = project::root();
        for page in pages()? {
            let html = String::from_utf8_lossy(&page.bytes);
            let guides = between(&html, "<details class=\"guide\">", "</details>");
            assert!(guides.len() > 15, "{}", guides.len());
            for guide in guides {
                let proof = between(guide, "<p class=\"proof\">", "</p>");
                assert_eq!(guide.contains("class=\"tried\""), !proof.is_empty(), "{guide}");
                assert_ne!(guide.contains("class=\"tried\""), guide.contains("class=\"untried\""), "{guide}");
                for name in proof.iter().flat_map(|proof| between(proof, "<code>", "</code>")) {
                    let stands =
                        ["tests/browser", "tests/frameworks"].map(|folder| root.join(folder).join(name).exists());
                    assert!(stands.contains(&true), "{name}");
                }
            }
        }
        Ok(())
    }
}
