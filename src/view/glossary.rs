//! The words of the page that shows, one tap away.

use super::ctx::Ctx;
use super::markup::html;
use boussole_content::i18n::Key;
use boussole_content::pack::GlossaryEntry;
use yew::Html;

/// A fold with the meaning of each word of the method that the view uses; nothing when it uses none.
pub fn fold(ctx: Ctx<'_>) -> Html {
    let view = ctx.model.view.id(ctx.content());
    let entries = ctx.content().glossary.iter().filter(|word| word.views.iter().any(|name| name == view));
    let entries: Vec<&GlossaryEntry> = entries.collect();
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <details key={view.to_owned()} class="words">
            <summary>{ ctx.t(Key::WordsOfPage) }</summary>
            <dl>
                { for entries.into_iter().map(|word| html! {
                    <div key={word.entry.id.clone()}><dt>{ &word.entry.label }</dt><dd>{ &word.entry.description }</dd></div>
                }) }
            </dl>
        </details>
    }
}
