//! Reading what `postcard` wrote, for few bytes of code. Its own reader may fail at each value, and what serde makes for a
//! type then asks after each of its fields whether to give up, and what to let go of. This one notes a failure, hands out
//! empty values from there on, and tells it once, at the end: what serde makes becomes half as large.

use core::fmt;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, SeqAccess, VariantAccess, Visitor,
};

/// The value that bytes hold; `None` when they hold none of this shape. What follows it is not looked at.
#[must_use]
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    take_from_bytes(bytes).map(|(value, _)| value)
}

/// The value that bytes begin with, and the bytes after it.
#[must_use]
pub fn take_from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, &[u8])> {
    let mut decoder = Decoder { rest: bytes, is_malformed: false };
    let Ok(value) = T::deserialize(&mut decoder);
    (!decoder.is_malformed).then_some((value, decoder.rest))
}

struct Decoder<'de> {
    rest: &'de [u8],
    is_malformed: bool,
}

/// The error that never is, so that nothing is compiled for it.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl core::error::Error for Never {}

impl serde::de::Error for Never {
    /// Ends the program: serde calls it for what [`Decoder`] never hands out (a list that ends early, a variant or a number
    /// that its type lacks). A type that refuses values by itself (`try_from`) is none to be read here.
    fn custom<T: fmt::Display>(_: T) -> Self {
        std::process::abort()
    }
}

impl<'de> Decoder<'de> {
    fn fail(&mut self) {
        (self.rest, self.is_malformed) = (&[], true);
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        *first
    }

    /// A number of seven bits a byte, the lowest first; 0 when it is greater than `most`.
    fn number(&mut self, most: u32) -> u32 {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                match u32::try_from(number) {
                    Ok(number) if number <= most => return number,
                    _ => break,
                }
            }
        }
        self.fail();
        0
    }

    fn length(&mut self) -> usize {
        self.number(u32::MAX) as usize
    }

    fn slice(&mut self) -> &'de [u8] {
        let length = self.length();
        let Some((slice, rest)) = self.rest.split_at_checked(length) else {
            self.fail();
            return &[];
        };
        self.rest = rest;
        slice
    }

    fn text(&mut self) -> &'de str {
        let slice = self.slice();
        core::str::from_utf8(slice).unwrap_or_else(|_| {
            self.fail();
            ""
        })
    }
}

/// The methods for what no type of ours holds: they note a failure, and end what asked for it.
macro_rules! unread {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            self.fail();
            visitor.visit_unit()
        })*
    };
}

/// The methods for numbers: of which type, how great at most, and what hands it on.
macro_rules! numbers {
    ($($method:ident $most:expr, $visit:ident $type:ty;)*) => {
        $(#[allow(clippy::cast_possible_truncation, clippy::cast_lossless)] // No greater than its type's greatest.
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            visitor.$visit(self.number($most) as $type)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Decoder<'de> {
    type Error = Never;

    fn is_human_readable(&self) -> bool {
        false
    }

    numbers! {
        deserialize_u16 u16::MAX.into(), visit_u16 u16;
        deserialize_u32 u32::MAX, visit_u32 u32;
        // What a `usize` is read as: one of 32 bits in the browser.
        deserialize_u64 u32::MAX, visit_u64 u64;
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u8(self.byte())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.number(1) != 0)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let zigzag = self.number(u32::MAX);
        visitor.visit_i32((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_bytes(self.slice())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.number(1) == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let count = self.length();
        visitor.visit_seq(List { decoder: self, count })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let last = u32::try_from(variants.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let variant = self.number(last);
        visitor.visit_enum(Variant { decoder: self, variant })
    }

    unread! {
        deserialize_any deserialize_ignored_any deserialize_identifier deserialize_map deserialize_byte_buf
        deserialize_char deserialize_i8 deserialize_i16 deserialize_i64 deserialize_f32 deserialize_f64
    }
}

/// The elements of a list: as many as it says, and none after a failure.
struct List<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    count: usize,
}

impl<'de> SeqAccess<'de> for List<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        if self.count == 0 || self.decoder.is_malformed {
            return Ok(None);
        }
        self.count -= 1;
        seed.deserialize(&mut *self.decoder).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.count)
    }
}

/// The fields of a value: as many as it has, whatever comes.
struct Fields<'a, 'de>(&'a mut Decoder<'de>);

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

struct Variant<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    variant: u32,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Never> {
        seed.deserialize(self.variant.into_deserializer()).map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.decoder)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.decoder))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.decoder))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{from_bytes, take_from_bytes};
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    enum Choice {
        Nothing,
        One(u16),
        Two(i32, bool),
        Named { text: String, list: Vec<Option<u8>> },
    }

    type Whole = (Vec<Choice>, [u32; 3], usize, (String, Option<String>), Vec<(u8, i32)>);

    fn whole() -> Whole {
        let named = Choice::Named { text: "été".to_owned(), list: vec![Some(255), None] };
        let choices = vec![Choice::Nothing, Choice::One(u16::MAX), Choice::Two(i32::MIN, true), named];
        (choices, [0, 127, u32::MAX], 128, (String::new(), Some("mot".to_owned())), vec![(0, -1), (200, i32::MAX)])
    }

    #[test]
    fn what_postcard_wrote_is_read() {
        let bytes = postcard::to_allocvec(&whole()).unwrap();
        assert_eq!(from_bytes(&bytes), Some(whole()));
        let more = [bytes.as_slice(), &[7, 8]].concat();
        assert_eq!(take_from_bytes::<Whole>(&more), Some((whole(), [7, 8].as_slice())));
    }

    #[test]
    fn bytes_that_were_cut_or_changed_are_read_as_postcard_reads_them() {
        let bytes = postcard::to_allocvec(&whole()).unwrap();
        for length in 0..bytes.len() {
            assert_eq!(from_bytes::<Whole>(&bytes[..length]), None, "cut after {length}");
        }
        for place in 0..bytes.len() {
            for value in 0..=u8::MAX {
                let mut changed = bytes.clone();
                changed[place] = value;
                assert_eq!(from_bytes::<Whole>(&changed), postcard::from_bytes(&changed).ok(), "{value} at {place}");
            }
        }
    }
}
