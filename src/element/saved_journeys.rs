//! Journeys that a visitor keeps on this device, from the widget's side: which one follows the answers, when it is saved,
//! and what the state is told. Where they are kept is [`super::storage`]'s affair, which may take its time: nothing here
//! counts on an answer at once.

use super::persistence::{Attributes, Persistence};
use super::storage::{JourneyStorage, StorageFailure, StorageKind, StoredJourney};
use crate::app::Model;
use crate::app::features::share::{SavedJourney, SavedJourneys, ShareMsg, StorageError};
use crate::app::journey::link::{self, JourneyRef};
use crate::app::journey::pasted;
use crate::app::runtime::effect::StorageCommand;
use crate::view::export::whole_link;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;

/// A name is cut behind so many letters. Our limit, in UTF-16 as JavaScript counts.
const MAX_NAME_UTF16_UNITS: usize = 80;

impl Persistence {
    /// Takes up the journey that is kept here and follows the answers.
    pub(super) fn open_storage(&self, kind: StorageKind, attributes: &Attributes, linked: Option<&str>) {
        let Some(storage) = JourneyStorage::open(kind, attributes.key()) else {
            self.publish(Some(StorageError::Denied));
            return;
        };
        let list = storage.list();
        self.state.borrow_mut().storage = Some(storage);
        if let Some(current) = self.following(&list.journeys, linked)
            && self.import(&current.link, false)
        {
            self.state.borrow_mut().current = Some(current.clone());
        }
        self.publish((list.corrupt > 0).then_some(StorageError::Corrupt));
    }

    /// Goes on with the journey that followed the answers before the module fell.
    pub(super) fn reopen_storage(&self, kind: StorageKind, attributes: &Attributes, current: Option<StoredJourney>) {
        let Some(storage) = JourneyStorage::open(kind, attributes.key()) else { return };
        {
            let mut state = self.state.borrow_mut();
            state.storage = Some(storage);
            state.current = current;
        }
        self.publish(None);
    }

    /// Does what the state asks.
    pub fn run(&self, command: &StorageCommand) {
        match command {
            StorageCommand::Follow => self.touch(),
            StorageCommand::Detach => {
                // The state is that of another journey already: what waited is saved as it was.
                if let Some(unsaved) = self.take_unsaved() {
                    self.save_current(&unsaved);
                }
                {
                    let mut state = self.state.borrow_mut();
                    state.previous = state.current.take();
                }
                self.publish_if_open();
            }
            StorageCommand::RestorePrevious => {
                // What was there is there again, and follows the answers as it did.
                let previous = self.state.borrow().previous.as_ref().map(|previous| previous.id.clone());
                let current = previous.and_then(|id| self.storage()?.find(&id));
                self.state.borrow_mut().current = current;
                self.publish_if_open();
            }
            command => {
                let failure = match self.storage() {
                    Some(storage) => self.change_storage(&storage, command).err(),
                    None => return self.publish(Some(StorageError::Denied)),
                };
                if let Some(failure) = &failure {
                    self.report("storage", format!("Nothing is kept: {}", failure.reason));
                }
                self.publish(failure.map(|failure| failure.error));
            }
        }
    }

    /// The journey that follows the answers: the one that a link in the address is of, perhaps with less in it; without a
    /// link, the one that was saved last.
    fn following<'a>(&self, journeys: &'a [StoredJourney], linked: Option<&str>) -> Option<&'a StoredJourney> {
        let Some(linked) = linked else {
            let newer = |best: &'a StoredJourney, own: &'a StoredJourney| {
                if best.revision >= own.revision { best } else { own }
            };
            return journeys.iter().reduce(newer);
        };
        let model = (self.owner.model)()?;
        journeys.iter().find(|own| is_same_journey(&own.link, linked, &model.content))
    }

    fn change_storage(&self, storage: &JourneyStorage, command: &StorageCommand) -> Result<(), StorageFailure> {
        match command {
            StorageCommand::Keep(name) => return self.keep(storage, name),
            StorageCommand::Open(id) => {
                if let Some(journey) = storage.find(id)
                    && self.resume(&journey.link, true)
                {
                    self.state.borrow_mut().current = Some(journey);
                }
            }
            StorageCommand::Delete(id) => {
                storage.delete(id)?;
                self.state.borrow_mut().current.take_if(|current| current.id == *id);
            }
            StorageCommand::DeleteAll => {
                storage.delete_all()?;
                self.state.borrow_mut().current = None;
            }
            StorageCommand::Follow | StorageCommand::Detach | StorageCommand::RestorePrevious => {}
        }
        Ok(())
    }

    fn keep(&self, storage: &JourneyStorage, name: &str) -> Result<(), StorageFailure> {
        let Some(model) = (self.owner.model)() else { return Ok(()) };
        let name = cut(&journey_name(&model, name, false));
        let saved = storage.save_as(StoredJourney::named(name), whole_link(&model));
        self.state.borrow_mut().current = saved.as_ref().ok().cloned();
        saved.map(|_| ())
    }

    /// Saves the journey that follows the answers; another tab that saved it meanwhile keeps its own.
    pub(super) fn save_current(&self, model: &Model) {
        let current = self.state.borrow().current.clone();
        let (Some(mut current), Some(storage)) = (current, self.storage()) else { return };
        let saved = storage.revision(&current.id).and_then(|revision| {
            if revision.total_cmp(&current.revision).is_ne() {
                let name = journey_name(model, &current.name, true);
                current = StoredJourney::named(name);
            }
            storage.save_as(current.clone(), whole_link(model))
        });
        let trouble = saved.as_ref().err().map(|failure| failure.error);
        let is_deleted = trouble == Some(StorageError::Deleted);
        if let Err(failure) = &saved
            && !is_deleted
        {
            self.report("storage", format!("The journey is not kept: {}", failure.reason));
        }
        self.state.borrow_mut().current = if is_deleted { None } else { Some(saved.unwrap_or(current)) };
        self.publish(trouble);
    }

    /// Tells the state what is kept here.
    fn publish(&self, trouble: Option<StorageError>) {
        let stored = self.storage().map(|storage| storage.list().journeys).unwrap_or_default();
        let journeys = stored.into_iter().map(|own| SavedJourney { id: own.id, name: own.name }).collect();
        let current = self.state.borrow().current.as_ref().map(|current| current.id.clone());
        (self.owner.send)(ShareMsg::JourneysListed(SavedJourneys { offered: true, current, journeys, error: trouble }));
        self.tell_recovery();
    }

    fn publish_if_open(&self) {
        if self.storage().is_some() {
            self.publish(None);
        }
    }

    fn storage(&self) -> Option<JourneyStorage> {
        self.state.borrow().storage.clone()
    }
}

/// Whether a journey that is kept gives this link: it may hold words that the link has not.
fn is_same_journey(kept: &str, link: &str, content: &Pack) -> bool {
    let written = |text: &str| {
        let state = pasted::find_link(text, content).ok()?;
        let source = JourneyRef { situation: &state.situation, responses: &state.responses, pinned: &state.pinned };
        let short = link::encode(&source, content).link;
        Some(link::with_plan(short, state.plan, &state.situation, content))
    };
    kept == link || written(kept).is_some_and(|own| Some(own) == written(link))
}

/// The name of a journey, with the words for one that has none, or that another tab has taken.
fn journey_name(model: &Model, name: &str, is_fork: bool) -> String {
    let words = &model.content.messages;
    let name = if name.trim().is_empty() { words.get(Key::KeepDefaultName) } else { name.trim() };
    let is_named_so = || {
        let (before, after) = words.get(Key::KeepFork).split_once("{name}").unwrap_or_default();
        name.starts_with(before) && name.ends_with(after)
    };
    if is_fork && !is_named_so() { words.fill(Key::KeepFork, &[("name", name)]) } else { name.to_owned() }
}

fn cut(name: &str) -> String {
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= MAX_NAME_UTF16_UNITS
    };
    name.chars().take_while(fits).collect()
}
