//! A large catalogue as pieces: what a query finds, what it costs, and what a piece that is wrong does.

use super::french;
use boussole::app::runtime::effect::Asset;
use boussole::app::{Effect, ExploreMsg, HostMsg, LibraryMsg, Model, Msg, View, update};
use boussole_authoring::shards::{Resource, build};
use boussole_content::library::read::{QueryResult, RemoteCatalogue};
use boussole_content::library::{Card, MAX_POSTINGS, MAX_REQUESTS, Manifest, Shard, ShardError};
use boussole_content::search::tokens::tokenize;
use flate2::read::GzDecoder;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::OnceLock;

/// Files as they would be served, inflated.
type Files = HashMap<Shard, Vec<u8>>;

const SYLLABLES: [&str; 12] = ["par", "ten", "ria", "cor", "mu", "lo", "gi", "san", "bel", "vi", "fron", "da"];

fn resources(count: usize) -> Vec<Resource> {
    let mut seed = 17_u64;
    let mut any = |max: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % max
    };
    // Small numbers come more often, as common words do.
    let mut next = |max: usize| any(max).min(any(max));
    let word = |index: usize| {
        let syllable = |by: usize| SYLLABLES[index / by % SYLLABLES.len()];
        [syllable(1), syllable(12), syllable(144), "o"].concat()
    };
    let mut text = |count: usize| (0..count).map(|_| word(next(1728))).collect::<Vec<_>>().join(" ");
    (0..count)
        .map(|position| Resource {
            card: Card {
                kind: u8::try_from(position % 5).unwrap(),
                title: text(5),
                publisher: "Maison".to_owned(),
                date: (2000 + position % 26).to_string(),
                url: format!("https://exemple.org/{position}"),
                language: "fr".to_owned(),
            },
            summary: text(12),
        })
        .collect()
}

fn made(resources: Vec<Resource>) -> (Manifest, Files) {
    let mut files = Files::new();
    let (manifest, made) = build(resources, "fr", &french().ranking, |shard, bytes| {
        let mut body = Vec::new();
        GzDecoder::new(bytes).read_to_end(&mut body).unwrap();
        files.insert(shard, body);
        Ok(())
    })
    .unwrap();
    assert_eq!(made.shards, files.len());
    assert!(made.max_shard_bytes <= 56_000, "a piece of words weighs {}", made.max_shard_bytes);
    (manifest, files)
}

/// One of three thousand, made once.
fn library() -> &'static (Manifest, Files, Vec<Resource>) {
    static MADE: OnceLock<(Manifest, Files, Vec<Resource>)> = OnceLock::new();
    MADE.get_or_init(|| {
        let all = resources(3000);
        let (manifest, files) = made(all.clone());
        (manifest, files, all)
    })
}

/// Asks until nothing is lacking: the reply, and how many requests it took.
fn asked(manifest: &Manifest, files: &Files, query: &str, pages: usize) -> (QueryResult, usize) {
    let mut library = RemoteCatalogue::new(manifest.clone());
    let mut requests = 0;
    loop {
        let reply = library.query(query, &french().ranking, pages);
        if reply.missing_shards.is_empty() {
            return (reply, requests);
        }
        for shard in &reply.missing_shards {
            requests += 1;
            assert_eq!(library.insert(*shard, Ok(&files[shard])), None);
        }
        assert!(requests <= MAX_REQUESTS * pages, "{query}: {requests} requests");
    }
}

fn holding(all: &[Resource], starts: &[&str]) -> usize {
    let has = |resource: &&Resource| {
        let texts = [resource.card.title.as_str(), &resource.summary].join(" ");
        let own_words: HashSet<String> = tokenize(&texts).into_iter().map(|word| word.text).collect();
        starts.iter().all(|start| own_words.iter().any(|word| word.starts_with(start)))
    };
    all.iter().filter(has).count()
}

#[test]
fn a_word_or_its_beginning_costs_one_request_and_finds_all_that_have_it() {
    let (manifest, files, all) = library();
    assert_eq!(Manifest::open(&files[&Shard::Manifest]).as_ref(), Ok(manifest));
    for word in ["parpar", "par", "tenpar", "muparparo", "corten", "frondalo"] {
        let (reply, requests) = asked(manifest, files, word, 1);
        assert_eq!(reply.found as usize, holding(all, &[word]), "{word}");
        assert!(reply.is_exact, "{word}");
        assert_eq!(requests, 1, "{word}");
        assert_eq!(reply.cards.len(), french().ranking.page.min(reply.found as usize), "{word}");
        assert!(
            tokenize(&reply.cards[0].1.title).iter().any(|token| token.text.starts_with(word)),
            "{word}: titles first"
        );
    }
}

#[test]
fn several_words_find_what_has_them_all_in_four_requests() {
    let (manifest, files, all) = library();
    for pair in [["parpar", "tenpar"], ["cor", "mupar"], ["ten", "ria"]] {
        let (reply, _) = asked(manifest, files, &pair.join(" "), 1);
        // "cor mupar" may be "cormupar" parted by mistake.
        let joined = pair.concat();
        let both = [pair[0], pair[1], &joined];
        let full_matches = holding(all, &pair) + holding(all, &[&joined]) - holding(all, &both);
        assert!(full_matches >= french().ranking.few, "{pair:?} is too rare to test");
        assert_eq!(reply.found as usize, full_matches, "{pair:?}");
        assert!(!reply.cards.is_empty());
    }
    let (reply, requests) = asked(manifest, files, "parpar tenpar riapar corpar mupar lopar", 1);
    assert_eq!(requests, MAX_REQUESTS);
    assert_eq!(reply.terms.len(), MAX_REQUESTS, "the longest words");
}

#[test]
fn more_pages_bring_more_and_repeat_nothing() {
    let (manifest, files, _) = library();
    let (first, _) = asked(manifest, files, "parpar tenpar", 1);
    let (second, _) = asked(manifest, files, "parpar tenpar", 2);
    assert!(first.has_more && second.cards.len() > first.cards.len());
    let distinct: HashSet<u32> = second.cards.iter().map(|(number, _)| *number).collect();
    assert_eq!(distinct.len(), second.cards.len());
}

#[test]
fn a_mistyped_word_is_mended_in_four_requests_wherever_the_mistake_is() {
    let (manifest, files, _) = library();
    for (typed, meant) in [
        ("muparpro", "muparparo"),
        ("fuparparo", "muparparo"),
        ("muparrparo", "muparparo"),
        ("tenparpaor", "tenparparo"),
    ] {
        let (reply, _) = asked(manifest, files, typed, 1);
        assert!(reply.found > 0, "{typed}");
        assert_eq!(reply.suggestion.as_deref(), Some(meant), "{typed}");
    }
    let (reply, _) = asked(manifest, files, "zzzzzzzz", 1);
    assert_eq!((reply.found, reply.cards.len(), reply.fault), (0, 0, None));
}

#[test]
fn a_list_that_is_kept_in_part_says_so() {
    let all: Vec<Resource> = (0..MAX_POSTINGS + 1000)
        .map(|index| Resource {
            card: Card { title: format!("Alpha {index}"), ..Card::default() },
            summary: String::new(),
        })
        .collect();
    let (manifest, files) = made(all);
    let (reply, _) = asked(&manifest, &files, "alpha", 1);
    assert_eq!(
        (reply.found as usize, reply.is_exact, reply.cards.len()),
        (MAX_POSTINGS + 1000, false, french().ranking.page)
    );
}

#[test]
fn nothing_and_little_are_libraries_too() {
    let (manifest, files) = made(Vec::new());
    assert_eq!(asked(&manifest, &files, "alpha", 1).0.found, 0);
    let one = Resource { card: Card { title: "Été à Évry".to_owned(), ..Card::default() }, summary: String::new() };
    let (manifest, files) = made(vec![one]);
    assert_eq!(asked(&manifest, &files, "evry", 1).0.found, 1);
    assert!(asked(&manifest, &files, "é", 1).0.is_too_short);
}

#[test]
fn other_spellings_numbers_and_half_of_the_words_in_a_library_too() {
    let titles =
        ["La co-opération", "Coopération des villes", "L’E.S.S. en 2020", "ﬁnancement", "Premier appel", "2e appel"];
    let all = titles
        .map(|title| Resource { card: Card { title: title.to_owned(), ..Card::default() }, ..Resource::default() });
    let (manifest, files) = made(all.to_vec());
    let results = |query: &str| {
        let (reply, _) = asked(&manifest, &files, query, 1);
        let mut titles: Vec<String> = reply.cards.iter().map(|(_, card)| card.title.clone()).collect();
        titles.sort();
        (titles.join(" | "), reply)
    };
    for (query, expected) in [
        ("coopération", "Coopération des villes | La co-opération"),
        ("co-opération", "Coopération des villes | La co-opération"),
        ("co opération", "Coopération des villes | La co-opération"),
        ("ESS", "L’E.S.S. en 2020"),
        ("financement", "ﬁnancement"),
        ("1er", "Premier appel"),
        ("deuxième", "2e appel"),
        ("2021", ""),
    ] {
        let (titles, reply) = results(query);
        assert_eq!((titles.as_str(), reply.suggestion.as_deref()), (expected, None), "{query}");
        assert!(reply.matched.iter().all(|held| *held == 0), "{query}");
    }
    let (titles, reply) = results("ess 2021");
    assert_eq!((titles.as_str(), reply.matched.as_slice()), ("L’E.S.S. en 2020", &[1][..]));
    assert_eq!(reply.terms.iter().map(|word| word.documents).collect::<Vec<_>>(), [1, 0]);
}

proptest! {
    #[test]
    fn a_piece_with_any_byte_changed_is_refused(position in any::<prop::sample::Index>(), bit in 0..8_u32, at in any::<prop::sample::Index>()) {
        let (manifest, files, _) = library();
        let mut shards: Vec<&Shard> = files.keys().filter(|shard| **shard != Shard::Manifest).collect();
        shards.sort_by_key(|shard| shard.name());
        let shard = *shards[at.index(shards.len())];
        let mut bytes = files[&shard].clone();
        let position = position.index(bytes.len());
        bytes[position] ^= 1 << bit;
        prop_assert_eq!(manifest.body(shard, &bytes), Err(ShardError::HashMismatch));
        // Another piece under its name is no better.
        let other = *shards[(at.index(shards.len()) + 1) % shards.len()];
        prop_assert_eq!(manifest.body(shard, &files[&other]), Err(ShardError::HashMismatch));
    }

    #[test]
    fn any_bytes_are_a_root_or_none(mut bytes in prop::collection::vec(any::<u8>(), 0..400), is_valid in any::<bool>()) {
        if is_valid {
            bytes.splice(0..0, *b"BOLI\x01");
        }
        if let Ok(manifest) = Manifest::open(&bytes) {
            let mut library = RemoteCatalogue::new(manifest);
            let reply = library.query("partenariat", &french().ranking, 3);
            for shard in reply.missing_shards {
                library.insert(shard, Ok(&bytes));
            }
            let _ = library.query("partenariat association", &french().ranking, 3);
        }
    }
}

/// A widget that looks for something in a library, and what it asks for.
fn looking(query: &str) -> (Model, Vec<Effect>) {
    let mut model = Model::new(french());
    for msg in [Msg::Library(LibraryMsg::AvailabilityChanged(true)), Msg::Host(HostMsg::ViewSet(View::Explore))] {
        model = update(&model, msg).0;
    }
    let (model, effects) = update(&model, Msg::Explore(ExploreMsg::QueryTyped(query.to_owned())));
    assert_eq!(effects, [Effect::DebounceLibraryQuery], "each key may not cost a request");
    update(&model, Msg::Library(LibraryMsg::QuerySettled))
}

fn fetched(effects: &[Effect]) -> Vec<(Shard, bool)> {
    let of = |effect: &Effect| {
        if let Effect::Load(Asset::Shard { shard, skips_cache }) = effect { Some((*shard, *skips_cache)) } else { None }
    };
    effects.iter().filter_map(of).collect()
}

#[test]
fn the_widget_fetches_the_root_then_pieces_and_mends_what_came_wrong() {
    let (manifest, files, _) = library();
    let (model, effects) = looking("parpar");
    assert_eq!(fetched(&effects), [(Shard::Manifest, false)]);
    let (model, effects) =
        update(&model, Msg::Library(LibraryMsg::ShardLoaded(Shard::Manifest, Ok(files[&Shard::Manifest].clone()))));
    let [(shard, false)] = fetched(&effects)[..] else { panic!("{effects:?}") };
    assert!(model.library.is_loading());

    // An older file in a cache on the way: asked for past it, once.
    let (model, effects) = update(&model, Msg::Library(LibraryMsg::ShardLoaded(shard, Ok(vec![1, 2, 3]))));
    assert_eq!(fetched(&effects), [(shard, true)]);
    let (model, effects) = update(&model, Msg::Library(LibraryMsg::ShardLoaded(shard, Ok(vec![1, 2, 3]))));
    assert_eq!(effects, []);
    assert_eq!(model.library.reply.fault, Some((shard, ShardError::HashMismatch)));

    let (model, effects) = update(&model, Msg::Library(LibraryMsg::RetryRequested));
    assert_eq!(fetched(&effects), [(shard, false)]);
    let (model, _) = update(&model, Msg::Library(LibraryMsg::ShardLoaded(shard, Ok(files[&shard].clone()))));
    assert_eq!(model.library.reply.cards.len(), french().ranking.page);
    assert_eq!(model.library.library.as_ref().map(RemoteCatalogue::manifest), Some(manifest));

    // What comes late, after the host took the library away, changes nothing.
    let (model, _) = update(&model, Msg::Library(LibraryMsg::AvailabilityChanged(false)));
    let (model, effects) = update(&model, Msg::Library(LibraryMsg::ShardLoaded(shard, Ok(files[&shard].clone()))));
    assert!(!model.library.offered && effects.is_empty());
}

#[test]
fn a_root_that_does_not_come_is_told_and_asked_for_again() {
    let (model, _) = looking("parpar");
    let (model, effects) =
        update(&model, Msg::Library(LibraryMsg::ShardLoaded(Shard::Manifest, Err(ShardError::TimedOut))));
    assert_eq!((effects.len(), model.library.fault), (0, Some(ShardError::TimedOut)));
    let (_, effects) = update(&model, Msg::Library(LibraryMsg::RetryRequested));
    assert_eq!(fetched(&effects), [(Shard::Manifest, false)]);
}
