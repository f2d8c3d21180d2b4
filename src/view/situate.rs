//! *Se situer*: who, where, how far.

use super::ctx::Ctx;
use super::fields::{Look, one, several};
use super::markup::html;
use super::{compass, steps};
use crate::app::NavigationMsg;
use crate::app::{Answer, Msg, View};
use boussole_content::i18n::Key;
use boussole_domain::situation::{Question, Situation};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let words = ctx.vocabulary();
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::StepSituate) }
                <p>{ ctx.t(Key::SituateLead) }</p>
                <p class="short-way">
                    if ctx.model.offers(View::Quick) {
                        { ctx.t(Key::QuickOffer) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Quick)))}>{ ctx.t(Key::QuickTitle) }</button>
                    }
                </p>
            </div>
            <div class="columns">
                <div class="column-main">
                    { one(ctx, Question::Profile, Key::HintProfile, (&words.profiles, Look::Cards), situation.profile, Answer::Profile) }
                    { several(ctx, Question::Domains, Key::HintDomains, (&words.domains, Look::Chips),
                        (&situation.domains, Situation::MAX_DOMAINS), Answer::Domain) }
                    { one(ctx, Question::Level, Key::HintLevel, (&words.levels, Look::Cards), situation.level, Answer::Level) }
                    { one(ctx, Question::Maturity, Key::HintMaturity, (&words.maturity, Look::Cards), situation.maturity, Answer::Maturity) }
                    { one(ctx, Question::Usage, Key::HintUsage, (&words.usages, Look::Cards), situation.usage, Answer::Usage) }
                </div>
                { compass::aside(ctx) }
            </div>
            { steps::foot(ctx) }
        </>
    }
}
