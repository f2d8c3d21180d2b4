//! What the native tests of several crates share: the project's folder, its content, worked data, numbers by chance.

#![allow(dead_code)] // No test crate needs all of it.

use boussole::app::features::explore::facet_index::FacetIndex;
use boussole::app::features::explore::{ExploreQuery, search};
use boussole::app::journey::outcome::Outcome;
use boussole::app::journey::preset;
use boussole_authoring::{compile, load};
use boussole_content::pack::Pack;
use boussole_domain::situation::Situation;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The folder of the project, whichever of its crates is tested.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().find(|folder| folder.join("www").is_dir()).unwrap().to_path_buf()
}

pub fn packs() -> Vec<Rc<Pack>> {
    // Read once for each thread: properties are tried hundreds of times.
    thread_local! { static PACKS: Vec<Rc<Pack>> = read(); }
    PACKS.with(Clone::clone)
}

fn read() -> Vec<Rc<Pack>> {
    let content = load::load(&root().join("www")).unwrap_or_else(|findings| panic!("{:#?}", findings.all()));
    compile::compile(&content)
        .unwrap_or_else(|findings| panic!("{:#?}", findings.all()))
        .into_iter()
        .map(Rc::new)
        .collect()
}

pub fn french() -> Rc<Pack> {
    packs().remove(0)
}

/// The French pack as a first visit has it: what names the resources, without what is shown of them besides.
pub fn named() -> Rc<Pack> {
    let parts = (*french()).clone().split().unwrap();
    Rc::new(parts.content.with_index(parts.index).unwrap())
}

/// A copy of the content that a test may change.
pub fn copy(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("content").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for part in ["content", "content/instruments", "content/thesaurus", "i18n", "versions"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
        let entries = std::fs::read_dir(root().join("www").join(part)).unwrap().flatten();
        for entry in entries.filter(|entry| entry.path().is_file()) {
            std::fs::copy(entry.path(), folder.join(part).join(entry.file_name())).unwrap();
        }
    }
    folder
}

pub fn data(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/data").join(name)).unwrap()
}

/// Numbers below a bound that look random and are the same in each run: xorshift.
pub fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |bound| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 11).unwrap() % bound.max(1)
    }
}

/// Neither proposed, nor listed, nor found: what is left of third parties in what a visitor may see.
pub fn third_parties(pack: &Pack) -> usize {
    let theirs = |index: &usize| pack.attributes[*index].third_party;
    let columns = FacetIndex::new(pack);
    let uploaded = |query: &str| {
        let wish = ExploreQuery { text: query.to_owned(), ..ExploreQuery::default() };
        search(pack, &columns, &wish, &Situation::default(), None).indices
    };
    let mut count = uploaded("").iter().filter(|index| theirs(index)).count();
    let titles =
        pack.resources.iter().enumerate().filter(|(index, _)| theirs(index)).map(|(_, resource)| &resource.title);
    for title in titles.step_by(7) {
        count += uploaded(title).iter().filter(|index| theirs(index)).count();
    }
    for domain in 1..=16 {
        let preset = format!("profile=association;level=local;maturity=1;domains=d{domain:02}");
        let (situation, _) = preset::read(&preset, &pack.vocabulary);
        let outcome = Outcome::new(&situation, pack);
        let path = &outcome.plan(pack).path;
        count += path.stops.iter().chain(&path.explorer).filter(|stop| theirs(&stop.resource)).count();
    }
    count
}
