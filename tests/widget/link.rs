//! Links: what goes in comes out, whatever was given; what is no link says why; what is old is kept for ever.

use super::mutation_smoke::readers::summed;
use super::{data, french, random};
use boussole::app::journey::link::{DecodedLink, JourneyRef, LinkError, MAX_ENCODED_BYTES, decode, encode};
use boussole::app::journey::pasted::find_link;
use boussole::app::journey::preset;
use boussole::app::journey::record::{Field, ResponseKey, ResponseValue, Responses};
use boussole::app::{HostMsg, Msg, update};
use boussole::view::export;
use boussole_content::pack::Pack;
use boussole_domain::situation::{Horizons, Situation};
use boussole_domain::vocabulary::Term;
use std::time::Instant;

/// How often something random is tried; more when asked for: `BOUSSOLE_LONG=1`.
fn times(normal: u64, long: u64) -> u64 {
    if std::env::var_os("BOUSSOLE_LONG").is_some() { long } else { normal }
}

fn partner_link(situation: &Situation, responses: &Responses, pinned: &[usize], pack: &Pack) -> String {
    encode(&JourneyRef { situation, responses, pinned }, pack).link
}

fn situation(text: &str) -> Situation {
    preset::read(text, &french().vocabulary).0
}

#[test]
fn every_situation_comes_back_and_a_whole_one_is_short() {
    let pack = french();
    let index = |list: usize, position: usize| if position == 0 { None } else { Some((position - 1).min(list - 1)) };
    let mut longest = 0;
    let words = &pack.vocabulary;
    for profile in 0..=words.profiles.len() {
        for level in 0..=words.levels.len() {
            for maturity in 0..=words.maturity.len() {
                for first in 0..=words.objectives.len() {
                    for usage in 0..=words.usages.len() {
                        let second = (first % words.objectives.len()) + 1;
                        let objectives = [index(words.objectives.len(), first), index(words.objectives.len(), second)];
                        let situation = Situation {
                            profile: index(words.profiles.len(), profile).and_then(Term::from_index),
                            domains: (13..13 + (profile % 4).min(3)).filter_map(Term::from_index).collect(),
                            level: index(words.levels.len(), level).and_then(Term::from_index),
                            maturity: index(words.maturity.len(), maturity).and_then(Term::from_index),
                            objectives: if first == 0 {
                                Vec::new()
                            } else {
                                objectives.into_iter().flatten().filter_map(Term::from_index).collect()
                            },
                            usage: index(words.usages.len(), usage).and_then(Term::from_index),
                            horizons: if usage == 0 { None } else { Horizons::new([100, 0, 0]) },
                            start: "2026-02-28".parse().ok(),
                        };
                        let link = partner_link(&situation, &Responses::default(), &[], &pack);
                        longest = longest.max(link.len());
                        assert_eq!(
                            decode(&link, &pack),
                            Ok(DecodedLink { situation, is_same_content: true, ..DecodedLink::default() }),
                            "{link}"
                        );
                    }
                }
            }
        }
    }
    assert!(longest <= 200, "{longest}");
}

#[test]
fn all_resources_have_pins_of_their_own_and_everything_fits() {
    let pack = french();
    let every: Vec<usize> = (0..pack.resources.len()).collect();
    let link = partner_link(&Situation::default(), &Responses::default(), &every, &pack);
    assert_eq!(decode(&link, &pack).unwrap().pinned, every, "two resources share a hash");

    let mut responses = Responses::default();
    for (instrument, index) in pack.instruments.iter().zip(0..) {
        for moment in 0..u8::try_from(instrument.moments.len().clamp(1, 3)).unwrap() {
            for party in 0..instrument.parties.min(3) {
                let key = ResponseKey { instrument: index, moment, party };
                for item in 0..u8::try_from(instrument.items()).unwrap() {
                    responses.set(
                        key,
                        Field::Rating(item),
                        Some(ResponseValue::Rating(item % (instrument.highest() + 1))),
                    );
                }
            }
        }
        if let Some(grid) = &instrument.grid {
            for (row, marks) in (0..).zip(&grid.example) {
                for (column, mark) in (0..).zip(marks) {
                    responses.set(
                        ResponseKey { instrument: index, ..ResponseKey::default() },
                        Field::Cell(row, column),
                        mark.map(ResponseValue::Rating),
                    );
                }
            }
        }
    }
    let full = situation(
        "profile=accompagnateur;domains=d14,d15,d16;level=international;maturity=4;objectives=co-construire,concilier;usage=sinformer;horizons=30,30,40;start=2026-09-01",
    );
    let source = JourneyRef { situation: &full, responses: &responses, pinned: &[1, 2, 3, 4, 5] };
    let short = encode(&source, &pack);
    assert!(short.link.len() <= MAX_ENCODED_BYTES, "{}", short.link.len());
    assert_eq!((short.names, short.commitments, short.is_long), (0, 0, false));
    let state = decode(&short.link, &pack).unwrap();
    assert_eq!(
        (state.situation, state.responses, state.pinned, state.dropped),
        (full.clone(), responses.clone(), vec![1, 2, 3, 4, 5], 0)
    );

    // Words that would make it too long stay out, which is told; a name of one space is no word.
    for item in 0..21 {
        responses.set(ResponseKey::default(), Field::Commitment(item), Some(ResponseValue::Text("é".repeat(300))));
    }
    responses.set(
        ResponseKey { party: 1, ..ResponseKey::default() },
        Field::Name,
        Some(ResponseValue::Text("La commune".to_owned())),
    );
    responses.set(
        ResponseKey { party: 2, ..ResponseKey::default() },
        Field::Name,
        Some(ResponseValue::Text(" ".to_owned())),
    );
    let short = encode(&JourneyRef { situation: &full, responses: &responses, pinned: &[] }, &pack);
    assert_eq!((short.names, short.commitments, short.is_long), (1, 21, false));
    assert!(short.link.len() <= MAX_ENCODED_BYTES);
    assert_eq!(decode(&short.link, &pack).unwrap().responses.text(ResponseKey::default(), Field::Commitment(0)), "");

    // Pins are never left out: they may make it long, which is told too.
    let pins: Vec<usize> = (0..pack.resources.len()).collect();
    let short = encode(&JourneyRef { situation: &full, responses: &Responses::default(), pinned: &pins }, &pack);
    assert_eq!((short.names, short.commitments, short.is_long), (0, 0, true));
    assert_eq!(decode(&short.link, &pack).unwrap().pinned, pins);
}

#[test]
fn words_and_cells_come_back() {
    let pack = french();
    let governance =
        u8::try_from(pack.instruments.iter().position(|instrument| instrument.id == "gouvernance").unwrap()).unwrap();
    let mut responses = Responses::default();
    let charter = ResponseKey { instrument: 0, moment: 1, party: 1 };
    for text in ["La commune", "", "é", "a.b!c+d*e,f", "日本", "\u{202e}x"] {
        responses.set(charter, Field::Name, Some(ResponseValue::Text(text.to_owned())));
        responses.set(charter, Field::Commitment(20), Some(ResponseValue::Text(text.to_owned())));
        responses.set(
            ResponseKey { instrument: governance, ..ResponseKey::default() },
            Field::Column(6),
            Some(ResponseValue::Text(text.to_owned())),
        );
        let link = partner_link(&Situation::default(), &responses, &[], &pack);
        assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.,!+*".contains(&byte)), "{link}");
        assert_eq!(decode(&link, &pack).unwrap().responses, responses);
    }
}

/// Links of every released version, and what they hold: this list only grows.
#[test]
fn golden_links_are_read_for_ever() {
    let pack = french();
    let golden: serde_json::Value = serde_json::from_str(&data("links.json")).unwrap();
    for one in golden.as_array().unwrap() {
        let link = one["link"].as_str().unwrap();
        let state = decode(link, &pack).unwrap();
        assert_eq!(state.situation, situation(one["preset"].as_str().unwrap()), "{link}");
        let written =
            serde_json::to_value(boussole::app::journey::record::write(&state.responses, &pack.instruments)).unwrap();
        assert_eq!(written, one["instruments"], "{link}");
        let pins: Vec<&str> = state.pinned.iter().map(|index| pack.resources[*index].id.as_str()).collect();
        assert_eq!(serde_json::json!(pins), one["pinned"], "{link}");
    }
}

#[test]
fn what_is_no_link_says_why() {
    let pack = french();
    let good = partner_link(&situation("profile=association;maturity=2"), &Responses::default(), &[3], &pack);
    assert_eq!(decode(&good[..good.len() - 1], &pack), Err(LinkError::ChecksumMismatch), "cut at its end");
    assert_eq!(decode(&good[..good.len() / 2], &pack), Err(LinkError::ChecksumMismatch), "cut in its middle");
    assert_eq!(decode(&good.replace("association", "entreprise"), &pack), Err(LinkError::ChecksumMismatch));
    for text in ["", "x", "section-2", ".", "1", "a.b.c", "-1.x", "0001.x", "\u{0}", "é.é"] {
        assert_eq!(decode(text, &pack), Err(LinkError::NotALink), "{text:?}");
    }
    assert_eq!(decode(&summed("2.whatever,comes"), &pack), Err(LinkError::NewerVersion));
    assert_eq!(decode(&summed("12.x"), &pack), Err(LinkError::NewerVersion));
    for around in [
        "Voici : {}.",
        "<a href=\"https://exemple.org/p?x=1.2#b={}\">",
        "({})",
        "{}!",
        "https://exemple.org/#c=1.x&b={}&d=3",
    ] {
        assert!(find_link(&around.replace("{}", &good), &pack).is_ok(), "{around}");
    }
    let huge = "1.".repeat(1_000_000);
    let begun = Instant::now();
    assert_eq!(decode(&huge, &pack), Err(LinkError::NotALink));
    assert!(begun.elapsed().as_millis() <= 5, "2 MB are refused unread");
}

#[test]
fn what_this_content_has_not_is_left_out_and_counted() {
    let pack = french();
    let state = decode(&summed("1.martien.d01,d99.local.9.agir..50-50-1.20260230!horoscope,,0,1!charte,hier,0,1!charte,debut,9,1!charte,debut,0,9+zzzz*00000000"), &pack).unwrap();
    assert_eq!(state.situation, situation("level=local;usage=agir"));
    assert_eq!((state.dropped, state.is_same_content, state.pinned.len()), (9, false, 0));
    assert!(state.responses.is_empty());
}

#[test]
fn whatever_happens_to_a_link_nothing_panics_and_it_is_quick() {
    let pack = french();
    let mut responses = Responses::default();
    responses.set(
        ResponseKey { instrument: 0, moment: 2, party: 3 },
        Field::Commitment(3),
        Some(ResponseValue::Text("Un point".to_owned())),
    );
    responses.set(ResponseKey::default(), Field::Rating(20), Some(ResponseValue::Rating(3)));
    let seed = [
        partner_link(
            &situation(
                "profile=association;domains=d01,d02;level=local;maturity=2;objectives=hybrider;usage=agir;horizons=60,25,15;start=2026-09-01",
            ),
            &responses,
            &[5, 6],
            &pack,
        ),
        partner_link(&Situation::default(), &responses, &[], &pack),
        partner_link(&Situation::default(), &Responses::default(), &[], &pack),
    ];
    let mut next = random(0x2545_f491_4f6c_dd1d);
    let count = times(10_000, 1_000_000);
    let begun = Instant::now();
    for _ in 0..count {
        let mut bytes = seed[next(seed.len())].clone().into_bytes();
        for _ in 0..=next(4) {
            if bytes.is_empty() {
                break;
            }
            let index = next(bytes.len());
            match next(5) {
                0 => bytes[index] = b"0123456789abcdefz.,!+*-_\xc3\xa9"[next(26)],
                1 => drop(bytes.remove(index)),
                2 => bytes.insert(index, b".,!+*-0a"[next(8)]),
                3 => bytes.truncate(index.max(1)),
                _ => {
                    let part = bytes[index..(index + next(20)).min(bytes.len())].to_vec();
                    bytes.splice(index..index, part);
                }
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = decode(&text, &pack);
        // Half of them with their sum made right, so that what is behind it is tried too.
        if let Some((body, _)) = text.rsplit_once('.')
            && let Ok(state) = decode(&summed(body), &pack)
        {
            let again = partner_link(&state.situation, &state.responses, &state.pinned, &pack);
            let back = decode(&again, &pack).unwrap();
            let (back, state) =
                ((back.situation, back.responses, back.pinned), (state.situation, state.responses, state.pinned));
            assert_eq!(back, state, "{body}");
        }
    }
    let each = begun.elapsed().as_micros() / u128::from(count);
    assert!(each < 3000, "{each} µs for three readings and two writings, without optimisation");
}

#[test]
fn whatever_happens_to_a_file_nothing_panics_and_what_is_read_is_whole() {
    let pack = french();
    let mut responses = Responses::default();
    responses.set(
        ResponseKey::default(),
        Field::Commitment(0),
        Some(ResponseValue::Text("Un point; chaque mois, à l'école".to_owned())),
    );
    let full = situation("profile=association;maturity=2;objectives=hybrider;start=2026-09-01");
    let mut model = boussole::app::Model::new(pack.clone());
    for msg in
        [Msg::Host(HostMsg::AnswersSet(full, responses)), Msg::Host(HostMsg::TodaySet("2026-11-24".parse().unwrap()))]
    {
        model = update(&model, msg).0;
    }
    let data = serde_json::to_string(&export::json(&model, "1.0.0")).unwrap();
    let files = [export::csv(&model), export::ics(&model), export::svg(&model), data];
    let originals: Vec<DecodedLink> = files.iter().map(|file| find_link(file, &pack).unwrap()).collect();
    assert!(
        originals
            .iter()
            .all(|state| state.situation == model.situation && state.responses == *model.instruments.responses)
    );
    let mut next = random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..times(10_000, 100_000) {
        let mut bytes = files[next(files.len())].clone().into_bytes();
        for _ in 0..=next(6) {
            if bytes.is_empty() {
                break;
            }
            let index = next(bytes.len());
            match next(4) {
                0 => bytes[index] = u8::try_from(next(256)).unwrap(),
                1 => bytes.truncate(index),
                2 => drop(bytes.splice(index..(index + next(40)).min(bytes.len()), [])),
                _ => bytes.insert(index, b"\r\n ,;.!*1"[next(9)]),
            }
        }
        // Either it is refused, or it is the very journey: its sum says so.
        if let Ok(state) = find_link(&String::from_utf8_lossy(&bytes), &pack) {
            assert_eq!((&state.situation, &state.responses), (&model.situation, &*model.instruments.responses));
        }
    }
}
