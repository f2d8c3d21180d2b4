//! What is said of a heading and of the levers is what the numbers hold, in every language: worked out here again from
//! the answers, by whole numbers alone, and compared with the sentences that are read.

use super::exhaustive_situations::base;
use super::{data, packs, root};
use boussole::app::journey::difference::Difference;
use boussole::app::journey::outcome::Outcome;
use boussole::app::{HostMsg, Model};
use boussole::view::{Ctx, Dispatch, gallery, phrases};
use boussole_content::pack::Pack;
use boussole_domain::heading::from_permille;
use boussole_domain::matrix::personalize;
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Impact, Lever};
use std::rc::Rc;

/// What a sentence claims: the places of those it names, in its order. None: all are as great.
type Claim = Vec<usize>;

const AFFINITIES: [[u64; 3]; 4] = [[60, 25, 15], [60, 15, 25], [15, 60, 25], [15, 50, 35]];
const MATURITY: [[u64; 3]; 4] = [[60, 25, 15], [40, 40, 20], [25, 50, 25], [20, 35, 45]];
const MATRIX: [[u64; 3]; 3] = [[60, 25, 15], [15, 60, 25], [25, 15, 60]];

/// The shares in whole numbers of `total`, by largest remainder.
fn rounded(total: u64, shares: [u64; 3]) -> [u64; 3] {
    let sum: u64 = shares.iter().sum();
    let mut parts = shares.map(|share| share * total / sum);
    while parts.iter().sum::<u64>() < total {
        // What each still lacks, the first of the greatest.
        let lack = |index: usize| (shares[index] * total).saturating_sub(parts[index] * sum);
        let max = (0..3).rev().max_by_key(|index| lack(*index)).unwrap();
        parts[max] += 1;
    }
    parts
}

/// The heading of a situation, per mille.
pub fn permille(situation: &Situation) -> Option<[u64; 3]> {
    let mut sum = [0; 3];
    let mut add = |weight: u64, vector: [u64; 3]| (0..3).for_each(|index| sum[index] += weight * vector[index]);
    if let Some(horizons) = situation.horizons {
        add(50 * 3, horizons.amounts().values().map(u64::from));
    }
    match situation.objectives.as_slice() {
        [] => {}
        [one] => add(30 * 3, AFFINITIES[one.index()]),
        [first, second, ..] => {
            add(30 * 2, AFFINITIES[first.index()]);
            add(30, AFFINITIES[second.index()]);
        }
    }
    if let Some(level) = situation.maturity {
        add(20 * 3, MATURITY[level.index()]);
    }
    (sum != [0; 3]).then(|| rounded(1000, sum))
}

/// The rule: closer than the lead, first and third are as great; ahead by it, the first is first; else the first two.
fn claim(shares: [u64; 3], lead: u64) -> Claim {
    let mut order = [0, 1, 2];
    order.sort_by_key(|index| (u64::MAX - shares[*index], *index));
    let [a, b, c] = order.map(|index| shares[index]);
    match () {
        () if a - c < lead => Vec::new(),
        () if a - b >= lead => order[..1].to_vec(),
        () => order[..2].to_vec(),
    }
}

/// The heading's sharpness squared is a² + b² + c² − ab − bc − ca, per million; it is balanced below 99.5 per mille,
/// which rounds to 100.
fn heading_claim(permille: [u64; 3]) -> Claim {
    let [a, b, c] = permille;
    let square = a * a + b * b + c * c - (a * b + b * c + c * a).min(a * a + b * b + c * c);
    if square * 4 < 199 * 199 { Vec::new() } else { claim(permille, 50) }
}

fn levers(permille: [u64; 3]) -> [u64; 3] {
    MATRIX.map(|row| (0..3).map(|index| row[index] * permille[index]).sum())
}

/// Whether two claims say the same, whichever of two comes first.
fn same(a: &Claim, b: &Claim) -> bool {
    let sorted = |claim: &Claim| {
        let mut claim = claim.clone();
        claim.sort_unstable();
        claim
    };
    sorted(a) == sorted(b)
}

/// The names that stand in a sentence, in its order.
pub fn named(sentence: &str, names: &[String]) -> Claim {
    let sentence = sentence.to_lowercase();
    let mut results: Vec<(usize, usize)> =
        names.iter().enumerate().filter_map(|(index, name)| Some((sentence.find(name)?, index))).collect();
    results.sort_unstable();
    results.into_iter().map(|(_, index)| index).collect()
}

pub struct Reader {
    pub model: Model,
    pub impacts: Vec<String>,
    levers: Vec<String>,
    /// The words that make one impact the first.
    first: &'static str,
}

impl Reader {
    pub fn of(pack: &Rc<Pack>) -> Self {
        let names = |entries: &[boussole_content::entry::Entry]| {
            entries.iter().map(|entry| entry.label.to_lowercase()).collect()
        };
        Self {
            impacts: names(&pack.vocabulary.impacts),
            levers: names(&pack.vocabulary.levers),
            first: if pack.messages.code == "en" { " first, in " } else { " d’abord, " },
            model: Model::new(pack.clone()),
        }
    }

    pub fn said(&self, read: impl Fn(Ctx<'_>) -> String) -> String {
        let dispatch = Dispatch::noop();
        read(Ctx { model: &self.model, dispatch: &dispatch })
    }

    /// Every sentence of these shares claims what they hold.
    fn check(&self, permille: [u64; 3]) {
        let pack = &self.model.content;
        let shares = permille.map(|share| u32::try_from(share).unwrap());
        let heading = from_permille(shares.into(), &pack.heading);
        let expected = heading_claim(permille);
        for sentence in
            [self.said(|ctx| phrases::heading(ctx, &heading)), self.said(|ctx| phrases::heading_of_many(ctx, &heading))]
        {
            assert_eq!(named(&sentence, &self.impacts), expected, "{permille:?}: {sentence}");
            assert_eq!(sentence.contains(self.first), expected.len() == 1, "{permille:?}: {sentence}");
        }

        let matrix = personalize(&pack.rules.matrix, &heading, pack.heading.lead_permille);
        let sentence = self.said(|ctx| phrases::matrix(ctx, &matrix));
        let parts = levers(permille);
        let expected = claim(parts, 5000);
        assert_eq!(named(&sentence, &self.levers), expected, "{parts:?}: {sentence}");
        let percents = rounded(100, parts);
        let numbers: Vec<u64> = sentence
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .filter(|number| *number != 3 || !expected.is_empty())
            .collect();
        let shown: Vec<u64> = expected.iter().map(|index| percents[*index]).collect();
        assert_eq!(numbers, shown, "{parts:?}: {sentence}");
    }
}

pub fn readers() -> Vec<Reader> {
    packs().iter().map(Reader::of).collect()
}

#[test]
fn the_content_holds_the_numbers_that_these_tests_count_with() {
    let rules: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("www/content/rules.json")).unwrap()).unwrap();
    assert_eq!((&rules["heading"]["lead_permille"], &rules["heading"]["step"]), (&50.into(), &10.into()));
    // The worked cases are not of this hand.
    let cases: Vec<serde_json::Value> = serde_json::from_str(&data("vectors.json")).unwrap();
    let pack = packs().remove(0);
    for case in cases {
        let answers: boussole::app::runtime::value::Value = serde_json::from_value(case["answers"].clone()).unwrap();
        let situation = boussole::app::journey::answers::read(&answers, &pack.vocabulary).unwrap();
        let permilles = permille(&situation);
        let theirs = Impact::ALL.map(|impact| case["heading"]["permille"][impact.id()].as_u64());
        assert_eq!(permilles.map_or([None; 3], |shares| shares.map(Some)), theirs, "{situation:?}");
        if let Some(permilles) = permilles {
            let theirs = Lever::ALL.map(|lever| case["matrix"]["levers"][lever.id()].as_u64().unwrap());
            assert_eq!(levers(permilles), theirs);
            assert_eq!(case["heading"]["balanced"].as_bool().unwrap(), {
                let sharpness = case["heading"]["sharpness"].as_f64().unwrap();
                sharpness < 0.1
            });
        }
    }
}

#[test]
fn a_tie_or_a_small_lead_is_never_a_winner() {
    let say = |situation: &Situation, pack: &Rc<Pack>| {
        let reader = Reader::of(pack);
        let outcome = Outcome::new(situation, pack);
        let matrix = outcome.plan(pack).matrix.unwrap();
        (
            reader.said(|ctx| phrases::heading(ctx, &outcome.heading.unwrap())),
            reader.said(|ctx| phrases::matrix(ctx, &matrix)),
        )
    };
    let horizons = |amounts| Situation { horizons: Horizons::new(amounts), ..Situation::default() };
    let french = packs().remove(0);
    assert_eq!(say(&horizons([40, 40, 20]), &french).0, "Votre cap\u{a0}: entre performance et innovation.");
    let (heading, levers) = say(&horizons([34, 33, 33]), &french);
    assert_eq!(heading, "Votre cap\u{a0}: équilibré, aucun des trois impacts ne l’emporte.");
    assert_eq!(levers, "Votre effort se partage entre les trois leviers\u{a0}: aucun ne l’emporte.");
    assert_eq!(say(&horizons([60, 25, 15]), &french).0, "Votre cap\u{a0}: performance d’abord, à 18 mois.");
    assert_eq!(say(&horizons([20, 40, 40]), &french).0, "Votre cap\u{a0}: entre innovation et confiance.");
    assert_eq!(say(&horizons([39, 41, 20]), &french).0, "Votre cap\u{a0}: entre innovation et performance.");
}

#[test]
fn all_base_situations_are_said_as_they_are_in_every_language() {
    let readers = readers();
    let pack = &readers[0].model.content;
    let mut seen = std::collections::BTreeSet::new();
    for situation in base() {
        let shares = permille(&situation).unwrap();
        let outcome = Outcome::new(&situation, pack);
        assert_eq!(outcome.heading.unwrap().permille.values().map(u64::from), shares, "{situation:?}");
        seen.insert(shares);
    }
    for shares in &seen {
        for reader in &readers {
            reader.check(*shares);
        }
    }
}

#[test]
fn all_horizons_are_said_as_they_are_in_every_language() {
    let readers = readers();
    let mut count = 0;
    for first in 0..=100 {
        for second in 0..=100 - first {
            count += 1;
            let shares = [first, second, 100 - first - second].map(|share| share * 10);
            for reader in &readers {
                reader.check(shares);
            }
        }
    }
    assert_eq!(count, 5151);
}

/// Other answers to a question that are looked at: every maturity, every objective, ten points more on a horizon.
fn others(situation: &Situation, question: Question) -> Vec<Situation> {
    let rest = || situation.clone();
    match question {
        Question::Maturity => (0..4).map(|index| Situation { maturity: Term::from_index(index), ..rest() }).collect(),
        Question::Objectives => (0..4)
            .map(|index| Situation { objectives: Term::from_index(index).into_iter().collect(), ..rest() })
            .collect(),
        _ => Impact::ALL
            .map(|impact| {
                let amount = situation.horizons.map_or(100, |horizons| *horizons.amounts().get(impact) + 10);
                let from = situation.horizons.unwrap_or(Horizons::even());
                Situation { horizons: Some(from.with(impact, amount)), ..rest() }
            })
            .to_vec(),
    }
}

#[test]
fn a_heading_is_called_firm_when_no_such_answer_changes_what_is_said() {
    let readers = readers();
    let (mut firm, mut all) = (0, 0);
    let asked = [Question::Maturity, Question::Objectives, Question::Horizons];
    for situation in base().step_by(13) {
        for left_out in 0..7_u32 {
            let partial = (0..3)
                .filter(|index| left_out & (1 << index) != 0)
                .fold(situation.clone(), |partial, index| partial.without(asked[index]));
            let claim = |situation: &Situation| heading_claim(permille(situation).unwrap());
            let now = claim(&partial);
            let turns = |question: Question| others(&partial, question).iter().any(|other| !same(&claim(other), &now));
            let expected: Vec<Question> = asked.into_iter().filter(|question| turns(*question)).collect();
            let firmness = Outcome::new(&partial, &readers[0].model.content).sensitivity.unwrap();
            let (open, sensitive): (Vec<Question>, Vec<Question>) =
                expected.iter().partition(|question| !partial.answers(**question));
            assert_eq!((&firmness.undecided, &firmness.decisive), (&open, &sensitive), "{partial:?}");
            all += 1;
            firm += usize::from(expected.is_empty());
        }
    }
    println!("{firm} of {all} are firm");
    assert!(firm > 0 && firm < all);
}

#[test]
fn a_change_says_what_is_said_before_and_after() {
    for reader in readers() {
        let pack = &reader.model.content;
        let some: Vec<Situation> = base().step_by(641).collect();
        for pair in some.windows(2) {
            let [before, after] = [&pair[0], &pair[1]].map(|situation| Outcome::new(situation, pack));
            let difference = Difference::between(&before, &after, pack);
            if difference.is_nothing() {
                continue;
            }
            let sentence = reader.said(|ctx| phrases::difference(ctx, &difference)[0].clone());
            let [old, new] = [&pair[0], &pair[1]].map(|situation| heading_claim(permille(situation).unwrap()));
            let sentences: Vec<&str> = sentence.split(". ").collect();
            if same(&old, &new) {
                assert_eq!((sentences.len(), named(&sentence, &reader.impacts)), (1, new), "{sentence}");
            } else {
                assert_eq!(sentences.len(), 3, "{sentence}");
                assert_eq!(
                    (named(sentences[1], &reader.impacts), named(sentences[2], &reader.impacts)),
                    (old, new),
                    "{sentence}"
                );
            }
        }
    }
}

/// The page itself: no place words a heading by itself.
#[tokio::test(flavor = "current_thread")]
async fn the_page_says_no_more_than_the_sentence() {
    for pack in packs() {
        let reader = Reader::of(&pack);
        for amounts in [[40, 40, 20], [34, 33, 33], [60, 25, 15], [36, 32, 32], [20, 38, 42]] {
            let situation = Situation { horizons: Horizons::new(amounts), ..Situation::default() };
            let model = gallery::after(&reader.model, [boussole::app::Msg::Host(HostMsg::SituationSet(situation))]);
            let heading = model.outcome.heading.unwrap();
            let sentence = reader.said(|ctx| phrases::heading(ctx, &heading));
            for view in boussole::app::View::all(&pack) {
                let model = gallery::after(&model, [boussole::app::Msg::Host(HostMsg::ViewSet(view))]);
                let html = gallery::drawn(model).await;
                let first = |name: &String| html.matches(&[name, reader.first].concat()).count();
                let firsts: usize = reader.impacts.iter().map(first).sum();
                let count = html.matches(sentence.as_str()).count();
                let expected = if sentence.contains(reader.first) { count } else { 0 };
                assert_eq!(firsts, expected, "{amounts:?}, {}: {sentence}", view.id(&pack));
            }
        }
    }
}
