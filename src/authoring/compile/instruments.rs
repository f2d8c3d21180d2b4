//! The instruments as the browser reads them.

use super::localize::{localize, origin, term_set};
use crate::source::{Content, GridFile, GroupFile, InstrumentFile, ItemFile, LanguageFile, RecommendationFile, Text};
use boussole_content::entry::Entry;
use boussole_content::instrument::{Fact, Facts, Grid, Group, Instrument, Interpretation, Moment, Recommendation};
use boussole_content::pack::GlossaryEntry;
use boussole_domain::Kind;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::TermSet;
use std::rc::Rc;

/// The instruments in a language, in order.
pub(super) fn compile_instruments(content: &Content, language: &LanguageFile) -> Vec<Rc<Instrument>> {
    let mut all: Vec<&InstrumentFile> = content.instruments.iter().collect();
    all.sort_by_key(|instrument| (instrument.order, instrument.id.as_str()));
    all.into_iter().map(|instrument| Rc::new(compile_instrument(content, language, instrument))).collect()
}

/// The words of the glossary that some view explains.
pub(super) fn compile_glossary(content: &Content, language: &LanguageFile) -> Vec<GlossaryEntry> {
    let items = content.instruments.iter().flat_map(|instrument| &instrument.facts).flat_map(|facts| &facts.items);
    let explained = items.filter(|item| !item.views.is_empty());
    explained.map(|item| GlossaryEntry { entry: entry(language, item), views: item.views.clone() }).collect()
}

fn entry(language: &LanguageFile, item: &ItemFile) -> Entry {
    let say = |text: &Text| localize(language, text).0;
    Entry {
        id: item.id.clone(),
        label: say(&item.label),
        description: item.description.as_ref().map(say).unwrap_or_default(),
        origin: origin(&item.source, item.confidence),
    }
}

fn compile_instrument(content: &Content, language: &LanguageFile, instrument: &InstrumentFile) -> Instrument {
    let say = |text: &Text| localize(language, text).0;
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
    let every = TermSet::from_indices(0..Kind::ALL.len());
    Instrument {
        id: instrument.id.clone(),
        label: say(&instrument.label),
        lead: say(&instrument.lead),
        minutes: instrument.minutes,
        origin: origin(&instrument.source, instrument.confidence),
        remarks: instrument.remarks.iter().map(say).collect(),
        result_kind: instrument.reading,
        moments: instrument
            .moments
            .iter()
            .map(|moment| Moment { id: moment.id.clone(), label: say(&moment.label), months: moment.months })
            .collect(),
        parties: instrument.parties.unwrap_or(1),
        commits: instrument.commits,
        scale: instrument.scale.iter().map(say).collect(),
        agreed_from: instrument.agreed_from.unwrap_or(u8::MAX),
        groups: instrument.groups.iter().map(group).collect(),
        grid: instrument.grid.as_ref().map(|grid| compile_grid(grid, &entry, &say)),
        facts: instrument
            .facts
            .iter()
            .map(|facts| Facts { label: say(&facts.label), items: facts.items.iter().map(fact).collect() })
            .collect(),
        interpretations: instrument
            .says
            .iter()
            .map(|says| Interpretation { condition: says.when.clone(), text: say(&says.text) })
            .collect(),
        feeds_maturity: instrument.feeds_maturity,
        kinds: if instrument.kinds.is_empty() {
            every
        } else {
            TermSet::from_indices(instrument.kinds.iter().map(|kind| *kind as usize))
        },
        recommendations: instrument
            .worth
            .iter()
            .map(|worth| compile_recommendation(content, worth, say(&worth.because)))
            .collect(),
    }
}

fn compile_grid(file: &GridFile, entry: &dyn Fn(&ItemFile) -> Entry, say: &dyn Fn(&Text) -> String) -> Grid {
    let index =
        |id: &String| file.marks.iter().position(|mark| mark.id == *id).and_then(|index| u8::try_from(index).ok());
    Grid {
        rows: file.rows.iter().map(entry).collect(),
        columns: file.columns.iter().map(say).collect(),
        marks: file.marks.iter().map(entry).collect(),
        steers: index(&file.steers).unwrap_or(0),
        shares: file.shares.as_ref().and_then(index),
        example: file.example.iter().map(|row| row.iter().map(|id| id.as_ref().and_then(index)).collect()).collect(),
    }
}

fn compile_recommendation(content: &Content, worth: &RecommendationFile, because: String) -> Recommendation {
    let questions = |names: &[String]| {
        TermSet::from_indices(
            names.iter().filter_map(|name| Question::ALL.iter().position(|question| question.id() == name)),
        )
    };
    let when = &worth.when;
    Recommendation {
        profiles: term_set(&content.profiles, &when.profile),
        objectives: term_set(&content.objectives, &when.objectives),
        usages: term_set(&content.usages, &when.usage),
        maturity: TermSet::from_indices(when.maturity.iter().filter_map(|level| usize::from(*level).checked_sub(1))),
        answered: questions(&when.answered),
        unanswered: questions(&when.unanswered),
        reason: because,
    }
}
