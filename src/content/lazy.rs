//! A part of a pack that nobody may ask for: it stays bytes until somebody does. What the needle waits for then has
//! neither to read it nor to be able to.

use super::decode::from_bytes;
use super::search::index::bytes;
use core::cell::{Cell, OnceCell};
use core::fmt;
use core::ops::Deref;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::rc::Rc;

/// What is read when it is first looked at; nothing ([`Default`]) when its bytes are not of this shape, which the
/// pack's format and checksum rule out. Copies share it: a pack is copied for everything that comes to it, and the pack
/// before stays as long as JavaScript does not collect it.
pub struct LazyDecoded<T>(Rc<Part<T>>);

struct Part<T> {
    read: OnceCell<T>,
    /// As `postcard` wrote it; empty once it is read.
    bytes: Cell<Vec<u8>>,
    /// Reads them; nothing where there never were any. A pointer, so that the code that reads a type stands once in the
    /// module, whichever crate looks first.
    decode: Option<fn(&[u8]) -> T>,
}

impl<T: Default> Part<T> {
    fn decoded(&self, bytes: &[u8]) -> T {
        self.decode.map_or_else(T::default, |decode| decode(bytes))
    }
}

impl<T> From<T> for LazyDecoded<T> {
    fn from(value: T) -> Self {
        Self(Rc::new(Part { read: OnceCell::from(value), bytes: Cell::default(), decode: None }))
    }
}

impl<T: Default> Default for LazyDecoded<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T: Default + Clone> LazyDecoded<T> {
    /// Leaves nothing, and returns what was there.
    #[must_use]
    pub fn take(&mut self) -> T {
        let Self(part) = core::mem::take(self);
        match Rc::try_unwrap(part) {
            Ok(mut part) => part.read.take().unwrap_or_else(|| part.decoded(&part.bytes.take())),
            // The others keep theirs as it is.
            Err(part) => part.read.get().cloned().unwrap_or_else(|| with(&part.bytes, |bytes| part.decoded(bytes))),
        }
    }
}

fn decode<T: DeserializeOwned + Default>(bytes: &[u8]) -> T {
    from_bytes(bytes).unwrap_or_default()
}

/// What bytes make, which stay where they are.
fn with<T>(bytes: &Cell<Vec<u8>>, make: impl FnOnce(&[u8]) -> T) -> T {
    let raw = bytes.take();
    let value = make(&raw);
    bytes.set(raw);
    value
}

impl<T> LazyDecoded<T> {
    /// Whether somebody looked at it.
    #[must_use]
    pub fn is_decoded(&self) -> bool {
        self.0.read.get().is_some()
    }
}

impl<T> LazyDecoded<Vec<T>> {
    /// How many there are: that stands before the first, and need not be read with the rest.
    #[must_use]
    pub fn count(&self) -> usize {
        // The number that its bytes begin with; none is 0.
        self.0.read.get().map_or_else(|| with(&self.0.bytes, decode), Vec::len)
    }
}

impl<T: Default> Deref for LazyDecoded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.read.get_or_init(|| self.0.decoded(&self.0.bytes.take()))
    }
}

impl<T> Clone for LazyDecoded<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Default + PartialEq> PartialEq for LazyDecoded<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Default + fmt::Debug> fmt::Debug for LazyDecoded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Default + Serialize> Serialize for LazyDecoded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de, T: DeserializeOwned + Default> Deserialize<'de> for LazyDecoded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Rc::new(Part { read: OnceCell::new(), bytes: Cell::new(bytes(deserializer)?), decode: Some(decode) })))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Outer {
        before: u8,
        part: LazyDecoded<Vec<String>>,
        after: u8,
    }

    fn written() -> Vec<u8> {
        postcard::to_allocvec(&Outer { before: 1, part: vec!["mot".to_owned()].into(), after: 2 }).unwrap()
    }

    #[test]
    fn a_part_is_read_when_it_is_looked_at_and_no_earlier() {
        let mut outer: Outer = postcard::from_bytes(&written()).unwrap();
        assert_eq!(outer.part.count(), 1);
        assert!(!outer.part.is_decoded());
        let mut copy = outer.part.clone();
        assert_eq!(copy.take(), ["mot"], "what a copy takes");
        assert!(!outer.part.is_decoded(), "stays as it is in what it is a copy of");
        assert!(copy.is_empty());
        let copy = outer.part.clone();
        assert_eq!(copy.as_slice(), ["mot".to_owned()], "what a copy reads");
        assert!(outer.part.is_decoded(), "is read for both");
        assert_eq!((outer.before, outer.part.as_slice(), outer.after), (1, ["mot".to_owned()].as_slice(), 2));
        assert!(outer.part.0.bytes.take().is_empty(), "what is read is not kept twice");
        assert_eq!(outer.part.count(), 1);
        assert_eq!(outer.part.take(), ["mot"]);
        assert!(outer.part.is_empty());
    }

    #[test]
    fn what_is_of_another_shape_is_nothing() {
        let bytes = postcard::to_allocvec(&(1_u8, [0x05_u8, 0xff].as_slice(), 2_u8)).unwrap();
        let outer: Outer = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(outer, Outer { before: 1, part: LazyDecoded::default(), after: 2 });
    }
}
