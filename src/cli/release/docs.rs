//! The documentation (`www/docs`): Markdown, as pages of the release.

use crate::artifact::File;
use crate::html_report::escaped;
use crate::project;
use anyhow::{Context, Result, bail};
use boussole_content::typography::french_spacing;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The languages of the documentation, the first one first.
pub const LANGUAGES: [&str; 2] = ["fr", "en"];
/// The pages, in the order of their menu; each is a file of each language.
pub const PAGES: [&str; 5] = ["integrate", "host", "customize", "content", "trust"];

/// What stands around a page, in its language.
struct Frame {
    site: &'static str,
    menu: &'static str,
    contents: &'static str,
    other: (&'static str, &'static str),
    names: [&'static str; PAGES.len()],
}

const FRENCH: Frame = Frame {
    site: "Boussole de l’ODD 17",
    menu: "Documentation",
    contents: "Dans cette page",
    other: ("en", "English"),
    names: ["Intégrer", "Héberger", "Personnaliser", "Contenu", "Confiance"],
};

const ENGLISH: Frame = Frame {
    site: "SDG 17 compass",
    menu: "Documentation",
    contents: "On this page",
    other: ("fr", "Français"),
    names: ["Integrate", "Host", "Customize", "Content", "Trust"],
};

/// All pages, in all languages.
pub fn pages() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for language in LANGUAGES {
        for name in PAGES {
            let path = project::www().join("docs").join(language).join(format!("{name}.md"));
            let page = page(language, name, &project::read(&path)?).with_context(|| path.display().to_string())?;
            files.push(File { name: file_name(language, name), bytes: page.into_bytes() });
        }
    }
    Ok(files)
}

/// The file of a release that a page is.
fn file_name(language: &str, name: &str) -> String {
    format!("docs-{name}-{language}.html")
}

/// The anchor of a heading, as forges make it.
fn slug(heading: &str) -> String {
    let letters = heading.to_lowercase();
    let letters = letters.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    letters.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// The address in the release of what a page links to in the repository.
fn target(language: &str, address: &str) -> Result<String> {
    if let Some(file) = address.strip_prefix("../../") {
        return Ok(file.to_owned());
    }
    let (file, anchor) = address.split_once('#').map_or((address, None), |(file, anchor)| (file, Some(anchor)));
    let Some(name) = file.strip_suffix(".md") else { return Ok(address.to_owned()) };
    if !PAGES.contains(&name) {
        bail!("a link to {address}, which is no page");
    }
    Ok(anchor.map_or(file_name(language, name), |anchor| format!("{}#{anchor}", file_name(language, name))))
}

/// A page in the look of the site, from its Markdown.
fn page(language: &str, name: &str, markdown: &str) -> Result<String> {
    let frame = if language == "fr" { &FRENCH } else { &ENGLISH };
    let mut title = None;
    let mut contents = String::new();
    let mut anchors = BTreeSet::new();
    let mut events = Vec::new();
    // The heading that is being read: its level, its words, where it begins.
    let mut heading: Option<(HeadingLevel, String, usize)> = None;
    let mut is_code = false;
    // What can be scrolled needs a name: that of its section.
    let mut section = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level, String::new(), events.len())),
            Event::End(TagEnd::Heading(level)) => {
                let (_, words, begin) = heading.take().context("a heading ends that never began")?;
                let inner: Vec<Event> = events.drain(begin..).collect();
                if level == HeadingLevel::H1 {
                    title = Some(words);
                    continue;
                }
                let anchor = slug(&words);
                if !anchors.insert(anchor.clone()) {
                    bail!("two headings « {words} »");
                }
                if level == HeadingLevel::H2 {
                    section = escaped(&words);
                    let _ = writeln!(contents, "<li><a href=\"#{anchor}\">{}</a></li>", escaped(&words));
                }
                events.push(Event::Html(format!("<{level} id=\"{anchor}\">").into()));
                events.extend(inner);
                events.push(Event::Html(format!("</{level}>\n").into()));
            }
            Event::Text(text) if !is_code => {
                let text = if language == "fr" { CowStr::from(french_spacing(&text)) } else { text };
                if let Some((_, words, _)) = &mut heading {
                    words.push_str(&text);
                }
                events.push(Event::Text(text));
            }
            Event::Code(code) => {
                if let Some((_, words, _)) = &mut heading {
                    words.push_str(&code);
                }
                events.push(Event::Code(code));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                is_code = true;
                events.push(Event::Html(
                    format!("<pre tabindex=\"0\" role=\"group\" aria-label=\"{section}\"><code>").into(),
                ));
            }
            Event::End(TagEnd::CodeBlock) => {
                is_code = false;
                events.push(Event::Html("</code></pre>\n".into()));
            }
            Event::Start(Tag::Table(alignments)) => {
                events.push(Event::Html(
                    format!("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{section}\">").into(),
                ));
                events.push(Event::Start(Tag::Table(alignments)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = target(language, &dest_url)?.into();
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            // An example that runs is HTML, with addresses as they stand in the repository.
            Event::Html(text) => events.push(Event::Html(text.replace("\"../../", "\"").into())),
            other => events.push(other),
        }
    }
    let title = title.context("no title")?;
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    let mut menu = String::new();
    for (page, label) in PAGES.iter().zip(frame.names) {
        let here = if *page == name { " aria-current=\"page\"" } else { "" };
        let _ = writeln!(menu, "<li><a href=\"{}\"{here}>{label}</a></li>", file_name(language, page));
    }
    let script = if body.contains("<boussole-odd17") { "<script src=\"boussole.js\" async></script>\n" } else { "" };
    let (other, other_name) = frame.other;
    let (site, menu_name, contents_name) = (frame.site, frame.menu, frame.contents);
    let other_page = file_name(other, name);
    let title = escaped(&title);
    Ok(format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – {site}</title>\n\
         <link rel=\"icon\" href=\"favicon.svg\">\n<link rel=\"stylesheet\" href=\"docs.css\">\n\
         <link rel=\"alternate\" hreflang=\"{other}\" href=\"{other_page}\">\n{script}</head>\n<body>\n\
         <header>\n<p class=\"site\"><a href=\"index.html\">{site}</a></p>\n\
         <nav aria-label=\"{menu_name}\"><ul>\n{menu}<li class=\"other\"><a href=\"{other_page}\" lang=\"{other}\" hreflang=\"{other}\">{other_name}</a></li>\n</ul></nav>\n</header>\n\
         <main>\n<h1>{title}</h1>\n<nav class=\"contents\" aria-label=\"{contents_name}\">\n<h2>{contents_name}</h2>\n<ul>\n{contents}</ul>\n</nav>\n<div class=\"text\">\n{body}</div>\n</main>\n</body>\n</html>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_forges() {
        assert_eq!(slug("Emplacements, couleurs et parties"), "emplacements-couleurs-et-parties");
        assert_eq!(slug("L’élément `x`"), "lélément-x");
    }

    #[test]
    fn each_link_of_each_page_has_its_page_and_its_heading() -> Result<()> {
        let pages = pages()?;
        let text =
            |name: &str| pages.iter().find(|page| page.name == name).map(|page| String::from_utf8_lossy(&page.bytes));
        for page in &pages {
            let here = String::from_utf8_lossy(&page.bytes);
            for link in here.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let file = if file.is_empty() { page.name.as_str() } else { file };
                if file.starts_with("docs-") {
                    let there = text(file).with_context(|| format!("{}: {link}", page.name))?;
                    assert!(anchor.is_empty() || there.contains(&format!("id=\"{anchor}\"")), "{}: {link}", page.name);
                }
            }
        }
        Ok(())
    }

    #[test]
    fn both_languages_say_as_much() -> Result<()> {
        let count = |page: &File, mark: &str| String::from_utf8_lossy(&page.bytes).matches(mark).count();
        let pages = pages()?;
        let (french, english) = pages.split_at(PAGES.len());
        for (one, other) in french.iter().zip(english) {
            for mark in ["<h2 id", "<tr>", "<pre", "<li>"] {
                assert_eq!(count(one, mark), count(other, mark), "{mark} in {} and {}", one.name, other.name);
            }
        }
        Ok(())
    }
}
