//! A text in an image: the chunk `tEXt` of a PNG file.

/// The polynomial of CRC-32, its bits reversed (PNG, annex D).
const CRC_POLYNOMIAL: u32 = 0xedb8_8320;
/// How long the last chunk of a PNG file is, which is always empty.
const LAST_CHUNK: usize = 12;

/// The file with a text under a keyword before its last chunk; both are Latin letters.
#[must_use]
pub fn with_text(png: &[u8], keyword: &str, text: &str) -> Vec<u8> {
    let data = format!("{keyword}\0{text}");
    let (before, last) = png.split_at(png.len().saturating_sub(LAST_CHUNK));
    #[allow(clippy::cast_possible_truncation)] // No link is that long.
    let length = data.len() as u32;
    let body = [b"tEXt", data.as_bytes()].concat();
    [before, &length.to_be_bytes(), &body, &crc(&body).to_be_bytes(), last].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |rest, _| if rest & 1 == 1 { (rest >> 1) ^ CRC_POLYNOMIAL } else { rest >> 1 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{crc, with_text};

    #[test]
    fn sums_are_those_of_the_png_specification() {
        assert_eq!(crc(b"IEND"), 0xae42_6082);
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_text_stands_before_the_last_chunk_with_its_length_and_sum() {
        let last = b"\0\0\0\0IEND\xaeB`\x82";
        let png = [b"picture", last.as_slice()].concat();
        let sum = crc(b"tEXtlink\x001.a").to_be_bytes();
        let expected = [b"picture\0\0\0\x08tEXtlink\x001.a".as_slice(), &sum, last].concat();
        assert_eq!(with_text(&png, "link", "1.a"), expected);
        // What is no picture is not cut.
        assert!(with_text(b"short", "link", "1.a").ends_with(b"short"));
    }
}
