//! The plan that an exported calendar belongs to.

use super::Share;
use crate::app::journey::plan::{PlanId, Published, short_hash};
use crate::app::runtime::context::Context;
use boussole_content::pack::entry;

impl Share {
    /// The id of the plan.
    #[must_use]
    pub fn plan_id(&self, context: Context<'_>) -> PlanId {
        self.plan.unwrap_or_else(|| PlanId::from_situation(context.situation, context.content))
    }

    /// What the events of a calendar have of the plan: its id, and whose it is.
    #[must_use]
    pub fn events_id(&self, context: Context<'_>) -> PlanId {
        let profiles = &context.content.vocabulary.profiles;
        let profile = context.situation.profile.map_or("", |term| &entry(profiles, term).id);
        PlanId::from_text(&[&self.plan_id(context).to_string(), ".", profile].concat())
    }

    /// A calendar is made at a time, in seconds since 1970: the plan has its id from now on. The same calendar again
    /// is as it was, another one is later than the last, even within the second.
    pub(super) fn publish(&mut self, seconds: u32, context: Context<'_>) {
        self.plan = Some(self.plan_id(context));
        let last = self.published.take();
        let now = Published {
            seconds: last.as_ref().map_or(seconds, |last| seconds.max(last.seconds.saturating_add(1))),
            plan: self.events_id(context),
            start: context.situation.start,
            today: context.host.today,
            content: context.content.content_hash.clone(),
            words: short_hash(&context.content.messages.texts.concat()),
        };
        let same = last.filter(|last| Published { seconds: last.seconds, ..now.clone() } == *last);
        self.published = Some(same.unwrap_or(now));
    }
}
