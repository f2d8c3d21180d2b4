//! Which constants the functions of a module name, from what the linker tells of each place it filled in: a half of the
//! module brings those that it needs (`split`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use wasmparser::{
    DataKind, DefinedDataSymbol, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry,
    RelocationType, SymbolInfo,
};

/// The segment of what never changes.
const READ_ONLY: &str = ".rodata";

/// What of the constants names what, by addresses in memory.
pub struct Constants {
    /// Where they all are.
    all: Range<u32>,
    /// Where each is, by its number.
    ranges: HashMap<u32, Range<u32>>,
    /// What each function names, by its name.
    named: HashMap<String, Vec<u32>>,
    /// What stands at an address names a constant.
    within: BTreeMap<u32, u32>,
}

/// A segment: where its bytes stand in the file, and in memory.
struct Segment {
    file: Range<usize>,
    address: u32,
}

/// What is read of a linked module before it is put together.
#[derive(Default)]
struct Linked {
    imported: u32,
    code: usize,
    data: usize,
    bodies: Vec<Range<usize>>,
    segments: Vec<Segment>,
    names: HashMap<u32, String>,
    segment_names: Vec<String>,
    symbols: Vec<(u32, DefinedDataSymbol)>,
    of_code: Vec<RelocationEntry>,
    of_data: Vec<RelocationEntry>,
}

impl Constants {
    /// Reads a module as the linker left it (`--emit-relocs`).
    pub fn read(linked: &[u8]) -> Result<Self, String> {
        let linked = Linked::read(linked).map_err(|error| format!("constants: {error}"))?;
        let lacking = || "constants: the linker told nothing of them".to_owned();
        let place = linked.segment_names.iter().position(|name| name == READ_ONLY).ok_or_else(lacking)?;
        let segment = linked.segments.get(place).ok_or_else(lacking)?;
        let size = |length: usize| u32::try_from(length).map_err(|error| error.to_string());
        let all = segment.address..segment.address + size(segment.file.len())?;

        let ranges: HashMap<u32, Range<u32>> = linked
            .symbols
            .iter()
            .filter(|(_, symbol)| usize::try_from(symbol.index) == Ok(place))
            .map(|(number, symbol)| {
                let start = segment.address + symbol.offset;
                (*number, start..start + symbol.size)
            })
            .collect();
        let names = |entry: &&RelocationEntry| {
            use RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb};
            matches!(entry.ty, MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32) && ranges.contains_key(&entry.index)
        };
        let mut named = HashMap::<String, Vec<u32>>::new();
        for entry in linked.of_code.iter().filter(names) {
            let at = linked.code + usize::try_from(entry.offset).map_err(|error| error.to_string())?;
            let function = linked.bodies.partition_point(|body| body.end <= at);
            let name = linked.names.get(&(linked.imported + size(function)?)).cloned().unwrap_or_default();
            named.entry(name).or_default().push(entry.index);
        }
        let mut within = BTreeMap::new();
        for entry in linked.of_data.iter().filter(names) {
            let at = linked.data + usize::try_from(entry.offset).map_err(|error| error.to_string())?;
            let segment = linked.segments.iter().find(|segment| segment.file.contains(&at)).ok_or_else(lacking)?;
            within.insert(segment.address + size(at - segment.file.start)?, entry.index);
        }
        if named.is_empty() || all.is_empty() {
            return Err(lacking());
        }
        Ok(Self { all, ranges, named, within })
    }

    /// The addresses that no other function names, nor what other functions name: sorted, apart from each other.
    pub fn only_for(&self, functions: impl Fn(&str) -> bool) -> Vec<Range<u32>> {
        let others = self.named.iter().filter(|(name, _)| !functions(name)).flat_map(|(_, numbers)| numbers);
        // What changes is there from the beginning, and so is what it names.
        let changing = self.within.iter().filter(|(address, _)| !self.all.contains(address)).map(|(_, number)| number);
        let mut left: Vec<u32> = others.chain(changing).copied().collect();
        let mut needed = BTreeSet::new();
        while let Some(number) = left.pop() {
            if !needed.insert(number) {
                continue;
            }
            if let Some(range) = self.ranges.get(&number) {
                left.extend(self.within.range(range.clone()).map(|(_, number)| *number));
            }
        }
        // Only what a constant covers is known to be one.
        let mut kept = vec![true; self.all.len()];
        let place = |address: u32| usize::try_from(address.saturating_sub(self.all.start)).unwrap_or(usize::MAX);
        let mut mark = |range: &Range<u32>, keep: bool| {
            if let Some(part) = kept.get_mut(place(range.start)..place(range.end)) {
                part.fill(keep);
            }
        };
        self.ranges.values().for_each(|range| mark(range, false));
        needed.iter().filter_map(|number| self.ranges.get(number)).for_each(|range| mark(range, true));

        let mut free: Vec<Range<u32>> = Vec::new();
        for (address, _) in self.all.clone().zip(kept).filter(|(_, kept)| !kept) {
            match free.last_mut() {
                Some(last) if last.end == address => last.end += 1,
                _ => free.push(address..address + 1),
            }
        }
        free
    }
}

impl Linked {
    fn read(bytes: &[u8]) -> Result<Self, wasmparser::BinaryReaderError> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => linked.code = range.start,
                Payload::CodeSectionEntry(body) => linked.bodies.push(body.range()),
                Payload::DataSection(section) => {
                    linked.data = section.range().start;
                    for segment in section {
                        let segment = segment?;
                        let address = match segment.kind {
                            DataKind::Active { offset_expr, .. } => match offset_expr.get_operators_reader().read()? {
                                Operator::I32Const { value } => value.cast_unsigned(),
                                _ => 0,
                            },
                            DataKind::Passive => 0,
                        };
                        let file = segment.range.end - segment.data.len()..segment.range.end;
                        linked.segments.push(Segment { file, address });
                    }
                }
                Payload::CustomSection(section) => linked.told(&section)?,
                _ => {}
            }
        }
        Ok(linked)
    }

    /// What the linker tells beside the module.
    fn told(&mut self, section: &wasmparser::CustomSectionReader<'_>) -> Result<(), wasmparser::BinaryReaderError> {
        match section.as_known() {
            KnownCustom::Name(parts) => {
                for part in parts {
                    if let Name::Function(map) = part? {
                        for own in map {
                            let own = own?;
                            self.names.insert(own.index, own.name.to_owned());
                        }
                    }
                }
            }
            KnownCustom::Linking(parts) => {
                for part in parts.subsections() {
                    match part? {
                        Linking::SegmentInfo(segments) => {
                            for segment in segments {
                                self.segment_names.push(segment?.name.to_owned());
                            }
                        }
                        Linking::SymbolTable(symbols) => {
                            for (number, symbol) in (0..).zip(symbols) {
                                if let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol? {
                                    self.symbols.push((number, symbol));
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            KnownCustom::Reloc(entries) => {
                let into = if section.name() == "reloc.CODE" { &mut self.of_code } else { &mut self.of_data };
                for entry in entries.entries() {
                    into.push(entry?);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
