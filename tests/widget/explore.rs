//! Looking through all the resources: what a wish brings, with counts, order and what is pushed back.

use super::french;
use boussole::app::features::explore::facet::Facet;
use boussole::app::features::explore::facet_index::FacetIndex;
use boussole::app::features::explore::{ExploreQuery, Order, SearchResults, search};
use boussole::app::journey::preset;
use boussole_content::index::Builder;
use boussole_content::pack::Pack;
use boussole_content::search::tokens::tokenize;
use boussole_content::search::{Index, Matches, corrected_query, find_ranked, highlight_ranges};
use boussole_domain::heading::heading;
use boussole_domain::situation::Situation;
use proptest::prelude::*;

fn brought(pack: &Pack, answers: &str, change: impl FnOnce(&mut ExploreQuery)) -> SearchResults {
    let (situation, _) = preset::read(answers, &pack.vocabulary);
    let mut query = ExploreQuery::default();
    change(&mut query);
    search(pack, &FacetIndex::new(pack), &query, &situation, heading(&situation, &pack.heading).as_ref())
}

fn tally(results: &SearchResults, facet: Facet, value: usize) -> usize {
    let (_, facet_counts) = results.facet_counts.iter().find(|(of, _)| *of == facet).unwrap();
    facet_counts.iter().find(|count| count.value == value).unwrap().count
}

#[test]
fn without_a_wish_everything_is_there_the_latest_first() {
    let pack = french();
    let all = brought(&pack, "", |_| {});
    let listed = pack.attributes.iter().filter(|attributes| !attributes.duplicate).count();
    assert_eq!((all.indices.len(), all.full_matches), (listed, listed));
    assert!(listed < pack.resources.len(), "some repeat others");
    let date = |index: &usize| pack.resources[*index].date.clone();
    assert!(all.indices.windows(2).all(|pair| date(&pair[0]) >= date(&pair[1])));
}

#[test]
fn what_repeats_another_is_found_by_its_words_and_not_listed_without() {
    let pack = french();
    let repeats: Vec<usize> = (0..pack.resources.len()).filter(|index| pack.attributes[*index].duplicate).collect();
    for index in repeats {
        let resource = &pack.resources[index];
        let original = resource.repeats.as_ref().unwrap();
        assert!(pack.resources.iter().any(|other| other.id == *original), "{original}");
        let results = brought(&pack, "", |query| query.text = resource.title.clone());
        assert!(results.indices.iter().take(3).any(|other| *other == index), "{}", resource.id);
        let kind = pack.attributes[index].kind as usize;
        let listed = brought(&pack, "", |query| query.filters = vec![(Facet::Kind, kind)]);
        assert!(!listed.indices.contains(&index), "{}", resource.id);
        assert_eq!(listed.indices.len(), tally(&listed, Facet::Kind, kind));
    }
}

#[test]
fn with_answers_the_best_fit_comes_first() {
    let pack = french();
    let answers =
        "profile=association;domains=d01;level=local;maturity=1;objectives=hybrider;usage=agir;horizons=60,25,15";
    let all = brought(&pack, answers, |query| query.mix = Some(100));
    let (situation, _) = preset::read(answers, &pack.vocabulary);
    let outcome = boussole::app::journey::outcome::Outcome::new(&situation, &pack);
    let path = &outcome.plan(&pack).path;
    let best = path.stops.iter().max_by_key(|stop| stop.score).unwrap();
    let first = path.stops.iter().find(|stop| stop.resource == all.indices[0]).unwrap();
    assert_eq!(first.score, best.score);
}

#[test]
fn every_count_is_what_choosing_it_brings() {
    let pack = french();
    let base = |query: &mut ExploreQuery| {
        query.text = "territoires".to_owned();
        query.filters = vec![(Facet::Kind, 0), (Facet::Usage, 1)];
    };
    let now = brought(&pack, "", base);
    for (facet, facet_counts) in &now.facet_counts {
        for count in facet_counts {
            let then = brought(&pack, "", |query| {
                base(query);
                query.filters.retain(|(of, _)| of != facet);
                query.filters.push((*facet, count.value));
            });
            assert_eq!(then.indices.len(), count.count, "{facet:?} {}", count.label);
        }
    }
}

#[test]
fn what_is_for_everyone_is_for_each() {
    let pack = french();
    let results = brought(&pack, "", |_| {});
    let for_all = pack.attributes.iter().filter(|attributes| attributes.every_profile && !attributes.duplicate).count();
    for value in 0..pack.vocabulary.profiles.len() {
        assert!(tally(&results, Facet::Profile, value) >= for_all);
    }
}

#[test]
fn less_of_one_takes_it_away_and_pushes_back_those_like_it() {
    let pack = french();
    let answers = "profile=association;objectives=hybrider;usage=agir;horizons=60,25,15";
    let before = brought(&pack, answers, |_| {});
    let first = before.indices[0];
    let after = brought(&pack, answers, |query| query.downranked = vec![first]);
    assert_eq!(after.indices.len(), before.indices.len() - 1);
    let like = |index: &&usize| {
        let (a, b) = (&pack.attributes[**index], &pack.attributes[first]);
        **index != first && a.kind == b.kind && a.objectives.intersects(b.objectives)
    };
    let position = |results: &SearchResults| results.indices.iter().position(|index| like(&index)).unwrap();
    assert!(position(&after) > position(&before));
}

#[test]
fn by_title_accents_and_quotes_do_not_count() {
    let pack = french();
    let results = brought(&pack, "", |query| query.order = Order::Title);
    let key =
        |index: &usize| tokenize(&pack.resources[*index].title).into_iter().map(|word| word.text).collect::<Vec<_>>();
    assert!(results.indices.windows(2).all(|pair| key(&pair[0]) <= key(&pair[1])));
    let title =
        |text: &str| results.indices.iter().position(|index| pack.resources[*index].title.contains(text)).unwrap();
    assert!(title("Dictionnaire des praticiens") < title("Dossier JURIS"));
}

#[test]
fn a_mistyped_word_is_mended_in_its_own_spelling() {
    let pack = french();
    let meant = |query: &str| brought(&pack, "", |wish| wish.text = query.to_owned()).spelling_suggestion;
    assert_eq!(meant("partneriat").as_deref(), Some("partenariat"));
    assert_eq!(meant("etude jeuness").as_deref(), None, "the beginning of a word is no mistake");
    assert_eq!(meant("evalution des territoires").as_deref(), Some("évaluation des territoires"));
    assert_eq!(meant("zzzzzz"), None);
}

proptest! {
    #[test]
    fn no_query_panics_and_each_hit_is_a_resource(query in "\\PC{0,40}") {
        let pack = french();
        let results = brought(&pack, "", |wish| wish.text.clone_from(&query));
        for text in [query.as_str(), "E.S.S. ㎡ l’1er 10 000 ﬁn"] {
            let ranges = highlight_ranges(&results.terms, text);
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|part| !part.is_empty())));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
        prop_assert!(results.indices.iter().all(|range| *range < pack.resources.len()));
        prop_assert!(results.full_matches <= results.indices.len());
    }

    #[test]
    fn bytes_that_are_no_index_find_nothing_and_do_not_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..400), magic in any::<bool>()) {
        if magic {
            bytes.splice(0..0, *b"BOIX\x01");
        }
        let pack = french();
        if let Some(index) = Index::open(bytes) {
            let _ = index.find("un mot", &pack.ranking);
        }
    }

    #[test]
    fn a_mutated_index_does_not_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), query in "[a-z]{1,8}") {
        let pack = french();
        let mut bytes = Vec::from((*pack.index).clone());
        let position = at.index(bytes.len());
        bytes[position] = byte;
        if let Some(index) = Index::open(bytes) {
            let _ = find_ranked(&index, &query, &pack.ranking, |_| "");
        }
    }

    #[test]
    fn what_is_indexed_is_found(texts in prop::collection::vec("[a-zé]{3,9}( [a-zé]{3,9}){0,5}", 1..40), pick in any::<prop::sample::Index>()) {
        let pack = french();
        let mut builder = Builder::new(&pack.ranking);
        for text in &texts {
            builder.add(&[(text, 3)]);
        }
        let index = Index::open(builder.build()).unwrap();
        prop_assert_eq!(index.documents(), texts.len());
        let document = pick.index(texts.len());
        let word = texts[document].split(' ').next().unwrap();
        // Folded, as the index takes it: "uné" is the stop word "une".
        if tokenize(word).iter().all(|word| !pack.ranking.is_stop_word(&word.text)) {
            let results = index.find(word, &pack.ranking).unwrap();
            prop_assert!(results.hits.iter().any(|hit| hit.document == document), "{} in {:?}", word, texts);
        }
    }
}

#[test]
fn what_an_index_remembers_changes_nothing() {
    let pack = french();
    let title = |document: usize| pack.resources.get(document).map_or("", |resource| resource.title.as_str());
    let ask = |pack: &Pack, index: &Index, query: &str| find_ranked(index, query, &pack.ranking, title);
    // Typed letter by letter, taken back, mistyped, and again: more beginnings than are remembered.
    let typed = ["partenariat territorial", "alliance emploi", "gouvernanse", "évaluation de l’impact", "partenariat"];
    let there_and_back = typed.iter().flat_map(|text| {
        let ends = text.char_indices().map(|(position, letter)| position + letter.len_utf8());
        ends.clone().chain(ends.rev()).filter_map(|end| text.get(..end))
    });
    let letters: Vec<String> = ('a'..='z').flat_map(|a| ('a'..='e').map(move |b| [a, b].iter().collect())).collect();
    let index = pack.index.clone();
    for query in there_and_back.clone().chain(letters.iter().map(String::as_str)).chain(there_and_back) {
        assert_eq!(ask(&pack, &index, query), ask(&pack, &pack.index.clone(), query), "{query}");
    }
    // Other weights are another question.
    let mut other = (*pack).clone();
    other.ranking = boussole_content::search::Ranking { prefix: 1, ..(*pack.ranking).clone() }.into();
    assert_ne!(ask(&other, &index, "part"), ask(&pack, &pack.index.clone(), "part"));
    assert_eq!(ask(&other, &index, "part"), ask(&other, &pack.index.clone(), "part"));
}

/// What a query finds among these titles.
fn among(titles: &[&str], query: &str) -> Matches {
    let pack = french();
    let mut builder = Builder::new(&pack.ranking);
    for title in titles {
        builder.add(&[(title, pack.ranking.title)]);
    }
    let index = Index::open(builder.build()).unwrap();
    find_ranked(&index, query, &pack.ranking, |document| titles[document]).unwrap_or_default()
}

#[test]
fn two_spellings_of_one_word_find_each_other() {
    for (one, other) in [
        ("Le ﬁnancement eﬃcace", "financement efficace"),
        ("Part\u{ad}enariats", "partenariats"),
        ("ﾠPart\u{200b}enariat\u{200d}s\u{fe0f}", "partenariats"),
        ("Ｂｏｕｓｓｏｌｅ", "boussole"),
        ("𝗕𝗼𝘂𝘀𝘀𝗼𝗹𝗲 ⑰", "boussole 17"),
        ("e\u{301}cole", "école"),
        ("E.S.S.", "ESS"),
        ("la S.C.I.C", "SCIC"),
        ("O.N.U.", "onu"),
        ("R&D", "RD"),
        ("lʼESS", "ESS"),
        ("l´économie", "économie"),
        ("entr’aide", "entraide"),
        ("presqu’île", "presquile"),
        ("aujourd'hui", "aujourd’hui"),
        ("aujourdʼhui", "aujourdhui"),
        ("ultra‑marin", "ultramarin"),
        ("éco—quartiers", "écoquartiers"),
        ("mi–temps", "mitemps"),
        ("co-opération", "coopération"),
        ("co−opération", "co opération"),
        ("co opérations", "coopération"),
        ("porte-à-porte", "porteàporte"),
        ("vis-à-vis", "vis à vis"),
        ("Łódź", "Lodz"),
        ("Čapek", "capek"),
        ("Bayrūt", "Bayrut"),
        ("Øresund Đorđe", "oresund dorde"),
        ("1er prix", "premier prix"),
        ("1ère édition", "première édition"),
        ("2ème édition", "2e édition"),
        ("2ᵉ éditions", "deuxième édition"),
        ("les troisièmes assises", "3es assises"),
        ("km²", "km2"),
        ("10 000 logements", "10000 logements"),
        ("10\u{202f}000 logements", "10.000 logements"),
        ("droit & société", "droit et société"),
        ("bœuf", "boeuf"),
        ("Straße", "strasse"),
        ("salarié·e·s", "salariés"),
        ("salariées", "salarie.e.s"),
        ("salarié(e)s", "salarié-e-s"),
        ("acteur·rice·s", "acteurs"),
        ("citoyen.ne.s", "citoyennes"),
        ("ODD n°17", "ODD 17"),
        ("№ 17", "n° 17"),
        ("A. N. C. T.", "ANCT"),
        ("le plan d’action de l’ESS", "le plan d action de l ess"),
    ] {
        for (title, query) in [(one, other), (other, one)] {
            let results = among(&["Autre chose", title], query);
            let full_matches: Vec<usize> =
                results.hits.iter().filter(|hit| hit.is_full_match).map(|hit| hit.document).collect();
            assert_eq!(full_matches, [1], "{title:?} by {query:?}");
            // What has another blank is said, since only the title tells whether the two words are one.
            let is_parted = title.contains("co opér") && !query.contains(['-', '−', ' ']);
            assert!(is_parted || results.words.iter().all(|word| word.correction.is_none()), "{title:?} by {query:?}");
        }
    }
}

#[test]
fn a_word_that_one_text_parts_is_found_as_the_others_write_it() {
    let titles = ["La coopération", "La co opération des villes", "Une opération", "Le co voiturage"];
    let results = among(&titles, "coopération");
    let indices: Vec<usize> = results.hits.iter().map(|hit| hit.document).collect();
    assert_eq!((indices, results.words[0].correction.as_deref()), (vec![0, 1], None));
    // No text writes it so: the two words are what was meant, and that is said.
    let results = among(&titles, "covoiturage");
    assert_eq!(results.hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [3]);
    assert_eq!(
        corrected_query("le covoiturage", &among(&titles, "le covoiturage").words, &titles).as_deref(),
        Some("le co voiturage")
    );
    // "co" and "opération" in different texts are no "coopération".
    assert!(among(&["Une opération", "Le co voiturage"], "coopération").hits.is_empty());
}

#[test]
fn a_number_is_that_number() {
    let titles = ["Agenda 2020", "Horizon 2000", "Agenda 20300", "10000 logements"];
    for query in ["2021", "2002", "1020", "11000", "10001"] {
        let results = among(&titles, query);
        assert!(results.hits.is_empty() && results.words.iter().all(|word| word.correction.is_none()), "{query}");
    }
    let results = among(&titles, "agenda 2021");
    assert_eq!(
        results.hits.iter().map(|hit| (hit.is_full_match, hit.matched)).collect::<Vec<_>>(),
        [(false, 1), (false, 1)]
    );
    assert_eq!(results.words.iter().map(|word| word.documents).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(among(&titles, "agenda 2020").hits[0].document, 0);
}

#[test]
fn half_found_is_said_as_half_found() {
    let pack = french();
    let results = brought(&pack, "", |query| query.text = "charte engagement 1912".to_owned());
    assert!(!results.indices.is_empty());
    assert_eq!(results.full_matches, 0);
    assert!(results.indices.iter().all(|index| results.matched[*index] == 2), "{:?}", results.matched);
    let missing: Vec<&str> =
        results.terms.iter().filter(|word| word.documents == 0).map(|word| word.text.as_str()).collect();
    assert_eq!(missing, ["1912"]);
    let results = brought(&pack, "", |query| query.text = "charte".to_owned());
    assert!(results.matched.iter().all(|held| *held == 0));
}

#[test]
fn what_was_asked_for_is_marked_where_it_stands() {
    for (text, query, expected) in [
        ("Le ﬁnancement solidaire", "financement", &["ﬁnancement"][..]),
        ("L’E.S.S. en 10 000 mots", "ess 10000", &["E.S.S", "10 000"]),
        ("Part\u{ad}enariat, 1er appel", "partenariat premier", &["Part\u{ad}enariat", "1er"]),
        ("Un éco‑quartier de 3 ㎡", "écoquartier m2", &["éco‑quartier", "㎡"]),
        ("La coopération", "co opération", &["coopération"]),
    ] {
        let results = among(&[text], query);
        let marked: Vec<&str> = highlight_ranges(&results.words, text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(marked, expected, "{text}");
    }
}

#[test]
fn silence_fits_nothing() {
    let pack = french();
    let fits = pack
        .attributes
        .iter()
        .map(|attributes| boussole_domain::path::relevance(&Situation::default(), None, attributes, &pack.rules.path));
    assert!(fits.into_iter().all(|fit| fit == 0));
}
