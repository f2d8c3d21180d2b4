//! All the resources: words, facets, order, and the list.

use super::ctx::Ctx;
use super::markup::html;
use super::resource::{Extras, card_with, meta};
use super::unmatched::unmatched_words;
use super::{library, problems, steps};
use crate::app::features::content::partner_catalogue::MAX_REPORTED;
use crate::app::features::explore::facet::Facet;
use crate::app::features::explore::{FacetCount, Order};
use crate::app::{ContentMsg, ExploreMsg, Msg, NavigationMsg, SearchIndexState, UploadedCatalogue, View};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::vocabulary::TermSet;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(Key::ExploreLead) }</p>
            </div>
            <div>{ host_refused(ctx) }</div>
            { search_field(ctx) }
            { facets(ctx) }
            <div>{ chosen(ctx) }</div>
            { summary(ctx) }
            <div>{ comparison(ctx) }</div>
            <div>{ list(ctx) }</div>
            <div>{ library::results(ctx) }</div>
            { upload_panel(ctx) }
            { steps::next_step_footer(ctx) }
        </>
    }
}

/// A host's catalogue that could not be read is no secret.
fn host_refused(ctx: Ctx<'_>) -> Html {
    if ctx.model.explore.uploaded != UploadedCatalogue::HostRejected {
        return Html::default();
    }
    html! { <p class="banner">{ ctx.t(Key::HostRefused) }</p> }
}

/// For whoever has resources of her own: tried here, mended here, saved for her site. The file is read
/// elsewhere (`data-own`, `src/element/uploads.rs`), since no view touches the browser.
fn upload_panel(ctx: Ctx<'_>) -> Html {
    let outcome = match &ctx.model.explore.uploaded {
        UploadedCatalogue::None | UploadedCatalogue::HostRejected => Html::default(),
        UploadedCatalogue::Accepted(count) => html! {
            <p class="banner">
                { ctx.messages().count(number(*count), Key::OwnTakenOne, Key::OwnTakenOther) }{ " " }
                <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterSuggested(Facet::Origin, 1)))}>{ ctx.t(Key::OwnSee) }</button>{ " " }
                <button type="button" class="link" onclick={ctx.on(Msg::Content(ContentMsg::UploadedCatalogueDownloaded))}>{ ctx.t(Key::OwnSave) }</button>{ " " }
                <button type="button" class="link" onclick={ctx.on(Msg::Content(ContentMsg::UploadedCatalogueRemoved))}>{ ctx.t(Key::OwnRemove) }</button><br />
                <span class="hint">{ ctx.t(Key::OwnNext) }</span>
            </p>
        },
        UploadedCatalogue::Rejected(problems) => html! {
            <div class="banner">
                <p>{ ctx.messages().count(number(problems.len()), Key::OwnRefusedOne, Key::OwnRefusedOther) }</p>
                <ul class="problems">{ for problems.iter().take(MAX_REPORTED).enumerate().map(|(index, invalid_field)| html! { <li key={index}>{ problems::problem_text(ctx, invalid_field) }</li> }) }</ul>
            </div>
        },
    };
    html! {
        <details class="own">
            <summary>{ ctx.t(Key::OwnTitle) }</summary>
            <div class="own-zone" data-own="zone">
                <p>{ ctx.t(Key::OwnLead) }</p>
                <p>
                    <label for="own-file">{ ctx.t(Key::OwnFile) }</label>{ " " }
                    <input type="file" id="own-file" data-own="file" accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json" aria-describedby="own-hint" />{ " " }
                    <span class="hint">{ ctx.t(Key::OwnDrop) }</span>
                </p>
                <p class="hint" id="own-hint">{ ctx.t(Key::OwnHint) }</p>
                <div>{ outcome }</div>
            </div>
        </details>
    }
}

/// What is said while words wait for their index, or when it did not come.
fn index_status(ctx: Ctx<'_>) -> Html {
    let typed = !ctx.model.explore.query.text.trim().is_empty() && !ctx.content().is_indexed();
    match ctx.model.explore.search_index {
        SearchIndexState::Loading if typed => html! { <p class="banner">{ ctx.t(Key::IndexComing) }</p> },
        SearchIndexState::Failed if !ctx.content().is_indexed() => html! {
            <p class="banner">
                { ctx.t(Key::IndexMissing) }{ " " }
                <button type="button" class="link" onclick={ctx.on(Msg::Content(ContentMsg::SearchIndexRequested))}>{ ctx.t(Key::IndexAgain) }</button>
            </p>
        },
        _ => Html::default(),
    }
}

/// The words, and what they were taken for.
fn search_field(ctx: Ctx<'_>) -> Html {
    let query = &ctx.model.explore.query;
    html! {
        <div class="asking">
            <label class="start-label" for="explore-words">{ ctx.t(Key::ExploreWords) }</label>
            <input type="search" id="explore-words" value={query.text.clone()} autocomplete="off" spellcheck="false" enterkeyhint="search"
                aria-describedby="explore-words-hint" oninput={ctx.on_text(|text| Some(Msg::Explore(ExploreMsg::QueryTyped(text))))} />
            <p class="hint" id="explore-words-hint">{ ctx.t(Key::ExploreWordsHint) }</p>
            <div>
                if query.text.trim().is_empty() {
                    { examples(ctx, "link") }
                }
            </div>
            <div>{ index_status(ctx) }</div>
            <div>{ missing_index(ctx) }</div>
            <div>{ query_notices(ctx) }</div>
            <div>
                if let Some(correction) = &ctx.model.explore.results.spelling_suggestion {
                    <p class="banner">
                        { ctx.fill(Key::ExploreMeant, &[("typed", query.text.trim()), ("meant", correction)]) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(correction.clone())))}>
                            { ctx.fill(Key::ExploreMeantTake, &[("meant", correction)]) }
                        </button>
                    </p>
                }
            </div>
        </div>
    }
}

/// Words to try, each looked for when it is pressed.
fn examples(ctx: Ctx<'_>, class: &'static str) -> Html {
    let example = |word: &str| {
        let word = word.trim().to_owned();
        html! {
            <button type="button" key={word.clone()} class={class} onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(word.clone())))}>{ &word }</button>
        }
    };
    html! {
        <div class="examples">
            <span class="hint">{ ctx.t(Key::ExploreExamplesLead) }</span>
            { for ctx.t(Key::ExploreExamples).split(',').map(example) }
        </div>
    }
}

/// What the thesaurus took words for: terms used for the same, terms used for something close, and where nothing has the
/// words themselves, that it is so.
fn query_notices(ctx: Ctx<'_>) -> Html {
    let (query, terms) = (&ctx.model.explore.query.text, &ctx.model.explore.results.terms);
    let mut notices: Vec<Html> = Vec::new();
    for term in terms.chunk_by(|before, word| word.is_of_term(before)) {
        let (Some(first), Some(last)) = (term.first(), term.last()) else { continue };
        let typed = query.get(first.range.start..last.range.end).unwrap_or_default();
        let is_found = term.iter().all(|word| word.is_found);
        let mut say = |loud: bool, key_text: Key, names: &[String]| {
            if !names.is_empty() {
                let key_text = ctx.fill(key_text, &[("typed", typed), ("terms", &quoted(ctx, names))]);
                let key = notices.len();
                notices.push(html! { <p key={key} class={if loud { "banner" } else { "hint" }}>{ key_text }</p> });
            }
        };
        say(!is_found, if is_found { Key::ExploreSame } else { Key::ExploreSameInstead }, &first.same);
        let nothing_else = first.documents == 0;
        say(nothing_else, if nothing_else { Key::ExploreNearInstead } else { Key::ExploreNear }, &first.near);
    }
    notices.into_iter().collect()
}

/// The first of these terms, each in quotation marks.
fn quoted(ctx: Ctx<'_>, names: &[String]) -> String {
    /// More would be a list to read.
    const MOST: usize = 3;
    names.iter().take(MOST).map(|name| ctx.fill(Key::Quoted, &[("text", name)])).collect::<Vec<_>>().join(", ")
}

/// The words that no resource has, where others were found all the same.
fn missing_index(ctx: Ctx<'_>) -> Html {
    let results = &ctx.model.explore.results;
    if results.indices.is_empty() {
        return Html::default();
    }
    unmatched_words(ctx, &ctx.model.explore.query.text, &results.terms, Key::ExploreNoneHas)
}

fn facet_name(facet: Facet) -> Key {
    match facet {
        Facet::Kind => Key::FacetKind,
        Facet::Usage => Key::QuestionUsage,
        Facet::Objective => Key::QuestionObjectives,
        Facet::Impact => Key::FacetImpact,
        Facet::Profile => Key::QuestionProfile,
        Facet::Domain => Key::QuestionDomains,
        Facet::Level => Key::QuestionLevel,
        Facet::Maturity => Key::QuestionMaturity,
        Facet::Year => Key::FacetYear,
        Facet::Publisher => Key::FacetPublisher,
        Facet::Language => Key::FacetLanguage,
        Facet::Origin => Key::FacetOrigin,
    }
}

/// The name of a value: languages are told in words, all else names itself.
fn value_name(ctx: Ctx<'_>, facet: Facet, count: &FacetCount) -> String {
    match (facet, count.label.as_str()) {
        (Facet::Language, "fr") => ctx.t(Key::InFrench).to_owned(),
        (Facet::Language, "en") => ctx.t(Key::InEnglish).to_owned(),
        (Facet::Origin, "ours") => ctx.t(Key::OriginOurs).to_owned(),
        (Facet::Origin, _) => ctx.t(Key::FromPartner).to_owned(),
        _ => count.label.clone(),
    }
}

/// One fold for each facet that could tell resources apart.
fn facets(ctx: Ctx<'_>) -> Html {
    let query = &ctx.model.explore.query;
    let is_chosen = |facet: Facet, value: usize| query.filters.contains(&(facet, value));
    let row = |facet: Facet, count: &FacetCount| {
        html! {
            <label key={count.value} class="facet-value">
                <input type="checkbox" checked={is_chosen(facet, count.value)} onchange={ctx.on(Msg::Explore(ExploreMsg::FilterToggled(facet, count.value)))} />
                <span>{ value_name(ctx, facet, count) }</span>{ " " }
                <span class="facet-count">{ count.count }</span>
            </label>
        }
    };
    let fold = |(facet, facet_counts): &(Facet, Vec<FacetCount>)| {
        let facet = *facet;
        let offered = || facet_counts.iter().filter(|count| count.count > 0 || is_chosen(facet, count.value));
        let (min_count, hidden) = most_common_values(offered());
        let shows = |count: &&FacetCount| count.count >= min_count || is_chosen(facet, count.value);
        let chosen = query.filters.iter().filter(|(other, _)| *other == facet).count();
        html! {
            <details key={facet.id()} class="facet" data-facet={facet.id()}>
                <summary>{ ctx.t(facet_name(facet)) }{ " " }<span class="facet-chosen">{ (chosen > 0).then(|| format!("{chosen}")) }</span></summary>
                <fieldset>
                    <legend class="visually-hidden">{ ctx.t(facet_name(facet)) }</legend>
                    { for offered().filter(shows).map(|count| row(facet, count)) }
                    if hidden > 0 {
                        <p class="hint">{ ctx.fill(Key::ExploreFacetHidden, &[("n", &hidden.to_string())]) }</p>
                    }
                </fieldset>
            </details>
        }
    };
    let useful = |(_, facet_counts): &&(Facet, Vec<FacetCount>)| facet_counts.len() > 1;
    html! {
        <div class="facets" role="group" aria-label={ctx.attr(Key::ExploreNarrow)}>
            { for ctx.model.explore.results.facet_counts.iter().filter(useful).map(fold) }
        </div>
    }
}

/// How common a value must be to show among these, and how many are not: a list of a thousand names helps nobody
/// and costs every keystroke.
fn most_common_values<'t>(offered: impl Iterator<Item = &'t FacetCount>) -> (usize, usize) {
    const MOST: usize = 60;
    let mut counts: Vec<u64> = offered.map(|tally| tally.count as u64).collect();
    counts.sort_unstable();
    let min_count = counts.len().checked_sub(MOST).and_then(|index| counts.get(index)).copied().unwrap_or(0);
    // As common as the last that would show, but too many: none of those.
    let showing = |min_count: u64| counts.len() - counts.partition_point(|count| *count < min_count);
    let min_count = if showing(min_count) > 2 * MOST { min_count + 1 } else { min_count };
    (usize::try_from(min_count).unwrap_or(usize::MAX), counts.len() - showing(min_count))
}

/// The name of a value that may be chosen.
fn chosen_name(ctx: Ctx<'_>, facet: Facet, value: usize) -> String {
    let facet_counts = ctx.model.explore.results.facet_counts.iter().find(|(other, _)| *other == facet);
    let count = facet_counts.and_then(|(_, facet_counts)| facet_counts.iter().find(|count| count.value == value));
    count.map_or_else(String::new, |count| value_name(ctx, facet, count))
}

/// What narrows the list, each with a way to take it back.
fn chosen(ctx: Ctx<'_>) -> Html {
    let query = &ctx.model.explore.query;
    let pill = |(facet, value): &(Facet, usize)| {
        let name = chosen_name(ctx, *facet, *value);
        html! {
            <button type="button" key={format!("{}-{value}", facet.id())} class="pill pill-chosen" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterRemoved(*facet, *value)))}>
                <span class="visually-hidden">{ ctx.fill(Key::ExploreDrop, &[("value", &name)]) }</span>
                <span aria-hidden="true">{ name }{ " ×" }</span>
            </button>
        }
    };
    if query.filters.is_empty() {
        return Html::default();
    }
    html! {
        <div class="pills chosen" role="group" aria-label={ctx.attr(Key::ExploreChosen)}>
            { for query.filters.iter().map(pill) }
            <button type="button" key="all" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::FiltersCleared))}>{ ctx.t(Key::ExploreDropAll) }</button>
        </div>
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many there are, in words.
pub fn count(ctx: Ctx<'_>) -> String {
    let count = number(ctx.model.explore.results.indices.len());
    ctx.messages().count(count, Key::ExploreCountOne, Key::ExploreCountOther)
}

/// What became of a catalogue, in words.
pub fn upload_outcome(ctx: Ctx<'_>) -> String {
    match &ctx.model.explore.uploaded {
        UploadedCatalogue::None => String::new(),
        UploadedCatalogue::HostRejected => ctx.t(Key::HostRefused).to_owned(),
        UploadedCatalogue::Accepted(count) => {
            ctx.messages().count(number(*count), Key::OwnTakenOne, Key::OwnTakenOther)
        }
        UploadedCatalogue::Rejected(problems) => {
            ctx.messages().count(number(problems.len()), Key::OwnRefusedOne, Key::OwnRefusedOther)
        }
    }
}

/// How many, in which order.
fn summary(ctx: Ctx<'_>) -> Html {
    let (query, results) = (&ctx.model.explore.query, &ctx.model.explore.results);
    let mut count = count(ctx);
    let others = results.indices.len() - results.full_matches.min(results.indices.len());
    if others > 0 {
        let matched = |index: &usize| results.matched.get(*index).copied().unwrap_or_default();
        let best = if results.full_matches > 0 {
            u8::MAX
        } else {
            results.indices.iter().map(matched).max().unwrap_or_default()
        };
        let note = if best == 0 {
            ctx.t(Key::ExploreClose).to_owned()
        } else if results.full_matches == 0 {
            let values = [("held", &*best.to_string()), ("all", &results.terms.len().to_string())];
            ctx.fill(Key::ExploreHalf, &values)
        } else {
            let values = [("whole", &*results.full_matches.to_string()), ("others", &others.to_string())];
            ctx.fill(Key::ExploreWhole, &values)
        };
        count = ctx.fill(Key::NameValue, &[("name", &count), ("value", &note)]);
    }
    let order_name = |order: Order| match order {
        Order::Relevance => Key::OrderRelevance,
        Order::Newest => Key::OrderNewest,
        Order::Title => Key::OrderTitle,
    };
    // Between words and answers there is a choice only when there are both.
    let mix = query.mix(ctx.content()).to_string();
    let mixes = !results.terms.is_empty() && !ctx.model.situation.is_empty() && query.order == Order::Relevance;
    html! {
        <div class="summary-line">
            <p class="explore-count">{ count }</p>
            <div class="order">
                <label for="explore-order">{ ctx.t(Key::ExploreOrder) }</label>
                <select id="explore-order" onchange={ctx.on_text(|id| Order::from_id(&id).map(|order| Msg::Explore(ExploreMsg::OrderSet(order))))}>
                    { for Order::ALL.into_iter().map(|order| html! {
                        <option key={order.id()} value={order.id()} selected={order == query.order}>{ ctx.t(order_name(order)) }</option>
                    }) }
                </select>
            </div>
            <div class="mix">
                if mixes {
                    <label for="explore-mix" class="visually-hidden">{ ctx.t(Key::ExploreMix) }</label>
                    <span aria-hidden="true">{ ctx.t(Key::ExploreMixWords) }</span>
                    <input type="range" id="explore-mix" min="0" max="100" step="10" value={mix.clone()}
                        aria-valuetext={ctx.fill(Key::PercentOf, &[("what", ctx.t(Key::ExploreMixHeading)), ("n", &mix)])}
                        oninput={ctx.on_text(|text| text.parse().ok().map(|mix| Msg::Explore(ExploreMsg::PersonalisationSet(mix))))} />
                    <span aria-hidden="true">{ ctx.t(Key::ExploreMixHeading) }{ " " }{ ctx.fill(Key::Percent, &[("n", &mix)]) }</span>
                }
            </div>
            <div class="less">
                if !query.downranked.is_empty() {
                    <p>
                        { ctx.messages().count(number(query.downranked.len()), Key::ExploreLessOne, Key::ExploreLessOther) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::DownranksCleared))}>{ ctx.t(Key::ExploreLessUndo) }</button>
                    </p>
                }
            </div>
        </div>
    }
}

/// The cards, a page at a time; when there is none, the ways out.
fn list(ctx: Ctx<'_>) -> Html {
    let (query, results) = (&ctx.model.explore.query, &ctx.model.explore.results);
    if results.indices.is_empty() {
        return no_results(ctx);
    }
    let page = ctx.content().ranking.page;
    let shown = results.indices.len().min(query.pages * page);
    let card = |(position, index): (usize, &usize)| {
        let Some(stop) = ctx.model.outcome.stop(*index, ctx.content()) else { return Html::default() };
        let matched = results.matched.get(*index).copied().unwrap_or_default();
        card_with(ctx, &stop, 2, Extras { terms: &results.terms, matched, result: Some(position), choices: true })
    };
    let remaining = page.min(results.indices.len() - shown);
    html! {
        <div class="shelf">
            <ol class="resources resources-wide" role="list">{ for results.indices.iter().take(shown).enumerate().map(card) }</ol>
            <p class="more">
                <span class="hint">{ ctx.fill(Key::ExploreShown, &[("shown", &shown.to_string()), ("all", &results.indices.len().to_string())]) }</span>
                if remaining > 0 {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Explore(ExploreMsg::MoreRequested))}>
                        { ctx.fill(Key::ExploreMore, &[("n", &remaining.to_string())]) }
                    </button>
                }
            </p>
        </div>
    }
}

/// No resource: what was asked for too much, and what could be asked instead.
fn no_results(ctx: Ctx<'_>) -> Html {
    let (query, results) = (&ctx.model.explore.query, &ctx.model.explore.results);
    let typed = query.text.trim();
    let words_alone = query.filters.is_empty() && !typed.is_empty();
    let text = if words_alone {
        ctx.fill(Key::ExploreNoneHas, &[("words", typed)])
    } else {
        ctx.t(Key::ExploreNone).to_owned()
    };
    let suggested_filters = |(facet, count): &(Facet, FacetCount)| {
        let value = [&*count.label, " (", &count.count.to_string(), ")"].concat();
        let name = ctx.fill(Key::NameValue, &[("name", ctx.t(facet_name(*facet))), ("value", &value)]);
        html! {
            <button type="button" key={format!("{}-{}", facet.id(), count.value)} class="button" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterSuggested(*facet, count.value)))}>{ name }</button>
        }
    };
    // Without these there would be some: with other values of the facet there are.
    let emptying = |(facet, value): &&(Facet, usize)| {
        let counts = results.facet_counts.iter().find(|(other, _)| other == facet);
        counts
            .is_some_and(|(_, facet_counts)| facet_counts.iter().any(|count| count.count > 0 && count.value != *value))
    };
    let emptying: Vec<&(Facet, usize)> = query.filters.iter().filter(emptying).collect();
    let drop = |(facet, value): &&(Facet, usize)| {
        let name = chosen_name(ctx, *facet, *value);
        html! {
            <button type="button" key={format!("drop-{}-{value}", facet.id())} class="button" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterRemoved(*facet, *value)))}>
                { ctx.fill(Key::ExploreDrop, &[("value", &name)]) }
            </button>
        }
    };
    let domain = |(value, entry): (usize, &Entry)| {
        html! {
            <button type="button" key={value} class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterSuggested(Facet::Domain, value)))}>{ &entry.label }</button>
        }
    };
    html! {
        <div class="empty">
            <p>{ text }</p>
            <div>
                if !emptying.is_empty() {
                    <p>{ ctx.t(Key::ExploreNoneChosen) }</p>
                }
            </div>
            <p class="pills">
                { for emptying.iter().map(drop) }
                { for results.suggested_filters.iter().map(suggested_filters) }
                if !query.filters.is_empty() {
                    <button type="button" key="values" class="button" onclick={ctx.on(Msg::Explore(ExploreMsg::FiltersCleared))}>{ ctx.t(Key::ExploreDropAll) }</button>
                }
                if !typed.is_empty() {
                    <button type="button" key="words" class="button button-quiet" onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(String::new())))}>{ ctx.t(Key::ExploreNoneWords) }</button>
                }
            </p>
            <div>
                if !typed.is_empty() {
                    { examples(ctx, "button button-quiet") }
                    <div class="examples">
                        <span class="hint">{ ctx.t(Key::ExploreDomains) }</span>
                        { for ctx.vocabulary().domains.iter().enumerate().map(domain) }
                    </div>
                }
            </div>
        </div>
    }
}

/// Two resources, side by side.
fn comparison(ctx: Ctx<'_>) -> Html {
    let compared = &ctx.model.explore.query.compared;
    let close = html! { <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::CompareClosed))}>{ ctx.t(Key::ExploreCompareClose) }</button> };
    if compared.is_empty() {
        return Html::default();
    }
    if compared.len() < 2 {
        return html! { <p class="banner">{ ctx.t(Key::ExploreCompareOne) }{ " " }{ close }</p> };
    }
    let vocabulary = ctx.vocabulary();
    let content = ctx.content();
    let both: Vec<_> =
        compared.iter().filter_map(|index| content.resources.get(*index).zip(content.attributes.get(*index))).collect();
    let terms = |entries: &[Entry], mask: TermSet, every: bool| {
        if every {
            return ctx.t(Key::Every).to_owned();
        }
        let names = entries
            .iter()
            .enumerate()
            .filter(|(index, _)| mask.contains_index(*index))
            .map(|(_, entry)| entry.label.clone());
        ctx.messages().names(&names.collect::<Vec<_>>())
    };
    let row = |name: Key, cells: Vec<String>| {
        html! {
            <tr role="row" key={name as usize}>
                <th scope="row" role="rowheader">{ ctx.t(name) }</th>
                { for cells.into_iter().map(|cell| html! { <td role="cell">{ if cell.is_empty() { "–".to_owned() } else { cell } }</td> }) }
            </tr>
        }
    };
    let rows = [
        (Key::FacetKind, both.iter().map(|(_, attributes)| vocabulary.kind(attributes.kind).label.clone()).collect()),
        (Key::FacetPublisher, both.iter().map(|(resource, _)| meta(ctx, resource)).collect()),
        (
            Key::QuestionUsage,
            both.iter().map(|(_, attributes)| terms(&vocabulary.usages, attributes.usages, false)).collect(),
        ),
        (
            Key::QuestionObjectives,
            both.iter()
                .map(|(_, attributes)| terms(&vocabulary.objectives, attributes.objectives, attributes.transversal))
                .collect(),
        ),
        (
            Key::FacetImpact,
            both.iter().map(|(_, attributes)| terms(&vocabulary.impacts, attributes.impacts, false)).collect(),
        ),
        (
            Key::QuestionProfile,
            both.iter()
                .map(|(_, attributes)| terms(&vocabulary.profiles, attributes.profiles, attributes.every_profile))
                .collect(),
        ),
        (
            Key::QuestionDomains,
            both.iter()
                .map(|(_, attributes)| terms(&vocabulary.domains, attributes.domains, attributes.every_domain))
                .collect(),
        ),
        (
            Key::QuestionLevel,
            both.iter().map(|(_, attributes)| terms(&vocabulary.levels, attributes.levels, false)).collect(),
        ),
        (
            Key::QuestionMaturity,
            both.iter()
                .map(|(_, attributes)| terms(&vocabulary.maturity, attributes.maturity, false))
                .collect::<Vec<_>>(),
        ),
    ];
    html! {
        <section class="block comparison">
            <div id="comparison" tabindex="-1">{ ctx.heading(2, "block-title", html! { { ctx.t(Key::ExploreCompareTitle) } }) }</div>
            // On a narrow page the rows are drawn as blocks: the roles keep them a table all the same.
            <table role="table" aria-label={ctx.attr(Key::ExploreCompareTitle)}>
                <thead role="rowgroup"><tr role="row">
                    <td role="cell"></td>
                    { for both.iter().map(|(resource, _)| html! { <th scope="col" role="columnheader" key={resource.id.clone()}>{ &resource.title }</th> }) }
                </tr></thead>
                <tbody role="rowgroup">{ for rows.into_iter().map(|(name, cells)| row(name, cells)) }</tbody>
            </table>
            <p>{ close }</p>
        </section>
    }
}

/// The way here, from anywhere.
pub fn link(ctx: Ctx<'_>) -> Html {
    if !ctx.model.is_enabled(View::Explore) || ctx.model.view == View::Explore {
        return Html::default();
    }
    html! { <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)))}>{ ctx.t(Key::ExploreOpen) }</button> }
}
