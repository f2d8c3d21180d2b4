//! What others wrap around a text or put into it, taken off again: entities, escapes, tags, base64, look-alike letters.

use super::link::{BASE64, decode_base64};

/// Encodings upon encodings are undone so many times. Our limit: two gateways one after the other make four.
const MAX_PASSES: usize = 6;
/// A run of base64 that is shorter holds no address with a link. Our limit, in letters.
const MIN_BASE64_CHARS: usize = 40;
/// So many addresses in base64 are looked for in one run, and none is longer. Our limit, the length in letters.
const MAX_ADDRESSES: usize = 100;
pub(super) const MAX_ADDRESS_CHARS: usize = 10_000;
/// What cuts an escape in two is no longer than this, nor a tag, nor the name of an entity. Our limits, in bytes.
const MAX_CUT_BYTES: usize = 16;
const MAX_TAG_BYTES: usize = 400;
const MAX_ENTITY_BYTES: usize = 16;

/// A text without what others have wrapped it in.
pub(super) fn undo_encodings(text: &str) -> String {
    let mut text = fold_lookalikes(text);
    for _ in 0..MAX_PASSES {
        let next = fold_lookalikes(&decode_once(&text));
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// Letters that look like others are those; what nobody sees is not there.
fn fold_lookalikes(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let code = u32::from(letter);
        let ascii = |code: u32| char::from_u32(code).filter(char::is_ascii);
        match letter {
            // Accents that underline or strike out, soft hyphens, spaces without a width, marks of direction and of how to draw, bytes that were no letter.
            '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fffd}'
            | '\u{e0000}'..='\u{e01ef}' => {}
            '…' => out.push_str("..."),
            '‐' | '‑' | '‒' | '−' | '﹣' => out.push('-'),
            '․' | '﹒' => out.push('.'),
            '﹐' => out.push(','),
            '∗' | '⁎' | '﹡' => out.push('*'),
            // Full width.
            '\u{ff01}'..='\u{ff5e}' => out.extend(ascii(code - 0xfee0)),
            // Bold and slanted letters of mathematics: alphabets of 52, then digits.
            '\u{1d400}'..='\u{1d6a3}' => {
                let index = (code - 0x1d400) % 52;
                out.extend(ascii(index + if index < 26 { 0x41 } else { 0x61 - 26 }));
            }
            '\u{1d7ce}'..='\u{1d7ff}' => out.extend(ascii(0x30 + (code - 0x1d7ce) % 10)),
            _ => out.push(letter),
        }
    }
    out
}

/// One layer of encodings less: `%3D`, `&#61;`, `=3D`, `\u003d`, tags, and what a gateway makes of a whole address.
fn decode_once(text: &str) -> String {
    const SIGNS: [char; 5] = ['%', '&', '=', '\\', '<'];
    let text = decode_gateways(text);
    if !text.contains(SIGNS) {
        return text;
    }
    // Where lines are still cut as a mail cuts them, nothing but an escape has digits behind its `=`.
    let is_cut = text.contains("=\r") || text.contains("=\n");
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(SIGNS) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.extend(before.as_bytes());
        let (sign, after) = from.split_at_checked(1).unwrap_or((from, ""));
        let (bytes, consumed) = match sign {
            "&" => entity(after),
            "%" => hexadecimal(after, 2).and_then(|(code, consumed)| Some((vec![u8::try_from(code).ok()?], consumed))),
            "<" => tag(after),
            "\\" => escape(after),
            _ => quoted(after, is_cut),
        }
        .unwrap_or((sign.as_bytes().to_vec(), 0));
        out.extend(bytes);
        rest = after.get(consumed..).unwrap_or_default();
    }
    out.extend(rest.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

/// The number that so many digits name, and their length, with the end of a line that cuts them.
fn hexadecimal(text: &str, digits: usize) -> Option<(u32, usize)> {
    let (mut code, mut left) = (0, digits);
    for (at, letter) in text.char_indices() {
        if let Some(digit) = letter.to_digit(16) {
            code = code * 16 + digit;
            left -= 1;
        } else if !is_noise(letter) || at > MAX_CUT_BYTES {
            break;
        }
        if left == 0 {
            let consumed = at + 1;
            let is_whole =
                consumed == digits || text.get(..consumed).is_some_and(|digits| digits.contains(['\r', '\n']));
            return is_whole.then_some((code, consumed));
        }
    }
    None
}

/// What a mail writes as `=3D`. Not all that could be, when lines are no longer cut: one that was cut ends in `=`, and a link
/// goes on with digits.
fn quoted(text: &str, is_cut: bool) -> Option<(Vec<u8>, usize)> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    let byte = u8::from_str_radix(digits, 16).ok()?;
    let known = b"=.,+*_".contains(&byte) || !byte.is_ascii() || is_cut && b"-!#&".contains(&byte);
    known.then(|| (vec![byte], 2))
}

/// What JSON and scripts write as `\u003d`, `\x3d`.
fn escape(text: &str) -> Option<(Vec<u8>, usize)> {
    let digits = match text.chars().next()? {
        'u' => 4,
        'x' => 2,
        _ => return None,
    };
    let (code, consumed) = hexadecimal(text.get(1..)?, digits)?;
    Some((char::from_u32(code)?.to_string().into_bytes(), consumed + 1))
}

/// A tag of HTML that may stand within a link as it is shown, and its length behind the `<`: it is a place where lines are cut.
fn tag(text: &str) -> Option<(Vec<u8>, usize)> {
    const NAMES: [&str; 12] = ["wbr", "br", "span", "mark", "font", "b", "strong", "i", "em", "u", "s", "code"];
    let near = text.get(..text.bytes().take(MAX_TAG_BYTES).position(|byte| byte == b'>')?)?;
    let name = near.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    let is_known = NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
    is_known.then(|| (b"\x0b".to_vec(), near.len() + 1))
}

/// What an entity of HTML stands for, and its length behind the `&`.
fn entity(text: &str) -> Option<(Vec<u8>, usize)> {
    const NAMED: [(&str, &str); 24] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("nbsp", " "),
        ("shy", ""),
        ("ZeroWidthSpace", ""),
        ("zwnj", ""),
        ("zwj", ""),
        ("num", "#"),
        ("equals", "="),
        ("period", "."),
        ("comma", ","),
        ("excl", "!"),
        ("plus", "+"),
        ("ast", "*"),
        ("lowbar", "_"),
        ("UnderBar", "_"),
        ("midast", "*"),
        ("hyphen", "-"),
        ("dash", "-"),
        ("hellip", "..."),
        ("ndash", "–"),
        ("mdash", "—"),
    ];
    let name = text.get(..text.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';')?)?;
    let consumed = name.len() + 1;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return Some((char::from_u32(code.ok()?)?.to_string().into_bytes(), consumed));
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letters)| (letters.as_bytes().to_vec(), consumed))
}

/// Addresses that a gateway has written in letters of its own (Proofpoint, second and third version) as they were.
fn decode_gateways(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let has_v3 = text.contains("__;");
    while let Some(at) = rest.find("/v") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let read = if let Some(after) = from.strip_prefix("/v2/url?u=") {
            let end = after.find(|letter: char| letter == '&' || letter.is_whitespace()).unwrap_or(after.len());
            after.split_at_checked(end).map(|(address, rest)| (address.replace('_', "/").replace('-', "%"), rest))
        } else {
            from.strip_prefix("/v3/__").filter(|_| has_v3).and_then(decode_proofpoint_v3)
        };
        if let Some((address, after)) = read {
            out.push(' ');
            out.push_str(&address);
            rest = after;
        } else {
            let (sign, after) = from.split_at_checked(2).unwrap_or((from, ""));
            out.push_str(sign);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// `https://page*b=1.…__;Iw!!…`: each asterisk stands for a letter that comes behind, in base64; two and a letter for several.
fn decode_proofpoint_v3(text: &str) -> Option<(String, &str)> {
    let near = (0..4).find_map(|less| text.get(..MAX_ADDRESS_CHARS - less)).unwrap_or(text);
    let (address, _) = near.split_once("__;")?;
    let rest = text.get(address.len() + 3..)?;
    let (hidden, rest) = rest.split_once('!')?;
    let hidden = String::from_utf8(decode_base64(hidden.trim_end_matches('='))?).ok()?;
    let mut hidden = hidden.chars();
    let mut out = String::new();
    let mut letters = address.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '*' {
            out.push(letter);
            continue;
        }
        let many = if letters.next_if_eq(&'*').is_some() {
            let count = letters.next()?;
            BASE64.iter().position(|known| char::from(*known) == count)? + 2
        } else {
            1
        };
        out.extend(hidden.by_ref().take(many));
    }
    Some((out, rest))
}

/// What stands in base64 in a text, one run after the other: the bodies of mails, addresses that gateways hide.
pub(super) fn decode_base64_runs(text: &str) -> String {
    let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || "+/-_\r\n".contains(letter);
    let mut out = String::new();
    // What is quoted is quoted line by line.
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches(['>', '|', ' '])).collect();
    let text = lines.join("\n");
    // An empty line is before a body and behind it.
    for run in text.split(|letter| !is_base64(letter)).flat_map(|run| run.split("\n\n")) {
        if run.len() < MIN_BASE64_CHARS {
            continue;
        }
        let letters: String = run.chars().filter(|letter| !letter.is_whitespace()).collect();
        let letters = letters.replace('+', "-").replace('/', "_");
        // An address may stand behind other parts of one: `http` in base64.
        let addresses = letters.match_indices("aHR0c").map(|(at, _)| at).filter(|at| *at > 0).take(MAX_ADDRESSES);
        let addresses = addresses.map(|at| (at, letters.len().min(at + MAX_ADDRESS_CHARS)));
        for (at, end) in core::iter::once((0, letters.len())).chain(addresses) {
            let bytes = decode_base64(letters.get(at..end).unwrap_or_default()).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if !text.chars().take(MIN_BASE64_CHARS / 2).any(|letter| letter == '\u{fffd}' || letter < '\t') {
                // No line of its own: what is hidden often stands in the open too.
                out.push_str(if at > 0 { "\n> " } else { "\n" });
                out.push_str(&text);
                break;
            }
        }
    }
    out
}

/// Whether a letter is one that programs put where they cut a line: before the end, or before the next line.
pub(super) fn is_noise(letter: char) -> bool {
    letter.is_whitespace() || ">|\\=│┃".contains(letter)
}
