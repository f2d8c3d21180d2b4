//! The attributes of the element that a form sets one choice at a time: answers of a preset, words of a list.

/// The answers that a preset may hold and a form offers, in the order of the questions.
pub const QUESTIONS: [&str; 6] = ["profile", "domains", "level", "maturity", "objectives", "usage"];

/// What a preset answers to a question: `profile=association;level=local`.
#[must_use]
pub fn answer<'a>(preset: &'a str, question: &str) -> Option<&'a str> {
    let mut entries = preset.split(';').filter_map(|entry| entry.split_once('='));
    entries.find(|(name, _)| name.trim() == question).map(|(_, value)| value.trim())
}

/// The preset with another answer to a question, or none; nothing when it answers nothing any more.
#[must_use]
pub fn with_answer(preset: &str, question: &str, value: Option<&str>) -> Option<String> {
    let others = preset.split(';').map(str::trim).filter(|entry| !entry.is_empty());
    let mut entries: Vec<String> =
        others.filter(|entry| entry.split('=').next().map(str::trim) != Some(question)).map(str::to_owned).collect();
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        entries.push([question, "=", value].concat());
        // Known questions stand in their order, so that the same choices are the same preset.
        let place = |entry: &String| QUESTIONS.iter().position(|name| entry.split('=').next() == Some(name));
        entries.sort_by_key(|entry| place(entry).unwrap_or(QUESTIONS.len()));
    }
    Some(entries.join(";")).filter(|preset| !preset.is_empty())
}

/// Whether a list of words, separated by spaces or commas, has one.
#[must_use]
pub fn has_word(list: &str, word: &str) -> bool {
    list.split([' ', ',']).any(|other| other == word)
}

/// The list with a word or without it, in the order of `all`; nothing when it is empty.
#[must_use]
pub fn with_word(list: &str, word: &str, has: bool, all: &[&str]) -> Option<String> {
    let kept = all.iter().filter(|other| if **other == word { has } else { has_word(list, other) });
    Some(kept.copied().collect::<Vec<_>>().join(" ")).filter(|list| !list.is_empty())
}

/// All the words of `all` in the order that a form shows: the first so many, which the method orders, then the others as
/// the list names them. One that the list does not name follows the one that it follows among all.
#[must_use]
pub fn ordered<'a>(list: &str, all: &[&'a str], fixed: usize) -> Vec<&'a str> {
    let (first, others) = all.split_at(fixed.min(all.len()));
    let named = list.split([' ', ',']).filter_map(|name| others.iter().find(|other| **other == name));
    let mut order: Vec<&str> = first.to_vec();
    for name in named {
        if !order.contains(name) {
            order.push(name);
        }
    }
    for (index, other) in others.iter().enumerate().filter(|(_, other)| !has_word(list, other)) {
        let before = index.checked_sub(1).and_then(|index| others.get(index));
        let after = before.and_then(|before| order.iter().position(|placed| placed == before));
        order.insert(after.map_or(first.len(), |at| at + 1), other);
    }
    order
}

/// The list with a word one place further up or down among those it names after the first so many of `all`; nothing where
/// it is at the end.
#[must_use]
pub fn with_moved(list: &str, word: &str, is_up: bool, all: &[&str], fixed: usize) -> Option<String> {
    let mut kept: Vec<&str> = ordered(list, all, fixed).into_iter().filter(|name| has_word(list, name)).collect();
    let steps = kept.iter().filter(|name| all.iter().take(fixed).any(|first| first == *name)).count();
    let at = kept.iter().position(|name| *name == word).filter(|at| *at >= steps)?;
    let to =
        if is_up { at.checked_sub(1).filter(|to| *to >= steps) } else { Some(at + 1).filter(|to| *to < kept.len()) };
    kept.swap(at, to?);
    Some(kept.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preset_is_changed_one_answer_at_a_time() {
        let preset = with_answer("level=local; horizons=60,25,15", "profile", Some("association"));
        assert_eq!(preset.as_deref(), Some("profile=association;level=local;horizons=60,25,15"));
        let preset = preset.unwrap_or_default();
        assert_eq!(answer(&preset, "profile"), Some("association"));
        assert_eq!(answer(&preset, "usage"), None);
        assert_eq!(with_answer(&preset, "level", None).as_deref(), Some("profile=association;horizons=60,25,15"));
        assert_eq!(with_answer("level=local", "level", None), None);
    }

    #[test]
    fn a_list_keeps_the_order_of_all() {
        let all = ["situate", "heading", "path"];
        assert_eq!(with_word("path", "situate", true, &all).as_deref(), Some("situate path"));
        assert_eq!(with_word("situate,path", "path", false, &all).as_deref(), Some("situate"));
        assert_eq!(with_word("situate", "situate", false, &all), None);
    }
    #[test]
    fn instruments_are_moved_and_steps_keep_their_order() {
        let all = ["situate", "path", "charte", "saisons", "valeur"];
        assert_eq!(ordered("valeur path charte situate", &all, 2), ["situate", "path", "valeur", "charte", "saisons"]);
        assert_eq!(ordered("", &all, 2), all);
        assert_eq!(
            ordered("situate,saisons,inconnu,saisons", &all, 2),
            ["situate", "path", "charte", "saisons", "valeur"]
        );
        let whole = all.join(" ");
        let moved = with_moved(&whole, "valeur", true, &all, 2);
        assert_eq!(moved.as_deref(), Some("situate path charte valeur saisons"));
        assert_eq!(with_moved(&moved.unwrap_or_default(), "valeur", false, &all, 2).as_deref(), Some(whole.as_str()));
        assert_eq!(with_moved(&whole, "charte", true, &all, 2), None);
        assert_eq!(with_moved(&whole, "valeur", false, &all, 2), None);
        assert_eq!(with_moved(&whole, "path", true, &all, 2), None);
        assert_eq!(with_moved("situate charte", "saisons", true, &all, 2), None, "what is not offered does not move");
        // One that is taken from ours and put back stands where it stood.
        let all_names: Vec<&str> = all.to_vec();
        let without = with_word(&whole, "saisons", false, &all_names).unwrap_or_default();
        let back = with_word(&without, "saisons", true, &ordered(&without, &all, 2));
        assert_eq!(back.as_deref(), Some(whole.as_str()));
    }
}
