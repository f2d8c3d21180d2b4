//! Links of ours in texts that went through other hands: mail gateways, trackers, messengers, quoted and cut mails.
//! Whatever was wrapped around a link or put into it, its own sum says whether it is whole: so what may be noise is left
//! out, what may be encoded is decoded, and the sum decides.

use super::decoding::{MAX_ADDRESS_CHARS, decode_base64_runs, is_noise, undo_encodings};
use super::link::{DecodedLink, FNV_BASIS, LinkError, MAX_DECODED_BYTES, decode, fnv1a_step};
use boussole_content::pack::Pack;

/// Letters that are looked at in one text, at most: many beginnings of no link cost no more than this. Our limit.
const MAX_SCANNED_CHARS: usize = 4_000_000;
/// Stops between the parts of a text that was a link, at least. An address of a machine has three.
const MIN_DOTS: usize = 4;
/// Stops in a link before its sheets: one behind the version, one behind each answer but the last.
const DOTS_BEFORE_SHEETS: usize = 8;
/// The answers of a link are not longer; neither is what stands behind the hash of its content. Our limits, in letters.
const MAX_ANSWERS_CHARS: usize = 400;
const MAX_SUFFIX_CHARS: usize = 40;
/// A text of the visitor's in base64 that is as long as this has capitals, nearly always. Our limit, in letters.
const MIN_TEXT_CHARS: usize = 8;

/// A link that stands in a text, or what is left of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// What it holds, or why it cannot be taken.
    pub state: Result<DecodedLink, LinkError>,
    /// The word that it stands in, as it reads after decoding.
    pub word: String,
}

/// The first link in a text of any kind: alone, at the end of an address, in a file of ours, in a mail.
///
/// # Errors
/// The best reason why there is none.
pub fn find_link(text: &str, pack: &Pack) -> Result<DecodedLink, LinkError> {
    // As it was written: in a file of any weight, without a copy of it.
    if let Some(state) = unchanged_links(text, pack).next() {
        return Ok(state);
    }
    let mut best = LinkError::NotALink;
    for pasted in find_links(text, pack) {
        match pasted.state {
            Ok(state) => return Ok(state),
            Err(reason) if severity(reason) > severity(best) => best = reason,
            Err(_) => {}
        }
    }
    Err(best)
}

/// How much a reason tells.
fn severity(reason: LinkError) -> u8 {
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
pub fn find_links(text: &str, pack: &Pack) -> Vec<Pasted> {
    if text.len() > MAX_DECODED_BYTES {
        let states = unchanged_links(text, pack).take(1);
        return states.map(|state| Pasted { state: Ok(state), word: String::new() }).collect();
    }
    let decoded_text = undo_encodings(text);
    // A gateway's address in base64 may hold another's.
    let hidden = undo_encodings(&decode_base64_runs(&decoded_text));
    let deeper = undo_encodings(&decode_base64_runs(&hidden));
    let letters: Vec<char> = [decoded_text, hidden, deeper].iter().flat_map(|text| text.chars()).collect();
    let mut reader = Scanner { letters: &letters, left: MAX_SCANNED_CHARS };
    let (mut links, mut seen): (Vec<Pasted>, Vec<String>) = (Vec::new(), Vec::new());
    // Where the last link ended, and how far the last that was cut reaches.
    let (mut at, mut ended, mut broken) = (0, 0, 0);
    while at < letters.len() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let joined = at > ended && before.is_some_and(char::is_ascii_alphanumeric);
        let Some(candidate) = (if joined { None } else { reader.candidate(at) }) else {
            at += 1;
            continue;
        };
        if let Some((link, end)) = candidate.complete_link() {
            if at < broken {
                // It stands in what was taken for the beginning of another.
                links.pop_if(|last| last.state.is_err());
                broken = 0;
            }
            if !seen.contains(&link) || reader.is_alone_on_line(at, end) {
                links.push(Pasted { state: decode(&link, pack), word: reader.word(at, end) });
            }
            seen.push(link);
            (at, ended) = (end, end);
            continue;
        }
        if at >= broken
            && let Some(reason) = reader.reason(at, &candidate)
        {
            let word = reader.word(at, candidate.end(candidate.run));
            links.push(Pasted { state: Err(reason), word });
            broken = candidate.end(candidate.letters.len());
        }
        at += 1;
    }
    links
}

/// The links of a text that nobody changed.
fn unchanged_links<'t>(text: &'t str, pack: &'t Pack) -> impl Iterator<Item = DecodedLink> + 't {
    text.split(|letter: char| !is_link_char(letter))
        .filter(|part| part.starts_with(|letter: char| letter.is_ascii_digit()) && part.len() <= MAX_DECODED_BYTES)
        .filter_map(|part| decode(part.get(..link_length(part)?)?, pack).ok())
}

/// A link is made of these.
fn is_link_char(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_.,!+*".contains(letter)
}

/// The length of the link that a text begins with, in bytes: its sum tells where it ends, whatever follows.
fn link_length(text: &str) -> Option<usize> {
    let mut sum = FNV_BASIS;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'.' {
            let digits = text.get(at + 1..).unwrap_or_default();
            let mut number = 0_u64;
            let small = |digit: char| digit.to_digit(36).filter(|_| !digit.is_ascii_uppercase());
            for (index, digit) in digits.chars().map_while(small).enumerate().take(7) {
                number = number * 36 + u64::from(digit);
                if number == u64::from(sum) && (index == 0 || !digits.starts_with('0')) {
                    return Some(at + index + 2);
                }
            }
        }
        sum = fnv1a_step(sum, byte);
    }
    None
}

/// What may be a link, with what may be noise left out.
struct Candidate {
    letters: String,
    /// Where each letter stands in the text.
    positions: Vec<usize>,
    /// So many letters stand there without any noise between them.
    run: usize,
    /// Letters that stand behind spaces.
    after_space: Vec<usize>,
    /// Some are dashes that a program may have made of hyphens.
    has_dashes: bool,
}

impl Candidate {
    /// Where the first so many letters end in the text.
    fn end(&self, letters: usize) -> usize {
        self.positions.iter().take(letters).next_back().map_or(0, |last| last + 1)
    }

    /// The link, and where it ends in the text.
    fn complete_link(&self) -> Option<(String, usize)> {
        if !self.has_dashes
            && let Some(end) = link_length(&self.letters)
        {
            return Some((self.letters.get(..end)?.to_owned(), self.end(end)));
        }
        let run: String = self.letters.chars().take(self.run).collect();
        if run.len() > MAX_ADDRESS_CHARS || run.matches('.').count() < MIN_DOTS {
            return None;
        }
        if let Some(link) = self.repaired(&run) {
            return Some((link, self.end(self.run)));
        }
        self.with_pluses()
    }

    /// The link with a plus for each space, and where it ends in the text: forms make a space of a plus.
    fn with_pluses(&self) -> Option<(String, usize)> {
        let mut spaces = self.after_space.iter().peekable();
        spaces.peek()?;
        let mut text = String::new();
        for (at, letter) in self.letters.chars().enumerate() {
            if spaces.next_if_eq(&&at).is_some() {
                text.push('+');
            }
            text.push(letter);
        }
        let link = text.get(..link_length(&text)?)?;
        let pluses = self.after_space.iter().zip(0..).take_while(|(at, before)| *at + before < link.len()).count();
        Some((link.to_owned(), self.end(link.len() - pluses)))
    }

    /// The link that programs which improve texts made this of: capitals, dashes of hyphens, bold of an asterisk.
    fn repaired(&self, run: &str) -> Option<String> {
        // The sign for a range is one hyphen or two, the longer dash one to three.
        const DASHES: [(&str, &str); 5] = [("--", "---"), ("--", "--"), ("-", "--"), ("-", "-"), ("-", "---")];
        for (short, long) in DASHES.iter().take(if self.has_dashes { DASHES.len() } else { 1 }) {
            let text = if self.has_dashes { run.replace('–', short).replace('—', long) } else { run.to_owned() };
            let small = text.to_ascii_lowercase();
            let mut tried = vec![text.clone(), small.clone()];
            push_with_asterisk(&small, &mut tried);
            push_with_asterisk(&text, &mut tried);
            for text in tried {
                if let Some(end) = link_length(&text) {
                    return text.get(..end).map(str::to_owned);
                }
            }
        }
        None
    }
}

/// Adds the same with the asterisk before the hash of the content, for each place where it may have stood.
fn push_with_asterisk(text: &str, out: &mut Vec<String>) {
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
        let mut candidate = Candidate {
            letters: String::new(),
            positions: Vec::new(),
            run: 0,
            after_space: Vec::new(),
            has_dashes: false,
        };
        let (mut has_noise, mut space) = (false, false);
        let (mut dots, mut sheets, mut hash) = (0, None, None);
        for (position, letter) in (at..).zip(rest) {
            let length = candidate.positions.len();
            if is_link_char(*letter) || matches!(letter, '–' | '—') {
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
                dots += usize::from(*letter == '.' && sheets.is_none());
                // What stands between noise has to look like a link: else any prose may be one.
                let answered = sheets.map_or(dots <= DOTS_BEFORE_SHEETS + 1 && length < MAX_ANSWERS_CHARS, |_| {
                    dots >= DOTS_BEFORE_SHEETS
                });
                if has_noise && !(answered && hash.is_none_or(|hash| length < hash + MAX_SUFFIX_CHARS)) {
                    break;
                }
                if space {
                    candidate.after_space.push(length);
                }
                candidate.has_dashes |= !letter.is_ascii();
                candidate.letters.push(*letter);
                candidate.positions.push(position);
                candidate.run += usize::from(!has_noise);
                space = false;
            } else if is_noise(*letter) {
                (has_noise, space) =
                    (true, *letter == ' ' && !matches!(self.letters.get(position + 1), Some(' ' | '>')));
            } else {
                break;
            }
            self.left = self.left.checked_sub(1)?;
        }
        (candidate.letters.len() > digits).then_some(candidate)
    }

    /// Why what begins here is no link, if it was one.
    fn reason(&self, at: usize, candidate: &Candidate) -> Option<LinkError> {
        let run: String = candidate.letters.chars().take(candidate.run).collect();
        let dots = run.matches('.').count();
        // Behind the version comes the name of a profile, or nothing: dates and other numbers go on with a digit.
        let has_profile = run.split_once('.').is_some_and(|(_, rest)| {
            rest.starts_with(['.', '–', '—']) || rest.starts_with(|letter: char| letter.is_ascii_alphabetic())
        });
        if !(dots >= MIN_DOTS && has_profile || dots > 1 && self.is_after_key(at)) {
            return None;
        }
        Some(if is_lowercased(&candidate.letters) { LinkError::Lowered } else { LinkError::ChecksumMismatch })
    }

    /// Whether it stands behind the key of a fragment: `#b=`.
    fn is_after_key(&self, at: usize) -> bool {
        let before = self.letters.get(..at).unwrap_or_default();
        let mut before = before.iter().rev();
        before.next() == Some(&'=')
            && before.find(|letter| !letter.is_ascii_alphanumeric() && **letter != '-') == Some(&'#')
    }

    /// The line of a place, and what is on it before and behind.
    fn bounds(&self, from: usize, to: usize, dots: fn(char) -> bool) -> (usize, usize) {
        let before = self.letters.get(..from).unwrap_or_default();
        let start = before.iter().rposition(|letter| dots(*letter)).map_or(0, |at| at + 1);
        let after = self.letters.get(to..).unwrap_or_default();
        (start, after.iter().position(|letter| dots(*letter)).map_or(self.letters.len(), |at| to + at))
    }

    /// Whether a link has a line of its own.
    fn is_alone_on_line(&self, from: usize, to: usize) -> bool {
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

/// Whether a link has lost its capitals: what the visitor wrote is in them (base64), and nothing else is.
fn is_lowercased(letters: &str) -> bool {
    let text = |field: &str| {
        let content = match field.split_at_checked(1) {
            Some(("n" | "N", content)) => content,
            Some(("c" | "b" | "C" | "B", content)) => content.split_once('.').map_or("", |(_, content)| content),
            _ => "",
        };
        content.len() >= MIN_TEXT_CHARS
    };
    let sheets = letters.split(['+', '*']).next().unwrap_or_default().split('!').skip(1);
    let one_case =
        [u8::is_ascii_uppercase, u8::is_ascii_lowercase].iter().any(|is| !letters.bytes().any(|content| is(&content)));
    one_case && sheets.flat_map(|sheet| sheet.split(',').skip(4)).any(text)
}
