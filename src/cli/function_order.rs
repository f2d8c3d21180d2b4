//! The functions of a module in the order that compresses best. A compressor finds what repeats where it stands close
//! together: functions of the same code become one, and each of the others stands after those it is most like.

use anyhow::{Result, anyhow};
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Operator, Parser, Payload, TypeRef};

/// So many instructions that follow one another are compared.
const RUN: usize = 3;
/// A run that more functions have says nothing of them.
const MOST_SHARING: usize = 1_000;
/// What likeness to a function still counts after each further one: some twenty of them matter.
const DECAY: f64 = 0.9;

/// One function of a module.
struct Function {
    /// The number of its type.
    kind: u32,
    /// The code, without whom it calls.
    code: Vec<u8>,
    /// Whom it calls, in the order of its calls.
    callees: Vec<u32>,
    /// The runs of its instructions, each once.
    runs: Vec<u64>,
}

/// The module with its functions made few and put in order; what it does is the same.
pub fn arrange(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, functions) = read(wasm)?;
    let originals = originals(imported, &functions);
    let order = order(&functions, &originals);
    let places: HashMap<u32, u32> = order.iter().copied().zip(imported..).collect();
    let places = originals.iter().filter_map(|original| places.get(original).copied()).collect();
    let mut module = wasm_encoder::Module::new();
    let mut arrangement = Arrangement { imported, order, places };
    arrangement.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| anyhow!("{error}"))?;
    Ok(module.finish())
}

/// How many functions a module imports, and those it has.
fn read(wasm: &[u8]) -> Result<(u32, Vec<Function>)> {
    let (mut imported, mut kinds, mut functions) = (0, Vec::new().into_iter(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                kinds = section.into_iter().collect::<Result<Vec<u32>, _>>()?.into_iter();
            }
            Payload::CodeSectionEntry(body) => functions.push(function(wasm, kinds.next().unwrap_or_default(), &body)?),
            _ => {}
        }
    }
    Ok((imported, functions))
}

fn function(wasm: &[u8], kind: u32, body: &FunctionBody) -> Result<Function> {
    let mut reader = body.get_operators_reader()?;
    let bytes = |from: usize, to: usize| wasm.get(from..to).unwrap_or_default();
    let mut code = bytes(body.range().start, reader.original_position()).to_vec();
    let (mut callees, mut hashes) = (Vec::new(), Vec::new());
    while !reader.eof() {
        let start = reader.original_position();
        let operator = reader.read()?;
        let instruction = bytes(start, reader.original_position());
        hashes.push(instruction.iter().fold(0, |hash, byte| mix(hash, u64::from(*byte) + 1)));
        if let Operator::Call { function_index } = operator {
            callees.push(function_index);
            code.extend(instruction.first());
        } else {
            code.extend(instruction);
        }
    }
    let mut runs: Vec<u64> = hashes.windows(RUN).map(|run| run.iter().fold(0, |hash, next| mix(hash, *next))).collect();
    runs.sort_unstable();
    runs.dedup();
    Ok(Function { kind, code, callees, runs })
}

fn mix(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(13) ^ next).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// For each function the first of the same code. Functions that only differ in which of two such they call are the same,
/// too: until there are no more.
fn originals(imported: u32, functions: &[Function]) -> Vec<u32> {
    let mut known: Vec<u32> = (0..).take(functions.len()).collect();
    loop {
        let original = |callee: &u32| {
            let own = callee.checked_sub(imported).and_then(|own| known.get(usize::try_from(own).ok()?));
            own.map_or(*callee, |own| imported + own)
        };
        let mut firsts = HashMap::new();
        let found: Vec<u32> = (0..)
            .zip(functions)
            .map(|(number, Function { kind, code, callees, .. })| {
                let callees: Vec<u32> = callees.iter().map(original).collect();
                *firsts.entry((kind, code, callees)).or_insert(number)
            })
            .collect();
        if found == known {
            return found;
        }
        known = found;
    }
}

/// A function that has not found its place, and how much it is like those that stand last.
struct Candidate<'a> {
    number: u32,
    runs: &'a [u64],
    likeness: f64,
    size: f64,
}

/// The numbers of the functions that stay: the first, then always the one that is most like the last ones.
fn order(functions: &[Function], originals: &[u32]) -> Vec<u32> {
    let staying = (0..).zip(functions).zip(originals).filter(|((number, _), original)| number == *original);
    let mut candidates: Vec<Option<Candidate>> = staying
        .map(|((number, Function { runs, .. }), _)| {
            let size = f64::from(u32::try_from(runs.len()).unwrap_or(u32::MAX) + 8).sqrt();
            Some(Candidate { number, runs, likeness: 0.0, size })
        })
        .collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (position, candidate) in candidates.iter().enumerate() {
        for run in candidate.iter().flat_map(|candidate| candidate.runs) {
            having.entry(*run).or_default().push(position);
        }
    }
    having.retain(|_, sharing| (2..=MOST_SHARING).contains(&sharing.len()));
    let mut order = Vec::new();
    loop {
        let mut best: Option<(f64, usize)> = None;
        for (position, candidate) in candidates.iter_mut().enumerate() {
            let Some(candidate) = candidate else { continue };
            candidate.likeness *= DECAY;
            let likeness = candidate.likeness / candidate.size;
            if best.is_none_or(|(greatest, _)| likeness > greatest) {
                best = Some((likeness, position));
            }
        }
        let Some(next) = best.and_then(|(_, position)| candidates.get_mut(position)?.take()) else { return order };
        order.push(next.number);
        for sharing in next.runs.iter().filter_map(|run| having.get(run)) {
            let weight = f64::from(u32::try_from(sharing.len()).unwrap_or(u32::MAX)).sqrt().recip();
            for position in sharing {
                if let Some(Some(candidate)) = candidates.get_mut(*position) {
                    candidate.likeness += weight;
                }
            }
        }
    }
}

/// Writes the module anew.
struct Arrangement {
    imported: u32,
    /// The functions that stay, by their former numbers.
    order: Vec<u32>,
    /// For each former function the number it has now.
    places: Vec<u32>,
}

impl Arrangement {
    /// The items of a section in the new order.
    fn pick<T: Clone>(&self, items: &[T]) -> Vec<T> {
        self.order.iter().filter_map(|number| items.get(usize::try_from(*number).ok()?).cloned()).collect()
    }
}

impl Reencode for Arrangement {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        let own = index.checked_sub(self.imported).and_then(|own| self.places.get(usize::try_from(own).ok()?));
        Ok(own.copied().unwrap_or(index))
    }

    fn parse_function_section(
        &mut self,
        written: &mut wasm_encoder::FunctionSection,
        section: FunctionSectionReader,
    ) -> Result<(), Error> {
        for kind in self.pick(&section.into_iter().collect::<Result<Vec<u32>, _>>()?) {
            written.function(kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        written: &mut wasm_encoder::CodeSection,
        section: CodeSectionReader,
    ) -> Result<(), Error> {
        for body in self.pick(&section.into_iter().collect::<Result<Vec<FunctionBody>, _>>()?) {
            self.parse_function_body(written, body)?;
        }
        Ok(())
    }
}
