//! What happens to what a visitor keeps and shares, and what she takes up again.

use super::{ImportOutcome, KeepOffer, SavedJourneys, Share, ShareMsg};
use crate::app::journey::link::{DecodedLink, LinkError};
use crate::app::journey::pasted;
use crate::app::runtime::action::Action;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::context::Context;
use crate::app::runtime::effect::{Effect, FocusTarget, StorageCommand};
use boussole_domain::situation::Question;

/// What keeping and sharing ask of the root.
#[derive(Debug)]
pub enum Event {
    /// A journey was taken up; whether the visitor asked for it.
    JourneyImported(DecodedLink, bool),
    /// The journey that was taken up is what somebody sent.
    JourneyReceived,
    /// The visitor wants what she had before.
    ImportUndone,
    /// An agenda of no dates is no agenda: the date is asked for where she is.
    StartWanted,
}

/// What a message makes of what a visitor keeps and shares.
pub fn update(share: &mut Share, msg: ShareMsg, context: Context<'_>) -> (Action, Option<Event>) {
    let action = match msg {
        ShareMsg::PrintRequested => Action::from(vec![Effect::Print]),
        ShareMsg::CalendarExported(seconds) => {
            share.publish(seconds, context);
            Action::default()
        }
        ShareMsg::CopyRequested(text) => {
            share.copied = Some(text.clone());
            Action::from(vec![Effect::Copy(text)])
        }
        ShareMsg::CopyFinished(true) => Action::announce(Announcement::Copied),
        ShareMsg::CopyFinished(false) => Action::announce(Announcement::NotCopied),
        ShareMsg::JourneysListed(saved) => Action { announcement: list(share, saved, context), effects: Vec::new() },
        ShareMsg::SaveRequested(name) => {
            share.keep_offer = KeepOffer::Answered;
            store(StorageCommand::Keep(name))
        }
        ShareMsg::KeepDeclined => {
            share.keep_offer = KeepOffer::Answered;
            Action::from(vec![Effect::Focus(FocusTarget::SavedJourneys)])
        }
        ShareMsg::JourneyReceived => return (Action::default(), Some(Event::JourneyReceived)),
        ShareMsg::ReceivedRead(target) => {
            share.import = None;
            Action::from(vec![Effect::Focus(target)])
        }
        ShareMsg::ShareSheetDetected => {
            share.has_share_sheet = true;
            Action::default()
        }
        ShareMsg::ShareSheetRequested(text) => Action::from(vec![Effect::OpenShareSheet(text)]),
        ShareMsg::ShareSheetFailed => {
            // The button gives way to the link that stands where no device has a sheet.
            share.has_share_sheet = false;
            Action::from(vec![Effect::Focus(FocusTarget::Send)])
        }
        ShareMsg::JourneyOpened(id) => Action::from(vec![Effect::Storage(StorageCommand::Open(id))]),
        ShareMsg::JourneyDeleted(id) => store(StorageCommand::Delete(id)),
        ShareMsg::AllJourneysDeleted => store(StorageCommand::DeleteAll),
        ShareMsg::ExportRequested("ics") if context.situation.start.is_none() => {
            let action = Action {
                announcement: Some(Announcement::StartWanted),
                effects: vec![Effect::Focus(FocusTarget::Question(Question::Start))],
            };
            return (action, Some(Event::StartWanted));
        }
        ShareMsg::ExportRequested(format) => {
            share.export_outcome = None;
            Action::from(vec![Effect::Export(format)])
        }
        ShareMsg::ExportFailed(why) => {
            share.export_outcome = Some(Err(why));
            Action::announce(Announcement::ExportReported)
        }
        ShareMsg::ExportFinished(name) => {
            share.export_outcome = Some(Ok(name));
            Action::announce(Announcement::ExportReported)
        }
        ShareMsg::LinkBaseSet(address) => {
            share.is_addressless = address.is_empty();
            share.link_base = address;
            Action::default()
        }
        ShareMsg::ImportTooLarge => {
            share.import = Some(ImportOutcome::TooLarge);
            Action::announce(Announcement::JourneyImported)
        }
        ShareMsg::ImportUnreadable => {
            share.import = Some(ImportOutcome::Unreadable);
            Action::announce(Announcement::JourneyImported)
        }
        ShareMsg::LinkTyped(text) => {
            share.typed_link = text;
            // What was said of another text says nothing of this one.
            if share.import.as_ref().is_some_and(ImportOutcome::is_refusal) {
                share.import = None;
            }
            Action::default()
        }
        ShareMsg::NameTyped(name) => {
            share.journey_name = name;
            Action::default()
        }
        ShareMsg::LinkSubmitted => {
            let decoded = pasted::find_link(&share.typed_link, context.content);
            if decoded.is_ok() {
                share.typed_link = String::new();
            }
            return import(share, decoded, true);
        }
        ShareMsg::JourneyImported(decoded, is_requested) => return import(share, decoded, is_requested),
        ShareMsg::ImportUndone => {
            share.import = None;
            return (Action::announce(Announcement::Restored), Some(Event::ImportUndone));
        }
    };
    (action, None)
}

/// Changes what is kept on this device, by a button that goes with the press.
fn store(command: StorageCommand) -> Action {
    Action::from(vec![Effect::Storage(command), Effect::Focus(FocusTarget::SavedJourneys)])
}

/// Takes another list of what is kept: what there is to say of it.
fn list(share: &mut Share, saved: SavedJourneys, context: Context<'_>) -> Option<Announcement> {
    let begins = saved.current.is_some() && saved.current != share.saved.current;
    let fails = saved.error.is_some() && saved.error != share.saved.error;
    let is_same = saved == share.saved;
    share.saved = saved;
    if begins || fails {
        return Some(Announcement::JourneySaved);
    }
    // What was said of another list is over.
    (context.announcement == Announcement::JourneySaved && !is_same).then_some(Announcement::None)
}

/// Takes up a journey; or says why it cannot be.
fn import(share: &mut Share, decoded: Result<DecodedLink, LinkError>, is_requested: bool) -> (Action, Option<Event>) {
    let event = decoded.map(|state| Event::JourneyImported(state, is_requested)).map_err(|reason| {
        share.import = Some(ImportOutcome::Rejected(reason));
    });
    (Action::announce(Announcement::JourneyImported), event.ok())
}
