//! What happens to what a visitor keeps and shares, and what she takes up again.

use super::calendar;
use super::effect::HostEvent;
use super::effect::StorageCommand;
use super::effect::{Effect, FocusTarget};
use super::journey::{answered, go, put_back};
use super::keep::{ImportOutcome, ShareMsg};
use super::link::{LinkError, State};
use super::model::{Announcement, Model, Snapshot, View};
use super::pasted;
use super::plan::PlanId;
use boussole_domain::amounts::Amounts;
use boussole_domain::situation::Question;
use std::rc::Rc;

/// The model after it.
pub(super) fn changed(mut next: Model, kept: ShareMsg) -> (Model, Vec<Effect>) {
    let effects = match kept {
        ShareMsg::PrintRequested => vec![Effect::Print],
        ShareMsg::CalendarExported(seconds) => {
            calendar::published(&mut next, seconds);
            Vec::new()
        }
        ShareMsg::CopyRequested(text) => vec![Effect::Copy(text)],
        ShareMsg::CopyFinished(done) => {
            next.announcement = if done { Announcement::Copied } else { Announcement::NotCopied };
            Vec::new()
        }
        ShareMsg::JourneysListed(saved) => {
            let begins = saved.current.is_some() && saved.current != next.share.saved.current;
            let fails = saved.trouble.is_some() && saved.trouble != next.share.saved.trouble;
            if begins || fails {
                next.announcement = Announcement::JourneySaved;
            } else if next.announcement == Announcement::JourneySaved && saved != next.share.saved {
                // What was said of another list.
                next.announcement = Announcement::None;
            }
            next.share.saved = saved;
            Vec::new()
        }
        ShareMsg::SaveRequested(name) => {
            vec![Effect::Storage(StorageCommand::Keep(name)), Effect::Focus(FocusTarget::SavedJourneys)]
        }
        ShareMsg::JourneyOpened(id) => vec![Effect::Storage(StorageCommand::Open(id))],
        ShareMsg::JourneyDeleted(id) => {
            vec![Effect::Storage(StorageCommand::Delete(id)), Effect::Focus(FocusTarget::SavedJourneys)]
        }
        ShareMsg::AllJourneysDeleted => {
            vec![Effect::Storage(StorageCommand::DeleteAll), Effect::Focus(FocusTarget::SavedJourneys)]
        }
        // An agenda of no dates is no agenda: the date is asked for where she is.
        ShareMsg::ExportRequested("ics") if next.situation.start.is_none() => {
            next.form.start_wanted = true;
            next.announcement = Announcement::StartWanted;
            vec![Effect::Focus(FocusTarget::Question(Question::Start))]
        }
        ShareMsg::ExportRequested(format) => {
            next.share.export_failure = None;
            vec![Effect::Export(format)]
        }
        ShareMsg::ExportFailed(why) => {
            next.share.export_failure = Some(why);
            next.announcement = Announcement::FileFailed;
            Vec::new()
        }
        ShareMsg::LinkBaseSet(address) => {
            next.share.is_addressless = address.is_empty();
            next.share.link_base = address;
            Vec::new()
        }
        ShareMsg::ImportTooLarge => {
            next.share.import = Some(ImportOutcome::TooLarge);
            next.announcement = Announcement::JourneyImported;
            Vec::new()
        }
        ShareMsg::LinkTyped(text) => {
            next.share.typed_link = text;
            // What was said of another text says nothing of this one.
            if matches!(next.share.import, Some(ImportOutcome::Rejected(_) | ImportOutcome::TooLarge)) {
                next.share.import = None;
            }
            Vec::new()
        }
        ShareMsg::NameTyped(name) => {
            next.share.journey_name = name;
            Vec::new()
        }
        ShareMsg::LinkSubmitted => {
            let taken = pasted::found(&next.share.typed_link, &next.content);
            if taken.is_ok() {
                next.share.typed_link = String::new();
            }
            return resume(next, taken, true);
        }
        ShareMsg::JourneyImported(taken, asked) => return resume(next, taken, asked),
        ShareMsg::ImportUndone => return undo_resume(next),
    };
    (next, effects)
}

/// The model with a journey that was taken up, in the place of what was there; or why it cannot be.
fn resume(mut next: Model, taken: Result<State, LinkError>, asked: bool) -> (Model, Vec<Effect>) {
    next.announcement = Announcement::JourneyImported;
    let state = match taken {
        Ok(state) => state,
        Err(reason) => {
            next.share.import = Some(ImportOutcome::Rejected(reason));
            return (next, Vec::new());
        }
    };
    next.undo.before_import = before(&next);
    let taken = ImportOutcome::Imported { same_content: state.same_content, lost: state.lost };
    next.undo.before_start_over = None;
    next.undo.before_clear = None;
    next.form.invalid_start_input = None;
    next.form.amounts = Amounts::default();
    next.instruments.responses = Rc::new(state.responses);
    next.explore.pinned = state.pinned;
    next.share.plan = Some(state.plan.unwrap_or_else(|| PlanId::of(&state.situation, &next.content)));
    let (mut next, mut effects) = answered(next, state.situation);
    effects.push(Effect::Emit(HostEvent::ResultChanged));
    // What is kept under the journey before stays as it was.
    effects.insert(0, Effect::Storage(StorageCommand::Leave));
    if asked {
        let landing = landing(&next);
        effects.extend(go(&mut next, landing));
        effects.push(Effect::Focus(FocusTarget::Title));
    }
    next.share.import = Some(taken);
    next.announcement = Announcement::JourneyImported;
    (next, effects)
}

/// What was there before something was taken up is there again.
fn undo_resume(mut next: Model) -> (Model, Vec<Effect>) {
    next.share.import = None;
    next.announcement = Announcement::Restored;
    let Some(before) = next.undo.before_import.take() else { return (next, Vec::new()) };
    let (next, mut effects) = put_back(next, before);
    effects.extend([
        Effect::Storage(StorageCommand::Back),
        Effect::Emit(HostEvent::ResultChanged),
        Effect::Focus(FocusTarget::Title),
    ]);
    (next, effects)
}

/// What there is before something else is taken up; nothing when there is nothing to lose.
fn before(model: &Model) -> Option<Snapshot> {
    model.has_something().then(|| Snapshot::of(model))
}

/// Where a visitor who opens a journey goes on: where its answers lead.
fn landing(model: &Model) -> View {
    let wanted =
        if model.outcome.plan(&model.content).path.stops.is_empty() { View::Situate } else { View::Trajectory };
    if model.offers(wanted) { wanted } else { model.view }
}
