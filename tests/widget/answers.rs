//! Answers in, with every problem named.

use super::french;
use boussole::app::journey::{answers, preset};
use boussole::app::runtime::value::Value;

fn problems(json: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    match answers::read(&value, &french().vocabulary) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn null_an_empty_list_and_a_missing_key_all_mean_unanswered() {
    for json in [r"{}", r#"{"profile":null,"domains":[],"objectives":null,"horizons":[],"start":null}"#] {
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(answers::read(&value, &french().vocabulary), Ok(boussole_domain::Situation::default()));
    }
}

#[test]
fn every_problem_is_named_with_its_field() {
    const PROFILES: &str = "association, entreprise, fondation, collectivite, etat, academique, accompagnateur, partenaire-social, citoyen, media";
    const LEVELS: &str = "local, departemental, regional, national, international";
    let check = |json: &str, expected: &[&str]| assert_eq!(problems(json), expected, "{json}");
    check("[]", &["answers: expected an object"]);
    check(r#"{"profil":"association"}"#, &["profil: unknown field"]);
    check(r#"{"profile":"maire"}"#, &[&format!("profile: unknown id \"maire\": there are {PROFILES}")]);
    check(r#"{"level":2}"#, &[&format!("level: expected an id: there are {LEVELS}")]);
    check(r#"{"profile":"media","profile":"etat"}"#, &["profile: stands twice"]);
    check(r#"{"domains":["d01","d02","d03","d04"]}"#, &["domains: more than 3"]);
    check(r#"{"domains":["d01","d01"]}"#, &["domains: stands twice"]);
    check(r#"{"domains":"d01"}"#, &["domains: expected a list of ids"]);
    check(r#"{"objectives":["hybrider","concilier","accelerer"]}"#, &["objectives: more than 2"]);
    check(r#"{"maturity":5}"#, &["maturity: expected a whole number from 1 to 4"]);
    check(r#"{"maturity":0}"#, &["maturity: expected a whole number from 1 to 4"]);
    check(r#"{"maturity":2.5}"#, &["maturity: expected a whole number from 1 to 4"]);
    check(r#"{"maturity":"2"}"#, &["maturity: expected a whole number from 1 to 4"]);
    check(r#"{"horizons":[60,25,16]}"#, &["horizons: must sum to 100, sums to 101"]);
    check(r#"{"horizons":[60,40]}"#, &["horizons: expected three whole numbers from 0 to 100"]);
    check(r#"{"horizons":[120,-10,-10]}"#, &["horizons: expected three whole numbers from 0 to 100"]);
    check(r#"{"start":"2026-02-30"}"#, &["start: \"2026-02-30\" is not a calendar date such as 2026-09-01"]);
    check(r#"{"start":"2101-01-01"}"#, &["start: year 2101 is not between 1970 and 2100"]);
    check(r#"{"start":20260901}"#, &["start: expected a date such as \"2026-09-01\""]);
    check(
        r#"{"level":"x","usage":"y","__proto__":{}}"#,
        &[
            &format!("level: unknown id \"x\": there are {LEVELS}"),
            "usage: unknown id \"y\": there are sinformer, se-former, agir",
            "__proto__: unknown field",
        ],
    );
}

#[test]
fn answers_written_are_the_answers_read() {
    let json = r#"{"profile":"association","domains":["d04","d01"],"level":"local","maturity":1,"usage":"agir","objectives":["hybrider"],"horizons":[60,25,15],"start":"2026-09-01"}"#;
    let value: Value = serde_json::from_str(json).unwrap();
    let vocabulary = &french().vocabulary;
    let written = answers::write(&answers::read(&value, vocabulary).unwrap(), vocabulary);
    assert_eq!(serde_json::to_string(&written).unwrap(), json);
}

#[test]
fn a_preset_keeps_what_is_right_and_names_what_is_wrong() {
    let vocabulary = &french().vocabulary;
    let text = "profile=association; domains=d01,d04 ;level=lunaire;maturity=1;maturity=2;horizons=60,25,15;couleur=bleu;start=;";
    let (situation, problems) = preset::read(text, vocabulary);
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "level: unknown id \"lunaire\": there are local, departemental, regional, national, international",
            "maturity: stands twice",
            "couleur: unknown field"
        ]
    );
    let written = serde_json::to_string(&answers::write(&situation, vocabulary)).unwrap();
    assert_eq!(written, r#"{"profile":"association","domains":["d01","d04"],"maturity":1,"horizons":[60,25,15]}"#);
}
