// Every reader of something that comes from outside, behind one door: the first byte says which. Shared by the
// mutator of the normal run (`tests/widget/mutation_smoke.rs`) and by the fuzzer (`main.rs`).

use boussole::app::features::content::{overlay, partner_catalogue};
use boussole::app::journey::{answers, link, pasted, preset};
use boussole::app::runtime::value::Value;
use boussole_content::encoding;
use boussole_content::library::{Manifest, Shard};
use boussole_content::pack::Pack;

/// How many readers there are.
pub const READERS: u8 = 8;

/// What the readers need: content, and the same as bytes.
pub struct Door {
    /// The content that links, catalogues and answers are read against.
    pub pack: Pack,
    /// The pack as its file.
    pub file: Vec<u8>,
}

impl Door {
    /// A door to this content; a pack can always be written.
    #[must_use]
    pub fn to(pack: &Pack) -> Self {
        Self { pack: pack.clone(), file: pack.write().unwrap_or_default() }
    }

    /// A body of a pack behind the header that it needs: name, format, sum.
    #[must_use]
    pub fn sealed(&self, body: &[u8]) -> Vec<u8> {
        let (basis, prime) = (0xcbf2_9ce4_8422_2325_u64, 0x0100_0000_01b3);
        let hash = body.iter().fold(basis, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(prime));
        [self.file.get(..5).unwrap_or_default(), &hash.to_le_bytes(), body].concat()
    }
}

/// Gives bytes to a reader; whatever they are, it must not panic.
pub fn read(data: &[u8], door: &Door) {
    let pack = &door.pack;
    let Some((which, body)) = data.split_first() else { return };
    let text = || String::from_utf8_lossy(body);
    let json = || serde_json::from_slice::<Value>(body).ok();
    match which % READERS {
        0 => {
            let text = text();
            drop(link::decode(&text, pack));
            // With its sum made right, so that what is behind it is tried too.
            if let Some((start, _)) = text.rsplit_once('.') {
                drop(link::decode(&summed(start), pack));
            }
            drop(pasted::find_link(&text, pack));
        }
        1 => {
            drop(Pack::read(body));
            drop(pack.with_details(body));
            if let Some(body) = body.get(13..) {
                drop(Pack::read(&door.sealed(body)));
                drop(pack.with_details(&door.sealed(body)));
            }
        }
        2 => {
            drop(pack.with_index(body.to_vec()).map(|pack| pack.index.find("charte projet", &pack.ranking)));
        }
        3 => {
            if let Some(value) = json() {
                drop(partner_catalogue::apply_catalogue(&mut pack.clone(), &value));
            }
        }
        4 => {
            if let Ok(text) = encoding::decode_text(body, None, &encoding::decode) {
                drop(partner_catalogue::apply_spreadsheet(&mut pack.clone(), &text));
            }
            drop(partner_catalogue::parse_spreadsheet(&text()));
        }
        5 => {
            if let Ok(root) = Manifest::open(body) {
                for name in ["", "a", "../a", "0-0"] {
                    let _ = Shard::from_name(name).map(|piece| root.body(piece, body).map(<[u8]>::len));
                }
            }
        }
        6 => {
            if let Some(value) = json() {
                drop(overlay::apply(&mut pack.clone(), &value));
            }
        }
        _ => {
            if let Some(value) = json() {
                drop(answers::read_all(&value, pack));
            }
            drop(preset::read(&text(), &pack.vocabulary));
        }
    }
}

/// A link with the sum that its body has.
pub fn summed(body: &str) -> String {
    let mut hash = body.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(hash % 36, 36).unwrap_or('0'));
        hash /= 36;
        if hash == 0 {
            return [body, ".", &digits.iter().rev().collect::<String>()].concat();
        }
    }
}
