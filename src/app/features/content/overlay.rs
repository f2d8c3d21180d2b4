//! A partner's own words over ours: labels, introduction, contact, the names of terms; which circles of resources show; her
//! own instruments. A plain value, `boussole/overlay/1`, taken whole or not at all; every problem is named with its place.

use super::invalid_field::{Expected, InvalidField, MAX_PARTNER_TEXT_CHARS, Problem, child_path};
use super::partner_instruments;
use crate::app::runtime::value::Value;
use boussole_content::entry::Entry;
use boussole_content::i18n::{Key, placeholders};
use boussole_content::pack::{Contact, Pack};
use boussole_content::safe_url::is_safe_link;
use boussole_content::typography::french_spacing;
use boussole_domain::vocabulary::Circle;
use std::rc::Rc;

/// The schema id that every overlay carries.
pub const SCHEMA: &str = "boussole/overlay/1";

/// The circles that a value names, `None` when it is no list of some.
pub(super) fn circles(value: &Value) -> Option<Vec<Circle>> {
    let Value::List(items) = value else { return None };
    let circle = |item: &Value| if let Value::Text(id) = item { Circle::from_id(id) } else { None };
    items.iter().map(circle).collect::<Option<Vec<Circle>>>().filter(|circles| !circles.is_empty())
}

/// Leaves the resources of these circles and no others. Her content is another one then, and says so.
pub(super) fn keep_circles(pack: &mut Pack, circles: &[Circle]) {
    for circle in Circle::ALL {
        if !circles.contains(&circle) && !pack.excluded_circles.contains(&circle) {
            pack.content_hash = [&pack.content_hash, "-", circle.id()].concat();
            pack.exclude_circles([circle]);
        }
    }
}

/// Puts the overlay's words for the pack's language over its own; the other languages are checked all
/// the same. When there is a problem the pack is half done: it is to be dropped.
#[must_use]
pub fn apply(pack: &mut Pack, overlay: &Value) -> Vec<InvalidField> {
    let mut reader = Reader { problems: Vec::new(), in_french: false, is_current_language: false };
    let entries = reader.map("overlay", overlay, Expected::Object);
    if !entries.iter().any(|(name, value)| name == "schema" && *value == Value::text(SCHEMA)) {
        reader.report("schema", Problem::Expected(Expected::Overlay));
    }
    for (code, section) in entries.iter().filter(|(name, _)| !["schema", "$schema"].contains(&name.as_str())) {
        if code == "circles" {
            match circles(section) {
                Some(circles) => keep_circles(pack, &circles),
                None => reader.report(code, Problem::Expected(Expected::Circles)),
            }
            continue;
        }
        if code == "instruments" {
            partner_instruments::apply(pack, section, &mut reader.problems);
            continue;
        }
        reader.in_french = code.starts_with("fr");
        reader.is_current_language = *code == pack.messages.code;
        reader.section(pack, code, section);
    }
    reader.problems
}

struct Reader {
    problems: Vec<InvalidField>,
    /// The words of this section follow French typography.
    in_french: bool,
    /// The words of this section are taken, not only checked.
    is_current_language: bool,
}

impl Reader {
    fn report(&mut self, path: &str, problem: Problem) {
        self.problems.push(InvalidField::at(path, problem));
    }

    fn map<'v>(&mut self, path: &str, value: &'v Value, expected: Expected) -> &'v [(String, Value)] {
        if let Value::Map(entries) = value {
            return entries;
        }
        self.report(path, Problem::Expected(expected));
        &[]
    }

    /// Reads a text to where it belongs.
    fn text(&mut self, path: &str, value: &Value, target: &mut String) {
        let Value::Text(text) = value else {
            return self.report(path, Problem::Expected(Expected::Text));
        };
        let length = text.trim().chars().count();
        if length == 0 || length > MAX_PARTNER_TEXT_CHARS {
            self.report(path, Problem::Length(length));
        } else if self.is_current_language {
            *target = if self.in_french { french_spacing(text.trim()) } else { text.trim().to_owned() };
        }
    }

    fn section(&mut self, pack: &mut Pack, code: &str, section: &Value) {
        let vocabulary = Rc::make_mut(&mut pack.vocabulary);
        for (name, value) in self.map(code, section, Expected::LanguageSection) {
            let path = child_path(code, name);
            let terms = match name.as_str() {
                "messages" => {
                    self.messages(Rc::make_mut(&mut pack.messages).texts_mut(), &path, value);
                    continue;
                }
                "introduction" => {
                    self.text(&path, value, pack.partner.introduction.get_or_insert_default());
                    continue;
                }
                "contact" => {
                    self.contact(&mut pack.partner.contact, &path, value);
                    continue;
                }
                "profiles" => &mut vocabulary.profiles,
                "domains" => &mut vocabulary.domains,
                "levels" => &mut vocabulary.levels,
                "maturity" => &mut vocabulary.maturity,
                "objectives" => &mut vocabulary.objectives,
                "usages" => &mut vocabulary.usages,
                _ => {
                    self.report(&path, Problem::Unknown);
                    continue;
                }
            };
            self.terms(terms, &path, value);
        }
    }

    fn messages(&mut self, texts: &mut [String], path: &str, value: &Value) {
        for (slug, value) in self.map(path, value, Expected::Messages) {
            let path = child_path(path, slug);
            let key = Key::from_slug(slug);
            let Some(target) = key.and_then(|key| texts.get_mut(key as usize)) else {
                self.report(&path, Problem::Unknown);
                continue;
            };
            if let Value::Text(text) = value
                && let Some(stray) = placeholders(text).find(|name| !placeholders(target).any(|known| known == *name))
            {
                self.report(&path, Problem::Placeholder(stray.to_owned()));
            } else {
                self.text(&path, value, target);
            }
        }
    }

    fn terms(&mut self, entries: &mut [Entry], path: &str, value: &Value) {
        for (id, term) in self.map(path, value, Expected::Terms) {
            let path = child_path(path, id);
            let Some(entry) = entries.iter_mut().find(|entry| entry.id == *id) else {
                self.report(&path, Problem::Unknown);
                continue;
            };
            for (name, value) in self.map(&path, term, Expected::Term) {
                let path = child_path(&path, name);
                match name.as_str() {
                    "label" => self.text(&path, value, &mut entry.label),
                    "description" => self.text(&path, value, &mut entry.description),
                    _ => self.report(&path, Problem::Unknown),
                }
            }
        }
    }

    fn contact(&mut self, target: &mut Option<Contact>, path: &str, value: &Value) {
        let entries = self.map(path, value, Expected::Contact);
        if !entries.iter().any(|(name, _)| name == "label") {
            self.report(&child_path(path, "label"), Problem::Expected(Expected::Text));
        }
        let contact = target.get_or_insert_default();
        for (name, value) in entries {
            let path = child_path(path, name);
            match (name.as_str(), value) {
                ("label", _) => self.text(&path, value, &mut contact.label),
                ("address", Value::Text(address)) if is_safe_link(address) => {
                    self.text(&path, value, contact.address.get_or_insert_default());
                }
                ("address", _) => self.report(&path, Problem::Address),
                _ => self.report(&path, Problem::Unknown),
            }
        }
    }
}
