//! Links that went through other hands: what a person can still read as whole is taken, what is not is refused and said
//! why; in a whole mail everybody counts once.

use super::french;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use boussole::app::features::workshop::WorkshopMsg;
use boussole::app::journey::link::{DecodedLink, JourneyRef, LinkError, decode, encode};
use boussole::app::journey::pasted::{find_link, find_links};
use boussole::app::journey::preset;
use boussole::app::journey::record::{Field, ResponseKey, ResponseValue, Responses};
use boussole::app::{Model, Msg, update};
use boussole_content::pack::Pack;
use std::time::Instant;

/// A link with everything in it: lists, levels with hyphens, texts, pins.
fn full(pack: &Pack) -> String {
    let mut responses = Responses::default();
    responses.set(ResponseKey::default(), Field::Rating(0), Some(ResponseValue::Rating(3)));
    responses.set(ResponseKey::default(), Field::Rating(20), Some(ResponseValue::Rating(1)));
    responses.set(
        ResponseKey::default(),
        Field::Commitment(3),
        Some(ResponseValue::Text("Un point; chaque mois, à l'école ÿÿÿ???>>>".to_owned())),
    );
    let situation = preset::read(
        "profile=association;domains=d01,d04;level=local;maturity=2;objectives=hybrider;usage=agir;horizons=60,25,15;start=2026-09-01",
        &pack.vocabulary,
    )
    .0;
    encode(&JourneyRef { situation: &situation, responses: &responses, pinned: &[5, 6] }, pack).link
}

fn short(preset: &str, pack: &Pack) -> String {
    let situation = preset::read(preset, &pack.vocabulary).0;
    encode(&JourneyRef { situation: &situation, responses: &Responses::default(), pinned: &[] }, pack).link
}

fn percent(text: &str, all: bool) -> String {
    let keep = |byte: u8| !all && (byte.is_ascii_alphanumeric() || b"-_.~!*".contains(&byte));
    text.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Lines of a mail in quoted-printable, as short as asked.
fn quoted_printable(text: &str, width: usize) -> String {
    let text = text.replace('=', "=3D").replace('é', "=C3=A9");
    let mut lines = Vec::new();
    let mut rest = text.as_str();
    while rest.len() > width {
        // An escape stays whole.
        let cut = (width - 2..=width)
            .find(|index| !rest[index - 1..].starts_with('=') && !rest[index.saturating_sub(2)..].starts_with('='))
            .unwrap();
        lines.push(&rest[..cut]);
        rest = &rest[cut..];
    }
    lines.push(rest);
    lines.join("=\r\n")
}

fn cut(text: &str, width: usize, between: &str) -> String {
    text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>().join(between)
}

fn each(text: &str, change: impl Fn(char) -> String) -> String {
    text.chars().map(change).collect()
}

/// Proofpoint's third form: what it does not like is an asterisk, and stands in base64 behind.
fn starred(address: &str, disliked: &str) -> String {
    let (mut out, mut hidden, mut many) = (String::new(), String::new(), 0);
    let run = |many: usize| match many {
        0 => String::new(),
        1 => "*".to_owned(),
        _ => format!("**{}", char::from(b'A' + u8::try_from(many - 2).unwrap())),
    };
    for letter in address.chars() {
        if disliked.contains(letter) {
            hidden.push(letter);
            many += 1;
        } else {
            out.push_str(&run(many));
            many = 0;
            out.push(letter);
        }
    }
    out.push_str(&run(many));
    format!("https://urldefense.com/v3/__{out}__;{}!!Abc-1!xyz$", BASE64_URL_SAFE_NO_PAD.encode(hidden))
}

/// Everything that is known to happen to an address between two people, and leaves it whole.
#[allow(clippy::too_many_lines)] // A table.
fn ways(link: &str) -> Vec<(String, String)> {
    let address = format!("https://exemple.org/page?x=1.2#b={link}");
    let letters = each(link, |letter| format!("%{:02x}", u32::from(letter)));
    let mut ways: Vec<(&str, String)> = vec![
        ("as it is", address.clone()),
        ("alone", link.to_owned()),
        (
            "Safe Links",
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02%7C1.2.3.4&sdata=a%3D&reserved=0",
                percent(&address, false)
            ),
        ),
        ("Google", format!("https://www.google.com/url?q={}&sa=D&source=editors&ust=1", percent(&address, false))),
        ("encoded twice", percent(&percent(&address, false), false)),
        ("encoded four times", (0..4).fold(address.clone(), |text, _| percent(&text, false))),
        ("every letter encoded", percent(&address, true)),
        ("the key encoded", format!("https://exemple.org/%23b%3D{link}")),
        ("lower-case codes", letters),
        (
            "Barracuda",
            format!(
                "https://linkprotect.cudasvc.com/url?a={}&c=E,1,abc.d.e,1&typo=1",
                percent(&address, false)
                    .to_lowercase()
                    .replace(&percent(link, false).to_lowercase(), &percent(link, false))
            ),
        ),
        ("Cisco", format!("https://secure-web.cisco.com/1aB-c_d/{}", percent(&address, false))),
        (
            "Proofpoint 2",
            format!(
                "https://urldefense.proofpoint.com/v2/url?u={}&d=DwMFaQ&c=1.2",
                percent(
                    &address.replace('-', "%2D").replace('_', "%5F").replace("%2D", "\u{1}").replace("%5F", "\u{2}"),
                    false
                )
                .replace("%01", "-2D")
                .replace("%02", "-5F")
                .replace('*', "%2A")
                .replace('!', "%21")
                .replace('/', "_")
                .replace("%2F", "_")
                .replace('%', "-")
            ),
        ),
        ("Proofpoint 3, one sign", starred(&address, "#")),
        ("Proofpoint 3, many", starred(&address, "#*!+,")),
        (
            "Sophos",
            format!("https://eu.protection.sophos.com?d=exemple.org&u={}&i=Nj", BASE64_STANDARD.encode(&address)),
        ),
        ("Mailjet", format!("https://x1.mjt.lu/lnk/AVkAA/4/sig/{}", BASE64_URL_SAFE_NO_PAD.encode(&address))),
        ("quoted-printable", quoted_printable(&address, 76)),
        ("quoted-printable, narrow", quoted_printable(&address, 20)),
        ("quoted-printable in a field of one line", quoted_printable(&address, 33).replace("\r\n", "")),
        (
            "a body in base64",
            format!(
                "Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b1_x",
                cut(&BASE64_STANDARD.encode(format!("Bonjour,\r\nmon lien :\r\n{address}\r\nBien à vous")), 76, "\r\n")
            ),
        ),
        ("cut", cut(&address, 76, "\n")),
        ("cut by Windows", cut(&address, 40, "\r\n")),
        ("quoted", cut(&format!("> {address}"), 60, "\r\n> ")),
        ("quoted twice", cut(&format!(">> {address}"), 72, "\r\n>> ")),
        ("indented", cut(&address, 70, "\r\n    ")),
        ("in a field of one line", cut(&address, 70, " ")),
        ("soft hyphens", each(&address, |letter| format!("{letter}\u{ad}"))),
        ("zero-width spaces", each(&address, |letter| format!("{letter}\u{200b}"))),
        ("marks of direction", format!("\u{202a}\u{2066}{address}\u{2069}\u{202c}")),
        ("full width", each(&address, |letter| char::from_u32(u32::from(letter) + 0xfee0).unwrap().to_string())),
        (
            "bold",
            each(&address, |letter| match letter {
                'A'..='Z' => char::from_u32(0x1d400 + u32::from(letter) - 0x41).unwrap().to_string(),
                'a'..='z' => char::from_u32(0x1d41a + u32::from(letter) - 0x61).unwrap().to_string(),
                '0'..='9' => char::from_u32(0x1d7ce + u32::from(letter) - 0x30).unwrap().to_string(),
                other => other.to_string(),
            }),
        ),
        ("hyphens that do not break", address.replace('-', "\u{2011}")),
        ("minus signs", address.replace('-', "−")),
        ("dashes", address.replace("---", "—").replace("--", "–").replace("...", "…")),
        ("dashes of another program", address.replace("--", "—").replace("....", "….")),
        (
            "entities",
            each(&address, |letter| {
                if letter.is_ascii_alphanumeric() { letter.to_string() } else { format!("&#{};", u32::from(letter)) }
            }),
        ),
        (
            "entities by name",
            address
                .replace('#', "&num;")
                .replace('=', "&equals;")
                .replace('.', "&period;")
                .replace(',', "&comma;")
                .replace('*', "&ast;")
                .replace('!', "&excl;")
                .replace('+', "&plus;"),
        ),
        ("hexadecimal entities", each(&address, |letter| format!("&#x{:X};", u32::from(letter)))),
        ("an ampersand written twice", format!("https://exemple.org/p?a=1&amp;amp;b=2#b={link}&amp;c=3")),
        ("markdown", format!("[Mon parcours]({address})")),
        ("markdown, escaped", address.replace('*', "\\*").replace('_', "\\_").replace('-', "\\-").replace('!', "\\!")),
        ("a messenger's bold", format!("*{address}*")),
        ("bold that ate the asterisk", address.replace('*', "")),
        ("spaces for pluses", address.replace('+', " ")),
        ("angle brackets", format!("<{address}>")),
        ("the end of a sentence", format!("Voici ({address}).")),
        ("French quotes", format!("« {address} » !")),
        ("a word behind it", format!("{address}Cordialement")),
        ("a number before it", format!("3. {link}")),
        ("HTML", format!("<p>Voici <a href=\"{address}\" style=\"x\">{address}</a></p>")),
        (
            "a scanner of Trend Micro",
            format!("https://ca-1-2.url-protection.com/v1/url?o={}&g=M&h=1.2", percent(&address, false)),
        ),
        ("Bing", format!("https://www.bing.com/ck/a?!&&u=a1{}&ntb=1", BASE64_URL_SAFE_NO_PAD.encode(&address))),
        ("a gateway in base64 in another", {
            let inner = format!("https://u.example/?r={}", BASE64_STANDARD.encode(&address));
            format!("https://t.example/?r={}", BASE64_STANDARD.encode(inner))
        }),
        ("base64 in a quoted mail", {
            let gateway =
                format!("https://eu.protection.sophos.com?d=a.org&u={}&i=N", BASE64_STANDARD.encode(&address));
            cut(&gateway, 70, "\r\n> ")
        }),
        ("codes cut in two", cut(&percent(&address, true), 61, "\r\n")),
        ("codes cut in two, quoted", cut(&percent(&address, true), 62, "\r\n> ")),
        ("codes cut in two by quoted-printable", quoted_printable(&percent(&address, true), 60)),
        ("quoted-printable in small letters", quoted_printable(&address, 60).replace("=3D", "=3d")),
        ("quoted-printable of all signs", {
            let coded = each(&address, |letter| match letter {
                letter if letter.is_ascii_alphanumeric() => letter.to_string(),
                letter => format!("={:02X}", u32::from(letter)),
            });
            format!("{coded}=\r\n")
        }),
        ("places where lines may break", address.replace('.', ".<wbr>").replace('-', "-<wbr/>")),
        ("lines cut in HTML", cut(&address, 40, "<br />\r\n")),
        ("pieces of HTML", cut(&address, 33, "</span><span style=\"font-size:1.5em\">")),
        ("JSON that escapes signs", {
            let coded = address.replace('=', "\\u003d").replace('#', "\\u0023").replace('+', "\\u002b");
            coded.replace('*', "\\u002A")
        }),
        ("a script's escapes", address.replace('=', "\\x3d").replace('!', "\\x21")),
        ("entities that show nothing", address.replace('.', ".&ZeroWidthSpace;").replace('-', "&zwnj;&dash;")),
        ("underlined and struck out", each(&address, |letter| format!("{letter}\u{332}\u{336}"))),
        ("signs of a typesetter", address.replace('*', "∗").replace('-', "−").replace('.', "․")),
        ("quoted by a line", cut(&address, 50, "\n│ ")),
        ("JSON in JSON", format!("{{\"text\":\"{{\\\"link\\\":\\\"{address}\\\"}}\"}}")),
    ];
    ways.push((
        "one gateway in another",
        format!(
            "https://eur01.safelinks.protection.outlook.com/?url={}&data=x",
            percent(&starred(&address, "#*"), false)
        ),
    ));
    ways.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

#[test]
fn what_a_person_can_read_as_whole_is_taken_whatever_was_done_to_it() {
    let pack = french();
    for link in
        [full(&pack), short("maturity=2", &pack), short("profile=media;horizons=30,50,20;start=2027-02-03", &pack)]
    {
        let state = decode(&link, &pack).unwrap();
        for (name, text) in ways(&link) {
            assert_eq!(find_link(&text, &pack), Ok(state.clone()), "{name}: {text}");
            // In the midst of other words, and once only.
            let mail = format!(
                "Bonjour,\n\nvoici mon parcours du 12.10.2026 :\n\n{text}\n\nÀ bientôt, Éloïse — 06.12.34.56.78\nhttps://exemple.org/logo.png?v=1.2.3\n"
            );
            let all = find_links(&mail, &pack);
            assert_eq!(
                all.iter().map(|link| link.state.clone()).collect::<Vec<_>>(),
                [Ok(state.clone())],
                "{name}: {mail}"
            );
        }
    }
}

#[test]
fn a_link_in_capitals_is_the_same_unless_something_is_written_in_it() {
    let pack = french();
    let link = short("profile=association;domains=d01,d04;maturity=2;objectives=hybrider", &pack);
    let state = decode(&link, &pack).unwrap();
    assert_eq!(find_link(&format!("HTTPS://EXEMPLE.ORG/#B={}", link.to_uppercase()), &pack), Ok(state));
    let written = full(&pack);
    for text in [
        written.to_lowercase(),
        written.to_uppercase(),
        percent(&format!("https://a.b/#b={}", written.to_lowercase()), false),
    ] {
        assert_eq!(find_link(&text, &pack), Err(LinkError::Lowered), "{text}");
    }
}

#[test]
fn what_lost_something_is_refused_whatever_it_is_wrapped_in() {
    let pack = french();
    let link = full(&pack);
    for broken in [
        link[..link.len() - 2].to_owned(),
        link[..link.len() / 2].to_owned(),
        link.replace("local", "locul"),
        format!("{}x{}", &link[..30], &link[30..]),
    ] {
        for (name, text) in ways(&broken) {
            let Err(reason) = find_link(&text, &pack) else { panic!("{name}: {text}") };
            // What has neither its stops nor its key is nothing that anybody would know.
            assert_ne!(reason, LinkError::NewerVersion, "{name}: {text}");
        }
        assert_eq!(find_link(&format!("https://exemple.org/#b={broken}"), &pack), Err(LinkError::ChecksumMismatch));
    }
    for text in [
        "bonjour",
        "",
        "192.168.0.1",
        "06.12.34.56.78 et 1.2.3",
        "https://exemple.org/?v=1.2.3",
        "1. Un. 2. Deux. 3. Trois. Quatre. Cinq.",
        "3.14",
        "%%%=&&&#;",
        "/v3/__",
        "/v2/url?u=",
        "&#;&#x;&#xffffffff;",
    ] {
        assert_eq!(find_link(text, &pack), Err(LinkError::NotALink), "{text}");
    }
}

fn of(states: &[&str], pack: &Pack) -> Vec<Result<DecodedLink, LinkError>> {
    states.iter().map(|link| decode(link, pack)).collect()
}

#[test]
fn everybody_in_whole_mails_counts_once() {
    let pack = french();
    let (one, two, three) = (short("maturity=1", &pack), full(&pack), short("maturity=3;profile=media", &pack));
    let states = |text: &str| find_links(text, &pack).into_iter().map(|link| link.state).collect::<Vec<_>>();
    assert_eq!(
        states(&format!("{one} {two}, https://a.org/#b={three}&c={one}")),
        of(&[&one, &two, &three], &pack),
        "in one line"
    );
    assert_eq!(
        states(&format!("{one}\n{one}\n{two}\n")),
        of(&[&one, &one, &two], &pack),
        "two people who answered the same"
    );
    assert_eq!(
        states(&format!("Mon lien : https://a.org/#b={one} <https://a.org/#b={one}>\n> https://a.org/#b={one}\n")),
        of(&[&one], &pack),
        "told twice, and quoted"
    );
    let mail = |name: &str, link: &str| {
        let plain = quoted_printable(
            &format!("Bonjour,\r\n\r\nvoici mon parcours : https://exemple.org/page#b={link}\r\n\r\n{name}"),
            74,
        );
        let html = BASE64_STANDARD.encode(format!("<p>Bonjour,</p><p>voici mon parcours : <a href=\"https://exemple.org/page#b={link}\">https://exemple.org/page#b={link}</a></p>"));
        format!(
            "From: {name} <{name}@exemple.org>\r\nReceived: from [10.0.0.1] by mx.1.2.3.4.example; Mon, 12 Oct 2026\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{plain}\r\n--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--b1--\r\n",
            cut(&html, 76, "\r\n")
        )
    };
    let mut text = String::new();
    let mut expected = Vec::new();
    for index in 0..10 {
        let link = short(&format!("maturity={};horizons={},{},0", index % 4 + 1, index * 10, 100 - index * 10), &pack);
        text.push_str(&mail(&format!("p{index}"), &link));
        expected.push(decode(&link, &pack));
    }
    let words: Vec<String> = find_links(&text, &pack).into_iter().map(|link| link.word).collect();
    assert_eq!(states(&text), expected, "ten mails as their source is: {words:#?}");
    let broken = &three[..three.len() - 1];
    let mixed =
        find_links(&format!("Alice : https://a.org/#b={one}\nBob : https://a.org/#b={broken}\nCarole : {two}"), &pack);
    assert_eq!(
        mixed.iter().map(|link| link.state.clone()).collect::<Vec<_>>(),
        [decode(&one, &pack), Err(LinkError::ChecksumMismatch), decode(&two, &pack)]
    );
    assert_eq!(mixed[1].word, format!("https://a.org/#b={broken}"));
}

#[test]
fn what_a_workshop_refuses_stays_in_its_field() {
    let pack = french();
    let (one, two) = (short("maturity=1", &pack), full(&pack));
    let take = |text: &str| {
        let mut model = Model::new(pack.clone());
        for msg in [WorkshopMsg::LinksTyped(text.to_owned()), WorkshopMsg::LinksSubmitted] {
            model = update(&model, Msg::Workshop(msg)).0;
        }
        let workshop = &model.workshop;
        (workshop.participants.len(), workshop.last.rejected, workshop.typed.clone())
    };
    let mail = format!(
        "Bonjour à tous,\nvoici le mien :\nhttps://a.org/#b={one}\n\net celui de Paul : {two}.\nBonne journée\n"
    );
    assert_eq!(take(&mail), (2, 0, String::new()));
    let cut = &two[..two.len() - 3];
    assert_eq!(take(&format!("{mail}et https://a.org/#b={cut} ?")), (2, 1, format!("https://a.org/#b={cut}")));
    assert_eq!(take("Bonjour,\nrien ici\n"), (0, 1, "Bonjour,\nrien ici\n".to_owned()));
}

#[test]
fn texts_that_are_made_to_be_slow_are_read_in_time() {
    let pack = french();
    let link = full(&pack);
    for text in [
        "1.".repeat(100_000),
        "1. ".repeat(60_000),
        "%25".repeat(60_000),
        "&amp;".repeat(40_000),
        "/v3/__".repeat(40_000),
        "/v2/url?u=".repeat(20_000),
        "aHR0c".repeat(20_000),
        "1.a–".repeat(40_000),
        "1.a b ".repeat(30_000),
        format!("{}\n", &link[..link.len() - 1]).repeat(1_000),
    ] {
        let begun = Instant::now();
        let _ = find_link(&text, &pack);
        let took = begun.elapsed().as_millis();
        assert!(took < 6000, "{took} ms without optimisation: {}…", &text[..12]);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_file_of_the_first_edition_is_taken_up_under_another_content() {
    let pack = french();
    let file = super::data("released/1.0.0/journey.json");
    let state = find_link(&file, &pack).unwrap();
    assert!(!state.is_same_content);
    let then: serde_json::Value = serde_json::from_str(&file).unwrap();
    let outcome = boussole::app::journey::outcome::Outcome::new(&state.situation, &pack);
    let now = boussole::app::journey::result::result(&state.situation, &outcome, &state.responses, &pack);
    let now = serde_json::to_value(now).unwrap();
    for part in ["schema", "answers", "heading", "matrix", "trajectory"] {
        assert_eq!(now[part], then["result"][part], "{part} keeps its meaning");
    }
    assert_ne!(now["path"], then["result"]["path"]);
    let model = update(
        &Model::new(pack),
        Msg::Share(boussole::app::features::share::ShareMsg::JourneyImported(Ok(state), true)),
    )
    .0;
    let html = boussole::view::gallery::drawn(model).await;
    assert!(html.contains("Il a été fait avec d’autres contenus"), "{html}");
}
