//! Light stemming, French and English: the forms of one word come together, words of one family often do.
//! What is cut never leaves fewer than four letters, so that short words keep their meaning.

use std::borrow::Cow;

/// The least letters of a stem.
const MIN_STEM_LEN: usize = 4;

/// French endings, the longest first: nouns of action, of agents, adverbs, adjectives, verbs, plurals.
const FRENCH: [&str; 54] = [
    "issements",
    "issement",
    "isseurs",
    "isseur",
    "atrices",
    "atrice",
    "ements",
    "ement",
    "ations",
    "ation",
    "ateurs",
    "ateur",
    "atives",
    "ative",
    "itions",
    "ition",
    "iennes",
    "ienne",
    "iaires",
    "iaire",
    "euses",
    "euse",
    "ances",
    "ance",
    "ences",
    "ence",
    "atifs",
    "atif",
    "ables",
    "able",
    "aires",
    "aire",
    "ariat",
    "ariale",
    "arial",
    "iats",
    "iat",
    "iaux",
    "iales",
    "iale",
    "ial",
    "ants",
    "ante",
    "ant",
    "eurs",
    "eur",
    "iers",
    "ier",
    "ees",
    "ee",
    "er",
    "ez",
    "es",
    "e",
];
/// English endings, the longest first.
const ENGLISH: [&str; 20] = [
    "izations", "ization", "ations", "ation", "ments", "ment", "ships", "ship", "ities", "ity", "ings", "ing", "ers",
    "er", "ies", "ed", "ly", "es", "e", "s",
];

/// The French stem of a folded word.
#[must_use]
pub fn french(word: &str) -> Cow<'_, str> {
    // Plurals first, so that "territoriaux" and "territorial", "locaux" and "local" meet.
    if let Some(stem) = word.strip_suffix("aux").filter(|stem| stem.len() >= 2) {
        return Cow::Owned(strip_suffix_rule(&[stem, "al"].concat(), &FRENCH).to_owned());
    }
    let singular = word.strip_suffix(['s', 'x']).filter(|stem| stem.len() >= 3).unwrap_or(word);
    Cow::Borrowed(strip_suffix_rule(singular, &FRENCH))
}

/// The English stem of a folded word.
#[must_use]
pub fn english(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(strip_suffix_rule(word, &ENGLISH))
}

fn strip_suffix_rule<'w>(word: &'w str, endings: &[&str]) -> &'w str {
    // Most endings are told apart by their last letter.
    let last = word.as_bytes().last();
    let mut likely = endings.iter().filter(|ending| ending.as_bytes().last() == last);
    let stem = likely.find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= MIN_STEM_LEN));
    let stem = stem.unwrap_or(word);
    // A doubled last letter is an accident of the ending: "bilann-ement".
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && stem.len() > MIN_STEM_LEN => {
            stem.strip_suffix(last).unwrap_or(stem)
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::{english, french};

    #[test]
    fn forms_and_families_meet() {
        let together = |stem: fn(&str) -> std::borrow::Cow<'_, str>, families: &[&[&str]]| {
            for family in families {
                let stems: std::collections::BTreeSet<_> = family.iter().map(|word| stem(word)).collect();
                assert_eq!(stems.len(), 1, "{family:?}: {stems:?}");
            }
        };
        together(
            french,
            &[
                &["evaluation", "evaluations", "evaluer", "evaluateur", "evaluative"],
                &["partenariat", "partenariats", "partenaire", "partenaires", "partenarial", "partenariale"],
                &["territorial", "territoriaux", "territoriale"],
                &["financement", "financements", "financer", "financeur"],
                &["association", "associations", "associatif", "associatives"],
                &["innovation", "innovant", "innovante", "innover"],
                &["engagement", "engager", "engagee"],
                &["alliance", "alliances"],
                &["local", "locaux"],
                &["benevole", "benevoles"],
            ],
        );
        together(
            english,
            &[&["partner", "partners"], &["evaluation", "evaluations"], &["partnership", "partnerships"]],
        );
    }

    #[test]
    fn short_words_stay_whole() {
        for word in ["eau", "eaux", "odd", "17", "elu", "agir", "don", "dons", "rse"] {
            assert!(french(word).len() >= 2, "{word}");
        }
        assert_ne!(french("mer"), french("mere"));
        assert_eq!(french("territoire").len(), "territoir".len());
    }
}
