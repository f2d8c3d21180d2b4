//! Words that mean the same, or something close: what a query finds by them, and behind what.

use super::{french, packs};
use boussole::app::partner_catalogue;
use boussole_content::index::Builder;
use boussole_content::pack::{Pack, Parts};
use boussole_content::search::synonyms::Synonyms;
use boussole_content::search::{Index, Matches, QueryTerm, ranked};

/// Finds among titles, with a thesaurus of (term, same, near).
fn among(titles: &[&str], thesaurus: &[(&str, &[&str], &[&str])], query: &str) -> Matches {
    let pack = french();
    let mut builder = Builder::new(&pack.ranking);
    for title in titles {
        builder.add(&[(title, pack.ranking.title)]);
    }
    let gathered: Vec<_> = thesaurus.iter().map(|(term, same, near)| (*term, same.to_vec(), near.to_vec())).collect();
    let index = Index::open(builder.build()).unwrap().with(Synonyms::of(false, &gathered, &pack.ranking));
    ranked(&index, query, &pack.ranking, |place| titles[place]).unwrap_or_default()
}

fn places(found: &Matches) -> Vec<usize> {
    found.hits.iter().map(|hit| hit.document).collect()
}

const DLA: (&str, &[&str], &[&str]) = ("dispositif local d’accompagnement", &["DLA"], &["conseil"]);

#[test]
fn a_term_finds_what_its_synonyms_find_behind_what_it_finds_itself_and_before_what_is_close() {
    let titles = ["Un conseil", "Le dispositif local d’accompagnement", "Le DLA", "Autre chose"];
    for (query, expected) in [("DLA", [2, 1, 0]), ("dispositif local d'accompagnement", [1, 2, 0])] {
        let found = among(&titles, &[DLA], query);
        assert_eq!(places(&found), expected, "{query}");
        assert_eq!(found.hits.iter().map(|hit| hit.whole).collect::<Vec<_>>(), [true, true, false], "{query}");
        let close = found.hits.last().unwrap();
        assert!(close.held == 0 && close.near > 0, "{query}: {close:?}");
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
    let found = among(&titles, thesaurus, "don");
    assert_eq!((found.hits.len(), found.hits.last().unwrap().document), (few, few - 1));
    assert_eq!(found.words[0].near, ["legs"]);
    titles.push("Un don");
    let found = among(&titles, thesaurus, "don");
    assert_eq!(found.hits.len(), few, "{:?}", places(&found));
    assert!(found.words[0].near.is_empty());
}

#[test]
fn a_word_of_the_thesaurus_that_no_text_has_is_no_mistake_and_what_found_instead_is_told() {
    let thesaurus: &[(&str, &[&str], &[&str])] = &[("QPV", &["quartier prioritaire"], &["banlieue"])];
    // One letter from a word that is there.
    let titles = ["Les quartiers prioritaires", "La banlieue", "Un QPX"];
    let found = among(&titles, thesaurus, "QPV");
    let word: &QueryTerm = &found.words[0];
    assert_eq!((places(&found), word.meant.as_deref()), (vec![0, 1], None));
    assert!(!word.is_found && word.documents == 1);
    assert_eq!(
        (word.same.as_slice(), word.near.as_slice()),
        (&["quartier prioritaire".to_owned()][..], &["banlieue".to_owned()][..])
    );
    // What only stands close to others leads to them.
    let found = among(&titles, thesaurus, "banlieue");
    assert_eq!(places(&found), [1, 0]);
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
        let found = find(&pack, query);
        let first = found.hits.first().unwrap_or_else(|| panic!("{query} finds nothing"));
        let id = &pack.resources[first.document].id;
        assert!(texts[id].contains(wanted), "{query}: {id}");
        assert!(first.whole, "{query}: {id}");
    }
}

fn find(pack: &Pack, query: &str) -> Matches {
    ranked(&pack.index, query, &pack.ranking, |place| pack.resources[place].title.as_str()).unwrap_or_default()
}

/// All the words of each resource, folded, keywords too.
fn texts() -> std::collections::BTreeMap<String, String> {
    let content = boussole_authoring::load::load(&super::root().join("www")).unwrap();
    let text = |own: &boussole_authoring::source::ResourceFile| {
        let all = [own.title.clone(), own.summary.fr.clone(), own.keywords.fr.join(" ")].join(" ");
        boussole_content::search::words::tokenize(&all).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    };
    content.resources.iter().map(|own| (own.id.clone(), text(own))).collect()
}

#[test]
fn keywords_are_in_the_index_and_nowhere_else() {
    let content = boussole_authoring::load::load(&super::root().join("www")).unwrap();
    for pack in packs() {
        assert!(pack.resources.iter().all(|resource| resource.keywords.is_empty()));
        let is_french = pack.messages.code.starts_with("fr");
        for own in &content.resources {
            let keywords = if is_french { &own.keywords.fr } else { &own.keywords.en };
            let Some(keyword) = keywords.first() else { continue };
            let found = find(&pack, keyword);
            let ids: Vec<&str> = found.hits.iter().map(|hit| pack.resources[hit.document].id.as_str()).collect();
            assert!(ids.contains(&own.id.as_str()), "{}: {keyword:?} does not find {}", pack.messages.code, own.id);
        }
    }
}

#[test]
fn an_index_that_is_made_again_of_itself_is_the_same() {
    let pack = french();
    let bytes = Builder::of(&pack.index, &pack.ranking, Some).build();
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
    partner_catalogue::put(&mut pack, &serde_json::from_value(catalogue).unwrap()).unwrap();
    assert!(pack.is_indexed());
    let ids = |pack: &Pack, query: &str| -> Vec<String> {
        let found = find(pack, query);
        let mut ids: Vec<_> = found.hits.iter().map(|hit| pack.resources[hit.document].id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    // By keywords that no text shows, by the thesaurus, by titles.
    for query in ["ultramarin", "QPV", "bénévolat", "observatoire"] {
        assert_eq!(ids(&pack, query), ids(&before, query), "{query}");
    }
    assert_eq!(ids(&pack, "zèbres"), ["zz-derniere"]);
    let found = find(&pack, "bassin minier");
    assert_eq!(pack.resources[found.hits[0].document].title, "Aide du bassin minier");

    // Before the index is here there is nothing to join: words wait for it.
    let Parts { content: mut bare, index, .. } = (*before).clone().parted().unwrap();
    let catalogue =
        serde_json::json!({ "schema": "boussole/catalogue/1", "items": [{ "title": "Une aide", "kind": "outils" }] });
    partner_catalogue::put(&mut bare, &serde_json::from_value(catalogue).unwrap()).unwrap();
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
        let found = find(pack, &real.query);
        if found.hits.is_empty() {
            none.push(real.query.as_str());
        }
        if let Some(expected) = real.expected.as_ref().filter(|expected| !expected.is_empty()) {
            let is = |hit: &boussole_content::search::Hit| expected.contains(&pack.resources[hit.document].id);
            let count = |count: usize| f64::from(u32::try_from(count).unwrap());
            judged += 1.0;
            rank += found.hits.iter().position(is).map_or(0.0, |first| 1.0 / count(first + 1));
            let early = found.hits.iter().take(5).filter(|hit| is(hit)).count();
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
