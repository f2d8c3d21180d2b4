//! Links of ours in texts that went through other hands: mail gateways, trackers, messengers, quoted and cut mails.
//! Whatever was wrapped around a link or put into it, its own sum says whether it is whole: so what may be noise is left
//! out, what may be encoded is decoded, and the sum decides.

use super::link::{BASE64, BASIS, LONGEST_READ, LinkError, State, bytes, read, step};
use boussole_content::pack::Pack;

/// Encodings upon encodings are undone so many times. Our limit: two gateways one after the other make four.
const DEEPEST: usize = 6;
/// Letters that are looked at in one text, at most: many beginnings of no link cost no more than this. Our limit.
const MOST_LETTERS: usize = 4_000_000;
/// A run of base64 that is shorter holds no address with a link. Our limit, in letters.
const LEAST_BASE64: usize = 40;
/// Stops between the parts of a text that was a link, at least. An address of a machine has three.
const LEAST_STOPS: usize = 4;
/// So many addresses in base64 are looked for in one run, and none is longer. Our limit, the length in letters.
const MOST_ADDRESSES: usize = 100;
const LONGEST_ADDRESS: usize = 10_000;
/// What cuts an escape in two is no longer than this, nor a tag, nor the name of an entity. Our limits, in bytes.
const LONGEST_CUT: usize = 16;
const LONGEST_TAG: usize = 400;
const LONGEST_ENTITY: usize = 16;
/// Stops in a link before its sheets: one behind the version, one behind each answer but the last.
const STOPS: usize = 8;
/// The answers of a link are not longer; neither is what stands behind the hash of its content. Our limits, in letters.
const LONGEST_ANSWERS: usize = 400;
const LONGEST_END: usize = 40;
/// A text of the visitor's in base64 that is as long as this has capitals, nearly always. Our limit, in letters.
const LEAST_TEXT: usize = 8;

/// A link that stands in a text, or what is left of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// What it holds, or why it cannot be taken.
    pub state: Result<State, LinkError>,
    /// The word that it stands in, as it reads after decoding.
    pub word: String,
}

/// The first link in a text of any kind: alone, at the end of an address, in a file of ours, in a mail.
///
/// # Errors
/// The best reason why there is none.
pub fn found(text: &str, pack: &Pack) -> Result<State, LinkError> {
    // As it was written: in a file of any weight, without a copy of it.
    if let Some(state) = untouched(text, pack).next() {
        return Ok(state);
    }
    let mut best = LinkError::NotALink;
    for pasted in links(text, pack) {
        match pasted.state {
            Ok(state) => return Ok(state),
            Err(reason) if worth(reason) > worth(best) => best = reason,
            Err(_) => {}
        }
    }
    Err(best)
}

/// How much a reason tells.
fn worth(reason: LinkError) -> u8 {
    match reason {
        LinkError::NotALink => 0,
        LinkError::ChecksumMismatch => 1,
        LinkError::Lowered => 2,
        LinkError::NewerVersion => 3,
    }
}

/// All links in a text, and what is left of links that were cut or changed. One that is repeated counts once, unless it
/// stands on a line of its own again: two people may have answered the same.
#[must_use]
pub fn links(text: &str, pack: &Pack) -> Vec<Pasted> {
    if text.len() > LONGEST_READ {
        let states = untouched(text, pack).take(1);
        return states.map(|state| Pasted { state: Ok(state), word: String::new() }).collect();
    }
    let plain = decoded(text);
    // A gateway's address in base64 may hold another's.
    let hidden = decoded(&embedded(&plain));
    let deeper = decoded(&embedded(&hidden));
    let letters: Vec<char> = [plain, hidden, deeper].iter().flat_map(|text| text.chars()).collect();
    let mut reader = Scanner { letters: &letters, left: MOST_LETTERS };
    let (mut all, mut seen): (Vec<Pasted>, Vec<String>) = (Vec::new(), Vec::new());
    // Where the last link ended, and how far the last that was cut reaches.
    let (mut at, mut ended, mut broken) = (0, 0, 0);
    while at < letters.len() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let joined = at > ended && before.is_some_and(char::is_ascii_alphanumeric);
        let Some(candidate) = (if joined { None } else { reader.candidate(at) }) else {
            at += 1;
            continue;
        };
        if let Some((link, end)) = candidate.whole() {
            if at < broken {
                // It stands in what was taken for the beginning of another.
                all.pop_if(|last| last.state.is_err());
                broken = 0;
            }
            if !seen.contains(&link) || reader.alone(at, end) {
                all.push(Pasted { state: read(&link, pack), word: reader.word(at, end) });
            }
            seen.push(link);
            (at, ended) = (end, end);
            continue;
        }
        if at >= broken
            && let Some(reason) = reader.reason(at, &candidate)
        {
            let word = reader.word(at, candidate.end(candidate.run));
            all.push(Pasted { state: Err(reason), word });
            broken = candidate.end(candidate.letters.len());
        }
        at += 1;
    }
    all
}

/// The links of a text that nobody changed.
fn untouched<'t>(text: &'t str, pack: &'t Pack) -> impl Iterator<Item = State> + 't {
    text.split(|letter: char| !ours(letter))
        .filter(|part| part.starts_with(|letter: char| letter.is_ascii_digit()) && part.len() <= LONGEST_READ)
        .filter_map(|part| read(part.get(..length(part)?)?, pack).ok())
}

/// A link is made of these.
fn ours(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_.,!+*".contains(letter)
}

/// The length of the link that a text begins with, in bytes: its sum tells where it ends, whatever follows.
fn length(text: &str) -> Option<usize> {
    let mut sum = BASIS;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'.' {
            let digits = text.get(at + 1..).unwrap_or_default();
            let mut number = 0_u64;
            let small = |digit: char| digit.to_digit(36).filter(|_| !digit.is_ascii_uppercase());
            for (place, digit) in digits.chars().map_while(small).enumerate().take(7) {
                number = number * 36 + u64::from(digit);
                if number == u64::from(sum) && (place == 0 || !digits.starts_with('0')) {
                    return Some(at + place + 2);
                }
            }
        }
        sum = step(sum, byte);
    }
    None
}

/// What may be a link, with what may be noise left out.
struct Candidate {
    letters: String,
    /// Where each letter stands in the text.
    places: Vec<usize>,
    /// So many letters stand there without any noise between them.
    run: usize,
    /// Letters that stand behind spaces.
    spaced: Vec<usize>,
    /// Some are dashes that a program may have made of hyphens.
    dashed: bool,
}

impl Candidate {
    /// Where the first so many letters end in the text.
    fn end(&self, letters: usize) -> usize {
        self.places.iter().take(letters).next_back().map_or(0, |last| last + 1)
    }

    /// The link, and where it ends in the text.
    fn whole(&self) -> Option<(String, usize)> {
        if !self.dashed
            && let Some(end) = length(&self.letters)
        {
            return Some((self.letters.get(..end)?.to_owned(), self.end(end)));
        }
        let run: String = self.letters.chars().take(self.run).collect();
        if run.len() > LONGEST_ADDRESS || run.matches('.').count() < LEAST_STOPS {
            return None;
        }
        if let Some(link) = self.mended(&run) {
            return Some((link, self.end(self.run)));
        }
        self.with_pluses()
    }

    /// The link with a plus for each space, and where it ends in the text: forms make a space of a plus.
    fn with_pluses(&self) -> Option<(String, usize)> {
        let mut spaces = self.spaced.iter().peekable();
        spaces.peek()?;
        let mut text = String::new();
        for (at, letter) in self.letters.chars().enumerate() {
            if spaces.next_if_eq(&&at).is_some() {
                text.push('+');
            }
            text.push(letter);
        }
        let link = text.get(..length(&text)?)?;
        let pluses = self.spaced.iter().zip(0..).take_while(|(at, before)| *at + before < link.len()).count();
        Some((link.to_owned(), self.end(link.len() - pluses)))
    }

    /// The link that programs which improve texts made this of: capitals, dashes of hyphens, bold of an asterisk.
    fn mended(&self, run: &str) -> Option<String> {
        // The sign for a range is one hyphen or two, the longer dash one to three.
        const DASHES: [(&str, &str); 5] = [("--", "---"), ("--", "--"), ("-", "--"), ("-", "-"), ("-", "---")];
        for (short, long) in DASHES.iter().take(if self.dashed { DASHES.len() } else { 1 }) {
            let text = if self.dashed { run.replace('–', short).replace('—', long) } else { run.to_owned() };
            let small = text.to_ascii_lowercase();
            let mut tried = vec![text.clone(), small.clone()];
            starred(&small, &mut tried);
            starred(&text, &mut tried);
            for text in tried {
                if let Some(end) = length(&text) {
                    return text.get(..end).map(str::to_owned);
                }
            }
        }
        None
    }
}

/// Adds the same with the asterisk before the hash of the content, for each place where it may have stood.
fn starred(text: &str, out: &mut Vec<String>) {
    for (end, byte) in text.bytes().enumerate().filter(|(end, _)| *end >= 8) {
        let (Some(start), Some(hash), Some(sum)) = (text.get(..end - 8), text.get(end - 8..end), text.get(end..))
        else {
            continue;
        };
        if byte == b'.' && sum.len() > 1 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            out.push([start, "*", hash, sum].concat());
        }
    }
}

struct Scanner<'t> {
    letters: &'t [char],
    /// So many letters may still be looked at.
    left: usize,
}

impl Scanner<'_> {
    /// What begins here with the number of a version, and may be a link.
    fn candidate(&mut self, at: usize) -> Option<Candidate> {
        let rest = self.letters.get(at..)?;
        let digits = rest.iter().take(4).take_while(|letter| letter.is_ascii_digit()).count();
        if !(1..4).contains(&digits) {
            return None;
        }
        let mut own =
            Candidate { letters: String::new(), places: Vec::new(), run: 0, spaced: Vec::new(), dashed: false };
        let (mut noisy, mut space) = (false, false);
        let (mut stops, mut sheets, mut hash) = (0, None, None);
        for (place, letter) in (at..).zip(rest) {
            let length = own.places.len();
            if ours(*letter) || matches!(letter, '–' | '—') {
                // What is no number and a stop is no link.
                if length == digits && *letter != '.' {
                    return None;
                }
                if "!+*".contains(*letter) {
                    sheets = sheets.or(Some(length));
                }
                if *letter == '*' {
                    hash = hash.or(Some(length));
                }
                stops += usize::from(*letter == '.' && sheets.is_none());
                // What stands between noise has to look like a link: else any prose may be one.
                let answered = sheets.map_or(stops <= STOPS + 1 && length < LONGEST_ANSWERS, |_| stops >= STOPS);
                if noisy && !(answered && hash.is_none_or(|hash| length < hash + LONGEST_END)) {
                    break;
                }
                if space {
                    own.spaced.push(length);
                }
                own.dashed |= !letter.is_ascii();
                own.letters.push(*letter);
                own.places.push(place);
                own.run += usize::from(!noisy);
                space = false;
            } else if is_noise(*letter) {
                (noisy, space) = (true, *letter == ' ' && !matches!(self.letters.get(place + 1), Some(' ' | '>')));
            } else {
                break;
            }
            self.left = self.left.checked_sub(1)?;
        }
        (own.letters.len() > digits).then_some(own)
    }

    /// Why what begins here is no link, if it was one.
    fn reason(&self, at: usize, candidate: &Candidate) -> Option<LinkError> {
        let run: String = candidate.letters.chars().take(candidate.run).collect();
        let stops = run.matches('.').count();
        // Behind the version comes the name of a profile, or nothing: dates and other numbers go on with a digit.
        let named = run.split_once('.').is_some_and(|(_, rest)| {
            rest.starts_with(['.', '–', '—']) || rest.starts_with(|own: char| own.is_ascii_alphabetic())
        });
        if !(stops >= LEAST_STOPS && named || stops > 1 && self.keyed(at)) {
            return None;
        }
        Some(if lowered(&candidate.letters) { LinkError::Lowered } else { LinkError::ChecksumMismatch })
    }

    /// Whether it stands behind the key of a fragment: `#b=`.
    fn keyed(&self, at: usize) -> bool {
        let before = self.letters.get(..at).unwrap_or_default();
        let mut before = before.iter().rev();
        before.next() == Some(&'=')
            && before.find(|letter| !letter.is_ascii_alphanumeric() && **letter != '-') == Some(&'#')
    }

    /// The line of a place, and what is on it before and behind.
    fn bounds(&self, from: usize, to: usize, stops: fn(char) -> bool) -> (usize, usize) {
        let before = self.letters.get(..from).unwrap_or_default();
        let start = before.iter().rposition(|letter| stops(*letter)).map_or(0, |at| at + 1);
        let after = self.letters.get(to..).unwrap_or_default();
        (start, after.iter().position(|letter| stops(*letter)).map_or(self.letters.len(), |at| to + at))
    }

    /// Whether a link has a line of its own.
    fn alone(&self, from: usize, to: usize) -> bool {
        let (start, end) = self.bounds(from, to, |letter| matches!(letter, '\n' | '\r'));
        let line: String = self.letters.get(start..end).unwrap_or_default().iter().collect();
        let line = line.trim().trim_start_matches('<');
        !line.contains(char::is_whitespace)
            && (line.starts_with("http")
                || line.starts_with('#')
                || line.starts_with(|letter: char| letter.is_ascii_digit()))
    }

    /// The word that something stands in.
    fn word(&self, from: usize, to: usize) -> String {
        let (start, end) = self.bounds(from, to, char::is_whitespace);
        self.letters.get(start..end).unwrap_or_default().iter().filter(|letter| !letter.is_whitespace()).collect()
    }
}

/// Whether a letter is one that programs put where they cut a line: before the end, or before the next line.
fn is_noise(letter: char) -> bool {
    letter.is_whitespace() || ">|\\=│┃".contains(letter)
}

/// Whether a link has lost its capitals: what the visitor wrote is in them (base64), and nothing else is.
fn lowered(letters: &str) -> bool {
    let text = |field: &str| {
        let own = match field.split_at_checked(1) {
            Some(("n" | "N", own)) => own,
            Some(("c" | "b" | "C" | "B", own)) => own.split_once('.').map_or("", |(_, own)| own),
            _ => "",
        };
        own.len() >= LEAST_TEXT
    };
    let sheets = letters.split(['+', '*']).next().unwrap_or_default().split('!').skip(1);
    let one_case =
        [u8::is_ascii_uppercase, u8::is_ascii_lowercase].iter().any(|is| !letters.bytes().any(|own| is(&own)));
    one_case && sheets.flat_map(|sheet| sheet.split(',').skip(4)).any(text)
}

/// A text without what others have wrapped it in.
fn decoded(text: &str) -> String {
    let mut text = folded(text);
    for _ in 0..DEEPEST {
        let next = folded(&unwrapped(&text));
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// Letters that look like others are those; what nobody sees is not there.
fn folded(text: &str) -> String {
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
                let place = (code - 0x1d400) % 52;
                out.extend(ascii(place + if place < 26 { 0x41 } else { 0x61 - 26 }));
            }
            '\u{1d7ce}'..='\u{1d7ff}' => out.extend(ascii(0x30 + (code - 0x1d7ce) % 10)),
            _ => out.push(letter),
        }
    }
    out
}

/// One layer of encodings less: `%3D`, `&#61;`, `=3D`, `\u003d`, tags, and what a gateway makes of a whole address.
fn unwrapped(text: &str) -> String {
    const SIGNS: [char; 5] = ['%', '&', '=', '\\', '<'];
    let text = gateways(text);
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
        let (bytes, taken) = match sign {
            "&" => entity(after),
            "%" => hexadecimal(after, 2).and_then(|(code, taken)| Some((vec![u8::try_from(code).ok()?], taken))),
            "<" => tag(after),
            "\\" => escape(after),
            _ => quoted(after, is_cut),
        }
        .unwrap_or((sign.as_bytes().to_vec(), 0));
        out.extend(bytes);
        rest = after.get(taken..).unwrap_or_default();
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
        } else if !is_noise(letter) || at > LONGEST_CUT {
            break;
        }
        if left == 0 {
            let taken = at + 1;
            let is_whole = taken == digits || text.get(..taken).is_some_and(|own| own.contains(['\r', '\n']));
            return is_whole.then_some((code, taken));
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
    let (code, taken) = hexadecimal(text.get(1..)?, digits)?;
    Some((char::from_u32(code)?.to_string().into_bytes(), taken + 1))
}

/// A tag of HTML that may stand within a link as it is shown, and its length behind the `<`: it is a place where lines are cut.
fn tag(text: &str) -> Option<(Vec<u8>, usize)> {
    const NAMES: [&str; 12] = ["wbr", "br", "span", "mark", "font", "b", "strong", "i", "em", "u", "s", "code"];
    let near = text.get(..text.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?)?;
    let name = near.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    let is_known = NAMES.iter().any(|own| own.eq_ignore_ascii_case(name));
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
    let name = text.get(..text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?)?;
    let taken = name.len() + 1;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return Some((char::from_u32(code.ok()?)?.to_string().into_bytes(), taken));
    }
    NAMED.iter().find(|(own, _)| *own == name).map(|(_, letters)| (letters.as_bytes().to_vec(), taken))
}

/// Addresses that a gateway has written in letters of its own (Proofpoint, second and third version) as they were.
fn gateways(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let stars = text.contains("__;");
    while let Some(at) = rest.find("/v") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let read = if let Some(after) = from.strip_prefix("/v2/url?u=") {
            let end = after.find(|letter: char| letter == '&' || letter.is_whitespace()).unwrap_or(after.len());
            after.split_at_checked(end).map(|(own, rest)| (own.replace('_', "/").replace('-', "%"), rest))
        } else {
            from.strip_prefix("/v3/__").filter(|_| stars).and_then(starless)
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
fn starless(text: &str) -> Option<(String, &str)> {
    let near = (0..4).find_map(|less| text.get(..LONGEST_ADDRESS - less)).unwrap_or(text);
    let (address, _) = near.split_once("__;")?;
    let rest = text.get(address.len() + 3..)?;
    let (hidden, rest) = rest.split_once('!')?;
    let hidden = String::from_utf8(bytes(hidden.trim_end_matches('='))?).ok()?;
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
            BASE64.iter().position(|own| char::from(*own) == count)? + 2
        } else {
            1
        };
        out.extend(hidden.by_ref().take(many));
    }
    Some((out, rest))
}

/// What stands in base64 in a text, one run after the other: the bodies of mails, addresses that gateways hide.
fn embedded(text: &str) -> String {
    let coded = |letter: char| letter.is_ascii_alphanumeric() || "+/-_\r\n".contains(letter);
    let mut out = String::new();
    // What is quoted is quoted line by line.
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches(['>', '|', ' '])).collect();
    let text = lines.join("\n");
    // An empty line is before a body and behind it.
    for run in text.split(|letter| !coded(letter)).flat_map(|run| run.split("\n\n")) {
        if run.len() < LEAST_BASE64 {
            continue;
        }
        let letters: String = run.chars().filter(|letter| !letter.is_whitespace()).collect();
        let letters = letters.replace('+', "-").replace('/', "_");
        // An address may stand behind other parts of one: `http` in base64.
        let addresses = letters.match_indices("aHR0c").map(|(at, _)| at).filter(|at| *at > 0).take(MOST_ADDRESSES);
        let addresses = addresses.map(|at| (at, letters.len().min(at + LONGEST_ADDRESS)));
        for (at, end) in core::iter::once((0, letters.len())).chain(addresses) {
            let bytes = bytes(letters.get(at..end).unwrap_or_default()).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if !text.chars().take(LEAST_BASE64 / 2).any(|letter| letter == '\u{fffd}' || letter < '\t') {
                // No line of its own: what is hidden often stands in the open too.
                out.push_str(if at > 0 { "\n> " } else { "\n" });
                out.push_str(&text);
                break;
            }
        }
    }
    out
}
