//! The functions of a module in the order in which they are packed smallest: those of one type side by side, and among them
//! those that begin alike. What they do stays the same, and so does how fast.

use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// Puts the functions of a module in order.
pub fn ordered(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut ordering = Ordering::read(wasm).map_err(|error| told(&error))?;
    let mut module = wasm_encoder::Module::new();
    ordering.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| told(&error))?;
    Ok(module.finish())
}

/// Where each function of a module goes.
struct Ordering {
    /// So many are imported, and stay where they are.
    imported: u32,
    /// The places of the others before, in their new order.
    order: Vec<usize>,
    /// The number that each of them has then.
    numbers: Vec<u32>,
}

impl Ordering {
    fn read(wasm: &[u8]) -> Result<Self, wasmparser::BinaryReaderError> {
        let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<Vec<u32>, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let mut all: Vec<(&u32, &[u8], usize)> =
            types.iter().zip(bodies).zip(0..).map(|((own, body), place)| (own, body, place)).collect();
        all.sort_unstable();
        let order: Vec<usize> = all.into_iter().map(|(_, _, place)| place).collect();
        let mut numbers = vec![0; order.len()];
        for (number, place) in (imported..).zip(&order) {
            if let Some(own) = numbers.get_mut(*place) {
                *own = number;
            }
        }
        Ok(Self { imported, order, numbers })
    }

    /// Things of the functions, in their new order.
    fn arranged<T: Clone>(&self, things: &[T]) -> Vec<T> {
        self.order.iter().filter_map(|place| things.get(*place).cloned()).collect()
    }
}

impl Reencode for Ordering {
    type Error = Infallible;

    fn function_index(&mut self, number: u32) -> Result<u32, Error> {
        let place = number.checked_sub(self.imported).and_then(|place| usize::try_from(place).ok());
        Ok(place.and_then(|place| self.numbers.get(place)).copied().unwrap_or(number))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for own in self.arranged(&types) {
            functions.function(own);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody>, _>>()?;
        for body in self.arranged(&bodies) {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

fn told(error: &impl std::fmt::Debug) -> String {
    format!("ordering: {error:?}")
}
