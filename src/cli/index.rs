//! `index`: a large catalogue as files for any static host; `search --library`: what it answers.

use super::{editors, project};
use boussole::app::overlay::{Expected, InvalidFields, Problem};
use boussole::app::partner_catalogue;
use boussole::app::value::Value;
use boussole_authoring::shards::{Resource, build};
use boussole_content::library::read::RemoteCatalogue;
use boussole_content::library::{Card, Manifest, Shard};
use boussole_content::pack::Pack;
use boussole_domain::path::ResourceAttributes;
use flate2::read::GzDecoder;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

/// The name of the root's file.
const ROOT: &str = "library.bin";
/// Where the pieces wait for the name of their folder.
const WAITING: &str = "pieces.tmp";

/// Makes a library of a list: a catalogue in JSON, a spreadsheet, or one resource as JSON per line (`.jsonl`),
/// of any length.
pub fn index(list: &Path, out: &Path, language: &str) -> Result<ExitCode, String> {
    let pack = super::content::packs(&project::www())?
        .into_iter()
        .find(|pack| pack.messages.code == language)
        .ok_or_else(|| format!("no language {language}"))?;
    let mut reading = Reading { pack: &pack, resources: Vec::new(), misfits: InvalidFields::default() };
    reading.read(list)?;
    if !reading.misfits.is_empty() {
        return Ok(editors::refused(pack.clone(), &reading.misfits.all()));
    }
    let count = reading.resources.len();
    let waiting = out.join(WAITING);
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let _ = fs::remove_dir_all(&waiting);
    fs::create_dir_all(&waiting).map_err(|error| failed(&waiting, error))?;
    let (root, made) = build(reading.resources, language, &pack.ranking, |piece, bytes| {
        let path = if piece == Shard::Manifest { waiting.join(ROOT) } else { waiting.join(piece.name()) };
        fs::write(&path, bytes).map_err(|error| failed(&path, error))
    })?;
    // The pieces first, the root last: at no moment does a root name pieces that are not there.
    let folder = out.join(&root.folder);
    let made_root = fs::read(waiting.join(ROOT)).map_err(|error| failed(&waiting, error))?;
    fs::remove_file(waiting.join(ROOT)).map_err(|error| failed(&waiting, error))?;
    let _ = fs::remove_dir_all(&folder);
    fs::rename(&waiting, &folder).map_err(|error| failed(&folder, error))?;
    fs::write(out.join(ROOT), made_root).map_err(|error| failed(out, error))?;
    println!("{}: {count} resources, {} pieces, {} bytes", out.display(), made.pieces - 1, made.bytes);
    println!("  root {} bytes, heaviest piece of words {} bytes", made.root, made.heaviest);
    println!("  earlier folders may go when no page uses them any more");
    Ok(ExitCode::SUCCESS)
}

struct Reading<'p> {
    pack: &'p Pack,
    resources: Vec<Resource>,
    misfits: InvalidFields,
}

impl Reading<'_> {
    fn read(&mut self, list: &Path) -> Result<(), String> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", list.display());
        let ending = list.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if ending == "jsonl" {
            let file = fs::File::open(list).map_err(|error| named(&error))?;
            for (at, line) in BufReader::new(file).lines().enumerate() {
                let line = line.map_err(|error| named(&error))?;
                match serde_json::from_str::<Value>(&line) {
                    _ if line.trim().is_empty() => {}
                    Ok(item) => self.item(at + 1, &item),
                    Err(_) => self.misfits.push(Some(at + 1), "", None, Problem::Expected(Expected::Json)),
                }
            }
            return Ok(());
        }
        let text = match project::read_any(list)? {
            Ok(text) => text,
            Err(foreign) => {
                self.misfits.push(None, &list.display().to_string(), None, Problem::File(foreign));
                return Ok(());
            }
        };
        if ending == "csv" {
            let read = partner_catalogue::of_table(self.pack, &text, &mut self.misfits);
            self.resources.extend(read.into_iter().map(held));
            return Ok(());
        }
        let catalogue = serde_json::from_str(&text).map_err(|error| named(&error))?;
        let items = match catalogue {
            Value::List(items) => items,
            Value::Map(entries) => match entries.into_iter().find(|(name, _)| name == "items") {
                Some((_, Value::List(items))) => items,
                _ => return Err(named(&"has no list \"items\"")),
            },
            _ => return Err(named(&"is no catalogue")),
        };
        for (at, item) in items.iter().enumerate() {
            self.item(at + 2, item);
        }
        Ok(())
    }

    fn item(&mut self, row: usize, item: &Value) {
        let read = partner_catalogue::resource(self.pack, row, item, &mut self.misfits);
        self.resources.push(held(read));
    }
}

/// A resource as a library holds it.
fn held((resource, facets): (boussole_content::pack::Resource, ResourceAttributes)) -> Resource {
    Resource {
        card: Card {
            kind: facets.kind as u8,
            title: resource.title,
            publisher: resource.publisher,
            date: resource.date.unwrap_or_default(),
            url: resource.url.unwrap_or_default(),
            language: resource.language,
        },
        summary: resource.summary,
    }
}

/// Prints what a library in a folder answers, and what that costs a visitor.
pub fn search(folder: &Path, query: &str) -> Result<ExitCode, String> {
    let packs = super::content::packs(&project::www())?;
    let pack = packs.first().ok_or("no content")?;
    let root_bytes = read(&folder.join(ROOT))?;
    let root = Manifest::open(&inflated(&root_bytes)?).map_err(|fault| format!("{ROOT} {fault}"))?;
    let mut library = RemoteCatalogue::new(root);
    let (mut requests, mut bytes) = (0, 0);
    let reply = loop {
        let reply = library.query(query, &pack.ranking, 1);
        if reply.needs.is_empty() {
            break reply;
        }
        for piece in reply.needs {
            let own = read(&folder.join(&library.root().folder).join(piece.name()))?;
            requests += 1;
            bytes += own.len();
            library.take(piece, Ok(&inflated(&own)?));
        }
    };
    if let Some((piece, fault)) = reply.fault {
        println!("{} {fault}", piece.name());
    }
    for (number, card) in &reply.cards {
        println!("{number:>8} {}", card.title);
    }
    let more = if reply.counted { "" } else { "at least " };
    println!(
        "{more}{} of {} resources; root {} bytes, then {requests} requests, {bytes} bytes",
        reply.found,
        library.root().resources,
        root_bytes.len()
    );
    if let Some(meant) = reply.meant {
        println!("taken for: {meant}");
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn inflated(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut out).map_err(|error| error.to_string())?;
    Ok(out)
}
