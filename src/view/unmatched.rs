//! What a search has not found.

use super::ctx::Ctx;
use super::markup::html;
use boussole_content::i18n::Key;
use boussole_content::search::QueryTerm;
use yew::Html;

/// The words of a query that nothing has, in a sentence.
pub fn unmatched_words(ctx: Ctx<'_>, query: &str, terms: &[QueryTerm], message: Key) -> Html {
    let missing = terms.iter().filter(|word| word.documents == 0 && word.near.is_empty());
    let text = missing.filter_map(|word| query.get(word.range.clone())).collect::<Vec<_>>().join(", ");
    if text.is_empty() {
        return Html::default();
    }
    html! { <p class="banner">{ ctx.fill(message, &[("words", &text)]) }</p> }
}
