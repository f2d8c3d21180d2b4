//! Which plan the calendars of a model are of.

use super::model::Model;
use super::plan::{PlanId, Published, sum};
use boussole_content::pack::entry;

impl PlanId {
    /// The plan of a model.
    #[must_use]
    pub fn of_model(model: &Model) -> Self {
        model.share.plan.unwrap_or_else(|| Self::of(&model.situation, &model.content))
    }

    /// What the events of a calendar have of it: the plan, and whose it is.
    #[must_use]
    pub fn of_events(model: &Model) -> Self {
        let profile = model.situation.profile.map_or("", |term| &entry(&model.content.vocabulary.profiles, term).id);
        Self::from_text(&[&Self::of_model(model).to_string(), ".", profile].concat())
    }
}

/// A calendar is asked for at a time, in seconds since 1970: the plan has its id from now on. The same calendar again
/// is as it was, another one is later than the last, even within the second.
pub(super) fn published(next: &mut Model, seconds: u32) {
    next.share.plan = Some(PlanId::of_model(next));
    let last = next.share.published.take();
    let now = Published {
        seconds: last.as_ref().map_or(seconds, |last| seconds.max(last.seconds.saturating_add(1))),
        plan: PlanId::of_events(next),
        start: next.situation.start,
        today: next.host.today,
        content: next.content.content_hash.clone(),
        words: sum(&next.content.messages.texts.concat()),
    };
    let same = last.filter(|last| Published { seconds: last.seconds, ..now.clone() } == *last);
    next.share.published = Some(same.unwrap_or(now));
}
