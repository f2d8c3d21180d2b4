//! What is wrong with content whose shape is right.

mod fields;
mod instruments;
mod resources;
mod sentences;

use crate::diagnostic::{Finding, Findings};
use crate::source::{Content, InstrumentFile, ResourceFile, RulesFile, Status, Term};
use crate::{thesaurus, translation};
use boussole_domain::rules::PathRules;
use boussole_domain::vocabulary::{Profile, Term as Place, TermSet};
use boussole_domain::{Date, Impact, Kind, Lever, PerImpact};
use fields::{check_slug, check_source, check_text};
use std::collections::BTreeSet;

/// The views that are no instrument's: an instrument is named after none of them.
const VIEWS: [&str; 11] = [
    "situate",
    "heading",
    "trajectory",
    "path",
    "summary",
    "method",
    "quick",
    "explore",
    "keep",
    "workshop",
    "instruments",
];

/// The longest title, in characters: the longest that a known source gives a report has 187, four lines on a phone.
const MAX_TITLE_CHARS: usize = 200;

/// Everything that is wrong with content whose shape is right.
#[must_use]
pub fn check(content: &Content) -> Findings {
    let mut findings = Findings::default();
    check_vocabularies(content, &mut findings);
    check_matrix(content, &mut findings);
    check_vectors(content, &mut findings);
    check_dates(content, &mut findings);
    check_resources(content, &mut findings);
    resources::check(content, &mut findings);
    instruments::check(content, &VIEWS, &mut findings);
    sentences::check(content, &mut findings);
    thesaurus::check(content, &mut findings);
    translation::check(content, &mut findings);
    findings
}

/// Everything that is wrong with an instrument that stands beside those of the content, or instead of one of them.
#[must_use]
pub fn check_instrument(content: &Content, instrument: &InstrumentFile) -> Findings {
    let mut findings = Findings::default();
    instruments::check_one(content, instrument, VIEWS.contains(&instrument.id.as_str()), &mut findings);
    findings
}

fn check_vocabularies(content: &Content, findings: &mut Findings) {
    check_terms("content/impacts.json", &content.impacts, findings);
    check_terms("content/levers.json", &content.levers, findings);
    check_terms("content/profiles.json", &content.profiles, findings);
    check_terms("content/domains.json", &content.domains, findings);
    check_terms("content/levels.json", &content.levels, findings);
    check_terms("content/maturity.json", &content.maturity, findings);
    check_terms("content/objectives.json", &content.objectives, findings);
    check_terms("content/usages.json", &content.usages, findings);
    check_terms("content/kinds.json", &content.kinds, findings);
    check_terms("content/seasons.json", &content.seasons, findings);
    check_term_ids("content/impacts.json", &content.impacts, &Impact::ALL.map(Impact::id), findings);
    check_term_ids("content/levers.json", &content.levers, &Lever::ALL.map(Lever::id), findings);
    let kinds = ["methodes", "exemples", "donnees", "outils", "competences"];
    check_term_ids("content/kinds.json", &content.kinds, &kinds, findings);
    for lever in &content.levers {
        check_text("content/levers.json", &lever.id, "carrier", &lever.extra.carrier, findings);
    }
}

/// Rules name these terms, so the file must list them, in this order.
fn check_term_ids<T>(file: &str, terms: &[Term<T>], ids: &[&str], findings: &mut Findings) {
    if terms.iter().map(|term| term.id.as_str()).ne(ids.iter().copied()) {
        findings
            .push(Finding::error(file, format!("must list exactly, in this order: {}", ids.join(", "))).field("items"));
    }
}

fn check_terms<T>(file: &str, terms: &[Term<T>], findings: &mut Findings) {
    if terms.is_empty() {
        findings.push(Finding::error(file, "lists nothing").field("items"));
    }
    if terms.len() > Place::<Profile>::MAX {
        findings.push(Finding::error(file, format!("lists more than {} terms", Place::<Profile>::MAX)).field("items"));
    }
    let mut seen = BTreeSet::new();
    for term in terms {
        if !seen.insert(&term.id) {
            findings.push(Finding::error(file, "the id stands twice").item(&term.id).field("id"));
        }
        check_slug(file, &term.id, findings);
        check_text(file, &term.id, "label", &term.label, findings);
        check_text(file, &term.id, "description", &term.description, findings);
        check_source(file, &term.id, &term.source, findings);
    }
}

fn check_matrix(content: &Content, findings: &mut Findings) {
    const FILE: &str = "content/matrix.json";
    let mut sum = |name: &str, cells: Vec<u8>| {
        let total: u32 = cells.iter().map(|percent| u32::from(*percent)).sum();
        if cells.len() != 3 || total != 100 {
            let problem = format!("needs three cells whose percents sum to 100: has {} with {total}", cells.len());
            findings.push(Finding::error(FILE, problem).item(name).field("percent"));
        }
    };
    for lever in Lever::ALL {
        sum(lever.id(), content.matrix.iter().filter(|cell| cell.lever == lever).map(|cell| cell.percent).collect());
    }
    for impact in Impact::ALL {
        sum(impact.id(), content.matrix.iter().filter(|cell| cell.impact == impact).map(|cell| cell.percent).collect());
    }
}

fn check_vectors(content: &Content, findings: &mut Findings) {
    let mut vector = |file: &str, id: &str, field: &str, vector: PerImpact<u8>| {
        let total: u32 = vector.values().into_iter().map(u32::from).sum();
        if total != 100 {
            findings.push(Finding::error(file, format!("must sum to 100, sums to {total}")).item(id).field(field));
        }
    };
    for term in &content.objectives {
        vector("content/objectives.json", &term.id, "affinity", term.extra.affinity);
    }
    for term in &content.maturity {
        vector("content/maturity.json", &term.id, "heading", term.extra.heading);
    }
    check_rules(&content.rules, content.maturity.len(), findings);
    check_quick_start(content, findings);
}

/// What is wrong with the numbers of the rules, where there are so many maturity levels.
pub fn check_rules(rules: &RulesFile, levels: usize, findings: &mut Findings) {
    let mut positive = |field: &str, holds: bool| {
        if !holds {
            findings.push(Finding::error("content/rules.json", "must be above 0").field(field));
        }
    };
    let weights = rules.heading.weights;
    positive("heading.weights", weights.horizons > 0 && weights.objectives > 0 && weights.maturity > 0);
    positive("heading.pair", rules.heading.pair.iter().all(|weight| *weight > 0));
    positive("quick.resources", rules.quick.resources > 0);
    if !rules.search.stop.is_sorted() {
        findings.push(Finding::error("content/rules.json", "must be sorted").field("search.stop"));
    }
    if !(1..=1000).contains(&rules.heading.lead_permille) {
        let problem = "must be from 1 to 1000 per mille: at 0 a tie would have a winner";
        findings.push(Finding::error("content/rules.json", problem).field("heading.lead_permille"));
    }
    check_path_rules(&rules.path.rules, levels, findings);
}

/// The most points that a criterion gives, in hundredths: a thousand points.
const MAX_POINTS: u32 = 100_000;

fn check_path_rules(rules: &PathRules, levels: usize, findings: &mut Findings) {
    const FILE: &str = "content/rules.json";
    let mut error = |holds: bool, field: &str, problem: String| {
        if !holds {
            findings.push(Finding::error(FILE, problem).field(&["path.", field].concat()));
        }
    };
    for (criterion, full, lesser) in [
        (
            "objective",
            rules.objective.full,
            vec![("second", rules.objective.second), ("transversal", rules.objective.transversal)],
        ),
        ("impact", rules.impact.full, vec![]),
        ("domain", rules.domain.full, vec![("every", rules.domain.every), ("sdg17", rules.domain.sdg17)]),
        ("profile", rules.profile.full, vec![("every", rules.profile.every)]),
        ("maturity", rules.maturity.full, vec![("neighbour", rules.maturity.neighbour)]),
        ("usage", rules.usage.full, vec![]),
        ("level", rules.level.full, vec![]),
    ] {
        let field = [criterion, ".full"].concat();
        error(full <= MAX_POINTS, &field, format!("is over {MAX_POINTS}, a thousand points"));
        for (name, points) in lesser {
            let problem = format!("gives {points}, more than \"full\" ({full}), which is the most that can be had");
            error(points <= full, &[criterion, ".", name].concat(), problem);
        }
    }
    let shares: [(&str, &[u32]); 2] =
        [("impact", &rules.impact.share_by_count), ("domain", &rules.domain.share_by_count)];
    for (criterion, shares) in shares {
        let field = [criterion, ".share_by_count"].concat();
        error(shares.iter().all(|share| *share <= 100), &field, "holds a share over 100 percent".to_owned());
        let problem = "must not rise: who is for more things keeps no larger share of each".to_owned();
        error(shares.is_sorted_by(|before, after| before >= after), &field, problem);
    }
    for (field, points) in [("announced", rules.announced), ("without_address", rules.without_address)] {
        let min = -i64::from(MAX_POINTS);
        let problem = format!("must be from {min} to 0: it is taken away, so {points} would be a reward");
        error((min..=0).contains(&points.into()), field, problem);
    }
    for (field, limit, at_zero) in [
        ("length", rules.length, "no path would hold anything"),
        ("per_kind", rules.per_kind, "no resource of any kind could be taken"),
        ("reasons", rules.reasons, "no resource would say why it is proposed"),
        ("most_without_address", rules.most_without_address, "no resource without an address could ever be proposed"),
        ("most_third_party", rules.most_third_party, "no resource from outside Le RAMEAU could ever be proposed"),
        ("own_domain", rules.own_domain, "a path could leave out every field that was answered"),
        ("second_objective", rules.second_objective, "a path could leave out the second objective"),
    ] {
        error(limit > 0, field, format!("must be above 0: {at_zero}"));
    }
    let kinds = Kind::ALL.len();
    let room = kinds.saturating_mul(rules.per_kind);
    let problem = format!("asks for {}, but {kinds} kinds with {} of each make {room}", rules.length, rules.per_kind);
    error(rules.length <= room, "length", problem);
    let problem = format!("asks for {}: fewer than {kinds} leave out a kind for everybody", rules.length);
    error(rules.length >= kinds || rules.length == 0, "length", problem);
    for (field, wanted) in [("own_domain", rules.own_domain), ("second_objective", rules.second_objective)] {
        let problem = format!("seeks {wanted} in a path of {}", rules.length);
        error(wanted <= rules.length, field, problem);
    }
    let problem = format!("must be a level from 1 to {levels}");
    error((1..=levels).contains(&usize::from(rules.explorer_from_maturity)), "explorer_from_maturity", problem);
}

fn check_quick_start(content: &Content, findings: &mut Findings) {
    let quick = &content.rules.quick;
    let mut check_id = |field: &str, id: &Option<String>, ids: Vec<&str>| {
        if let Some(id) = id.as_deref().filter(|id| !ids.contains(id)) {
            findings.push(Finding::error("content/rules.json", format!("unknown id \"{id}\"")).field(field));
        }
    };
    check_id("quick.profile", &quick.profile, content.profiles.iter().map(|term| term.id.as_str()).collect());
    check_id("quick.level", &quick.level, content.levels.iter().map(|term| term.id.as_str()).collect());
}

fn check_dates(content: &Content, findings: &mut Findings) {
    let mut day = |file: &str, id: &str, field: &str, text: &str| {
        let day = text.parse::<Date>().ok();
        if day.is_none() {
            findings.push(
                Finding::error(file, format!("\"{text}\" is not a day such as 2026-09-01")).item(id).field(field),
            );
        }
        day
    };
    let mut backwards = Vec::new();
    for season in &content.seasons {
        let first = day("content/seasons.json", &season.id, "start", &season.extra.start);
        let last = day("content/seasons.json", &season.id, "end", &season.extra.end);
        if first.is_some() && last.is_some() && first >= last {
            backwards.push(season.id.clone());
        }
    }
    for mark in &content.rules.calendar.marks {
        day("content/rules.json", &mark.id, "calendar.marks.date", &mark.date);
    }
    for id in backwards {
        findings.push(Finding::error("content/seasons.json", "ends before it starts").item(&id).field("end"));
    }
    for mark in &content.rules.calendar.marks {
        check_text("content/rules.json", &mark.id, "calendar.marks.label", &mark.label, findings);
    }
}

/// The day it is, in universal time: what is to come and what is past changes with it, and nothing else.
#[must_use]
pub fn today() -> Date {
    Date::from_unix_day(seconds_since_1970() / 86_400)
}

#[cfg(not(target_arch = "wasm32"))]
fn seconds_since_1970() -> u64 {
    std::time::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_secs())
}

/// The clock of the browser: the standard library has none there.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Whole seconds since 1970.
fn seconds_since_1970() -> u64 {
    (js_sys::Date::now() / 1000.0) as u64
}

fn check_resources(content: &Content, findings: &mut Findings) {
    const FILE: &str = "content/resources.json";
    fn ids<T>(terms: &[Term<T>]) -> Vec<&str> {
        terms.iter().map(|term| term.id.as_str()).collect()
    }
    let allowed = [
        ("usages", ids(&content.usages)),
        ("objectives", ids(&content.objectives)),
        ("profiles", ids(&content.profiles)),
        ("domains", ids(&content.domains)),
        ("levels", ids(&content.levels)),
    ];
    let today = today();
    let mut before: Option<&str> = None;
    for resource in &content.resources {
        if let Some(before) = before {
            match before.cmp(&resource.id) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => {
                    findings.push(Finding::error(FILE, "the id stands twice").item(&resource.id).field("id"));
                }
                std::cmp::Ordering::Greater => {
                    findings.push(
                        Finding::error(FILE, format!("must stand before \"{before}\": the list is sorted by id"))
                            .item(&resource.id)
                            .field("id"),
                    );
                }
            }
        }
        before = Some(&resource.id);
        let tags = [&resource.usages, &resource.objectives, &resource.profiles, &resource.domains, &resource.levels];
        for ((field, allowed), tags) in allowed.iter().zip(tags) {
            check_tags(resource, field, allowed, tags, findings);
        }
        check_resource(resource, content.maturity.len(), today, findings);
    }
}

fn check_tags(resource: &ResourceFile, field: &str, allowed: &[&str], tags: &[String], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for tag in tags {
        let problem = if !allowed.contains(&tag.as_str()) {
            format!("unknown id \"{tag}\"")
        } else if !seen.insert(tag) {
            format!("\"{tag}\" stands twice")
        } else {
            continue;
        };
        findings.push(Finding::error("content/resources.json", problem).item(&resource.id).field(field));
    }
}

fn check_resource(resource: &ResourceFile, levels: usize, today: Date, findings: &mut Findings) {
    const FILE: &str = "content/resources.json";
    let mut error =
        |field: &str, problem: String| findings.push(Finding::error(FILE, problem).item(&resource.id).field(field));
    if resource.title.trim().is_empty() {
        error("title", "is empty".to_owned());
    } else if resource.title.chars().count() > MAX_TITLE_CHARS {
        error("title", format!("is longer than {MAX_TITLE_CHARS} characters"));
    }
    if resource.publisher.trim().is_empty() {
        error("publisher", "is empty".to_owned());
    }
    for (field, every, listed) in
        [("profiles", resource.all_profiles, &resource.profiles), ("domains", resource.all_domains, &resource.domains)]
    {
        match (every, listed.is_empty()) {
            (true, false) => error(field, format!("lists some beside \"all_{field}\": take one of the two out")),
            (false, true) => error(field, format!("lists none: list some, or say \"all_{field}\": true")),
            _ => {}
        }
    }
    for (field, empty) in [
        ("usages", resource.usages.is_empty()),
        ("objectives", resource.objectives.is_empty()),
        ("impacts", resource.impacts.is_empty()),
        ("levels", resource.levels.is_empty()),
        ("maturity", resource.maturity.is_empty()),
    ] {
        if empty {
            error(field, "lists nothing".to_owned());
        }
    }
    if TermSet::from_indices(resource.impacts.iter().map(|impact| *impact as usize)).count() != resource.impacts.len() {
        error("impacts", "one stands twice".to_owned());
    }
    for level in &resource.maturity {
        if *level == 0 || usize::from(*level) > levels {
            error("maturity", format!("level {level} is not one of 1 to {levels}"));
        }
    }
    if let Some(date) = &resource.date {
        match Date::from_partial(date) {
            None => {
                error("date", format!("\"{date}\" is not a year, a month or a day such as 2024, 2024-11, 2024-11-05"));
            }
            Some(day) if day > today && resource.status == Status::Published => {
                error("date", format!("\"{date}\" is to come: then it is announced, not published"));
            }
            Some(_) => {}
        }
    }
    let mut day = |field: &str, text: &Option<String>| {
        let day = text.as_ref().map(|text| text.parse::<Date>());
        if let (Some(Err(_)), Some(text)) = (&day, text) {
            error(field, format!("\"{text}\" is not a day such as 2026-11-24"));
        }
        day.and_then(Result::ok)
    };
    let (checked, until) = (day("checked", &resource.checked), day("until", &resource.until));
    if checked.is_some_and(|day| day > today) {
        error("checked", "is a day to come".to_owned());
    }
    if resource.date.is_some() != resource.date_basis.is_some() {
        error("date_basis", "stands beside a date, and only there".to_owned());
    }
    if let Some(problem) = resource.url.as_deref().and_then(check_url) {
        error("url", format!("\"{}\" {problem}", resource.url.as_deref().unwrap_or_default()));
    }
    if resource.url.is_some() != resource.url_role.is_some() {
        error("url_role", "stands beside an address, and only there".to_owned());
    }
    if resource.url.as_deref().is_some_and(|url| url.starts_with("http://")) {
        let finding = Finding::warning(FILE, "is not encrypted: shown as text, not as a link");
        findings.push(finding.item(&resource.id).field("url"));
    }
    if until.is_some_and(|day| day < today) && resource.status != Status::Retired {
        let finding = Finding::warning(FILE, "is past: renew it, or retire the resource");
        findings.push(finding.item(&resource.id).field("until"));
    }
    check_slug(FILE, &resource.id, findings);
    check_text(FILE, &resource.id, "summary", &resource.summary, findings);
    check_source(FILE, &resource.id, &resource.source, findings);
}

/// Why an address may not be shown. One that is only `http:` may, but as text, not as a link.
fn check_url(url: &str) -> Option<&'static str> {
    if url.chars().any(|letter| letter < '\u{21}' || letter == '\u{7f}' || letter == '\\') {
        return Some("has a space, a control character or a backslash");
    }
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if rest.is_none_or(str::is_empty) { Some("is not an https: address") } else { None }
}
