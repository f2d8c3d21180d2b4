//! The numbers of a trial: those of the rules with what a project changes, what of it cannot be taken, and the file.

use crate::base::Base;
use crate::project::Weights;
use boussole_authoring::source::RulesFile;
use boussole_authoring::weights::{self, with_weight};
use boussole_domain::Date;

/// What a project's numbers lack to be the content's own file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No number differs from ours.
    Change,
    /// The build would refuse one of them.
    Fit,
    /// Nobody has said why: a number without its reason would be guessed at later.
    Why,
}

/// The whole `rules.json` with the numbers of a project, and its note of this day.
///
/// # Errors
/// What is lacking.
pub fn file(base: &Base, changes: &Weights, day: Date) -> Result<String, Lack> {
    let ours = &base.content.rules;
    let (changed, refused) = rules(ours, changes);
    let vocabulary = base.packs.first().map(|pack| &pack.vocabulary).ok_or(Lack::Fit)?;
    if !refused.is_empty() || weights::check(&changed, vocabulary).errors() > 0 {
        return Err(Lack::Fit);
    }
    if changed == *ours {
        return Err(Lack::Change);
    }
    if changes.why.trim().is_empty() {
        return Err(Lack::Why);
    }
    weights::export(&base.rules, ours, &changed, day, &changes.why).ok_or(Lack::Fit)
}

/// The rules with the numbers of a project, and the places whose number they cannot hold.
#[must_use]
pub fn rules<'a>(ours: &RulesFile, weights: &'a Weights) -> (RulesFile, Vec<&'a str>) {
    let mut rules = ours.clone();
    let mut refused = Vec::new();
    for (path, value) in &weights.values {
        match with_weight(&rules, path, *value) {
            Some(changed) => rules = changed,
            None => refused.push(path.as_str()),
        }
    }
    (rules, refused)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{Lack, file, rules};
    use crate::base::Base;
    use crate::project::Weights;
    use boussole_authoring::check::check;
    use boussole_authoring::load;
    use std::path::Path;

    #[test]
    fn numbers_are_laid_over_ours_and_those_that_do_not_fit_are_named() {
        let content = load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")).unwrap();
        let values = [("heading/weights/horizons", 60), ("path/length", -1), ("calendar/reviews_months/0", 1)];
        let values = values.into_iter().map(|(path, value)| (path.to_owned(), value)).collect();
        let weights = Weights { values, why: String::new() };
        let (changed, refused) = rules(&content.rules, &weights);
        assert_eq!(changed.heading.weights.horizons, 60);
        assert_eq!(changed.path, content.rules.path);
        assert_eq!(refused, ["calendar/reviews_months/0", "path/length"]);
        assert_eq!(rules(&content.rules, &Weights::default()), (content.rules.clone(), vec![]));
    }
    #[test]
    fn the_file_waits_for_a_change_that_fits_and_for_its_reason() {
        let mut files = load::read_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")).unwrap();
        let base = Base::read(&files).unwrap();
        let day = "2026-11-30".parse().unwrap();
        let changes =
            |path: &str, value, why: &str| Weights { values: [(path.to_owned(), value)].into(), why: why.to_owned() };
        assert_eq!(file(&base, &Weights::default(), day), Err(Lack::Change));
        assert_eq!(file(&base, &changes("path/length", -1, "Pour voir."), day), Err(Lack::Fit));
        assert_eq!(file(&base, &changes("path/length", 4, "Trop court."), day), Err(Lack::Fit));
        assert_eq!(file(&base, &changes("path/length", 12, " "), day), Err(Lack::Why));
        let text = file(&base, &changes("path/length", 12, "Douze se lisent d’un coup."), day).unwrap();
        files.insert("content/rules.json".to_owned(), text);
        let laid = load::load_files(&files).unwrap();
        assert_eq!(check(&laid).all(), check(&base.content).all());
        assert_eq!(laid.rules.path.rules.length, 12);
        assert!(laid.rules.note.unwrap().ends_with("2026-11-30: path.length 9 → 12. Douze se lisent d’un coup."));
    }
}
