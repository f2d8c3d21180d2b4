//! The sentences as the browser reads them.

use super::localize::{localize, origin};
use crate::sentences::{ask_ids, contribution_ids, gesture_ids, guide_ids, heading_ids, join_ids, term_ids};
use crate::source::{Content, LanguageFile, SentenceFile, Text};
use boussole_content::sentences::{Gesture, Sentence, Sentences};
use boussole_domain::PerLever;

/// All sentences in a language. None is missing: `check` has told it.
pub(super) fn compile_sentences(content: &Content, language: &LanguageFile) -> Sentences {
    let say = |text: &Text| localize(language, text).0;
    let gesture = |id: String| {
        let file = find(&content.gestures, &id)?;
        Some(Gesture {
            sentence: sentence(language, file),
            who: say(&file.extra.who),
            duration: say(&file.extra.duration),
        })
    };
    let gestures = |objective: &str| gesture_ids(content, objective).filter_map(gesture).collect();
    let of = |ids: &mut dyn Iterator<Item = String>, files| {
        ids.filter_map(|id| find(files, &id)).map(|file| sentence(language, file)).collect()
    };
    Sentences {
        headings: of(&mut heading_ids(), &content.portraits),
        profiles: of(&mut term_ids("profile", &content.profiles), &content.portraits),
        objectives: of(&mut term_ids("objective", &content.objectives), &content.portraits),
        gestures: content.objectives.iter().map(|objective| gestures(&objective.id)).collect(),
        contributions: PerLever::from_fn(|lever| of(&mut contribution_ids(content, lever), &content.contributions)),
        guide: of(&mut guide_ids(), &content.workshop),
        join: of(&mut join_ids(), &content.workshop),
        asks: of(&mut ask_ids(), &content.workshop),
    }
}

fn find<'a, T>(files: &'a [SentenceFile<T>], id: &str) -> Option<&'a SentenceFile<T>> {
    files.iter().find(|file| file.id == id)
}

fn sentence<T>(language: &LanguageFile, file: &SentenceFile<T>) -> Sentence {
    Sentence { text: localize(language, &file.text).0, origin: origin(&file.source, file.confidence) }
}
