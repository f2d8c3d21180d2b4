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
}
