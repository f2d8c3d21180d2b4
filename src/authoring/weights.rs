//! Trying other weights: which headings turn, and which resources rise and fall, over a thousand situations. What is
//! tried is kept as the content's own file, with a dated note that says why.

use crate::check;
use crate::diagnostic::Findings;
use crate::source::RulesFile;
use boussole_content::pack::{Pack, Vocabulary};
use boussole_domain::heading::{self, Heading, HeadingRules};
use boussole_domain::path::{ResourceAttributes, build_path};
use boussole_domain::situation::{Horizons, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Date, Rules};
use serde_json::Value;
use serde_json::value::RawValue;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many situations a trial goes through.
pub const SITUATIONS: usize = 1000;

/// The parts of `rules.json` whose numbers are tried.
const TRIED: [&str; 2] = ["heading", "path"];

/// A number of `rules.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Where it stands: `heading/weights/horizons`, `path/impact/share_by_count/0`.
    pub path: String,
    /// The number.
    pub value: i64,
}

/// The numbers that can be tried, in the order of the file.
#[must_use]
pub fn weights(rules: &RulesFile) -> Vec<Weight> {
    let value = serde_json::to_value(rules).unwrap_or_default();
    let mut found = Vec::new();
    for part in TRIED {
        collect(value.get(part).unwrap_or(&Value::Null), part, &mut found);
    }
    found
}

fn collect(value: &Value, path: &str, found: &mut Vec<Weight>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                collect(value, &[path, "/", name].concat(), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, &format!("{path}/{index}"), found);
            }
        }
        Value::Number(number) => {
            found.extend(number.as_i64().map(|value| Weight { path: path.to_owned(), value }));
        }
        _ => {}
    }
}

/// The rules with one number changed; nothing where no number stands there, or the rules cannot hold the new one.
#[must_use]
pub fn with_weight(rules: &RulesFile, path: &str, value: i64) -> Option<RulesFile> {
    let is_tried = path.split('/').next().is_some_and(|part| TRIED.contains(&part));
    let mut changed = serde_json::to_value(rules).ok()?;
    let place = changed.pointer_mut(&["/", path].concat()).filter(|place| is_tried && place.is_number())?;
    *place = value.into();
    serde_json::from_value(changed).ok()
}

/// What the build would say of the rules.
#[must_use]
pub fn check(rules: &RulesFile, vocabulary: &Vocabulary) -> Findings {
    let mut findings = Findings::default();
    check::check_rules(rules, vocabulary.maturity.len(), &mut findings);
    findings
}

/// The text of `rules.json` with other numbers, and a note of the day, of each number that changed, and of why. All else
/// stays as it stands, letter by letter: whoever compares the files sees what was decided and nothing more. Nothing where
/// the text is not that of `before`.
#[must_use]
pub fn export(text: &str, before: &RulesFile, after: &RulesFile, day: Date, why: &str) -> Option<String> {
    let changed: Vec<(Weight, Weight)> =
        weights(before).into_iter().zip(weights(after)).filter(|(old, new)| old.value != new.value).collect();
    let changes: Vec<String> = changed
        .iter()
        .map(|(old, new)| format!("{} {} → {}", old.path.replace('/', "."), old.value, new.value))
        .collect();
    let entry = format!("{day}: {}. {}", changes.join(", "), why.trim());
    let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
    for (old, new) in &changed {
        let place = place_of(text, &old.path)?;
        if text.get(place.clone())?.parse() != Ok(old.value) {
            return None;
        }
        pieces.push((place, new.value.to_string()));
    }
    if let Some(note) = &before.note {
        pieces.push((place_of(text, "note")?, Value::from(format!("{note}\n{entry}")).to_string()));
    } else {
        // Without a note, one stands before the first field.
        let first = text.find('{')? + 1;
        pieces.push((first..first, format!("\n  \"note\": {},", Value::from(entry))));
    }
    // From the end, so that the places of what is still to be replaced hold.
    pieces.sort_by_key(|(place, _)| Reverse(place.start));
    let mut file = text.to_owned();
    for (place, piece) in pieces {
        file.replace_range(place, &piece);
    }
    let read: RulesFile = serde_json::from_str(&file).ok()?;
    (RulesFile { note: before.note.clone(), ..read } == RulesFile { note: before.note.clone(), ..after.clone() })
        .then_some(file)
}

/// Where a value stands in the text of a file.
fn place_of(text: &str, path: &str) -> Option<Range<usize>> {
    let mut at: &RawValue = serde_json::from_str(text).ok()?;
    for step in path.split('/') {
        at = match step.parse::<usize>() {
            Ok(index) => serde_json::from_str::<Vec<&RawValue>>(at.get()).ok()?.get(index).copied()?,
            Err(_) => serde_json::from_str::<BTreeMap<String, &RawValue>>(at.get()).ok()?.remove(step)?,
        };
    }
    // What is read is a part of the text, not a copy of it.
    let start = at.get().as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(start..start + at.get().len())
}

/// All numbers that a trial goes by.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// Of the heading.
    pub heading: HeadingRules,
    /// Of the path, and the rest.
    pub rules: Rules,
}

impl Numbers {
    /// The numbers of a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        Self { heading: pack.heading, rules: (*pack.rules).clone() }
    }

    /// The numbers with those of a file instead.
    #[must_use]
    pub fn with(&self, file: &RulesFile) -> Self {
        let heading = HeadingRules {
            weights: file.heading.weights,
            pair: file.heading.pair,
            balanced_below_permille: file.heading.balanced_below_permille,
            lead_permille: file.heading.lead_permille,
            step: file.heading.step,
            ..self.heading
        };
        Self { heading, rules: Rules { path: file.path.rules.clone(), ..self.rules.clone() } }
    }
}

/// How often paths propose a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Place of the resource in the catalogue.
    pub resource: usize,
    /// In so many paths before.
    pub before: usize,
    /// In so many after.
    pub after: usize,
}

/// What other numbers change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// How many situations were tried.
    pub situations: usize,
    /// How many of them have a heading.
    pub headings: usize,
    /// How many headings have other shares.
    pub moved: usize,
    /// How many headings are said in other words: another impact first, or none that prevails.
    pub turned: usize,
    /// By how much the needle turns, in tenths of a degree: where both headings point somewhere, in order of size.
    pub turns: Vec<u32>,
    /// The most that a share changes, per mille.
    pub greatest_change: u32,
    /// How many paths propose other resources.
    pub paths: usize,
    /// The resources that are proposed more or less often, those that change most first.
    pub shifts: Vec<Shift>,
}

impl Trial {
    /// The turn that half of the needles do not exceed, in tenths of a degree.
    #[must_use]
    pub fn median_turn(&self) -> u32 {
        self.turns.get(self.turns.len() / 2).copied().unwrap_or(0)
    }

    /// The greatest turn, in tenths of a degree.
    #[must_use]
    pub fn greatest_turn(&self) -> u32 {
        self.turns.last().copied().unwrap_or(0)
    }
}

/// Goes through situations with the numbers before and after.
#[must_use]
pub fn trial(situations: &[Situation], before: &Numbers, after: &Numbers, catalogue: &[ResourceAttributes]) -> Trial {
    let mut trial = Trial { situations: situations.len(), ..Trial::default() };
    let mut counts = vec![(0_usize, 0_usize); catalogue.len()];
    for situation in situations {
        let old = heading::heading(situation, &before.heading);
        let new = heading::heading(situation, &after.heading);
        if let (Some(old), Some(new)) = (&old, &new) {
            trial.headings += 1;
            let changes = old.permille.values().into_iter().zip(new.permille.values());
            let change = changes.map(|(old, new)| old.abs_diff(new)).max().unwrap_or(0);
            trial.moved += usize::from(change > 0);
            trial.turned += usize::from(!old.standing.agrees_with(new.standing));
            trial.greatest_change = trial.greatest_change.max(change);
            trial.turns.extend(turn(old, new));
        }
        let path = |heading: Option<&Heading>, numbers: &Numbers| {
            let path = build_path(situation, heading, catalogue, &numbers.rules);
            path.stops.iter().map(|stop| stop.resource).collect::<Vec<_>>()
        };
        let (old, new) = (path(old.as_ref(), before), path(new.as_ref(), after));
        trial.paths += usize::from(old.len() != new.len() || old.iter().any(|stop| !new.contains(stop)));
        for stop in old {
            counts.get_mut(stop).into_iter().for_each(|count| count.0 += 1);
        }
        for stop in new {
            counts.get_mut(stop).into_iter().for_each(|count| count.1 += 1);
        }
    }
    trial.turns.sort_unstable();
    let shifts = counts.into_iter().enumerate().filter(|(_, (before, after))| before != after);
    trial.shifts = shifts.map(|(resource, (before, after))| Shift { resource, before, after }).collect();
    trial.shifts.sort_by_key(|shift| (std::cmp::Reverse(shift.before.abs_diff(shift.after)), shift.resource));
    trial
}

/// By how much the needle turns; nothing where one of the headings has no direction to speak of.
fn turn(before: &Heading, after: &Heading) -> Option<u32> {
    let angle = before.bearing_tenths.abs_diff(after.bearing_tenths);
    (!before.balanced && !after.balanced).then_some(angle.min(3600 - angle))
}

/// So many situations, the same each time: questions are answered four times of five, as visitors do who skip some.
#[must_use]
pub fn situations(vocabulary: &Vocabulary, count: usize) -> Vec<Situation> {
    let mut draws = Draws(17);
    (0..count)
        .map(|_| {
            let (first, second) = (draws.below(101), draws.below(101));
            let (low, high) = (first.min(second), first.max(second));
            let amounts = [low, high - low, 100 - high].map(|amount| u8::try_from(amount).unwrap_or(0));
            Situation {
                profile: draws.some(vocabulary.profiles.len()),
                domains: draws.several(vocabulary.domains.len(), Situation::MAX_DOMAINS),
                level: draws.some(vocabulary.levels.len()),
                maturity: draws.some(vocabulary.maturity.len()),
                objectives: draws.several(vocabulary.objectives.len(), Situation::MAX_OBJECTIVES),
                usage: draws.some(vocabulary.usages.len()),
                horizons: Horizons::new(amounts).filter(|_| draws.answers()),
                start: None,
            }
        })
        .collect()
}

/// One situation of each profile, every question answered but the start: to see a path before a change and after.
#[must_use]
pub fn typical(vocabulary: &Vocabulary) -> Vec<Situation> {
    fn nth<V>(index: usize, length: usize) -> Option<Term<V>> {
        index.checked_rem(length).and_then(Term::from_index)
    }
    let situation = |index: usize| Situation {
        profile: Term::from_index(index),
        domains: nth(index, vocabulary.domains.len()).into_iter().collect(),
        level: nth(index, vocabulary.levels.len()),
        maturity: nth(index, vocabulary.maturity.len()),
        objectives: nth(index, vocabulary.objectives.len()).into_iter().collect(),
        usage: nth(index, vocabulary.usages.len()),
        horizons: Some(Horizons::even()),
        start: None,
    };
    (0..vocabulary.profiles.len()).map(situation).collect()
}

/// Numbers that look drawn and are the same each time (`SplitMix64`).
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        self.next().checked_rem(limit).and_then(|draw| usize::try_from(draw).ok()).unwrap_or(0)
    }

    fn answers(&mut self) -> bool {
        self.below(5) > 0
    }

    fn some<V>(&mut self, length: usize) -> Option<Term<V>> {
        let (index, answers) = (self.below(length), self.answers());
        Term::from_index(index).filter(|_| answers && length > 0)
    }

    fn several<V: Copy + PartialEq>(&mut self, length: usize, max: usize) -> Vec<Term<V>> {
        let count = if self.answers() { self.below(max) + 1 } else { 0 };
        let mut terms = Vec::new();
        for _ in 0..count {
            let term = Term::from_index(self.below(length)).filter(|term| length > 0 && !terms.contains(term));
            terms.extend(term);
        }
        terms
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{Numbers, SITUATIONS, check, export, situations, trial, typical, weights, with_weight};
    use crate::coverage::{Axis, Catalogue, gaps, heat_map, merged, path_change};
    use crate::source::{Content, RulesFile};
    use crate::{compile, load};
    use boussole_content::pack::Pack;
    use boussole_domain::Date;
    use boussole_domain::situation::Question;
    use std::path::Path;

    fn content() -> (Content, Pack) {
        let content = load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")).unwrap();
        let pack = compile::compile(&content).unwrap().swap_remove(0);
        (content, pack)
    }

    #[test]
    fn each_number_of_the_heading_and_the_path_can_be_changed_and_no_other() {
        let (content, _) = content();
        let rules = &content.rules;
        let all = weights(rules);
        let value = |path: &str| all.iter().find(|weight| weight.path == path).map(|weight| weight.value);
        assert_eq!(value("heading/weights/horizons"), Some(i64::from(rules.heading.weights.horizons)));
        assert_eq!(value("path/impact/share_by_count/2"), Some(i64::from(rules.path.rules.impact.share_by_count[2])));
        assert_eq!(value("path/announced"), Some(i64::from(rules.path.rules.announced)));
        assert!(all.iter().all(|weight| !weight.path.starts_with("calendar")));
        for weight in &all {
            let changed = with_weight(rules, &weight.path, weight.value + 1).unwrap();
            let differing: Vec<_> = weights(&changed).into_iter().filter(|other| !all.contains(other)).collect();
            assert_eq!(differing.len(), 1, "{}", weight.path);
            assert_eq!((&differing[0].path, differing[0].value), (&weight.path, weight.value + 1));
        }
        for path in ["calendar/reviews_months/0", "heading", "heading/source/0", "", "path/full", "instruments/holds"] {
            assert_eq!(with_weight(rules, path, 1), None, "{path}");
        }
        assert_eq!(with_weight(rules, "heading/weights/horizons", -1), None, "no negative weight can be written");
    }

    #[test]
    fn what_the_build_refuses_is_refused_here() {
        let (content, pack) = content();
        let refused = |path: &str, value| {
            let findings = check(&with_weight(&content.rules, path, value).unwrap(), &pack.vocabulary);
            findings.all().iter().filter_map(|finding| finding.field.clone()).collect::<Vec<_>>()
        };
        assert_eq!(check(&content.rules, &pack.vocabulary).all(), []);
        assert_eq!(refused("heading/weights/maturity", 0), ["heading.weights"]);
        assert_eq!(refused("path/objective/second", 3001), ["path.objective.second"]);
        assert_eq!(refused("path/explorer_from_maturity", 9), ["path.explorer_from_maturity"]);
        assert_eq!(refused("path/length", 4), ["path.length"]);
    }

    #[test]
    fn a_trial_counts_what_turns_and_what_rises() {
        let (content, pack) = content();
        let numbers = Numbers::of(&pack);
        assert_eq!(numbers.with(&content.rules), numbers);
        let all = situations(&pack.vocabulary, SITUATIONS);
        assert_eq!(all, situations(&pack.vocabulary, SITUATIONS));
        for question in Question::ALL {
            let answered = all.iter().filter(|situation| situation.answers(question)).count();
            let expected = if question == Question::Start { 0..=0 } else { 700..=900 };
            assert!(expected.contains(&answered), "{}: {answered}", question.id());
        }
        let same = trial(&all, &numbers, &numbers, &pack.attributes);
        assert_eq!((same.situations, same.moved, same.turned, same.paths), (SITUATIONS, 0, 0, 0));
        assert_eq!((same.greatest_turn(), same.greatest_change, same.shifts.len()), (0, 0, 0));
        assert!(same.headings > 900, "{}", same.headings);

        // Horizons alone: what is said first turns for many, and paths follow the heading.
        let heavy = numbers.with(&with_weight(&content.rules, "heading/weights/horizons", 5000).unwrap());
        let turned = trial(&all, &numbers, &heavy, &pack.attributes);
        assert!(turned.turned > 50 && turned.turned <= turned.moved && turned.moved <= turned.headings, "{turned:?}");
        assert!(turned.median_turn() <= turned.greatest_turn() && turned.greatest_turn() <= 1800);
        assert!(turned.paths > 0 && turned.paths <= SITUATIONS);
        let by_hand = all.iter().filter(|situation| {
            let heading = |numbers: &Numbers| boussole_domain::heading::heading(situation, &numbers.heading);
            heading(&numbers).map(|heading| heading.permille) != heading(&heavy).map(|heading| heading.permille)
        });
        assert_eq!(turned.moved, by_hand.count());

        // No points for the profile: no heading turns, some resources fall and others rise.
        let without = with_weight(&content.rules, "path/profile/full", 0).unwrap();
        let without = with_weight(&without, "path/profile/every", 0).unwrap();
        let shifted = trial(&all, &numbers, &numbers.with(&without), &pack.attributes);
        assert_eq!((shifted.moved, shifted.turned), (0, 0));
        assert!(shifted.shifts.iter().any(|shift| shift.after > shift.before));
        assert!(shifted.shifts.iter().any(|shift| shift.after < shift.before));
        let sizes: Vec<usize> = shifted.shifts.iter().map(|shift| shift.before.abs_diff(shift.after)).collect();
        assert!(sizes.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn a_trial_that_is_kept_is_the_content_s_own_file_and_says_why() {
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
        let mut files = load::read_files(&www).unwrap();
        let content = load::load_files(&files).unwrap();
        let text = files["content/rules.json"].clone();
        let after = with_weight(&content.rules, "heading/weights/horizons", 60).unwrap();
        let after = with_weight(&after, "path/impact/share_by_count/2", 65).unwrap();
        let after = with_weight(&after, "path/announced", -1200).unwrap();
        let day: Date = "2026-11-30".parse().unwrap();
        let kept = export(&text, &content.rules, &after, day, " Les « horizons » \"comptent\" plus. ").unwrap();
        // Line by line, what was decided and nothing more.
        let differing: Vec<_> = text.lines().zip(kept.lines()).filter(|(old, new)| old != new).collect();
        assert_eq!(text.lines().count(), kept.lines().count());
        assert_eq!(
            differing.iter().skip(1).map(|(_, new)| new.trim()).collect::<Vec<_>>(),
            ["\"horizons\": 60,", "\"share_by_count\": [100, 85, 65]", "\"announced\": -1200,"]
        );
        let file: RulesFile = serde_json::from_str(&kept).unwrap();
        let ours = content.rules.note.clone().unwrap();
        let entry = "2026-11-30: heading.weights.horizons 50 → 60, path.impact.share_by_count.2 70 → 65, \
                     path.announced -800 → -1200. Les « horizons » \"comptent\" plus.";
        assert_eq!(file.note, Some([ours.as_str(), "\n", entry].concat()));
        // In place of ours, the build takes it, and finds no more than before.
        files.insert("content/rules.json".to_owned(), kept);
        let laid = load::load_files(&files).unwrap();
        assert_eq!(crate::check::check(&laid).all(), crate::check::check(&content).all());
        assert_eq!(RulesFile { note: ours.into(), ..laid.rules.clone() }, after);
        assert_eq!(Content { rules: content.rules.clone(), hash: content.hash.clone(), ..laid }, content);
        // A second trial adds its note below the first; a text that has none begins with one.
        let again = with_weight(&file, "heading/step", 5).unwrap();
        let twice = export(&files["content/rules.json"], &file, &again, day, "Encore.").unwrap();
        assert_eq!(serde_json::from_str::<RulesFile>(&twice).unwrap().note.unwrap().lines().count(), 3);
        let bare = RulesFile { note: None, ..content.rules.clone() };
        let unnoted: String = text.lines().filter(|line| !line.contains("\"note\"")).collect();
        let noted = export(&unnoted, &bare, &RulesFile { note: None, ..after }, day, "Seule.").unwrap();
        assert!(serde_json::from_str::<RulesFile>(&noted).unwrap().note.unwrap().ends_with("Seule."));
        // A text of other rules is not written into.
        assert_eq!(export(&text, &file, &again, day, "x"), None);
    }

    #[test]
    fn a_heat_map_counts_as_the_gaps_do() {
        let (_, pack) = content();
        let words = &pack.vocabulary;
        let (empty, all) = gaps(pack.attributes.iter(), words);
        let sides = [words.profiles.len(), words.kinds.len(), words.usages.len(), words.objectives.len()];
        assert_eq!(all, sides.iter().product::<usize>());
        for [profile, kind, usage, objective] in &empty {
            let only = [(Axis::Usage, *usage), (Axis::Objective, *objective)];
            let map = heat_map(pack.attributes.iter(), words, Axis::Profile, Axis::Kind, &only);
            assert_eq!(map.cells[*profile][*kind], 0);
        }
        // Every cell that is not in the list has something.
        let mut holes = 0;
        for usage in 0..words.usages.len() {
            for objective in 0..words.objectives.len() {
                let only = [(Axis::Usage, usage), (Axis::Objective, objective)];
                let map = heat_map(pack.attributes.iter(), words, Axis::Profile, Axis::Kind, &only);
                holes += map.cells.iter().flatten().filter(|count| **count == 0).count();
            }
        }
        assert_eq!(holes, empty.len());
        // With nothing, all is a gap.
        assert_eq!(gaps([], words).0.len(), all);
        let map = heat_map(pack.attributes.iter(), words, Axis::Domain, Axis::Kind, &[]);
        assert_eq!((map.cells.len(), map.cells[0].len()), (words.domains.len(), words.kinds.len()));
    }

    #[test]
    fn paths_change_with_the_catalogue_alone() {
        let (_, pack) = content();
        let ours: Catalogue<'_> =
            pack.resources.iter().zip(pack.attributes.iter()).map(|(entry, a)| (entry.id.as_str(), a)).collect();
        let numbers = Numbers::of(&pack);
        let all = typical(&pack.vocabulary);
        assert_eq!(all.len(), pack.vocabulary.profiles.len());
        let first = &all[0];
        let same = path_change(first, &numbers, &ours, &merged(&ours, Vec::new(), false));
        assert!(!same.before.is_empty());
        assert_eq!((same.come().count(), same.gone().count()), (0, 0));
        // The best one again, under an id that comes before all others: it takes a place in the path.
        let best = ours.iter().find(|(id, _)| *id == same.before[0]).unwrap().1;
        let change = path_change(first, &numbers, &ours, &merged(&ours, vec![("0-hers", best)], false));
        assert_eq!(change.come().collect::<Vec<_>>(), ["0-hers"]);
        let alone = path_change(first, &numbers, &ours, &merged(&ours, vec![("0-hers", best)], true));
        assert_eq!(alone.after, ["0-hers"]);
        assert_eq!(alone.gone().count(), alone.before.len());
    }
}
