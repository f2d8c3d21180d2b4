//! Words that mean the same, or something close: what a query finds by them, and behind what.

use super::{french, packs};
use boussole::app::features::content::partner_catalogue;
use boussole_content::index::Builder;
use boussole_content::pack::{Pack, PackFiles};
use boussole_content::search::synonyms::Synonyms;
use boussole_content::search::{Index, Matches, QueryTerm, find_ranked};

/// Finds among titles, with a thesaurus of (term, same, near).
fn among(titles: &[&str], thesaurus: &[(&str, &[&str], &[&str])], query: &str) -> Matches {
    let pack = french();
    let mut builder = Builder::new(&pack.ranking);
    for title in titles {
        builder.add(&[(title, pack.ranking.title)]);
    }
    let gathered: Vec<_> = thesaurus.iter().map(|(term, same, near)| (*term, same.to_vec(), near.to_vec())).collect();
    let index =
        Index::open(builder.build()).unwrap().with_synonyms(Synonyms::from_groups(false, &gathered, &pack.ranking));
    find_ranked(&index, query, &pack.ranking, |document| titles[document]).unwrap_or_default()
}

fn places(results: &Matches) -> Vec<usize> {
    results.hits.iter().map(|hit| hit.document).collect()
}

const DLA: (&str, &[&str], &[&str]) = ("dispositif local d’accompagnement", &["DLA"], &["conseil"]);

#[test]
fn a_term_finds_what_its_synonyms_find_behind_what_it_finds_itself_and_before_what_is_close() {
    let titles = ["Un conseil", "Le dispositif local d’accompagnement", "Le DLA", "Autre chose"];
    for (query, expected) in [("DLA", [2, 1, 0]), ("dispositif local d'accompagnement", [1, 2, 0])] {
        let results = among(&titles, &[DLA], query);
        assert_eq!(places(&results), expected, "{query}");
        assert_eq!(
            results.hits.iter().map(|hit| hit.is_full_match).collect::<Vec<_>>(),
            [true, true, false],
            "{query}"
        );
        let close = results.hits.last().unwrap();
        assert!(close.matched == 0 && close.near > 0, "{query}: {close:?}");
    }
}

#[test]
fn a_term_is_known_by_any_form_of_its_words_without_accents_hyphens_and_small_words() {
    let titles = ["Le pro bono", "Autre chose"];
    let thesaurus: &[(&str, &[&str], &[&str])] = &[("bénévolat de compétences", &["pro bono"], &[])];
    for query in
        ["benevolat competence", "Bénévolats de Compétences", "BENEVOLAT-DE-COMPETENCES", "du bénévolat de compétences"]
    {
        assert_eq!(places(&among(&titles, thesaurus, query)), [0], "{query}");
    }
    let hyphen: &[(&str, &[&str], &[&str])] = &[("tiers-lieu", &["fablab"], &[])];
    for query in ["tiers-lieu", "tiers lieux", "tierslieu"] {
        assert_eq!(places(&among(&["Un fablab", "Autre chose"], hyphen, query)), [0], "{query}");
    }
}

#[test]
fn the_longest_term_is_what_was_meant() {
    let thesaurus: &[(&str, &[&str], &[&str])] =
        &[("mécénat", &["parrainage"], &[]), ("mécénat de compétences", &["pro bono"], &[])];
    let titles = ["Un parrainage", "Le pro bono"];
    assert_eq!(places(&among(&titles, thesaurus, "mécénat de compétences")), [1]);
    assert_eq!(places(&among(&titles, thesaurus, "mécénat")), [0]);
}

#[test]
fn what_is_close_comes_when_there_is_little_else() {
    let thesaurus: &[(&str, &[&str], &[&str])] = &[("don", &[], &["legs"])];
    let few = usize::from(u8::try_from(french().ranking.few).unwrap());
    let mut titles = vec!["Un don"; few - 1];
    titles.push("Un legs");
    let results = among(&titles, thesaurus, "don");
    assert_eq!((results.hits.len(), results.hits.last().unwrap().document), (few, few - 1));
    assert_eq!(results.words[0].near, ["legs"]);
    titles.push("Un don");
    let results = among(&titles, thesaurus, "don");
    assert_eq!(results.hits.len(), few, "{:?}", places(&results));
    assert!(results.words[0].near.is_empty());
}

#[test]
fn a_word_of_the_thesaurus_that_no_text_has_is_no_mistake_and_what_found_instead_is_told() {
    let thesaurus: &[(&str, &[&str], &[&str])] = &[("QPV", &["quartier prioritaire"], &["banlieue"])];
    // One letter from a word that is there.
    let titles = ["Les quartiers prioritaires", "La banlieue", "Un QPX"];
    let results = among(&titles, thesaurus, "QPV");
    let word: &QueryTerm = &results.words[0];
    assert_eq!((places(&results), word.correction.as_deref()), (vec![0, 1], None));
    assert!(!word.is_found && word.documents == 1);
    assert_eq!(
        (word.same.as_slice(), word.near.as_slice()),
        (&["quartier prioritaire".to_owned()][..], &["banlieue".to_owned()][..])
    );
    // What only stands close to others leads to them.
    let results = among(&titles, thesaurus, "banlieue");
    assert_eq!(places(&results), [1, 0]);
}

#[test]
fn a_rare_synonym_is_worth_no_more_than_the_word_itself() {
    let thesaurus: &[(&str, &[&str], &[&str])] = &[("compétence", &["savoir-faire"], &[])];
    let titles =
        ["Piloter les compétences", "Piloter le savoir-faire", "Les compétences", "Des compétences", "La compétence"];
    assert_eq!(places(&among(&titles, thesaurus, "piloter compétences"))[..2], [0, 1]);
}

#[test]
fn the_words_that_people_type_find_something_of_use_first() {
    let pack = french();
    // What the first result is about: in its title, its summary or its keywords, as people say it.
    let asked = [
        ("bénévolat", "benevol"),
        ("mécénat", "mecen"),
        ("subvention", "subvention"),
        ("insertion", "insertion"),
        ("école", "ecole"),
        ("santé", "sante"),
        ("biodiversité", "biodiversite"),
        ("DLA", "dla"),
        ("QPV", "qpv"),
    ];
    let texts = texts();
    for (query, wanted) in asked {
        let results = find(&pack, query);
        let first = results.hits.first().unwrap_or_else(|| panic!("{query} finds nothing"));
        let id = &pack.resources[first.document].id;
        assert!(texts[id].contains(wanted), "{query}: {id}");
        assert!(first.is_full_match, "{query}: {id}");
    }
}

fn find(pack: &Pack, query: &str) -> Matches {
    find_ranked(&pack.index, query, &pack.ranking, |index| pack.resources[index].title.as_str()).unwrap_or_default()
}

/// All the words of each resource, folded, keywords too.
fn texts() -> std::collections::BTreeMap<String, String> {
    let content = boussole_authoring::load::load(&super::root().join("www")).unwrap();
    let text = |resource: &boussole_authoring::source::ResourceFile| {
        let all = [resource.title.clone(), resource.summary.fr.clone(), resource.keywords.fr.join(" ")].join(" ");
        boussole_content::search::tokens::tokenize(&all).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    };
    content.resources.iter().map(|resource| (resource.id.clone(), text(resource))).collect()
}

#[test]
fn keywords_are_in_the_index_and_nowhere_else() {
    let content = boussole_authoring::load::load(&super::root().join("www")).unwrap();
    for pack in packs() {
        assert!(pack.resources.iter().all(|resource| resource.keywords.is_empty()));
        let is_french = pack.messages.code.starts_with("fr");
        for file in &content.resources {
            let keywords = if is_french { &file.keywords.fr } else { &file.keywords.en };
            let Some(keyword) = keywords.first() else { continue };
            let results = find(&pack, keyword);
            let ids: Vec<&str> = results.hits.iter().map(|hit| pack.resources[hit.document].id.as_str()).collect();
            assert!(ids.contains(&file.id.as_str()), "{}: {keyword:?} does not find {}", pack.messages.code, file.id);
        }
    }
}

#[test]
fn an_index_that_is_made_again_of_itself_is_the_same() {
    let pack = french();
    let bytes = Builder::from_index(&pack.index, &pack.ranking, Some).build();
    assert!(bytes == Vec::from((*pack.index).clone()), "the index of the same resources at the same places");
}

#[test]
fn a_catalogue_joins_the_index_and_what_was_there_is_found_as_before() {
    let before = french();
    let mut pack = (*before).clone();
    let catalogue = serde_json::json!({ "schema": "boussole/catalogue/1", "items": [
        { "title": "Aide du bassin minier", "kind": "outils" },
        { "id": "zz-derniere", "title": "Aide aux zèbres", "kind": "outils" },
    ] });
    partner_catalogue::apply_catalogue(&mut pack, &serde_json::from_value(catalogue).unwrap()).unwrap();
    assert!(pack.is_indexed());
    let ids = |pack: &Pack, query: &str| -> Vec<String> {
        let results = find(pack, query);
        let mut ids: Vec<_> = results.hits.iter().map(|hit| pack.resources[hit.document].id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    // By keywords that no text shows, by the thesaurus, by titles.
    for query in ["ultramarin", "QPV", "bénévolat", "observatoire"] {
        assert_eq!(ids(&pack, query), ids(&before, query), "{query}");
    }
    assert_eq!(ids(&pack, "zèbres"), ["zz-derniere"]);
    let results = find(&pack, "bassin minier");
    assert_eq!(pack.resources[results.hits[0].document].title, "Aide du bassin minier");

    // Before the index is here there is nothing to join: words wait for it.
    let PackFiles { content: mut bare, index, .. } = (*before).clone().split().unwrap();
    let catalogue =
        serde_json::json!({ "schema": "boussole/catalogue/1", "items": [{ "title": "Une aide", "kind": "outils" }] });
    partner_catalogue::apply_catalogue(&mut bare, &serde_json::from_value(catalogue).unwrap()).unwrap();
    assert!(!bare.is_indexed());
    assert_eq!(bare.with_index(index.clone()), None, "the index of one resource less");
}

/// A search that somebody brought from elsewhere.
#[derive(serde::Deserialize)]
struct Real {
    query: String,
    language: String,
    expected: Option<Vec<String>>,
}

#[test]
fn real_searches_find_something_and_the_right_thing_early() {
    let all: Vec<Real> = serde_json::from_str(&super::data("real_queries.json")).unwrap();
    let packs = packs();
    let (mut none, mut judged, mut rank, mut recall) = (Vec::new(), 0.0, 0.0, 0.0);
    for real in &all {
        let pack = packs.iter().find(|pack| pack.messages.code == real.language).unwrap();
        let results = find(pack, &real.query);
        if results.hits.is_empty() {
            none.push(real.query.as_str());
        }
        if let Some(expected) = real.expected.as_ref().filter(|expected| !expected.is_empty()) {
            let is = |hit: &boussole_content::search::Hit| expected.contains(&pack.resources[hit.document].id);
            let count = |count: usize| f64::from(u32::try_from(count).unwrap());
            judged += 1.0;
            rank += results.hits.iter().position(is).map_or(0.0, |first| 1.0 / count(first + 1));
            let early = results.hits.iter().take(5).filter(|hit| is(hit)).count();
            recall += count(early) / count(expected.len().min(5));
        }
    }
    println!(
        "{judged} judged of {}: MRR {:.3}, recall@5 {:.3}; none: {none:?}",
        all.len(),
        rank / judged,
        recall / judged
    );
    assert!(all.len() >= 150 && judged >= 60.0);
    assert!(none.len() * 100 <= all.len() * 2, "{none:?}");
}
