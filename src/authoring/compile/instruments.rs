//! The instruments as the browser reads them.

use super::localize::{mask, origin, spoken};
use crate::source::{Content, GridFile, GroupFile, InstrumentFile, ItemFile, LanguageFile, Text, WorthFile};
use boussole_content::entry::Entry;
use boussole_content::instrument::{Fact, Facts, Grid, Group, Instrument, Interpretation, Moment, Recommendation};
use boussole_content::pack::Word;
use boussole_domain::Kind;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::TermSet;

/// The instruments in a language, in order.
pub(super) fn compile(content: &Content, language: &LanguageFile) -> Vec<Instrument> {
    let mut all: Vec<&InstrumentFile> = content.instruments.iter().collect();
    all.sort_by_key(|one| (one.order, one.id.as_str()));
    all.into_iter().map(|one| assembled(content, language, one)).collect()
}

/// The words of the glossary that some view explains.
pub(super) fn words(content: &Content, language: &LanguageFile) -> Vec<Word> {
    let items = content.instruments.iter().flat_map(|one| &one.facts).flat_map(|facts| &facts.items);
    let explained = items.filter(|item| !item.views.is_empty());
    explained.map(|item| Word { entry: entry(language, item), views: item.views.clone() }).collect()
}

fn entry(language: &LanguageFile, item: &ItemFile) -> Entry {
    let say = |text: &Text| spoken(language, text).0;
    Entry {
        id: item.id.clone(),
        label: say(&item.label),
        description: item.description.as_ref().map(say).unwrap_or_default(),
        origin: origin(&item.source, item.confidence),
    }
}

fn assembled(content: &Content, language: &LanguageFile, one: &InstrumentFile) -> Instrument {
    let say = |text: &Text| spoken(language, text).0;
    let entry = |item: &ItemFile| entry(language, item);
    let group = |group: &GroupFile| Group {
        entry: Entry {
            id: group.id.clone(),
            label: say(&group.label),
            description: say(&group.description),
            origin: origin(&group.source, group.confidence),
        },
        words: group.words.clone(),
        items: group.items.iter().map(entry).collect(),
    };
    let fact = |item: &ItemFile| Fact {
        entry: entry(item),
        date: item.date.clone(),
        until: item.until.clone(),
        figure: item.figure.clone(),
    };
    let every = TermSet::of(0..Kind::ALL.len());
    Instrument {
        id: one.id.clone(),
        label: say(&one.label),
        lead: say(&one.lead),
        minutes: one.minutes,
        origin: origin(&one.source, one.confidence),
        remarks: one.remarks.iter().map(say).collect(),
        reading: one.reading,
        moments: one
            .moments
            .iter()
            .map(|moment| Moment { id: moment.id.clone(), label: say(&moment.label), months: moment.months })
            .collect(),
        parties: one.parties.unwrap_or(1),
        commits: one.commits,
        scale: one.scale.iter().map(say).collect(),
        agreed_from: one.agreed_from.unwrap_or(u8::MAX),
        groups: one.groups.iter().map(group).collect(),
        grid: one.grid.as_ref().map(|grid| table(grid, &entry, &say)),
        facts: one
            .facts
            .iter()
            .map(|facts| Facts { label: say(&facts.label), items: facts.items.iter().map(fact).collect() })
            .collect(),
        says: one.says.iter().map(|says| Interpretation { when: says.when.clone(), text: say(&says.text) }).collect(),
        feeds_maturity: one.feeds_maturity,
        kinds: if one.kinds.is_empty() { every } else { TermSet::of(one.kinds.iter().map(|kind| *kind as usize)) },
        worth: one.worth.iter().map(|worth| worthy(content, worth, say(&worth.because))).collect(),
    }
}

fn table(file: &GridFile, entry: &dyn Fn(&ItemFile) -> Entry, say: &dyn Fn(&Text) -> String) -> Grid {
    let place =
        |id: &String| file.marks.iter().position(|mark| mark.id == *id).and_then(|place| u8::try_from(place).ok());
    Grid {
        rows: file.rows.iter().map(entry).collect(),
        columns: file.columns.iter().map(say).collect(),
        marks: file.marks.iter().map(entry).collect(),
        steers: place(&file.steers).unwrap_or(0),
        shares: file.shares.as_ref().and_then(place),
        example: file.example.iter().map(|row| row.iter().map(|id| id.as_ref().and_then(place)).collect()).collect(),
    }
}

fn worthy(content: &Content, worth: &WorthFile, because: String) -> Recommendation {
    let questions = |names: &[String]| {
        TermSet::of(names.iter().filter_map(|name| Question::ALL.iter().position(|question| question.id() == name)))
    };
    let when = &worth.when;
    Recommendation {
        profiles: mask(&content.profiles, &when.profile),
        objectives: mask(&content.objectives, &when.objectives),
        usages: mask(&content.usages, &when.usage),
        maturity: TermSet::of(when.maturity.iter().filter_map(|level| usize::from(*level).checked_sub(1))),
        answered: questions(&when.answered),
        unanswered: questions(&when.unanswered),
        because,
    }
}
