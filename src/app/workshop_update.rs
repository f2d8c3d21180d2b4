//! What happens in a workshop.

use super::effect::{Effect, FocusTarget};
use super::link::State;
use super::model::{Announcement, Model};
use super::outcome::Outcome;
use super::pasted::{self, Pasted};
use super::workshop::{AddReport, Participant, Workshop, WorkshopMsg};
use boussole_content::pack::Pack;

/// The model after it.
pub(super) fn changed(mut next: Model, met: WorkshopMsg) -> (Model, Vec<Effect>) {
    let said = core::mem::replace(&mut next.announcement, Announcement::ParticipantsAdded);
    let effects = match met {
        WorkshopMsg::LinksTyped(text) => {
            next.announcement = Announcement::None;
            next.workshop.typed = text;
            Vec::new()
        }
        WorkshopMsg::LinksSubmitted => {
            let typed = core::mem::take(&mut next.workshop.typed);
            let left = come(&mut next, [typed.as_str()].into_iter());
            // What was refused stays where the hand is.
            next.workshop.typed = left;
            vec![Effect::Focus(FocusTarget::WorkshopField)]
        }
        WorkshopMsg::JourneysAdded(texts) => {
            come(&mut next, texts.iter().map(String::as_str));
            Vec::new()
        }
        WorkshopMsg::LastRemoved => {
            next.workshop.participants.pop();
            next.workshop.last = AddReport::default();
            vec![Effect::Focus(FocusTarget::WorkshopField)]
        }
        WorkshopMsg::Cleared => {
            next.workshop = Workshop::default();
            vec![Effect::Focus(FocusTarget::WorkshopField)]
        }
        // Nobody did anything: what was said stays to be heard.
        WorkshopMsg::ScannerAvailable => {
            next.announcement = said;
            next.host.camera_available = true;
            Vec::new()
        }
        WorkshopMsg::TableExportRequested => {
            next.announcement = Announcement::None;
            vec![Effect::Export("workshop")]
        }
    };
    (next, effects)
}

/// Takes the journeys of each text; what is left are the words that were refused, each on a line.
fn come<'t>(next: &mut Model, texts: impl Iterator<Item = &'t str>) -> String {
    let most = next.content.rules.workshop.most;
    let mut batch = AddReport::default();
    let mut left = Vec::new();
    for text in texts {
        let found = pasted::links(text, &next.content);
        if found.is_empty() && !text.trim().is_empty() {
            left.push(text.to_owned());
        }
        batch.refused += usize::from(found.is_empty());
        for Pasted { state, word } in found {
            match state {
                // A journey without any answer says nothing.
                Ok(state) if !state.situation.is_silent() => {
                    if next.workshop.participants.len() >= most {
                        batch.beyond += 1;
                        left.push(word);
                        continue;
                    }
                    next.workshop.participants.push(participant(&state, &next.content));
                    batch.taken += 1;
                }
                _ => {
                    batch.refused += 1;
                    left.push(word);
                }
            }
        }
    }
    next.workshop.last = batch;
    left.join("\n")
}

fn participant(state: &State, content: &Pack) -> Participant {
    let outcome = Outcome::of(&state.situation, content);
    Participant {
        heading: outcome.heading,
        path: outcome.plan(content).path.stops.iter().map(|stop| stop.resource).collect(),
        situation: state.situation.clone(),
    }
}
