//! What a file is, and its letters: a table comes in the encoding of whichever program wrote it, and what comes may be
//! no table at all. One reader for the page and the command line; only the tables of encodings are others' (the
//! browser's `TextDecoder`, `encoding_rs`).

/// What cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsupportedFormat {
    /// Nothing stands in it.
    Empty,
    /// A workbook: .xlsx, .ods, .xls, .numbers.
    Workbook,
    /// A text document, slides: .docx, .odt, .rtf.
    Document,
    /// A picture.
    Picture,
    /// A PDF.
    Pdf,
    /// A web page, or other markup: often what a server answers instead of the file.
    Page,
    /// Files packed into one: .zip, .gz.
    Archive,
    /// Something else that is no text.
    Binary,
    /// A text whose letters nobody can tell.
    Letters,
}

impl UnsupportedFormat {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Empty,
        Self::Workbook,
        Self::Document,
        Self::Picture,
        Self::Pdf,
        Self::Page,
        Self::Archive,
        Self::Binary,
        Self::Letters,
    ];

    /// Name of the kind, for the loader.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Workbook => "workbook",
            Self::Document => "document",
            Self::Picture => "picture",
            Self::Pdf => "pdf",
            Self::Page => "page",
            Self::Archive => "archive",
            Self::Binary => "binary",
            Self::Letters => "letters",
        }
    }
}

/// What turns bytes into text by the name of an encoding; nothing when it does not know the name, or the bytes are not
/// of that encoding.
pub type Decoder<'a> = &'a dyn Fn(&str, &[u8]) -> Option<String>;

/// The text of a file.
///
/// The encoding is what the bytes say: a mark, the zeros of UTF-16, UTF-8 that is whole. Where they leave a choice,
/// the `charset` that came with them is taken if it reads as well as any other: servers say one of all files.
///
/// # Errors
/// What it is, when it is no text.
pub fn decode_text(bytes: &[u8], charset: Option<&str>, decoder: Decoder<'_>) -> Result<String, UnsupportedFormat> {
    let is_control = |letter: char| letter.is_ascii_control() && !matches!(letter, '\t'..='\r');
    if let Some(foreign) = detect_signature(bytes) {
        return Err(foreign);
    }
    let Some(text) = decode_best(bytes, charset, decoder) else {
        let controls = bytes.iter().filter(|byte| is_control(char::from(**byte))).count();
        return Err(if controls * 50 > bytes.len() { UnsupportedFormat::Binary } else { UnsupportedFormat::Letters });
    };
    // Old programs end a text with Ctrl-Z, or fill its last block with zeros.
    let text = text.trim_end_matches(['\0', '\u{1a}']);
    if text.trim().is_empty() {
        return Err(UnsupportedFormat::Empty);
    }
    let controls = text.chars().filter(|letter| is_control(*letter)).count();
    if controls * 50 > text.len() {
        return Err(UnsupportedFormat::Binary);
    }
    Ok(if controls > 0 { text.chars().filter(|letter| !is_control(*letter)).collect() } else { text.to_owned() })
}

/// The bytes that files of a kind begin with.
const SIGNATURES: [(&[u8], UnsupportedFormat); 15] = [
    (b"%PDF", UnsupportedFormat::Pdf),
    (b"\x89PNG", UnsupportedFormat::Picture),
    (b"\xff\xd8\xff", UnsupportedFormat::Picture),
    (b"GIF8", UnsupportedFormat::Picture),
    (b"II*\0", UnsupportedFormat::Picture),
    (b"MM\0*", UnsupportedFormat::Picture),
    (b"\0\0\x01\0", UnsupportedFormat::Picture),
    (b"{\\rtf", UnsupportedFormat::Document),
    (b"\x1f\x8b", UnsupportedFormat::Archive),
    (b"7z\xbc\xaf", UnsupportedFormat::Archive),
    (b"Rar!\x1a", UnsupportedFormat::Archive),
    (b"\xfd7zXZ", UnsupportedFormat::Archive),
    (b"(\xb5/\xfd", UnsupportedFormat::Archive),
    (b"\x09\x08\x10\0", UnsupportedFormat::Workbook),
    (b"\x09\x08\x08\0", UnsupportedFormat::Workbook),
];

/// What bytes say that they are, when that is no text.
fn detect_signature(bytes: &[u8]) -> Option<UnsupportedFormat> {
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        // The names of the files within are not compressed.
        let any = |names: &[&str]| names.iter().any(|name| holds(name.as_bytes()));
        return Some(if any(&["xl/workbook", "opendocument.spreadsheet", ".iwa"]) {
            UnsupportedFormat::Workbook
        } else if any(&["word/document", "ppt/presentation", "application/vnd.oasis.opendocument"]) {
            UnsupportedFormat::Document
        } else {
            UnsupportedFormat::Archive
        });
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // Programs of before 2007, and workbooks with a password, keep files in a file, with names in UTF-16.
        let document = holds(b"W\0o\0r\0d\0D\0o\0c\0") || holds(b"P\0o\0w\0e\0r\0P\0o\0i\0");
        return Some(if document { UnsupportedFormat::Document } else { UnsupportedFormat::Workbook });
    }
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let brand = bytes.get(4..8) == Some(b"ftyp") && bytes.starts_with(b"\0\0\0");
    if riff || brand {
        return Some(if brand && ![b"heic", b"mif1", b"avif"].into_iter().any(|brand| holds(brand)) {
            UnsupportedFormat::Binary
        } else {
            UnsupportedFormat::Picture
        });
    }
    SIGNATURES.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, foreign)| *foreign)
}

/// What markup is, when a text begins as markup does: no table begins so.
#[must_use]
pub fn detect_markup(text: &str) -> Option<UnsupportedFormat> {
    let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let declares_charset = text
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(['!', '?']) || rest.starts_with(char::is_alphabetic));
    declares_charset.then(|| {
        if text.contains("office:spreadsheet") || text.contains("<Workbook") {
            UnsupportedFormat::Workbook
        } else if text.contains("<svg") && !text.contains("<html") {
            UnsupportedFormat::Picture
        } else {
            UnsupportedFormat::Page
        }
    })
}

fn decode_best(bytes: &[u8], charset: Option<&str>, decoder: Decoder<'_>) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(decode_utf_16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(decode_utf_16(rest, u16::from_be_bytes));
    }
    // Without a mark: what parts cells and rows, and plain letters, have a zero on one side.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_said = charset.is_some_and(|charset| charset.to_ascii_lowercase().starts_with("utf-16"));
    let enough = if is_said { 1 } else { 2.max(bytes.len() / 20) };
    if odd >= enough && odd > even * 8 {
        return Some(decode_utf_16(bytes, u16::from_le_bytes));
    }
    if even >= enough && even > odd * 8 {
        return Some(decode_utf_16(bytes, u16::from_be_bytes));
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let rest = marked.unwrap_or(bytes);
    let is_escaped = charset.is_some_and(|charset| charset.to_ascii_lowercase().starts_with("iso-2022"));
    if let (Ok(text), false) = (core::str::from_utf8(rest), is_escaped) {
        return Some(text.to_owned());
    }
    // UTF-8 that was damaged: what is lost is found again where it stands, and named.
    let (mut valid, mut broken) = (0, 0);
    for chunk in rest.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if marked.is_some() || valid > broken {
        return Some(String::from_utf8_lossy(rest).into_owned());
    }
    let declared = charset.filter(|charset| !charset.to_ascii_lowercase().starts_with("utf"));
    let candidates = declared.into_iter().chain(["windows-1252", "macintosh"]).map(|name| decoder(name, bytes));
    let read: Vec<String> = candidates.chain([Some(decode_cp850(bytes))]).flatten().collect();
    let mut best: Option<(i64, String)> = None;
    for text in read {
        let score = plausibility(&text);
        if score >= 0 && best.as_ref().is_none_or(|(highest, _)| score > *highest) {
            best = Some((score, text));
        }
    }
    best.map(|(_, text)| text)
}

fn decode_utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [a, b] => unit([*a, *b]),
        _ => 0,
    });
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The upper half of code page 850, which "CSV (MS-DOS)" is saved in, and which no browser knows.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

fn decode_cp850(bytes: &[u8]) -> String {
    let upper: Vec<char> = CP850.chars().collect();
    let letter = |byte: &u8| match byte.checked_sub(128) {
        Some(index) => upper.get(usize::from(index)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// How well a text reads in a language of Western Europe, in French above all, by its letters that are not plain: wrong
/// encodings put capitals into words, signs into words, and letters where signs were.
fn plausibility(text: &str) -> i64 {
    // Of the tables of the standard library, those that are in the module already.
    let is_capital = |letter: char| !letter.to_lowercase().eq([letter]);
    let is_small = |letter: char| letter.is_alphabetic() && !is_capital(letter);
    let mut score = 0;
    let (mut before, mut letters) = ('\n', text.chars().peekable());
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or('\n');
        let (begins, ends) = (!before.is_alphanumeric(), !after.is_alphanumeric());
        score += match letter {
            _ if letter.is_ascii() => 0,
            '\u{80}'..='\u{9f}' | char::REPLACEMENT_CHARACTER | '\u{f8ff}' => -5,
            'ƒ' | 'ı' | 'ª' | 'º' => -2,
            // An elided word goes before it.
            '’' | '‘' if "ldjmnstcLDJMNSTC".contains(before) => 3,
            '‘' | '“' | '”' | '–' | '—' | '•' | '€' if !begins && !ends => -3,
            '«' | '»' => 2,
            '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '€' | '•' | '°' | '²' | '³' | '\u{a0}' | '\u{202f}' => {
                1
            }
            '§' | '©' | '®' | '±' | '×' | '÷' | '½' | '¼' | '¾' | '¹' | '·' | 'µ' | '£' | '™' => 0,
            // French has no other word of one such letter.
            _ if letter.is_alphabetic() && begins && ends && !"àÀôÔ".contains(letter) => -2,
            _ if is_capital(letter) => {
                let within = is_small(before) || (is_capital(before) && is_small(after));
                match letter {
                    _ if within => -3,
                    'Œ' if "uU".contains(after) => 3,
                    'É' | 'È' | 'À' | 'Ê' | 'Ç' | 'Î' | 'Ô' => 2,
                    _ => 0,
                }
            }
            _ if letter.is_alphabetic() && (is_capital(before) && !begins && is_capital(after)) => -3,
            _ if letter.is_alphabetic() && begins && is_capital(after) => -3,
            // Where French has none of these.
            'à' | 'ù' if !ends => 0,
            'â' if ends || before == 'o' => 0,
            // What stands first in a cell has a capital, mostly.
            'é' | 'è' | 'à' | 'ê' | 'ç' | 'ù' | 'û' | 'ô' | 'î' | 'â' | 'ï' | 'ë' | 'œ' => {
                if ";,\t|\r\n\"".contains(before) { 1 } else { 2 }
            }
            'á' | 'í' | 'ó' | 'ú' | 'ñ' | 'ä' | 'ö' | 'ü' | 'ß' | 'ã' => 1,
            _ if letter.is_alphabetic() => 0,
            _ => -2,
        };
        before = letter;
    }
    score
}

/// What the command line decodes with.
#[cfg(feature = "write")]
#[must_use]
pub fn decode(charset: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes())?;
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}
