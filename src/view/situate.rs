//! *Se situer*: who, where, how far.

use super::ctx::Ctx;
use super::fields::{OptionStyle, checkbox_question, radio_question};
use super::markup::html;
use super::steps;
use crate::app::{Answer, Msg, NavigationMsg, View};
use boussole_content::i18n::Key;
use boussole_domain::situation::{Question, Situation};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let vocabulary = ctx.vocabulary();
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(Key::SituateLead) }</p>
                <p class="short-way">
                    if ctx.model.is_enabled(View::Quick) {
                        { ctx.t(Key::QuickOffer) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Quick)))}>{ ctx.t(Key::QuickTitle) }</button>
                    }
                </p>
            </div>
            <div class="columns">
                <div class="column-main">
                    { radio_question(ctx, Question::Profile, Key::HintProfile, (&vocabulary.profiles, OptionStyle::Cards), situation.profile, Answer::Profile) }
                    { checkbox_question(ctx, Question::Domains, Key::HintDomains, (&vocabulary.domains, OptionStyle::Chips),
                        (&situation.domains, Situation::MAX_DOMAINS), Answer::Domain) }
                    { radio_question(ctx, Question::Level, Key::HintLevel, (&vocabulary.levels, OptionStyle::Cards), situation.level, Answer::Level) }
                    { radio_question(ctx, Question::Maturity, Key::HintMaturity, (&vocabulary.maturity, OptionStyle::Cards), situation.maturity, Answer::Maturity) }
                    { radio_question(ctx, Question::Usage, Key::HintUsage, (&vocabulary.usages, OptionStyle::Cards), situation.usage, Answer::Usage) }
                    { steps::turns(ctx) }
                </div>
                { steps::compass_bar(ctx) }
            </div>
            { steps::step_footer(ctx) }
        </>
    }
}
