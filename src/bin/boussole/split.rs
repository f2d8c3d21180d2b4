//! The module in two: what runs until the needle turns, and everything else, which comes while somebody already answers.
//!
//! Which functions run early is measured in a browser (`cargo run -- profile`) and written in `early.txt`. A function of
//! the first half calls one of the second through a place in the table that the second fills when it comes; before, the
//! call traps, and the loader begins anew once the second is there (`www/loader/wall.js`). The second calls the first by
//! what that exports for it.

use super::constants::Constants;
use super::{project, sizes};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::PathBuf;
use walrus::ir::{Call, CallIndirect, Const, GlobalSet, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionId, FunctionKind, GlobalKind, ImportKind, ImportedFunction,
    Module, ModuleConfig, TableId, TypeId, ValType,
};

/// What the second half takes from the first stands under this name there: none, since it comes a thousand times.
const FIRST: &str = "";
/// A function with so few instructions is early whatever was measured: a place in the table costs as much.
const TRIFLE: u64 = 6;

/// Both halves, without names.
pub struct Halves {
    /// What runs early, the memory and all that is in it.
    pub first: Vec<u8>,
    /// The rest.
    pub second: Vec<u8>,
}

/// The functions that run early, by a short sum of their names: the file `early.txt`.
pub struct Early(BTreeSet<String>);

impl Early {
    fn path() -> PathBuf {
        project::root().join("src/bin/boussole/early.txt")
    }

    /// What was measured last.
    pub fn written() -> Result<Self, String> {
        Ok(Self(project::read(&Self::path())?.lines().map(str::to_owned).collect()))
    }

    /// Writes what was measured now: functions by their places in a module with names.
    pub fn write(whole: &[u8], places: &[usize]) -> Result<(), String> {
        let names = names(&parsed(whole)?);
        let sums: BTreeSet<String> =
            places.iter().filter_map(|place| names.get(*place)).map(|name| sum(name)).collect();
        let text = sums.iter().fold(String::new(), |mut text, sum| {
            let _ = writeln!(text, "{sum}");
            text
        });
        let path = Self::path();
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// How many of these functions a module has not, of how many.
    pub fn unknown(&self, whole: &[u8]) -> Result<(usize, usize), String> {
        let there: HashSet<String> = names(&parsed(whole)?).iter().map(|name| sum(name)).collect();
        Ok((self.0.iter().filter(|own| !there.contains(*own)).count(), self.0.len()))
    }
}

/// The names of a module's own functions, in their order.
fn names(module: &Module) -> Vec<String> {
    module
        .funcs
        .iter()
        .filter(|own| matches!(own.kind, FunctionKind::Local(_)))
        .map(|own| own.name.clone().unwrap_or_default())
        .collect()
}

/// Long names of generic functions, made short: what they say is the same on each machine.
fn sum(name: &str) -> String {
    Sha256::digest(sizes::plain(name)).iter().take(5).fold(String::new(), |mut sum, byte| {
        let _ = write!(sum, "{byte:02x}");
        sum
    })
}

/// A module that has nothing in it.
pub const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

/// A module that remembers which of its functions ran: `hit` and the function's place name a global that is 1 then.
pub fn instrumented(whole: &[u8]) -> Result<Vec<u8>, String> {
    let mut module = parsed(whole)?;
    let own: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for (place, id) in own.into_iter().enumerate() {
        let global = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add(&format!("hit{place}"), global);
        let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind else { continue };
        let entry = function.entry_block();
        let told = [Instr::Const(Const { value: Value::I32(1) }), Instr::GlobalSet(GlobalSet { global })];
        let told = told.map(|instruction| (instruction, walrus::ir::InstrLocId::default()));
        function.block_mut(entry).instrs.splice(0..0, told);
    }
    Ok(module.emit_wasm())
}

/// Where in the table a function of the second half is to be found, by its place among the module's own functions.
type Slots = BTreeMap<usize, u32>;

/// Parts a module that has its names still.
pub fn split(whole: &[u8], early: &Early, constants: &Constants) -> Result<Halves, String> {
    let mut first = parsed(whole)?;
    let mut second = parsed(whole)?;
    let own: Vec<FunctionId> = first.funcs.iter_local().map(|(id, _)| id).collect();
    let late = late(&first, &own, early);
    let place_of: HashMap<FunctionId, usize> = own.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let table = first
        .tables
        .main_function_table()
        .map_err(told)?
        .ok_or_else(|| "the module has no table of functions".to_owned())?;

    let mut slots = standing(&first, table, &place_of, &late)?;
    through_table(&mut first, table, &place_of, &late, &mut slots)?;
    let names = names(&second);
    let of = |wanted: bool| -> HashSet<String> {
        names.iter().zip(&late).filter(|(_, late)| **late == wanted).map(|(name, _)| sizes::plain(name)).collect()
    };
    let (late_names, early_names) = (of(true), of(false));
    let free = constants.only_for(|name| {
        let name = sizes::plain(name);
        late_names.contains(&name) && !early_names.contains(&name)
    });
    let wanted = keep_late(&mut second, &late, &slots, &free)?;
    keep_early(&mut first, &own, &wanted)?;
    fill_memory(&mut first, |address| !within(&free, address))?;
    Ok(Halves { first: emitted(first), second: emitted(second) })
}

fn parsed(bytes: &[u8]) -> Result<Module, String> {
    ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(bytes).map_err(told)
}

fn emitted(mut module: Module) -> Vec<u8> {
    walrus::passes::gc::run(&mut module);
    module.emit_wasm()
}

/// Which functions come with the second half: those that did not run, but for what is called from outside and trifles.
fn late(module: &Module, own: &[FunctionId], early: &Early) -> Vec<bool> {
    let outside: HashSet<FunctionId> = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            walrus::ExportItem::Function(id) => Some(id),
            _ => None,
        })
        .chain(module.start)
        .collect();
    let names = names(module);
    own.iter()
        .zip(names)
        .map(|(id, name)| {
            let trifle = match &module.funcs.get(*id).kind {
                FunctionKind::Local(function) => function.size() <= TRIFLE,
                _ => true,
            };
            !(trifle || outside.contains(id) || early.0.contains(&sum(&name)))
        })
        .collect()
}

/// The places of late functions that are in the table already, since somebody calls them by their address.
fn standing(
    module: &Module,
    table: TableId,
    place_of: &HashMap<FunctionId, usize>,
    late: &[bool],
) -> Result<Slots, String> {
    let mut slots = Slots::new();
    for (start, ids) in runs(module, table)? {
        for (slot, id) in (start..).zip(ids) {
            if let Some(place) = place_of.get(&id).filter(|place| is_late(late, **place))
                && slots.insert(*place, slot).is_some()
            {
                return Err("a function stands twice in the table, and `split` fills one place".to_owned());
            }
        }
    }
    Ok(slots)
}

fn is_late(late: &[bool], place: usize) -> bool {
    late.get(place).copied().unwrap_or(false)
}

/// What fills a table of functions: from which place, with which.
fn runs(module: &Module, wanted: TableId) -> Result<Vec<(u32, Vec<FunctionId>)>, String> {
    let mut runs = Vec::new();
    for element in module.elements.iter() {
        match (&element.kind, &element.items) {
            (
                ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(start)) },
                ElementItems::Functions(ids),
            ) if *table == wanted => {
                runs.push((u32::try_from(*start).map_err(|error| error.to_string())?, ids.clone()));
            }
            _ => return Err("the module fills its table in a way that `split` does not know".to_owned()),
        }
    }
    Ok(runs)
}

/// Functions of the first half call the late ones through the table; those that are not in it get a place at its end.
fn through_table(
    module: &mut Module,
    table: TableId,
    place_of: &HashMap<FunctionId, usize>,
    late: &[bool],
    slots: &mut Slots,
) -> Result<(), String> {
    struct Calls<'a> {
        table: TableId,
        types: &'a HashMap<FunctionId, (usize, TypeId)>,
        slots: &'a mut Slots,
        next: u32,
    }
    impl VisitorMut for Calls<'_> {
        fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
            let mut rewritten = Vec::with_capacity(seq.instrs.len());
            for (instruction, place) in seq.instrs.drain(..) {
                let called = if let Instr::Call(Call { func }) = instruction { self.types.get(&func) } else { None };
                let Some((late, ty)) = called else {
                    rewritten.push((instruction, place));
                    continue;
                };
                let next = &mut self.next;
                let slot = *self.slots.entry(*late).or_insert_with(|| {
                    *next += 1;
                    *next - 1
                });
                let value = Value::I32(slot.cast_signed());
                rewritten.push((Instr::Const(Const { value }), place));
                rewritten.push((Instr::CallIndirect(CallIndirect { ty: *ty, table: self.table }), place));
            }
            seq.instrs = rewritten;
        }
    }
    let types: HashMap<FunctionId, (usize, TypeId)> = place_of
        .iter()
        .filter(|(_, place)| is_late(late, **place))
        .map(|(id, place)| (*id, (*place, module.funcs.get(*id).ty())))
        .collect();
    let end = u32::try_from(module.tables.get(table).initial).map_err(|error| error.to_string())?;
    let mut calls = Calls { table, types: &types, slots, next: end };
    for (id, function) in module.funcs.iter_local_mut() {
        if !types.contains_key(&id) {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut calls, function, entry);
        }
    }
    let size = u64::from(calls.next);
    let own = module.tables.get_mut(table);
    own.initial = size;
    own.maximum = own.maximum.map(|most| most.max(size));

    // Their places in the table stay empty until the second half comes.
    let fills: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    for (fill, (start, ids)) in fills.into_iter().zip(runs(module, table)?) {
        let kept = (start..).zip(ids).filter(|(_, id)| !types.contains_key(id));
        fill_table(module, table, kept);
        module.tables.get_mut(table).elem_segments.remove(&fill);
        module.elements.delete(fill);
    }
    Ok(())
}

/// Fills places of a table, in as many runs as they have gaps.
fn fill_table(module: &mut Module, table: TableId, places: impl Iterator<Item = (u32, FunctionId)>) {
    let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
    for (slot, id) in places {
        match runs.last_mut() {
            Some((start, ids)) if usize::try_from(slot - *start) == Ok(ids.len()) => ids.push(id),
            _ => runs.push((slot, vec![id])),
        }
    }
    for (start, ids) in runs {
        let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
        let fill = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(ids));
        module.tables.get_mut(table).elem_segments.insert(fill);
    }
}

/// Whether one of some ranges, which are sorted, contains an address.
fn within(ranges: &[Range<u32>], address: u32) -> bool {
    let next = ranges.partition_point(|range| range.end <= address);
    ranges.get(next).is_some_and(|range| range.contains(&address))
}

/// So many bytes that need not be there cost less than another segment.
const GAP: usize = 8;

/// Leaves some addresses of what fills the memory.
fn fill_memory(module: &mut Module, kept: impl Fn(u32) -> bool) -> Result<(), String> {
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in segments {
        let segment = module.data.get(id);
        let DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(start)) } = segment.kind else {
            return Err("the module fills its memory in a way that `split` does not know".to_owned());
        };
        let value = segment.value.clone();
        let mut runs: Vec<(i32, Vec<u8>)> = Vec::new();
        let mut gap = Vec::new();
        for (address, byte) in (start..).zip(value) {
            if !kept(address.cast_unsigned()) {
                gap.push(byte);
                continue;
            }
            match runs.last_mut() {
                Some((_, bytes)) if gap.len() < GAP => {
                    bytes.append(&mut gap);
                    bytes.push(byte);
                }
                _ => runs.push((address, vec![byte])),
            }
            gap.clear();
        }
        module.memories.get_mut(memory).data_segments.remove(&id);
        module.data.delete(id);
        for (start, bytes) in runs {
            let offset = ConstExpr::Value(Value::I32(start));
            let data = module.data.add(DataKind::Active { memory, offset }, bytes);
            module.memories.get_mut(memory).data_segments.insert(data);
        }
    }
    Ok(())
}

/// What the second half takes from the first: the name it asks for, and of which kind, by its order there.
type Wanted = Vec<(String, Source)>;

/// Something of the first half, by its order among those of its kind.
#[derive(Clone, Copy)]
enum Source {
    Function(usize),
    Table(usize),
    Memory(usize),
    Global(usize),
}

/// Leaves the late functions in a module, and imports whatever else they use.
fn keep_late(module: &mut Module, late: &[bool], slots: &Slots, constants: &[Range<u32>]) -> Result<Wanted, String> {
    let table = module.tables.main_function_table().map_err(told)?.ok_or_else(|| "no table".to_owned())?;
    let size = u64::from(slots.values().max().map_or(0, |last| last + 1));
    for id in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    module.start = None;
    fill_memory(module, |address| within(constants, address))?;
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for table in module.tables.iter_mut() {
        table.elem_segments.clear();
    }
    let mut sources: HashMap<walrus::ImportId, Source> = HashMap::new();
    let own: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for (place, id) in own.iter().enumerate().filter(|(place, _)| !is_late(late, *place)) {
        let import = module.imports.add(FIRST, "", ImportKind::Function(*id));
        let function = module.funcs.get_mut(*id);
        function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
        sources.insert(import, Source::Function(place));
    }
    for (place, own) in module.tables.iter_mut().enumerate() {
        let import = module.imports.add(FIRST, "", ImportKind::Table(own.id()));
        own.import = Some(import);
        own.initial = if own.id() == table { own.initial.max(size) } else { own.initial };
        own.maximum = None;
        sources.insert(import, Source::Table(place));
    }
    for (place, own) in module.memories.iter_mut().enumerate() {
        let import = module.imports.add(FIRST, "", ImportKind::Memory(own.id()));
        own.import = Some(import);
        sources.insert(import, Source::Memory(place));
    }
    let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
    for (place, id) in globals.into_iter().enumerate() {
        let import = module.imports.add(FIRST, "", ImportKind::Global(id));
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
        sources.insert(import, Source::Global(place));
    }
    let mut by_slot: Vec<(u32, FunctionId)> =
        slots.iter().filter_map(|(place, slot)| own.get(*place).map(|id| (*slot, *id))).collect();
    by_slot.sort_unstable_by_key(|(slot, _)| *slot);
    fill_table(module, table, by_slot.into_iter());
    walrus::passes::gc::run(module);

    let mut wanted = Wanted::new();
    for import in module.imports.iter_mut() {
        if let Some(source) = sources.get(&import.id()) {
            import.name = short(wanted.len());
            wanted.push((import.name.clone(), *source));
        }
    }
    Ok(wanted)
}

/// Exports from the first half what the second wants. What it wants of functions is counted among the own ones of both.
fn keep_early(module: &mut Module, own: &[FunctionId], wanted: &Wanted) -> Result<(), String> {
    let tables: Vec<_> = module.tables.iter().map(walrus::Table::id).collect();
    let memories: Vec<_> = module.memories.iter().map(walrus::Memory::id).collect();
    let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
    let missing = || "the second half wants what the first has not".to_owned();
    for (name, source) in wanted {
        match source {
            Source::Function(place) => module.exports.add(name, *own.get(*place).ok_or_else(missing)?),
            Source::Table(place) => module.exports.add(name, *tables.get(*place).ok_or_else(missing)?),
            Source::Memory(place) => module.exports.add(name, *memories.get(*place).ok_or_else(missing)?),
            Source::Global(place) => module.exports.add(name, *globals.get(*place).ok_or_else(missing)?),
        };
    }
    Ok(())
}

/// A name of one or two letters, then more: what the glue calls begins with `_`, and these do not.
fn short(mut place: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut name = String::new();
    loop {
        name.extend(LETTERS.get(place % LETTERS.len()).map(|letter| char::from(*letter)));
        place /= LETTERS.len();
        if place == 0 {
            return name;
        }
        place -= 1;
    }
}

fn told(error: impl std::fmt::Display) -> String {
    format!("split: {error:#}")
}
