//! An instrument as a form makes it: a new one, one that adapts ours, and what is added to it. What it may hold, the checks
//! of the build say.

use boussole_authoring::source::{
    Confidence, Content, FactsFile, GridFile, GroupFile, InstrumentFile, InterpretationFile, ItemFile, MomentFile, Text,
};
use boussole_content::instrument::{Condition, ResultKind};
use boussole_content::table::fold;

/// The source of what a partner writes: herself, until she names another.
const SOURCE: &str = "inference";
/// The levels of a new instrument.
const LEVELS: [(&str, &str); 3] = [("Non", "No"), ("En partie", "Partly"), ("Oui", "Yes")];
/// Instruments of hers stand after ours.
const ORDER: u16 = 900;

/// A text in French alone, so far.
fn text(french: &str) -> Text {
    Text { fr: french.to_owned(), en: None }
}

/// An id made of words, which nothing else has.
fn unused(words: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let id: String = fold(words).chars().filter(|letter| letters(*letter)).take(40).collect();
    let id = if id.is_empty() { "instrument".to_owned() } else { id };
    let numbered = (2..).map(|number: usize| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
}

/// A new instrument of this name: a group of one statement, and three levels, all to be written.
#[must_use]
pub fn new(name: &str, content: &Content, hers: &[InstrumentFile]) -> InstrumentFile {
    let is_taken = |id: &str| content.instruments.iter().chain(hers).any(|other| other.id == id);
    let mut instrument = InstrumentFile {
        schema: None,
        id: unused(name, &is_taken),
        order: ORDER,
        label: text(name.trim()),
        lead: Text::default(),
        minutes: 5,
        source: vec![SOURCE.to_owned()],
        confidence: Confidence::Low,
        reading: ResultKind::Profile,
        remarks: Vec::new(),
        moments: Vec::new(),
        parties: None,
        commits: false,
        scale: LEVELS.map(|(fr, en)| Text { fr: fr.to_owned(), en: Some(en.to_owned()) }).to_vec(),
        agreed_from: None,
        groups: Vec::new(),
        grid: None,
        facts: Vec::new(),
        says: Vec::new(),
        feeds_maturity: false,
        kinds: Vec::new(),
        worth: Vec::new(),
    };
    add_group(&mut instrument);
    instrument
}

/// Ours of this id, to be adapted: it keeps its id, and stands instead of ours.
#[must_use]
pub fn adapt(id: &str, content: &Content) -> Option<InstrumentFile> {
    let ours = content.instruments.iter().find(|instrument| instrument.id == id)?;
    Some(InstrumentFile { schema: None, ..ours.clone() })
}

/// A group of one statement, at the end.
pub fn add_group(instrument: &mut InstrumentFile) {
    let id = unused("groupe", &|id| instrument.groups.iter().any(|group| group.id == id));
    instrument.groups.push(GroupFile {
        id,
        label: Text::default(),
        description: Text::default(),
        source: instrument.source.clone(),
        confidence: instrument.confidence,
        words: String::new(),
        items: Vec::new(),
    });
    add_item(instrument, instrument.groups.len().saturating_sub(1));
}

/// An item whose words are to be written, with an id that no other item of the instrument has.
fn item(instrument: &InstrumentFile, words: &str) -> ItemFile {
    let asked = || instrument.groups.iter().flat_map(|group| &group.items);
    let told = || instrument.facts.iter().flat_map(|facts| &facts.items);
    let table = || instrument.grid.iter().flat_map(|grid| grid.rows.iter().chain(&grid.marks));
    ItemFile {
        id: unused(words, &|id| asked().chain(told()).chain(table()).any(|item| item.id == id)),
        label: Text::default(),
        description: None,
        source: instrument.source.clone(),
        confidence: instrument.confidence,
        date: None,
        until: None,
        figure: None,
        views: Vec::new(),
    }
}

/// A statement, at the end of a group.
pub fn add_item(instrument: &mut InstrumentFile, group: usize) {
    let item = item(instrument, "enonce");
    if let Some(group) = instrument.groups.get_mut(group) {
        group.items.push(item);
    }
}

/// A table of one row and one column, with the mark of whoever steers.
pub fn add_grid(instrument: &mut InstrumentFile) {
    let label = Text { fr: "Pilote".to_owned(), en: Some("Steers".to_owned()) };
    let mark = ItemFile { label, ..item(instrument, "pilote") };
    instrument.grid = Some(GridFile {
        rows: Vec::new(),
        columns: Vec::new(),
        steers: mark.id.clone(),
        marks: vec![mark],
        shares: None,
        example: Vec::new(),
    });
    add_row(instrument);
    add_column(instrument);
}

/// A row, at the end of the table: in the example nobody has a mark there.
pub fn add_row(instrument: &mut InstrumentFile) {
    let row = item(instrument, "ligne");
    if let Some(grid) = &mut instrument.grid {
        grid.rows.push(row);
        grid.example.push(vec![None; grid.columns.len()]);
    }
}

/// A row goes, and its line of the example; the last one stays.
pub fn remove_row(instrument: &mut InstrumentFile, row: usize) {
    if let Some(grid) = instrument.grid.as_mut().filter(|grid| grid.rows.len() > 1 && row < grid.rows.len()) {
        grid.rows.remove(row);
        if row < grid.example.len() {
            grid.example.remove(row);
        }
    }
}

/// A column, at the end of the table: in the example it has no mark.
pub fn add_column(instrument: &mut InstrumentFile) {
    if let Some(grid) = &mut instrument.grid {
        grid.columns.push(Text::default());
        grid.example.iter_mut().for_each(|cells| cells.push(None));
    }
}

/// A column goes, and its cells of the example; the last one stays.
pub fn remove_column(instrument: &mut InstrumentFile, column: usize) {
    if let Some(grid) = instrument.grid.as_mut().filter(|grid| grid.columns.len() > 1 && column < grid.columns.len()) {
        grid.columns.remove(column);
        for cells in grid.example.iter_mut().filter(|cells| column < cells.len()) {
            cells.remove(column);
        }
    }
}

/// A mark, at the end.
pub fn add_mark(instrument: &mut InstrumentFile) {
    let mark = item(instrument, "marque");
    if let Some(grid) = &mut instrument.grid {
        grid.marks.push(mark);
    }
}

/// A mark goes, from the example too; that of whoever steers stays.
pub fn remove_mark(instrument: &mut InstrumentFile, mark: usize) {
    let Some(grid) = &mut instrument.grid else { return };
    if grid.marks.get(mark).is_some_and(|mark| mark.id != grid.steers) {
        let gone = Some(grid.marks.remove(mark).id);
        grid.shares.take_if(|shares| Some(&*shares) == gone.as_ref());
        grid.example.iter_mut().flatten().filter(|cell| **cell == gone).for_each(|cell| *cell = None);
    }
}

/// The mark of whoever steers: it is no longer that of those who steer together.
pub fn set_steers(instrument: &mut InstrumentFile, id: String) {
    if let Some(grid) = &mut instrument.grid {
        grid.shares.take_if(|shares| *shares == id);
        grid.steers = id;
    }
}

/// The mark of those who steer together; none for an empty id.
pub fn set_shares(instrument: &mut InstrumentFile, id: String) {
    if let Some(grid) = &mut instrument.grid {
        grid.shares = Some(id).filter(|id| !id.is_empty());
    }
}

/// The mark of a cell of the example; none for an empty id.
pub fn set_example(instrument: &mut InstrumentFile, row: usize, column: usize, id: String) {
    let cells = instrument.grid.as_mut().and_then(|grid| grid.example.get_mut(row));
    if let Some(cell) = cells.and_then(|cells| cells.get_mut(column)) {
        *cell = Some(id).filter(|id| !id.is_empty());
    }
}

/// A list of one fact, at the end.
pub fn add_facts(instrument: &mut InstrumentFile) {
    instrument.facts.push(FactsFile { label: Text::default(), items: Vec::new() });
    add_fact(instrument, instrument.facts.len().saturating_sub(1));
}

/// A list of facts goes.
pub fn remove_facts(instrument: &mut InstrumentFile, facts: usize) {
    if facts < instrument.facts.len() {
        instrument.facts.remove(facts);
    }
}

/// A fact, at the end of a list.
pub fn add_fact(instrument: &mut InstrumentFile, facts: usize) {
    let fact = item(instrument, "fait");
    if let Some(facts) = instrument.facts.get_mut(facts) {
        facts.items.push(fact);
    }
}

/// A fact goes; a list that tells nothing any more goes with its last one.
pub fn remove_fact(instrument: &mut InstrumentFile, facts: usize, fact: usize) {
    let Some(list) = instrument.facts.get_mut(facts).filter(|list| fact < list.items.len()) else { return };
    list.items.remove(fact);
    if list.items.is_empty() {
        instrument.facts.remove(facts);
    }
}

/// A description that was emptied in both languages is none.
pub fn drop_empty_descriptions(instrument: &mut InstrumentFile) {
    let is_empty = |text: &mut Text| text.fr.is_empty() && text.en.as_deref().unwrap_or_default().is_empty();
    for item in instrument.facts.iter_mut().flat_map(|facts| &mut facts.items) {
        item.description.take_if(is_empty);
    }
}

/// A group goes, with the sentences that speak of it alone.
pub fn remove_group(instrument: &mut InstrumentFile, group: usize) {
    if group < instrument.groups.len() {
        let gone = instrument.groups.remove(group).id;
        instrument.says.retain(|says| !names(&says.when, &gone));
    }
}

fn names(when: &Condition, group: &str) -> bool {
    match when {
        Condition::Least(id) => id == group,
        Condition::All(all) => all.iter().any(|when| names(when, group)),
        _ => false,
    }
}

/// A time to answer, at the end.
pub fn add_moment(instrument: &mut InstrumentFile) {
    let id = unused("moment", &|id| instrument.moments.iter().any(|moment| moment.id == id));
    instrument.moments.push(MomentFile { id, label: Text::default(), months: None });
}

/// A sentence for a result, at the end: for all results below half, until another is chosen.
pub fn add_sentence(instrument: &mut InstrumentFile) {
    instrument.says.push(InterpretationFile { when: Condition::Below(50), text: Text::default() });
}

/// What comes of the answers; what goes with one alone is put right.
pub fn set_reading(instrument: &mut InstrumentFile, reading: ResultKind) {
    instrument.reading = reading;
    let highest = u8::try_from(instrument.scale.len().saturating_sub(1)).unwrap_or(8);
    instrument.agreed_from =
        (reading == ResultKind::Accord).then(|| instrument.agreed_from.unwrap_or(highest).clamp(1, highest.max(1)));
    instrument.feeds_maturity &= reading == ResultKind::Stage;
    let fits = |when: &Condition| match when {
        Condition::Stage(_) => reading == ResultKind::Stage,
        Condition::Agreed(_) => reading == ResultKind::Accord,
        _ => true,
    };
    instrument.says.retain(|says| fits(&says.when));
}

/// When a sentence is said, as a form asks it: its kind, and the number or the group that goes with it.
#[must_use]
pub fn condition(when: &Condition) -> (&'static str, String) {
    match when {
        Condition::Least(group) => ("least", group.clone()),
        Condition::Stage(stage) => ("stage", stage.to_string()),
        Condition::Below(percent) => ("below", percent.to_string()),
        Condition::From(percent) => ("from", percent.to_string()),
        Condition::Even => ("even", String::new()),
        Condition::Agreed(percent) => ("agreed", percent.to_string()),
        Condition::All(_) => ("all", String::new()),
    }
}

/// The condition of a kind, with a number or a group; nothing for what a form cannot make.
#[must_use]
pub fn to_condition(kind: &str, value: &str) -> Option<Condition> {
    let number = || value.trim().parse::<u32>().ok();
    Some(match kind {
        "least" => Condition::Least(value.to_owned()),
        "stage" => Condition::Stage(usize::try_from(number().unwrap_or(1)).ok()?),
        "below" => Condition::Below(number().unwrap_or(50)),
        "from" => Condition::From(number().unwrap_or(50)),
        "even" => Condition::Even,
        "agreed" => Condition::Agreed(number().unwrap_or(50)),
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{
        adapt, add_column, add_fact, add_facts, add_grid, add_group, add_item, add_mark, add_moment, add_row,
        add_sentence, condition, drop_empty_descriptions, new, remove_column, remove_fact, remove_facts, remove_group,
        remove_mark, remove_row, set_example, set_reading, set_shares, set_steers, to_condition,
    };
    use boussole_authoring::check::check_instrument;
    use boussole_authoring::diagnostic::Findings;
    use boussole_authoring::load;
    use boussole_authoring::source::{Content, InstrumentFile, Text};
    use boussole_content::instrument::{Condition, ResultKind};
    use std::path::Path;

    fn content() -> Content {
        load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")).unwrap()
    }

    fn fields(findings: &Findings) -> Vec<String> {
        findings.all().iter().filter_map(|finding| finding.field.clone()).collect()
    }

    fn written(instrument: &mut InstrumentFile) {
        let text = |fr: &str| Text { fr: fr.to_owned(), en: Some(fr.to_owned()) };
        instrument.label.en = Some("Name".to_owned());
        instrument.lead = text("À quoi il sert.");
        for group in &mut instrument.groups {
            (group.label, group.description) = (text("Groupe"), text("Une phrase."));
            group.items.iter_mut().for_each(|item| item.label = text("Un énoncé."));
        }
        instrument.moments.iter_mut().for_each(|moment| moment.label = text("Au début"));
        instrument.says.iter_mut().for_each(|says| says.text = text("Une phrase."));
        for facts in &mut instrument.facts {
            facts.label = text("Des faits");
            facts.items.iter_mut().for_each(|fact| fact.label = text("Un fait."));
        }
        if let Some(grid) = &mut instrument.grid {
            grid.rows.iter_mut().chain(&mut grid.marks).for_each(|item| item.label = text("Mot"));
            grid.columns.iter_mut().for_each(|column| *column = text("Mot"));
        }
    }

    #[test]
    fn a_new_instrument_lacks_its_words_alone() {
        let content = content();
        let mut instrument = new("L’écoute du territoire", &content, &[]);
        assert_eq!(instrument.id, "ecoute-du-territoire");
        let missing = fields(&check_instrument(&content, &instrument));
        assert!(
            missing.contains(&"lead.fr".to_owned()) && missing.iter().all(|field| field.contains('.')),
            "{missing:?}"
        );
        add_group(&mut instrument);
        add_item(&mut instrument, 1);
        add_moment(&mut instrument);
        add_moment(&mut instrument);
        add_sentence(&mut instrument);
        written(&mut instrument);
        assert_eq!(check_instrument(&content, &instrument).all(), []);
        let json = serde_json::to_string(&instrument).unwrap();
        assert_eq!(serde_json::from_str::<InstrumentFile>(&json).unwrap(), instrument);
    }

    #[test]
    fn no_two_instruments_have_one_id() {
        let content = content();
        let first = new("Écoute", &content, &[]);
        let second = new("Écoute", &content, std::slice::from_ref(&first));
        assert_eq!((first.id.as_str(), second.id.as_str()), ("ecoute", "ecoute-2"));
        let ours = &content.instruments[0];
        assert_ne!(new(&ours.id, &content, &[]).id, ours.id);
        assert_eq!(new(" ?! ", &content, &[]).id, "instrument");
        // A view's name is refused by the build, and here.
        assert_eq!(
            fields(&check_instrument(&content, &InstrumentFile { id: "path".to_owned(), ..ours.clone() })),
            ["id"]
        );
    }

    #[test]
    fn each_of_ours_can_be_adapted_and_passes() {
        let content = content();
        for ours in &content.instruments {
            let adapted = adapt(&ours.id, &content).unwrap();
            assert_eq!(adapted.id, ours.id);
            assert_eq!(check_instrument(&content, &adapted).errors(), 0, "{}", ours.id);
        }
        assert_eq!(adapt("rien", &content), None);
    }

    #[test]
    fn what_goes_with_a_reading_alone_follows_it() {
        let content = content();
        let mut instrument = new("Accord", &content, &[]);
        add_sentence(&mut instrument);
        written(&mut instrument);
        for (reading, when) in [
            (ResultKind::Accord, Condition::Agreed(80)),
            (ResultKind::Stage, Condition::Stage(1)),
            (ResultKind::Profile, Condition::Even),
        ] {
            set_reading(&mut instrument, reading);
            instrument.says.clear();
            add_sentence(&mut instrument);
            written(&mut instrument);
            instrument.says[0].when = when;
            assert_eq!(check_instrument(&content, &instrument).all(), [], "{reading:?}");
        }
        set_reading(&mut instrument, ResultKind::Accord);
        instrument.says[0].when = Condition::Agreed(80);
        set_reading(&mut instrument, ResultKind::Profile);
        assert!(instrument.says.is_empty());
        assert_eq!(instrument.agreed_from, None);
    }

    #[test]
    fn a_group_goes_with_its_sentences() {
        let content = content();
        let mut instrument = new("Groupes", &content, &[]);
        add_group(&mut instrument);
        let (first, second) = (instrument.groups[0].id.clone(), instrument.groups[1].id.clone());
        for group in [&first, &second] {
            add_sentence(&mut instrument);
            instrument.says.last_mut().unwrap().when = Condition::All(vec![Condition::Least(group.clone())]);
        }
        remove_group(&mut instrument, 0);
        assert_eq!(instrument.says.len(), 1);
        assert_eq!(instrument.groups[0].id, second);
        remove_group(&mut instrument, 7);
        assert_eq!(instrument.groups.len(), 1);
    }

    #[test]
    fn a_condition_is_asked_and_made_again() {
        for when in [
            Condition::Least("a".to_owned()),
            Condition::Stage(2),
            Condition::Below(40),
            Condition::From(70),
            Condition::Even,
            Condition::Agreed(90),
        ] {
            let (kind, value) = condition(&when);
            assert_eq!(to_condition(kind, &value), Some(when));
        }
        assert_eq!(condition(&Condition::All(vec![])).0, "all");
        assert_eq!(to_condition("all", ""), None);
        assert_eq!(to_condition("below", "beaucoup"), Some(Condition::Below(50)));
    }
    #[test]
    fn a_table_keeps_its_shape_whatever_is_added_or_goes() {
        let content = content();
        let mut ours = adapt("gouvernance", &content).unwrap();
        let before = ours.grid.clone().unwrap();
        add_row(&mut ours);
        add_column(&mut ours);
        add_mark(&mut ours);
        let missing = fields(&check_instrument(&content, &ours));
        assert!(missing.iter().all(|field| field.contains("label") || field.contains("columns")), "{missing:?}");
        let (rows, columns) = (before.rows.len(), before.columns.len());
        let mark = ours.grid.as_ref().unwrap().marks.last().unwrap().id.clone();
        set_example(&mut ours, rows, columns, mark.clone());
        set_shares(&mut ours, mark);
        written(&mut ours);
        assert_eq!(check_instrument(&content, &ours).errors(), 0);
        assert!(ours.grid.as_ref().unwrap().example[rows][columns].is_some());
        // The mark goes with what names it, but that of whoever steers.
        let last = before.marks.len();
        remove_mark(&mut ours, last);
        remove_mark(&mut ours, 0);
        let grid = ours.grid.as_ref().unwrap();
        assert_eq!((grid.marks.len(), grid.shares.as_ref(), grid.example[rows][columns].as_ref()), (last, None, None));
        assert_eq!(check_instrument(&content, &ours).errors(), 0);
        // Another steers: it cannot share with itself.
        set_shares(&mut ours, before.marks[1].id.clone());
        set_steers(&mut ours, before.marks[1].id.clone());
        assert_eq!(ours.grid.as_ref().unwrap().shares, None);
        set_shares(&mut ours, String::new());
        set_example(&mut ours, 0, 1, String::new());
        assert_eq!(ours.grid.as_ref().unwrap().example[0][1], None);
        // A row and a column go with their cells, to the last of each.
        remove_row(&mut ours, 0);
        remove_column(&mut ours, 0);
        assert_eq!(ours.grid.as_ref().unwrap().example[0][0], before.example[1][1]);
        for _ in 0..rows + columns {
            remove_row(&mut ours, 0);
            remove_column(&mut ours, 0);
        }
        let grid = ours.grid.as_ref().unwrap();
        assert_eq!((grid.rows.len(), grid.columns.len(), grid.example.len()), (1, 1, 1));
        assert_eq!(check_instrument(&content, &ours).errors(), 0);
        remove_row(&mut ours, 9);
        set_example(&mut ours, 9, 9, "x".to_owned());
        // One of hers has a table too.
        let mut hers = new("Qui fait quoi", &content, &[]);
        set_reading(&mut hers, ResultKind::Grid);
        add_grid(&mut hers);
        written(&mut hers);
        assert_eq!(check_instrument(&content, &hers).all(), []);
    }

    #[test]
    fn facts_are_added_and_dated_and_a_wrong_date_is_said_where_it_stands() {
        let content = content();
        let mut ours = adapt("saisons", &content).unwrap();
        let lists = ours.facts.len();
        add_facts(&mut ours);
        add_fact(&mut ours, lists);
        written(&mut ours);
        assert_eq!(check_instrument(&content, &ours).errors(), 0);
        let ids: Vec<&str> = ours.facts[lists].items.iter().map(|fact| fact.id.as_str()).collect();
        assert_eq!(ids, ["fait", "fait-2"]);
        let fact = &mut ours.facts[lists].items[1];
        (fact.date, fact.until) = (Some("2027-03".to_owned()), Some("hier".to_owned()));
        fact.description = Some(Text::default());
        drop_empty_descriptions(&mut ours);
        assert_eq!(ours.facts[lists].items[1].description, None);
        let findings = check_instrument(&content, &ours);
        let wrong: Vec<_> = findings.all().iter().map(|one| (one.item.as_deref(), one.field.as_deref())).collect();
        assert_eq!(wrong, [(Some("fait-2"), Some("until"))]);
        remove_fact(&mut ours, lists, 1);
        remove_fact(&mut ours, lists, 0);
        assert_eq!(ours.facts.len(), lists, "an empty list goes");
        remove_facts(&mut ours, 0);
        assert_eq!(ours.facts.len(), lists - 1);
        remove_fact(&mut ours, 9, 9);
        remove_facts(&mut ours, 9);
    }
}
