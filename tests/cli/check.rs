//! `check` finds everything, with its place: each case breaks one thing in a copy of the content.

use super::{copy, root};
use boussole_authoring::source::{Basis, DomainsBasis, ResourceFile, Status, TitleBasis};
use boussole_authoring::{check, load};
use boussole_domain::vocabulary::Circle;
use serde_json::json;
use std::fs;
use std::path::Path;

fn errors(www: &Path) -> Vec<String> {
    let findings = match load::load(www) {
        Ok(content) => check::check(&content),
        Err(findings) => findings,
    };
    findings.all().iter().map(ToString::to_string).filter(|line| line.starts_with("error")).collect()
}

/// Breaks one thing in a copy of the content, and looks for what is said of it.
fn check(name: &str, file: &str, before: &str, now: &str, expected: &str) {
    let www = copy(name);
    let path = www.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "{name}: {file} does not hold {before}");
    fs::write(&path, text.replacen(before, now, 1)).unwrap();
    let errors = errors(&www);
    assert!(errors.iter().any(|line| line.contains(expected)), "{name}: expected {expected:?} in {errors:#?}");
}

/// Where the French thesaurus stands.
const WORDS: &str = "content/thesaurus/fr.json";

#[test]
fn a_word_of_the_thesaurus_means_one_thing_and_stands_once() {
    check(
        "synonym-twice",
        WORDS,
        "\"mission de service civique\"",
        "\"Asso\"",
        "\"Asso\" means the same in the group \"association\" already",
    );
    check(
        "synonym-own",
        WORDS,
        "\"probono\"",
        "\"Bénévolat de competences\"",
        "stands here twice: \"bénévolat de compétences\"",
    );
    check(
        "synonym-near",
        WORDS,
        "\"club\"",
        "\"ASSOS\"",
        "fr.json › association › near: \"ASSOS\" stands here twice: \"assos\"",
    );
    check("synonym-empty", WORDS, "\"club\"", "\" – \"", "fr.json › association › near: \" – \" has no word");
    check(
        "synonym-alone",
        WORDS,
        ", \"same\": [\"ONG\"], \"near\": [\"association\", \"organisation de solidarité internationale\"]",
        "",
        "it says nothing",
    );
    check("synonym-field", WORDS, "\"near\"", "\"nears\"", "fr.json › association › nears: unknown field");
}

#[test]
fn each_thing_that_is_wrong_is_found_at_its_place() {
    check("json", "content/levers.json", "\"items\"", "items", "content/levers.json: is not JSON");
    check("field", "content/profiles.json", "\"label\"", "\"lable\"", "content/profiles.json › association");
    check(
        "unknown",
        "content/kinds.json",
        "\"letter\": \"M\"",
        "\"letter\": \"M\", \"colour\": \"red\"",
        "kinds.json › methodes › colour: is not a known field",
    );
    check(
        "sum",
        "content/matrix.json",
        "\"percent\": 60",
        "\"percent\": 61",
        "content/matrix.json › gestion-regulatrice › percent",
    );
    check(
        "vector",
        "content/objectives.json",
        "\"performance\": 60",
        "\"performance\": 70",
        "content/objectives.json › concilier › affinity: must sum to 100, sums to 110",
    );
    check("date", "content/seasons.json", "2026-04-09", "2026-02-30", "content/seasons.json › hiver › end");
    check(
        "backwards",
        "content/seasons.json",
        "2026-01-01",
        "2026-05-01",
        "seasons.json › hiver › end: ends before it starts",
    );
    check("url", "content/resources.json", "\"url\": \"https://", "\"url\": \"javascript://", "› url:");
    check(
        "tag",
        "content/resources.json",
        "\"profiles\": [\"collectivite\"",
        "\"profiles\": [\"mairie\"",
        "› profiles: unknown id \"mairie\"",
    );
    check(
        "order",
        "content/impacts.json",
        "\"id\": \"performance\"",
        "\"id\": \"performances\"",
        "content/impacts.json › items: must list exactly",
    );
    check("message", "i18n/en.json", "\"copy\": \"Copy\",", "", "i18n/en.json › copy: the message is missing");
    check(
        "places",
        "i18n/en.json",
        "{impact} first, in {span}",
        "{impact} first",
        "i18n/en.json › standing-first: its {places} differ",
    );
    check(
        "lead",
        "content/rules.json",
        "\"lead_permille\": 50",
        "\"lead_permille\": 0",
        "content/rules.json › heading.lead_permille: must be from 1 to 1000",
    );
    check(
        "quick",
        "content/rules.json",
        "\"level\": \"local\"",
        "\"level\": \"lunaire\"",
        "content/rules.json › quick.level: unknown id",
    );
}

#[test]
fn each_situation_has_its_sentence_and_none_says_a_number() {
    let of = |file: &str| ["content/", file, ".json"].concat();
    for (file, id) in [
        ("portraits", "heading/performance-innovation"),
        ("portraits", "objective/hybrider"),
        ("gestures", "concilier/m3/three-months"),
        ("contributions", "vision-partagee/citoyen"),
        ("workshop", "ask/confiance"),
    ] {
        let expected = format!("{file}.json › {id} › items: has no sentence");
        check("sentence-missing", &of(file), id, "ailleurs", &expected);
        let expected = format!("{file}.json › ailleurs › id: speaks of nothing that there is");
        check("sentence-lost", &of(file), id, "ailleurs", &expected);
    }
    check(
        "sentence-number",
        &of("portraits"),
        "des résultats que chacun",
        "40 % de résultats que chacun",
        "portraits.json › heading/performance › text.fr: holds a number",
    );
    let long = ["seed:L813", &"x".repeat(130), "Donnez"].concat();
    check("sentence-long", &of("contributions"), "Demandez", &long, "text.fr: is longer than 130 characters");
    check(
        "sentence-source",
        &of("gestures"),
        "[\"seed:L1076\"]",
        "[]",
        "concilier/m1/this-week › source: a fact needs",
    );
    check("sentence-field", &of("gestures"), "\"who\"", "\"whom\"", "gestures.json › concilier/m1/this-week");
}

#[test]
fn every_rule_of_the_path_that_would_do_harm_is_explained() {
    let www = copy("path-rules");
    let file = www.join("content/rules.json");
    let right: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    for (pointer, value, expected) in [
        ("/length", json!(0), "path.length: must be above 0"),
        ("/length", json!(16), "path.length: asks for 16, but 5 kinds with 3 of each make 15"),
        ("/length", json!(4), "path.length: asks for 4: fewer than 5 leave out a kind"),
        ("/per_kind", json!(0), "path.per_kind: must be above 0"),
        ("/reasons", json!(0), "path.reasons: must be above 0"),
        ("/most_without_address", json!(0), "path.most_without_address: must be above 0"),
        ("/most_third_party", json!(0), "path.most_third_party: must be above 0"),
        ("/own_domain", json!(0), "path.own_domain: must be above 0"),
        ("/own_domain", json!(10), "path.own_domain: seeks 10 in a path of 9"),
        ("/second_objective", json!(0), "path.second_objective: must be above 0"),
        ("/second_objective", json!(10), "path.second_objective: seeks 10 in a path of 9"),
        ("/explorer_from_maturity", json!(0), "path.explorer_from_maturity: must be a level from 1 to 4"),
        ("/explorer_from_maturity", json!(5), "path.explorer_from_maturity: must be a level from 1 to 4"),
        ("/announced", json!(800), "path.announced: must be from -100000 to 0"),
        ("/without_address", json!(-200_000), "path.without_address: must be from -100000 to 0"),
        ("/impact/share_by_count", json!([100, 70, 85]), "path.impact.share_by_count: must not rise"),
        ("/impact/share_by_count", json!([110, 85, 70]), "path.impact.share_by_count: holds a share over 100"),
        ("/domain/share_by_count", json!([100, 100, 70, 85]), "path.domain.share_by_count: must not rise"),
        ("/domain/share_by_count/0", json!(101), "path.domain.share_by_count: holds a share over 100"),
        ("/objective/second", json!(3001), "path.objective.second: gives 3001, more than \"full\" (3000)"),
        ("/objective/transversal", json!(3001), "path.objective.transversal: gives 3001"),
        ("/domain/every", json!(2401), "path.domain.every: gives 2401"),
        ("/domain/sdg17", json!(2401), "path.domain.sdg17: gives 2401"),
        ("/profile/every", json!(1401), "path.profile.every: gives 1401"),
        ("/maturity/neighbour", json!(1001), "path.maturity.neighbour: gives 1001"),
        ("/usage/full", json!(100_001), "path.usage.full: is over 100000"),
    ] {
        let mut wrong = right.clone();
        *wrong["path"].pointer_mut(pointer).unwrap() = value.clone();
        fs::write(&file, wrong.to_string()).unwrap();
        let errors = errors(&www);
        let expected = format!("error content/rules.json › {expected}");
        assert!(errors.iter().any(|line| line.starts_with(&expected)), "{pointer} {value}: {errors:#?}");
    }
    let mut other = right.clone();
    other["path"]["domain"]["share_by_count"] = json!([100, 100, 100, 100]);
    other["path"]["announced"] = json!(0);
    fs::write(&file, other.to_string()).unwrap();
    assert_eq!(errors(&www), Vec::<String>::new(), "other numbers are another proposal, no fault");
}

#[test]
fn a_circle_or_a_basis_that_there_is_not_is_found_with_those_there_are() {
    check(
        "circle",
        "content/resources.json",
        "\"circle\": \"third-party\"",
        "\"circle\": \"tiers\"",
        "› circle: unknown variant `tiers`, expected `rameau` or `third-party`",
    );
    check(
        "circles",
        "content/resources.json",
        "\"circles\": [\"rameau\", \"third-party\"]",
        "\"circles\": [\"rameau\", \"tiers\"]",
        "content/resources.json › circles[1]: unknown variant `tiers`, expected `rameau` or `third-party`",
    );
    check(
        "no circle",
        "content/resources.json",
        "\"circles\": [\"rameau\", \"third-party\"]",
        "\"circles\": []",
        "content/resources.json › circles: is empty, so that no resource would show: name some of rameau, third-party",
    );
    check(
        "circle twice",
        "content/resources.json",
        "\"circles\": [\"rameau\", \"third-party\"]",
        "\"circles\": [\"rameau\", \"rameau\"]",
        "content/resources.json › circles: \"rameau\" stands twice",
    );
    check(
        "basis",
        "content/resources.json",
        "\"basis\": \"page\"",
        "\"basis\": \"lu\"",
        "› basis: unknown variant `lu`, expected one of `page`, `seed`, `title`",
    );
}

#[test]
fn all_findings_are_listed_not_only_the_first() {
    let www = copy("several");
    let path = www.join("content/resources.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"maturity\": [1, 2]", "\"maturity\": [1, 9]")).unwrap();
    fs::remove_file(www.join("content/usages.json")).unwrap();
    assert!(errors(&www).len() == 1, "what cannot be read hides what depends on it: {:#?}", errors(&www));
    fs::copy(root().join("www/content/usages.json"), www.join("content/usages.json")).unwrap();
    assert!(errors(&www).len() > 5);
}

type Wrong = (fn(&mut ResourceFile), &'static str);

/// What an editor does wrong with one field of a resource, and what is said of it.
const WRONG: [Wrong; 29] = [
    (
        |resource| resource.keywords.fr = words(&["Mécénat", "MECENAT"]),
        "error › keywords.fr: \"MECENAT\" repeats \"Mécénat\": take",
    ),
    (
        |resource| resource.keywords.en = words(&["giving", "giving"]),
        "error › keywords.en: \"giving\" repeats \"giving\"",
    ),
    (|resource| resource.keywords.fr = words(&["don", " "]), "error › keywords.fr: \" \" has no letter: take it out"),
    (
        |resource| resource.keywords.fr = words(&["don", "mécénat, don"]),
        "error › keywords.fr: \"mécénat, don\" is several: write each",
    ),
    (
        |resource| resource.keywords.fr = vec!["don ".repeat(20).trim().to_owned()],
        "has 79 letters: 60 at most, as somebody would",
    ),
    (|resource| resource.keywords.fr = words(&["don "]), "error › keywords.fr: \"don \" begins or ends with a blank"),
    (|resource| resource.keywords.en = Vec::new(), "warning › keywords.en: lists none: who uses other words than ours"),
    (
        |resource| resource.summary.fr = "é".repeat(301),
        "error › summary.fr: has 301 letters: shorten it to 300 at most",
    ),
    (|resource| resource.summary.en = Some("e".repeat(999)), "error › summary.en: has 999 letters"),
    (
        |resource| resource.summary.fr = words(&["Un.", "Deux ?", "Trois"]).join(" "),
        "warning › summary.fr: has 3 sentences: two are enough",
    ),
    (
        |resource| resource.duplicate_of = Some(resource.id.clone()),
        "error › duplicate_of: is the resource itself: name the other one",
    ),
    (
        |resource| resource.duplicate_of = Some("nulle-part".to_owned()),
        "error › duplicate_of: \"nulle-part\" is the id of no resource",
    ),
    (
        |resource| resource.duplicate_of = Some("l-interet-general-en-actions".to_owned()),
        "error › duplicate_of: \"l-interet-general-en-actions\" itself repeats \"rapport-interet-general-des",
    ),
    (
        |resource| resource.evidence.push("lerameau.fr".to_owned()),
        "error › evidence: \"lerameau.fr\" is neither an address (https",
    ),
    (
        |resource| resource.evidence = words(&["seed:L1", "seed:L1"]),
        "error › evidence: \"seed:L1\" stands twice: take one out",
    ),
    (
        |resource| (resource.basis, resource.evidence) = (Some(Basis::Page), words(&["seed:L1"])),
        "error › basis: says that a page was read",
    ),
    (
        |resource| (resource.basis, resource.evidence) = (Some(Basis::Seed), words(&["https://exemple.org/"])),
        "error › basis: says that the report tells it, and \"evidence\" has no line of it: name one there (seed:L123)",
    ),
    (
        |resource| resource.basis = None,
        "warning › basis: is missing: say what the summary rests on, page, seed or title",
    ),
    (
        |resource| resource.domains_basis = None,
        "warning › domains_basis: is missing: say what the fields rest on, stated, page",
    ),
    (
        |resource| (resource.domains_basis, resource.evidence) = (Some(DomainsBasis::Page), words(&["seed:L1"])),
        "error › domains_basis: says that a page was read, and \"evidence\" has no address: name the page there",
    ),
    (
        |resource| (resource.basis, resource.domains_basis) = (Some(Basis::Title), Some(DomainsBasis::Page)),
        "error › domains_basis: says that a page was read, and \"basis\" says title alone: one of the two is wrong",
    ),
    (
        |resource| (resource.basis, resource.title_basis) = (Some(Basis::Title), Some(TitleBasis::Page)),
        "error › title_basis: says that a page was read, and \"basis\" says title alone",
    ),
    (
        |resource| (resource.url, resource.url_role, resource.title_basis) = (None, None, Some(TitleBasis::Address)),
        "error › title_basis: says that the title was read in an address, and there is no \"url\": add it",
    ),
    (|resource| resource.note = Some(" ".to_owned()), "error › note: is empty: write one, or take it out"),
    (
        |resource| (resource.all_domains, resource.domains) = (true, words(&["d01"])),
        "error › domains: lists some beside \"all_domains\": take one of the two out",
    ),
    (
        |resource| (resource.all_domains, resource.domains) = (false, Vec::new()),
        "error › domains: lists none: list some, or say \"all_domains\": true",
    ),
    (
        |resource| (resource.circle, resource.publisher) = (Circle::ThirdParty, String::new()),
        "error › circle: is third-party, and only the publisher says whose it is: name it",
    ),
    (
        |resource| (resource.circle, resource.publisher) = (Circle::ThirdParty, "Le RAMEAU".to_owned()),
        "warning › circle: is third-party, and \"Le RAMEAU\" publishes it: rameau?",
    ),
    (
        |resource| (resource.circle, resource.url, resource.url_role) = (Circle::ThirdParty, None, None),
        "warning › circle: is third-party, without an address: nobody here can send it",
    ),
];

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

#[test]
fn what_an_editor_does_wrong_with_a_resource_is_said_with_what_to_do() {
    let content = load::load(&root().join("www")).unwrap();
    // One that is right, whose words and evidence each case then breaks.
    let right = |resource: &&ResourceFile| {
        resource.basis == Some(Basis::Page) && resource.title_basis.is_none() && resource.circle == Circle::Rameau
    };
    let id = content.resources.iter().find(right).unwrap().id.clone();
    let findings = |change: &dyn Fn(&mut ResourceFile)| -> Vec<String> {
        let mut content = content.clone();
        change(content.resources.iter_mut().find(|resource| resource.id == id).unwrap());
        let of_it = |line: &String| line.contains(&format!("resources.json › {id} › "));
        let short = |line: String| line.replace(&format!(" content/resources.json › {id} ›"), " ›");
        check::check(&content).all().iter().map(ToString::to_string).filter(of_it).map(short).collect()
    };
    assert_eq!(findings(&|_| {}), Vec::<String>::new(), "it is right before");
    for (change, expected) in WRONG {
        let lines = findings(&change);
        assert!(lines.iter().any(|line| line.contains(expected)), "expected {expected:?} in {lines:#?}");
    }
}

#[test]
fn what_repeats_something_gone_and_what_has_the_title_of_another_are_doubtful() {
    let mut content = load::load(&root().join("www")).unwrap();
    let original = content.resources.iter().find_map(|resource| resource.duplicate_of.clone()).unwrap();
    content.resources.iter_mut().find(|resource| resource.id == original).unwrap().status = Status::Retired;
    let plain: Vec<usize> =
        (0..content.resources.len()).filter(|index| content.resources[*index].duplicate_of.is_none()).take(2).collect();
    content.resources[plain[1]].title = content.resources[plain[0]].title.to_uppercase();
    let lines: Vec<String> = check::check(&content).all().iter().map(ToString::to_string).collect();
    for expected in [
        format!("› duplicate_of: \"{original}\" is not proposed any more, so that neither of the two is"),
        format!("› title: is that of \"{}\": if one repeats the other, say so", content.resources[plain[0]].id),
    ] {
        assert!(
            lines.iter().any(|line| line.starts_with("warning") && line.contains(&expected)),
            "{expected} in {lines:#?}"
        );
    }
}
