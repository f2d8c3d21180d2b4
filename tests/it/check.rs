//! `check` finds everything, with its place: each case breaks one thing in a copy of the content.

use super::{copy, root};
use boussole::catalogue::{check, load};
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

#[test]
fn each_thing_that_is_wrong_is_found_at_its_place() {
    let check = |name: &str, file: &str, before: &str, now: &str, expected: &str| {
        let www = copy(name);
        let path = www.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(before), "{name}: {file} does not hold {before}");
        fs::write(&path, text.replacen(before, now, 1)).unwrap();
        let errors = errors(&www);
        assert!(errors.iter().any(|line| line.contains(expected)), "{name}: expected {expected:?} in {errors:#?}");
    };
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
fn every_rule_of_the_path_that_would_do_harm_is_explained() {
    let www = copy("path-rules");
    let file = www.join("content/rules.json");
    let right: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    for (place, value, expected) in [
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
        *wrong["path"].pointer_mut(place).unwrap() = value.clone();
        fs::write(&file, wrong.to_string()).unwrap();
        let errors = errors(&www);
        let expected = format!("error content/rules.json › {expected}");
        assert!(errors.iter().any(|line| line.starts_with(&expected)), "{place} {value}: {errors:#?}");
    }
    let mut other = right.clone();
    other["path"]["domain"]["share_by_count"] = json!([100, 100, 100, 100]);
    other["path"]["announced"] = json!(0);
    fs::write(&file, other.to_string()).unwrap();
    assert_eq!(errors(&www), Vec::<String>::new(), "other numbers are another proposal, no fault");
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
