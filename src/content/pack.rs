//! The pack: content in one language, ready for the browser, with nothing to parse but `postcard`.
//!
//! Layout: 4 bytes magic `BOUS`, 1 byte format, 8 bytes checksum (FNV-1a 64, little endian) of what
//! follows, then the [`Pack`] in postcard. The file beside it with the rest of its resources is laid out the same way.

use super::decode::from_bytes;
use super::entry::{Entry, Origin};
use super::index::{self, Builder};
use super::instrument::Instrument;
use super::lazy::LazyDecoded;
use super::safe_url;
use super::search::{Index, Ranking};
use super::sentences::Sentences;
use crate::i18n::Messages;
use boussole_domain::heading::HeadingRules;
use boussole_domain::path::ResourceAttributes;
use boussole_domain::vocabulary::{Circle, Term, TermSet};
use boussole_domain::{Impact, Kind, Lever, PerImpact, Rules};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// All content in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// The first 16 hexadecimal digits of the SHA-256 of the content files, the same in every language.
    pub content_hash: String,
    /// The words of the interface. Copies of a pack share this and the other large parts, as they do [`LazyDecoded`] ones.
    #[serde(with = "shared")]
    pub messages: Rc<Messages>,
    /// What a partner adds.
    pub partner: Partner,
    /// The numbers of the heading.
    pub heading: HeadingRules,
    /// Months from the start to each impact's horizon (report, L812).
    pub months: PerImpact<u32>,
    /// Every other number of scoring.
    pub rules: LazyDecoded<Rules>,
    /// Where the rules come from.
    pub origins: LazyDecoded<Origins>,
    /// The short way.
    pub quick: QuickStartDefaults,
    /// The terms, in the order of their ids' places.
    #[serde(with = "shared")]
    pub vocabulary: Rc<Vocabulary>,
    /// The resources of these circles are left out ([`Pack::exclude_circles`]).
    pub excluded_circles: Vec<Circle>,
    /// What ranking needs of each resource, sorted by id.
    pub attributes: LazyDecoded<Vec<ResourceAttributes>>,
    /// What is shown of each resource, in the same order; all but what names it may come later than the rest.
    pub resources: LazyDecoded<Vec<Resource>>,
    /// All that is shown of the resources is there, and not only what names them. Beside them, so that whoever asks need
    /// not read them.
    pub is_detailed: bool,
    /// What comes with the details of the resources; nothing before ([`Pack::sentences`]).
    pub sentences: LazyDecoded<Sentences>,
    /// Pictures beside words that are easy to read, by what they stand beside (`profile/association`,
    /// `title/step-path`): an SVG path in a square of 48 by 48. Empty where words are the usual ones.
    #[serde(with = "shared")]
    pub pictures: Rc<Vec<(String, String)>>,
    /// The names of the instruments' views, in order: their ids.
    pub instrument_views: Vec<String>,
    /// The instruments of the method, in order; a copy with a partner's own shares the others.
    pub instruments: LazyDecoded<Vec<Rc<Instrument>>>,
    /// The words that views explain: those of the glossary, which is one of the instruments.
    #[serde(with = "shared")]
    pub glossary: Rc<Vec<GlossaryEntry>>,
    /// The weights of search.
    pub ranking: LazyDecoded<Ranking>,
    /// The index of the resources' words, in the same order.
    #[serde(with = "shared")]
    pub index: Rc<Index>,
}

/// What copies share, in a file as what it is.
mod shared {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::rc::Rc;

    pub fn serialize<T: Serialize, S: Serializer>(value: &Rc<T>, serializer: S) -> Result<S::Ok, S::Error> {
        T::serialize(value, serializer)
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Rc<T>, D::Error> {
        T::deserialize(deserializer).map(Rc::new)
    }
}

/// What a partner adds to the words of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// A few sentences above every view.
    pub introduction: Option<String>,
    /// Whom to talk to.
    pub contact: Option<Contact>,
}

/// Whom to talk to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A name, an office, hours.
    pub label: String,
    /// `https:`, `mailto:` or `tel:`.
    pub address: Option<String>,
}

/// The terms people read, one list for each vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// In the order of [`Impact::ALL`].
    pub impacts: Vec<Entry>,
    /// In the order of [`Lever::ALL`].
    pub levers: Vec<Entry>,
    /// Who carries each lever first, in the same order.
    pub carriers: Vec<String>,
    /// Who one may be.
    pub profiles: Vec<Entry>,
    /// Fields of action.
    pub domains: Vec<Entry>,
    /// From local to international.
    pub levels: Vec<Entry>,
    /// Maturity levels, 1 to 4.
    pub maturity: Vec<Entry>,
    /// Objectives.
    pub objectives: Vec<Entry>,
    /// Needs.
    pub usages: Vec<Entry>,
    /// In the order of [`Kind::ALL`].
    pub kinds: Vec<Entry>,
    /// The letter of each kind, in the same order.
    pub letters: Vec<String>,
    /// Seasons.
    pub seasons: Vec<Entry>,
    /// Fixed marks.
    pub marks: Vec<Entry>,
}

impl Vocabulary {
    /// The words of an impact.
    #[must_use]
    pub fn impact(&self, impact: Impact) -> &Entry {
        self.impacts.get(impact as usize).unwrap_or(&NO_ENTRY)
    }

    /// The words of a lever.
    #[must_use]
    pub fn lever(&self, lever: Lever) -> &Entry {
        self.levers.get(lever as usize).unwrap_or(&NO_ENTRY)
    }

    /// The words of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &Entry {
        self.kinds.get(kind as usize).unwrap_or(&NO_ENTRY)
    }
}

/// The term's entry in its list.
#[must_use]
pub fn entry<V: Copy>(list: &[Entry], term: Term<V>) -> &Entry {
    list.get(term.index()).unwrap_or(&NO_ENTRY)
}

/// The term with an id, `None` when the list has none.
#[must_use]
pub fn find<V: Copy>(list: &[Entry], id: &str) -> Option<Term<V>> {
    list.iter().position(|entry| entry.id == id).and_then(Term::from_index)
}

/// Stands for a term that the pack lacks; a checked pack lacks none.
static NO_ENTRY: Entry = Entry {
    id: String::new(),
    label: String::new(),
    description: String::new(),
    origin: Origin { source: Vec::new(), to_confirm: false },
};

/// A word of the method, and where it is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlossaryEntry {
    /// The word, and what it means.
    pub entry: Entry,
    /// The views where it appears.
    pub views: Vec<String>,
}

/// The short way: for whom, and how much it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuickStartDefaults {
    /// The place of the profile it proposes.
    pub profile: Option<usize>,
    /// The place of the level it proposes.
    pub level: Option<usize>,
    /// How many resources it shows.
    pub resources: usize,
}

/// Where each group of rules comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// The reference matrix.
    pub matrix: Origin,
    /// Weights, affinities and maturity vectors of the heading.
    pub heading: Origin,
    /// Reviews.
    pub calendar: Origin,
    /// Points of the path.
    pub path: Origin,
}

/// What is shown of a resource. What a first visit needs of it names and orders it: its id, its title, its date and its
/// language. The rest comes in a file of its own ([`Pack::split`]), and is empty until then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The id used in data, links and results.
    pub id: String,
    /// The resource's own title, never translated.
    pub title: String,
    /// One sentence in the pack's language, or in the resource's own when there is no translation.
    pub summary: String,
    /// The summary is in the resource's own language, not in the pack's.
    pub summary_untranslated: bool,
    /// Who published it.
    pub publisher: String,
    /// `2024`, `2024-11` or `2024-11-05`.
    pub date: Option<String>,
    /// The date is deduced from events, not stated.
    pub date_deduced: bool,
    /// `https:` or `http:`.
    pub url: Option<String>,
    /// The address is a page about the resource, not the resource.
    pub url_is_about: bool,
    /// The language of the resource.
    pub language: String,
    /// A partner added it.
    pub from_partner: bool,
    /// What of it is still to be confirmed.
    pub doubts: Vec<Doubt>,
    /// The id of the resource that it repeats.
    pub repeats: Option<String>,
    /// Words that people type to find it: a partner's, for the index. Ours are in the index alone.
    #[serde(skip)]
    pub keywords: Vec<String>,
    /// All of this is there, and not only what names it.
    pub has_details: bool,
}

/// Something of a resource that is shown "à confirmer".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// The summary rests on the title alone.
    Summary,
    /// The title was read in the address: its accents and capitals were restored.
    Title,
}

impl Resource {
    /// What names and orders it, and the rest.
    #[cfg(feature = "write")]
    fn split_details(self) -> (Self, Self) {
        let language = self.language.clone();
        let name = Self { id: self.id, title: self.title, date: self.date, language, ..Self::default() };
        (name, Self { id: String::new(), title: String::new(), date: None, ..self })
    }

    /// What was parted, as one again.
    fn with_details(self, rest: Self) -> Self {
        Self { id: self.id, title: self.title, date: self.date, ..rest }
    }

    /// The address, when it may be offered as a link.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.url.as_deref().filter(|url| safe_url::is_safe_link(url))
    }
}

const MAGIC: [u8; 4] = *b"BOUS";
/// Changes whenever [`Pack`] or the list of message keys changes shape.
const FORMAT_VERSION: u8 = 19;
const HEADER_BYTES: usize = 13;

/// Why bytes are not a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// The bytes do not start like a pack.
    Magic,
    /// The bytes are a pack of another format.
    Format(u8),
    /// The bytes were cut or changed on the way.
    Checksum,
    /// The bytes do not hold what this version expects.
    Shape,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => f.write_str("not a content pack"),
            Self::Format(version) => write!(f, "content pack of format {version}, expected {FORMAT_VERSION}"),
            Self::Checksum => f.write_str("content pack cut or changed on the way"),
            Self::Shape => f.write_str("content pack made by another version"),
        }
    }
}

impl Pack {
    /// Makes the index anew, of every resource.
    pub fn rebuild_index(&mut self) {
        self.index = Rc::new(self.indexed(Builder::new(&self.ranking), |_| true));
    }

    /// Makes the index anew after resources changed places: `before` tells where each stood that the index knows, `None` for
    /// those that are new. Without an index there is nothing to begin from: this one stays without.
    pub fn remap_index(&mut self, before: &[Option<usize>]) {
        if *self.index == Index::default() {
            return;
        }
        let mut now = vec![None; self.index.documents()];
        for (index, before) in (0..).zip(before) {
            if let Some(slot) = before.and_then(|before| now.get_mut(before)) {
                *slot = Some(index);
            }
        }
        let index = |before: u32| now.get(before as usize).copied().flatten();
        let builder = Builder::from_index(&self.index, &self.ranking, index);
        self.index = Rc::new(self.indexed(builder, |index| before.get(index).is_none_or(Option::is_none)));
    }

    /// An index with the resources that are new: what is shown of each, its keywords, and the names of what it is tagged
    /// with.
    fn indexed(&self, mut builder: Builder<'_>, is_new: impl Fn(usize) -> bool) -> Index {
        let (vocabulary, ranking) = (&self.vocabulary, &self.ranking);
        let new =
            self.resources.iter().zip(self.attributes.iter()).zip(0..).filter(|(_, index)| is_new(*index as usize));
        for ((resource, attributes), index) in new {
            let labels = |entries: &[Entry], mask: TermSet| -> String {
                let members = entries.iter().enumerate().filter(|(index, _)| mask.contains_index(*index));
                members.map(|(_, entry)| entry.label.as_str()).collect::<Vec<_>>().join(" ")
            };
            let tags = [
                resource.publisher.as_str(),
                &vocabulary.kind(attributes.kind).label,
                &labels(&vocabulary.domains, attributes.domains),
                &labels(&vocabulary.objectives, attributes.objectives),
                &labels(&vocabulary.profiles, attributes.profiles),
                &labels(&vocabulary.levels, attributes.levels),
            ];
            // Words of two names are not one that was parted by mistake.
            let (tags, keywords) = (tags.join(" · "), resource.keywords.join(" · "));
            builder.add_at(
                index,
                &[
                    (&resource.title, ranking.title),
                    (&resource.summary, ranking.summary),
                    (&keywords, ranking.keywords),
                    (&tags, ranking.tags),
                ],
            );
        }
        Index::open(builder.build()).unwrap_or_default().with_synonyms(self.index.synonyms().clone())
    }

    /// Leaves out the resources of more circles: they are neither proposed, nor listed, nor found. They keep their
    /// places, as retired ones do, since links, pins and the index go by those.
    pub fn exclude_circles(&mut self, circles: impl IntoIterator<Item = Circle>) {
        for circle in circles {
            if !self.excluded_circles.contains(&circle) {
                self.excluded_circles.push(circle);
            }
        }
        if self.excluded_circles.is_empty() {
            return;
        }
        let mut all = self.attributes.take();
        for attributes in &mut all {
            let circle = if attributes.third_party { Circle::ThirdParty } else { Circle::Rameau };
            attributes.retired |= self.excluded_circles.contains(&circle);
        }
        self.attributes = all.into();
    }

    /// Whether the words of the resources can be looked for: the index may come later than the rest.
    #[must_use]
    pub fn is_indexed(&self) -> bool {
        self.index.documents() == self.attributes.count()
    }

    /// The pack with an index that came later; `None` when the index is not the one of its resources.
    #[must_use]
    pub fn with_index(&self, bytes: Vec<u8>) -> Option<Self> {
        let (synonyms, index) = index::decode(bytes)?;
        let is_ours = index.documents() == self.attributes.count();
        is_ours.then(|| Self { index: Rc::new(index.with_synonyms(synonyms)), ..self.clone() })
    }

    /// The sentences, `None` until the file that holds them is there.
    #[must_use]
    pub fn sentences(&self) -> Option<&Sentences> {
        self.is_detailed.then(|| &*self.sentences)
    }

    /// The pack with the rest of its resources, its sentences and its words, which came later.
    ///
    /// # Errors
    /// When the bytes are not the rest of these resources, whole and of this version.
    pub fn with_details(&self, bytes: &[u8]) -> Result<Self, PackError> {
        let (details, sentences, words): (Vec<Resource>, _, Vec<String>) =
            from_bytes(read_frame(bytes)?).ok_or(PackError::Shape)?;
        if details.len() != self.resources.len() {
            return Err(PackError::Shape);
        }
        let mut pack = self.clone();
        let resources =
            pack.resources.take().into_iter().zip(details).map(|(resource, rest)| resource.with_details(rest));
        pack.resources = resources.collect::<Vec<_>>().into();
        pack.is_detailed = true;
        pack.sentences = sentences;
        pack.messages.put_later(words);
        Ok(pack)
    }

    /// The pack as files: what a first visit needs, what is shown of the resources besides their titles with the
    /// sentences, and what a search needs.
    ///
    /// # Errors
    /// When postcard cannot, which no pack makes happen.
    #[cfg(feature = "write")]
    pub fn split(mut self) -> Result<PackFiles, postcard::Error> {
        let index = Rc::unwrap_or_clone(core::mem::take(&mut self.index));
        let (names, details): (Vec<_>, Vec<_>) = self.resources.take().into_iter().map(Resource::split_details).unzip();
        self.resources = names.into();
        self.is_detailed = false;
        let sentences: LazyDecoded<Sentences> = self.sentences.take().into();
        let words = Rc::make_mut(&mut self.messages).take_later();
        Ok(PackFiles {
            details: write_frame(&postcard::to_allocvec(&(details, sentences, words))?),
            index: index::encode(&index.synonyms().clone(), index)?,
            content: self,
        })
    }

    /// Reads a pack, which may be without its index and without the rest of its resources.
    ///
    /// # Errors
    /// When the bytes are not a whole pack of this version.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let pack: Self = from_bytes(read_frame(bytes)?).ok_or(PackError::Shape)?;
        if [crate::i18n::Key::FIRST_LATER, crate::i18n::Key::ALL.len()].contains(&pack.messages.texts.len())
            && pack.attributes.count() == pack.resources.count()
            && (pack.is_indexed() || *pack.index == Index::default())
        {
            Ok(pack)
        } else {
            Err(PackError::Shape)
        }
    }

    /// Writes a pack.
    ///
    /// # Errors
    /// When postcard cannot, which no pack makes happen.
    #[cfg(feature = "write")]
    pub fn write(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self).map(|body| write_frame(&body))
    }
}

/// A pack as files.
#[cfg(feature = "write")]
pub struct PackFiles {
    /// What a first visit needs.
    pub content: Pack,
    /// What is shown of the resources besides their titles, the sentences, and words that no first view needs, for
    /// [`Pack::with_details`].
    pub details: Vec<u8>,
    /// The index of their words, for [`Pack::with_index`].
    pub index: Vec<u8>,
}

/// What follows the header, when that is of this format and what follows is whole.
fn read_frame(bytes: &[u8]) -> Result<&[u8], PackError> {
    let (header, body) = bytes.split_at_checked(HEADER_BYTES).ok_or(PackError::Magic)?;
    let (magic, rest) = header.split_at(4);
    if magic != MAGIC {
        return Err(PackError::Magic);
    }
    match rest.split_first() {
        Some((&FORMAT_VERSION, checksum)) if checksum == fnv1a(body).to_le_bytes() => Ok(body),
        Some((&FORMAT_VERSION, _)) => Err(PackError::Checksum),
        Some((other, _)) => Err(PackError::Format(*other)),
        None => Err(PackError::Magic),
    }
}

/// The body of a pack behind its header.
#[cfg(feature = "write")]
fn write_frame(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + body.len());
    bytes.extend(MAGIC);
    bytes.push(FORMAT_VERSION);
    bytes.extend(fnv1a(body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// FNV-1a, 64 bits: finds accidents, not attacks (those are for the loader's `integrity`).
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
