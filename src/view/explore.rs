//! All the resources: words, facets, order, and the list.

use super::ctx::Ctx;
use super::library;
use super::markup::html;
use super::problems;
use super::resource::{Extras, card_with, meta};
use super::steps;
use super::unmatched::unmatched_words;
use crate::app::ContentMsg;
use crate::app::ExploreMsg;
use crate::app::NavigationMsg;
use crate::app::explore::{FacetCount, Order};
use crate::app::facet::Facet;
use crate::app::partner_catalogue::TOLD;
use crate::app::{Msg, SearchIndexState, UploadedCatalogue, View};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::path::judged;
use boussole_domain::vocabulary::TermSet;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::ExploreTitle) }
                <p>{ ctx.t(Key::ExploreLead) }</p>
            </div>
            <div>{ host_refused(ctx) }</div>
            { asking(ctx) }
            { facets(ctx) }
            <div>{ chosen(ctx) }</div>
            { summary(ctx) }
            <div>{ comparison(ctx) }</div>
            <div>{ list(ctx) }</div>
            <div>{ library::found(ctx) }</div>
            { own(ctx) }
            { steps::way_on_foot(ctx) }
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

/// For whoever has resources of her own: tried here, mended here, saved for her site. The loader reads
/// the file (`data-own`), since no view touches the browser.
fn own(ctx: Ctx<'_>) -> Html {
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
                <ul class="problems">{ for problems.iter().take(TOLD).enumerate().map(|(at, misfit)| html! { <li key={at}>{ problems::said(ctx, misfit) }</li> }) }</ul>
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
fn waiting(ctx: Ctx<'_>) -> Html {
    let typed = !ctx.model.explore.query.query.trim().is_empty() && !ctx.content().is_indexed();
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
fn asking(ctx: Ctx<'_>) -> Html {
    let wish = &ctx.model.explore.query;
    html! {
        <div class="asking">
            <label class="start-label" for="explore-words">{ ctx.t(Key::ExploreWords) }</label>
            <input type="search" id="explore-words" value={wish.query.clone()} autocomplete="off" spellcheck="false" enterkeyhint="search"
                aria-describedby="explore-words-hint" oninput={ctx.on_text(|text| Some(Msg::Explore(ExploreMsg::QueryTyped(text))))} />
            <p class="hint" id="explore-words-hint">{ ctx.t(Key::ExploreWordsHint) }</p>
            <div>
                if wish.query.trim().is_empty() {
                    { examples(ctx, "link") }
                }
            </div>
            <div>{ waiting(ctx) }</div>
            <div>{ lacking(ctx) }</div>
            <div>{ understood(ctx) }</div>
            <div>
                if let Some(meant) = &ctx.model.explore.results.meant {
                    <p class="banner">
                        { ctx.fill(Key::ExploreMeant, &[("typed", wish.query.trim()), ("meant", meant)]) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(meant.clone())))}>
                            { ctx.fill(Key::ExploreMeantTake, &[("meant", meant)]) }
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
fn understood(ctx: Ctx<'_>) -> Html {
    let (query, asked) = (&ctx.model.explore.query.query, &ctx.model.explore.results.asked);
    let mut told: Vec<Html> = Vec::new();
    for term in asked.chunk_by(|before, word| word.is_of_term(before)) {
        let (Some(first), Some(last)) = (term.first(), term.last()) else { continue };
        let typed = query.get(first.range.start..last.range.end).unwrap_or_default();
        let is_found = term.iter().all(|word| word.is_found);
        let mut say = |loud: bool, said: Key, names: &[String]| {
            if !names.is_empty() {
                let said = ctx.fill(said, &[("typed", typed), ("terms", &quoted(ctx, names))]);
                let key = told.len();
                told.push(html! { <p key={key} class={if loud { "banner" } else { "hint" }}>{ said }</p> });
            }
        };
        say(!is_found, if is_found { Key::ExploreSame } else { Key::ExploreSameInstead }, &first.same);
        let nothing_else = first.documents == 0;
        say(nothing_else, if nothing_else { Key::ExploreNearInstead } else { Key::ExploreNear }, &first.near);
    }
    told.into_iter().collect()
}

/// The first of these terms, each in quotation marks.
fn quoted(ctx: Ctx<'_>, names: &[String]) -> String {
    /// More would be a list to read.
    const MOST: usize = 3;
    names.iter().take(MOST).map(|name| ctx.fill(Key::Quoted, &[("text", name)])).collect::<Vec<_>>().join(", ")
}

/// The words that no resource has, where others were found all the same.
fn lacking(ctx: Ctx<'_>) -> Html {
    let shelf = &ctx.model.explore.results;
    if shelf.places.is_empty() {
        return Html::default();
    }
    unmatched_words(ctx, &ctx.model.explore.query.query, &shelf.asked, Key::ExploreNoneHas)
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
fn value_name(ctx: Ctx<'_>, facet: Facet, tally: &FacetCount) -> String {
    match (facet, tally.label.as_str()) {
        (Facet::Language, "fr") => ctx.t(Key::InFrench).to_owned(),
        (Facet::Language, "en") => ctx.t(Key::InEnglish).to_owned(),
        (Facet::Origin, "ours") => ctx.t(Key::OriginOurs).to_owned(),
        (Facet::Origin, _) => ctx.t(Key::FromPartner).to_owned(),
        _ => tally.label.clone(),
    }
}

/// One fold for each facet that could tell resources apart.
fn facets(ctx: Ctx<'_>) -> Html {
    let wish = &ctx.model.explore.query;
    let is_chosen = |facet: Facet, value: usize| wish.chosen.contains(&(facet, value));
    let row = |facet: Facet, tally: &FacetCount| {
        html! {
            <label key={tally.value} class="facet-value">
                <input type="checkbox" checked={is_chosen(facet, tally.value)} onchange={ctx.on(Msg::Explore(ExploreMsg::FilterToggled(facet, tally.value)))} />
                <span>{ value_name(ctx, facet, tally) }</span>
                <span class="facet-count">{ tally.count }</span>
            </label>
        }
    };
    let fold = |(facet, facet_counts): &(Facet, Vec<FacetCount>)| {
        let facet = *facet;
        let offered = || facet_counts.iter().filter(|tally| tally.count > 0 || is_chosen(facet, tally.value));
        let (least, hidden) = commonest(offered());
        let shows = |tally: &&FacetCount| tally.count >= least || is_chosen(facet, tally.value);
        let chosen = wish.chosen.iter().filter(|(of, _)| *of == facet).count();
        html! {
            <details key={facet.id()} class="facet" data-facet={facet.id()}>
                <summary>{ ctx.t(facet_name(facet)) }<span class="facet-chosen">{ (chosen > 0).then(|| format!("{chosen}")) }</span></summary>
                <fieldset>
                    <legend class="visually-hidden">{ ctx.t(facet_name(facet)) }</legend>
                    { for offered().filter(shows).map(|tally| row(facet, tally)) }
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
fn commonest<'t>(offered: impl Iterator<Item = &'t FacetCount>) -> (usize, usize) {
    const MOST: usize = 60;
    let mut counts: Vec<u64> = offered.map(|tally| tally.count as u64).collect();
    counts.sort_unstable();
    let least = counts.len().checked_sub(MOST).and_then(|at| counts.get(at)).copied().unwrap_or(0);
    // As common as the last that would show, but too many: none of those.
    let showing = |least: u64| counts.len() - counts.partition_point(|count| *count < least);
    let least = if showing(least) > 2 * MOST { least + 1 } else { least };
    (usize::try_from(least).unwrap_or(usize::MAX), counts.len() - showing(least))
}

/// The name of a value that may be chosen.
fn chosen_name(ctx: Ctx<'_>, facet: Facet, value: usize) -> String {
    let facet_counts = ctx.model.explore.results.facet_counts.iter().find(|(of, _)| *of == facet);
    let tally = facet_counts.and_then(|(_, facet_counts)| facet_counts.iter().find(|tally| tally.value == value));
    tally.map_or_else(String::new, |tally| value_name(ctx, facet, tally))
}

/// What narrows the list, each with a way to take it back.
fn chosen(ctx: Ctx<'_>) -> Html {
    let wish = &ctx.model.explore.query;
    let pill = |(facet, value): &(Facet, usize)| {
        let name = chosen_name(ctx, *facet, *value);
        html! {
            <button type="button" key={format!("{}-{value}", facet.id())} class="pill pill-chosen" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterRemoved(*facet, *value)))}>
                <span class="visually-hidden">{ ctx.fill(Key::ExploreDrop, &[("value", &name)]) }</span>
                <span aria-hidden="true">{ name }{ " ×" }</span>
            </button>
        }
    };
    if wish.chosen.is_empty() {
        return Html::default();
    }
    html! {
        <div class="pills chosen" role="group" aria-label={ctx.attr(Key::ExploreChosen)}>
            { for wish.chosen.iter().map(pill) }
            <button type="button" key="all" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::FiltersCleared))}>{ ctx.t(Key::ExploreDropAll) }</button>
        </div>
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many there are, in words.
pub fn count(ctx: Ctx<'_>) -> String {
    let count = number(ctx.model.explore.results.places.len());
    ctx.messages().count(count, Key::ExploreCountOne, Key::ExploreCountOther)
}

/// What became of a catalogue, in words.
pub fn brought(ctx: Ctx<'_>) -> String {
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
    let (wish, shelf) = (&ctx.model.explore.query, &ctx.model.explore.results);
    let mut count = count(ctx);
    let others = shelf.places.len() - shelf.whole.min(shelf.places.len());
    if others > 0 {
        let held = |place: &usize| shelf.held.get(*place).copied().unwrap_or_default();
        let best = if shelf.whole > 0 { u8::MAX } else { shelf.places.iter().map(held).max().unwrap_or_default() };
        let said = if best == 0 {
            ctx.t(Key::ExploreClose).to_owned()
        } else if shelf.whole == 0 {
            let values = [("held", &*best.to_string()), ("all", &shelf.asked.len().to_string())];
            ctx.fill(Key::ExploreHalf, &values)
        } else {
            let values = [("whole", &*shelf.whole.to_string()), ("others", &others.to_string())];
            ctx.fill(Key::ExploreWhole, &values)
        };
        count = ctx.fill(Key::NameValue, &[("name", &count), ("value", &said)]);
    }
    let order_name = |order: Order| match order {
        Order::Relevance => Key::OrderRelevance,
        Order::Newest => Key::OrderNewest,
        Order::Title => Key::OrderTitle,
    };
    // Between words and answers there is a choice only when there are both.
    let mix = wish.mix(ctx.content()).to_string();
    let mixes = !shelf.asked.is_empty() && !ctx.model.situation.is_silent() && wish.order == Order::Relevance;
    html! {
        <div class="summary-line">
            <p class="explore-count">{ count }</p>
            <div class="order">
                <label for="explore-order">{ ctx.t(Key::ExploreOrder) }</label>
                <select id="explore-order" onchange={ctx.on_text(|id| Order::from_id(&id).map(|order| Msg::Explore(ExploreMsg::OrderSet(order))))}>
                    { for Order::ALL.into_iter().map(|order| html! {
                        <option key={order.id()} value={order.id()} selected={order == wish.order}>{ ctx.t(order_name(order)) }</option>
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
                if !wish.less.is_empty() {
                    <p>
                        { ctx.messages().count(number(wish.less.len()), Key::ExploreLessOne, Key::ExploreLessOther) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::DownranksCleared))}>{ ctx.t(Key::ExploreLessUndo) }</button>
                    </p>
                }
            </div>
        </div>
    }
}

/// The cards, a page at a time; when there is none, the ways out.
fn list(ctx: Ctx<'_>) -> Html {
    let (wish, shelf) = (&ctx.model.explore.query, &ctx.model.explore.results);
    if shelf.places.is_empty() {
        return nothing(ctx);
    }
    let page = ctx.content().ranking.page;
    let shown = shelf.places.len().min(wish.pages * page);
    let heading = ctx.model.outcome.heading.as_ref();
    let card = |(at, place): (usize, &usize)| {
        let Some(facets) = ctx.content().facets.get(*place) else { return Html::default() };
        let stop = judged(*place, &ctx.model.situation, heading, facets, &ctx.content().rules.path);
        let held = shelf.held.get(*place).copied().unwrap_or_default();
        card_with(ctx, &stop, 2, Extras { asked: &shelf.asked, held, result: Some(at), choices: true })
    };
    let left = page.min(shelf.places.len() - shown);
    html! {
        <div class="shelf">
            <ol class="resources resources-wide" role="list">{ for shelf.places.iter().take(shown).enumerate().map(card) }</ol>
            <p class="more">
                <span class="hint">{ ctx.fill(Key::ExploreShown, &[("shown", &shown.to_string()), ("all", &shelf.places.len().to_string())]) }</span>
                if left > 0 {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Explore(ExploreMsg::MoreRequested))}>
                        { ctx.fill(Key::ExploreMore, &[("n", &left.to_string())]) }
                    </button>
                }
            </p>
        </div>
    }
}

/// No resource: what was asked for too much, and what could be asked instead.
fn nothing(ctx: Ctx<'_>) -> Html {
    let (wish, shelf) = (&ctx.model.explore.query, &ctx.model.explore.results);
    let query = wish.query.trim();
    let words_alone = wish.chosen.is_empty() && !query.is_empty();
    let said = if words_alone {
        ctx.fill(Key::ExploreNoneHas, &[("words", query)])
    } else {
        ctx.t(Key::ExploreNone).to_owned()
    };
    let suggested_filters = |(facet, tally): &(Facet, FacetCount)| {
        let value = [&*tally.label, " (", &tally.count.to_string(), ")"].concat();
        let name = ctx.fill(Key::NameValue, &[("name", ctx.t(facet_name(*facet))), ("value", &value)]);
        html! {
            <button type="button" key={format!("{}-{}", facet.id(), tally.value)} class="button" onclick={ctx.on(Msg::Explore(ExploreMsg::FilterSuggested(*facet, tally.value)))}>{ name }</button>
        }
    };
    // Without these there would be some: with other values of the facet there are.
    let emptying = |(facet, value): &&(Facet, usize)| {
        let own = shelf.facet_counts.iter().find(|(of, _)| of == facet);
        own.is_some_and(|(_, facet_counts)| facet_counts.iter().any(|tally| tally.count > 0 && tally.value != *value))
    };
    let emptying: Vec<&(Facet, usize)> = wish.chosen.iter().filter(emptying).collect();
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
            <p>{ said }</p>
            <div>
                if !emptying.is_empty() {
                    <p>{ ctx.t(Key::ExploreNoneChosen) }</p>
                }
            </div>
            <p class="pills">
                { for emptying.iter().map(drop) }
                { for shelf.suggested_filters.iter().map(suggested_filters) }
                if !wish.chosen.is_empty() {
                    <button type="button" key="values" class="button" onclick={ctx.on(Msg::Explore(ExploreMsg::FiltersCleared))}>{ ctx.t(Key::ExploreDropAll) }</button>
                }
                if !query.is_empty() {
                    <button type="button" key="words" class="button button-quiet" onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(String::new())))}>{ ctx.t(Key::ExploreNoneWords) }</button>
                }
            </p>
            <div>
                if !query.is_empty() {
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
    let words = ctx.vocabulary();
    let content = ctx.content();
    let both: Vec<_> =
        compared.iter().filter_map(|place| content.resources.get(*place).zip(content.facets.get(*place))).collect();
    let terms = |entries: &[Entry], mask: TermSet, every: bool| {
        if every {
            return ctx.t(Key::Every).to_owned();
        }
        let named =
            entries.iter().enumerate().filter(|(place, _)| mask.holds(*place)).map(|(_, entry)| entry.label.clone());
        ctx.messages().names(&named.collect::<Vec<_>>())
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
        (Key::FacetKind, both.iter().map(|(_, facets)| words.kind(facets.kind).label.clone()).collect()),
        (Key::FacetPublisher, both.iter().map(|(resource, _)| meta(ctx, resource)).collect()),
        (Key::QuestionUsage, both.iter().map(|(_, facets)| terms(&words.usages, facets.usages, false)).collect()),
        (
            Key::QuestionObjectives,
            both.iter().map(|(_, facets)| terms(&words.objectives, facets.objectives, facets.transversal)).collect(),
        ),
        (Key::FacetImpact, both.iter().map(|(_, facets)| terms(&words.impacts, facets.impacts, false)).collect()),
        (
            Key::QuestionProfile,
            both.iter().map(|(_, facets)| terms(&words.profiles, facets.profiles, facets.every_profile)).collect(),
        ),
        (
            Key::QuestionDomains,
            both.iter().map(|(_, facets)| terms(&words.domains, facets.domains, facets.every_domain)).collect(),
        ),
        (Key::QuestionLevel, both.iter().map(|(_, facets)| terms(&words.levels, facets.levels, false)).collect()),
        (
            Key::QuestionMaturity,
            both.iter().map(|(_, facets)| terms(&words.maturity, facets.maturity, false)).collect::<Vec<_>>(),
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
    if !ctx.model.offers(View::Explore) || ctx.model.view == View::Explore {
        return Html::default();
    }
    html! { <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)))}>{ ctx.t(Key::ExploreOpen) }</button> }
}
