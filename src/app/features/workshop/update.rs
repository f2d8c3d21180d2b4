//! What happens in a workshop.

use super::{AddReport, Participant, Workshop, WorkshopMsg};
use crate::app::journey::link::DecodedLink;
use crate::app::journey::outcome::Outcome;
use crate::app::journey::pasted::{self, Pasted};
use crate::app::runtime::action::Action;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::effect::{Effect, FocusTarget};
use boussole_content::pack::Pack;

/// What a message makes of the workshop.
pub fn update(workshop: &mut Workshop, msg: WorkshopMsg, content: &Pack) -> Action {
    match msg {
        WorkshopMsg::LinksTyped(text) => {
            workshop.typed = text;
            return Action::default();
        }
        WorkshopMsg::ScanRequested => return Action::from(vec![Effect::Scan]),
        WorkshopMsg::TableExportRequested => return Action::from(vec![Effect::Export("workshop")]),
        WorkshopMsg::SlideShown(slide) => {
            workshop.slide = slide;
            let target = if slide.is_some() { FocusTarget::Title } else { FocusTarget::ProjectButton };
            return Action::from(vec![Effect::Focus(target)]);
        }
        WorkshopMsg::JourneysAdded(texts) => {
            add(workshop, texts.iter().map(String::as_str), content);
            return Action::announce(Announcement::ParticipantsAdded);
        }
        WorkshopMsg::LinksSubmitted => {
            let typed = core::mem::take(&mut workshop.typed);
            // What was refused stays where the hand is.
            workshop.typed = add(workshop, [typed.as_str()].into_iter(), content);
        }
        WorkshopMsg::LastRemoved => {
            workshop.participants.pop();
            workshop.last = AddReport::default();
        }
        WorkshopMsg::Cleared => *workshop = Workshop::default(),
    }
    Action {
        announcement: Some(Announcement::ParticipantsAdded),
        effects: vec![Effect::Focus(FocusTarget::WorkshopField)],
    }
}

/// Takes the journeys of each text; what is left are the words that were refused, each on a line.
fn add<'t>(workshop: &mut Workshop, texts: impl Iterator<Item = &'t str>, content: &Pack) -> String {
    let max_participants = content.rules.workshop.most;
    let mut report = AddReport::default();
    let mut rejected_words = Vec::new();
    for text in texts {
        let pasted = pasted::find_links(text, content);
        if pasted.is_empty() && !text.trim().is_empty() {
            rejected_words.push(text.to_owned());
        }
        report.rejected += usize::from(pasted.is_empty());
        for Pasted { state, word } in pasted {
            match state {
                // A journey without any answer says nothing.
                Ok(state) if !state.situation.is_empty() => {
                    if workshop.participants.len() >= max_participants {
                        report.over_limit += 1;
                        rejected_words.push(word);
                        continue;
                    }
                    workshop.participants.push(participant(&state, content));
                    report.accepted += 1;
                }
                _ => {
                    report.rejected += 1;
                    rejected_words.push(word);
                }
            }
        }
    }
    workshop.last = report;
    rejected_words.join("\n")
}

fn participant(state: &DecodedLink, content: &Pack) -> Participant {
    let outcome = Outcome::new(&state.situation, content);
    Participant {
        heading: outcome.heading,
        path: outcome.plan(content).path.stops.iter().map(|stop| stop.resource).collect(),
        situation: state.situation.clone(),
    }
}
