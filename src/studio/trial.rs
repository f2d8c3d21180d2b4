//! The numbers of a trial: those of the rules with what a project changes, and what of it cannot be taken.

use crate::project::Weights;
use boussole_authoring::source::RulesFile;
use boussole_authoring::weights::with_weight;

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
    use super::rules;
    use crate::project::Weights;
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
}
