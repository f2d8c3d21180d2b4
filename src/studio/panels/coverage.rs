//! What the catalogue serves: a heat map, what nothing serves, and typical paths before the partner's resources and after.

use crate::page::{PanelProps, Shared, Words, fill, findings_list, input_value};
use crate::rows::{self, Checked};
use boussole_authoring::coverage::{self, Axis, HeatMap, PathChange};
use boussole_authoring::weights::{self, Numbers};
use boussole_content::entry::Entry;
use boussole_content::pack::{Pack, Vocabulary};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// So many gaps are written out: the count says how many there are.
const SHOWN_GAPS: usize = 30;

#[derive(Clone, PartialEq, Properties)]
pub struct CoverageProps {
    pub panel: PanelProps,
    pub rows: Shared<Vec<Rc<Checked>>>,
}

/// Draws it. What nobody opens is not counted.
#[component]
pub fn Coverage(props: &CoverageProps) -> Html {
    let words = &props.panel.words;
    let opened = use_state(|| (false, false));
    let axes = use_state(|| (Axis::Profile, Axis::Kind));
    let base = &props.panel.base;
    let Some(pack) = base.pack(&props.panel.page_language).or(base.packs.first()) else { return Html::default() };
    let toggled = |which: usize| {
        let opened = opened.clone();
        Callback::from(move |event: Event| {
            let open = event.target_dyn_into::<Element>().is_some_and(|details| details.has_attribute("open"));
            let (map, paths) = *opened;
            opened.set(if which == 0 { (open, paths) } else { (map, open) });
        })
    };
    let choose = |is_row: bool| {
        let axes = axes.clone();
        Callback::from(move |event: Event| {
            if let Some(axis) = Axis::from_id(&input_value(&event)) {
                let (row, column) = *axes;
                axes.set(if is_row { (axis, column) } else { (row, axis) });
            }
        })
    };
    let select = |label: AttrValue, current: Axis, other: Axis, is_row: bool| {
        let options = Axis::ALL.into_iter().filter(|axis| *axis != other);
        let option = |axis: Axis| html! { <option value={axis.id()} selected={axis == current}>{ axis_name(words, axis) }</option> };
        html! { <label class="beside">{ label }<select onchange={choose(is_row)}>{ for options.map(option) }</select></label> }
    };
    let replaces = props.panel.project.catalogue.replaces;
    let ours = rows::ours(pack);
    let all = (opened.0 || opened.1).then(|| coverage::merged(&ours, rows::catalogue(&props.rows), replaces));
    let all = all.unwrap_or_default();
    let attributes = || all.iter().map(|(_, attributes)| *attributes);
    html! {
        <>
            <details ontoggle={toggled(0)}>
                <summary><h2>{ words.word("coverage") }</h2></summary>
                if opened.0 {
                    <div class="stack">
                        <p class="hint">{ words.word("coverage-lead") }</p>
                        <div class="row">
                            { select(words.word("coverage-rows"), axes.0, axes.1, true) }
                            { select(words.word("coverage-columns"), axes.1, axes.0, false) }
                        </div>
                        { map(words, pack, &coverage::heat_map(attributes(), &pack.vocabulary, axes.0, axes.1, &[])) }
                        { gaps(words, pack, coverage::gaps(attributes(), &pack.vocabulary)) }
                    </div>
                }
            </details>
            <details ontoggle={toggled(1)}>
                <summary><h2>{ words.word("paths") }</h2></summary>
                if opened.1 {
                    <div class="stack">
                        <p class="hint">{ words.word("paths-lead") }</p>
                        { for weights::typical(&pack.vocabulary).iter().zip(&pack.vocabulary.profiles).map(|(situation, profile)| {
                            path(props, pack, profile, &coverage::path_change(situation, &Numbers::of(pack), &ours, &all))
                        }) }
                    </div>
                }
            </details>
        </>
    }
}

fn axis_name(words: &Words, axis: Axis) -> AttrValue {
    match axis {
        Axis::Profile => words.word("axis-profile"),
        Axis::Kind => words.word("axis-kind"),
        Axis::Usage => words.word("axis-usage"),
        Axis::Objective => words.word("axis-objective"),
        Axis::Domain => words.word("axis-domain"),
    }
}

fn terms(vocabulary: &Vocabulary, axis: Axis) -> &[Entry] {
    match axis {
        Axis::Profile => &vocabulary.profiles,
        Axis::Kind => &vocabulary.kinds,
        Axis::Usage => &vocabulary.usages,
        Axis::Objective => &vocabulary.objectives,
        Axis::Domain => &vocabulary.domains,
    }
}

fn map(words: &Words, pack: &Pack, heat: &HeatMap) -> Html {
    let cell = |count: &u32| html! { <td class={format!("heat{}", heat.heat(*count))}>{ *count }</td> };
    let row = |(entry, cells): (&Entry, &Vec<u32>)| html! { <tr><th scope="row">{ entry.label.clone() }</th>{ for cells.iter().map(cell) }</tr> };
    let columns = terms(&pack.vocabulary, heat.columns)
        .iter()
        .map(|entry| html! { <th scope="col">{ entry.label.clone() }</th> });
    html! {
        // A table that is wider than the page is scrolled by keys too.
        <div class="heat" tabindex="0" role="region" aria-label={words.word("coverage")}>
            <table>
                <thead><tr><th scope="col">{ axis_name(words, heat.rows) }</th>{ for columns }</tr></thead>
                <tbody>{ for terms(&pack.vocabulary, heat.rows).iter().zip(&heat.cells).map(row) }</tbody>
            </table>
        </div>
    }
}

fn gaps(words: &Words, pack: &Pack, (empty, all): (Vec<coverage::Combination>, usize)) -> Html {
    let vocabulary = &pack.vocabulary;
    let name =
        |entries: &[Entry], index: usize| entries.get(index).map(|entry| entry.label.clone()).unwrap_or_default();
    let gap = |[profile, kind, usage, objective]: &coverage::Combination| {
        let names = [
            name(&vocabulary.profiles, *profile),
            name(&vocabulary.kinds, *kind),
            name(&vocabulary.usages, *usage),
            name(&vocabulary.objectives, *objective),
        ];
        html! { <li>{ names.join(" × ") }</li> }
    };
    let places = [("count", empty.len().to_string()), ("all", all.to_string())];
    html! {
        <>
            <p id="gaps-title">{ fill(&words.word("gaps"), &places.each_ref().map(|(name, value)| (*name, value.as_str()))) }</p>
            if !empty.is_empty() {
                { findings_list("gaps-title", empty.iter().take(SHOWN_GAPS).map(gap)) }
            }
        </>
    }
}

fn path(props: &CoverageProps, pack: &Pack, profile: &Entry, change: &PathChange) -> Html {
    let words = &props.panel.words;
    let title = |id: &str| -> AttrValue {
        let own = props.panel.project.catalogue.rows.iter().zip(props.rows.iter()).find(|(_, row)| row.id == id);
        let own = own.and_then(|(row, _)| row.get("title").cloned());
        let ours = || pack.resources.iter().find(|resource| resource.id == id).map(|resource| resource.title.clone());
        own.or_else(ours).unwrap_or_else(|| id.to_owned()).into()
    };
    let list = |label: AttrValue, ids: Vec<&str>| {
        if ids.is_empty() {
            Html::default()
        } else {
            html! { <li>{ label }<ul>{ for ids.into_iter().map(|id| html! { <li>{ title(id) }</li> }) }</ul></li> }
        }
    };
    let (come, gone): (Vec<&str>, Vec<&str>) = (change.come().collect(), change.gone().collect());
    html! {
        <section class="stack">
            <h3>{ profile.label.clone() }</h3>
            if come.is_empty() && gone.is_empty() {
                <p class="hint">{ words.word("path-same") }</p>
            } else {
                <ul class="findings">{ list(words.word("path-come"), come) }{ list(words.word("path-gone"), gone) }</ul>
            }
        </section>
    }
}
