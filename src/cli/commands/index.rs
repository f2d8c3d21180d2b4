//! `index`: a large catalogue as files for any static host; `search --library`: what it answers.

use crate::{content, project};
use anyhow::{Context, Error, Result, anyhow, bail};
use boussole::app::features::content::invalid_field::{Expected, InvalidFields, Problem};
use boussole::app::features::content::partner_catalogue;
use boussole::app::runtime::value::Value;
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

/// The name of the manifest's file.
const MANIFEST: &str = "library.bin";
/// Where the shards wait for the name of their folder.
const WAITING: &str = "shards.tmp";

/// Makes a library of a list: a catalogue in JSON, a spreadsheet, or one resource as JSON per line (`.jsonl`),
/// of any length.
pub fn index(list: &Path, out: &Path, language: &str) -> Result<ExitCode> {
    let pack = content::compile_packs(&project::www())?
        .into_iter()
        .find(|pack| pack.messages.code == language)
        .with_context(|| format!("no language {language}"))?;
    let mut reading = Reading { pack: &pack, resources: Vec::new(), misfits: InvalidFields::default() };
    reading.read(list)?;
    if !reading.misfits.is_empty() {
        return Ok(content::print_problems(pack.clone(), &reading.misfits.into_vec()));
    }
    let count = reading.resources.len();
    let waiting = out.join(WAITING);
    let _ = fs::remove_dir_all(&waiting);
    project::create_folder(&waiting)?;
    let (manifest, summary) = build(reading.resources, language, &pack.ranking, |shard, bytes| {
        let path = if shard == Shard::Manifest { waiting.join(MANIFEST) } else { waiting.join(shard.name()) };
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    })
    .map_err(Error::msg)?;
    // The shards first, the manifest last: at no moment does a manifest name shards that are not there.
    let folder = out.join(&manifest.folder);
    let manifest_file = fs::read(waiting.join(MANIFEST)).with_context(|| waiting.display().to_string())?;
    fs::remove_file(waiting.join(MANIFEST)).with_context(|| waiting.display().to_string())?;
    let _ = fs::remove_dir_all(&folder);
    fs::rename(&waiting, &folder).with_context(|| folder.display().to_string())?;
    project::write(&out.join(MANIFEST), manifest_file)?;
    println!("{}: {count} resources, {} shards, {} bytes", out.display(), summary.shards - 1, summary.bytes);
    println!("  manifest {} bytes, heaviest shard of words {} bytes", summary.manifest_bytes, summary.max_shard_bytes);
    println!("  earlier folders may go when no page uses them any more");
    Ok(ExitCode::SUCCESS)
}

struct Reading<'p> {
    pack: &'p Pack,
    resources: Vec<Resource>,
    misfits: InvalidFields,
}

impl Reading<'_> {
    fn read(&mut self, list: &Path) -> Result<()> {
        let name = || list.display().to_string();
        let ending = list.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if ending == "jsonl" {
            let file = fs::File::open(list).with_context(name)?;
            for (at, line) in BufReader::new(file).lines().enumerate() {
                let line = line.with_context(name)?;
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
            let read = partner_catalogue::read_table(self.pack, &text, &mut self.misfits);
            self.resources.extend(read.into_iter().map(held));
            return Ok(());
        }
        let catalogue = serde_json::from_str(&text).with_context(name)?;
        let items = match catalogue {
            Value::List(items) => items,
            Value::Map(entries) => match entries.into_iter().find(|(name, _)| name == "items") {
                Some((_, Value::List(items))) => items,
                _ => bail!("{}: has no list \"items\"", name()),
            },
            _ => bail!("{}: is no catalogue", name()),
        };
        for (at, item) in items.iter().enumerate() {
            self.item(at + 2, item);
        }
        Ok(())
    }

    fn item(&mut self, row: usize, item: &Value) {
        let read = partner_catalogue::read_resource(self.pack, row, item, &mut self.misfits);
        self.resources.push(held(read));
    }
}

/// A resource as a library holds it.
fn held((resource, attributes): (boussole_content::pack::Resource, ResourceAttributes)) -> Resource {
    Resource {
        card: Card {
            kind: attributes.kind as u8,
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
pub fn search(folder: &Path, query: &str) -> Result<ExitCode> {
    let packs = content::compile_packs(&project::www())?;
    let pack = packs.first().context("no content")?;
    let manifest_bytes = read(&folder.join(MANIFEST))?;
    let manifest = Manifest::open(&inflated(&manifest_bytes)?).map_err(|fault| anyhow!("{MANIFEST} {fault}"))?;
    let mut library = RemoteCatalogue::new(manifest);
    let (mut requests, mut bytes) = (0, 0);
    let reply = loop {
        let reply = library.query(query, &pack.ranking, 1);
        if reply.missing_shards.is_empty() {
            break reply;
        }
        for shard in reply.missing_shards {
            let bytes_read = read(&folder.join(&library.manifest().folder).join(shard.name()))?;
            requests += 1;
            bytes += bytes_read.len();
            library.insert(shard, Ok(&inflated(&bytes_read)?));
        }
    };
    if let Some((shard, fault)) = reply.fault {
        println!("{} {fault}", shard.name());
    }
    for (number, card) in &reply.cards {
        println!("{number:>8} {}", card.title);
    }
    let more = if reply.is_exact { "" } else { "at least " };
    println!(
        "{more}{} of {} resources; manifest {} bytes, then {requests} requests, {bytes} bytes",
        reply.found,
        library.manifest().resources,
        manifest_bytes.len()
    );
    if let Some(meant) = reply.suggestion {
        println!("taken for: {meant}");
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    project::read_bytes(path)
}

fn inflated(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut out)?;
    Ok(out)
}
