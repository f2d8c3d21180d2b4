//! Sentences that speak to one visitor: each situation has its own, in each language.

use super::packs;
use boussole_content::sentences::{HEADINGS, Sentence, Sentences, Timeframe};
use boussole_domain::standing::Standing;
use boussole_domain::vocabulary::Term;
use boussole_domain::{Impact, Lever};
use std::collections::BTreeSet;

fn texts<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> Vec<&'a str> {
    sentences.map(|sentence| sentence.text.as_str()).collect()
}

#[test]
fn a_portrait_has_a_sentence_for_the_heading_one_for_who_and_one_for_what_first() {
    for pack in packs() {
        let (sentences, words) = (pack.sentences().unwrap(), &pack.vocabulary);
        let mut said = BTreeSet::new();
        for heading in HEADINGS {
            for profile in (0..words.profiles.len()).map(Term::from_index) {
                for objective in (0..words.objectives.len()).map(Term::from_index) {
                    let portrait = texts(sentences.portrait(heading, profile, objective));
                    assert!(portrait.len() == 3 && portrait.iter().all(|text| !text.is_empty()), "{portrait:?}");
                    said.extend(portrait);
                }
            }
        }
        assert_eq!(said.len(), 7 + 10 + 4, "{}: no two say the same", pack.messages.code);
    }
}

#[test]
fn what_is_not_answered_has_no_sentence_and_either_of_two_may_come_first() {
    let pack = super::french();
    let sentences = pack.sentences().unwrap();
    let of = |heading| texts(sentences.portrait(heading, None, None));
    assert_eq!(of(Standing::First(Impact::Confiance)).len(), 1);
    let (one, other) = (Impact::Innovation, Impact::Performance);
    assert_eq!(of(Standing::Between(one, other)), of(Standing::Between(other, one)));
    let (objective, profile) = (Term::from_index(1), Term::from_index(3));
    assert_eq!(texts(sentences.portrait(Standing::Balanced, profile, objective)).len(), 3);
    let nothing = Sentences::default();
    assert_eq!(nothing.portrait(Standing::Balanced, profile, objective).count(), 0);
    assert!(nothing.gestures(objective.unwrap(), Term::from_index(0).unwrap()).is_empty());
    assert_eq!(nothing.contribution(Lever::VisionPartagee, profile.unwrap()), None);
}

#[test]
fn each_objective_at_each_maturity_has_three_gestures_each_with_who_and_how_long() {
    for pack in packs() {
        let (sentences, words) = (pack.sentences().unwrap(), &pack.vocabulary);
        let mut said = BTreeSet::new();
        for objective in (0..words.objectives.len()).filter_map(Term::from_index) {
            for maturity in (0..words.maturity.len()).filter_map(Term::from_index) {
                let gestures = sentences.gestures(objective, maturity);
                assert_eq!(gestures.len(), Timeframe::ALL.len());
                assert!(gestures.iter().all(|gesture| !gesture.who.is_empty() && !gesture.duration.is_empty()));
                said.extend(gestures.iter().map(|gesture| gesture.sentence.text.as_str()));
            }
        }
        assert_eq!(said.len(), 48, "{}: no two are the same", pack.messages.code);
    }
}

#[test]
fn each_profile_can_do_something_on_each_lever() {
    for pack in packs() {
        let profiles = (0..pack.vocabulary.profiles.len()).filter_map(Term::from_index);
        let pairs = profiles.flat_map(|profile| Lever::ALL.map(|lever| (lever, profile)));
        let said = pairs.map(|(lever, profile)| {
            let sentence = pack.sentences().unwrap().contribution(lever, profile).unwrap();
            assert!(sentence.origin.to_confirm && !sentence.origin.source.is_empty());
            sentence.text.as_str()
        });
        assert_eq!(said.collect::<BTreeSet<_>>().len(), 30, "{}", pack.messages.code);
    }
}
