//! *Tracer la trajectoire*: the compass, the matrix, the dates, and what a change would move.

use super::ctx::Ctx;
use super::markup::html;
use super::{compass, matrix, phrases, steps, timeline, what_if};
use boussole_content::i18n::Key;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let lead = match &ctx.model.visible_outcome().plan(ctx.content()).matrix {
        Some(matrix) => phrases::matrix(ctx, matrix),
        None => ctx.t(Key::TrajectoryNone).to_owned(),
    };
    html! {
        <>
            <div class="lead">
                <p>{ lead }</p>
            </div>
            <div class="columns columns-side-first">
                { compass::aside(ctx) }
                <div class="column-main">
                    <section class="block">
                        { ctx.heading(2, "block-title", html! { { ctx.t(Key::MatrixTitle) } }) }
                        <p class="hint">{ ctx.t(Key::MatrixLead) }</p>
                        { matrix::matrix(ctx) }
                    </section>
                    <section class="block">
                        { ctx.heading(2, "block-title", html! { { ctx.t(Key::TimelineTitle) } }) }
                        <p class="hint">{ ctx.t(Key::TimelineLead) }</p>
                        { timeline::timeline(ctx) }
                    </section>
                    <div>{ what_if::panel(ctx) }</div>
                </div>
            </div>
            { steps::step_footer(ctx) }
        </>
    }
}
