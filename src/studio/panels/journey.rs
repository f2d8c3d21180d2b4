//! The panel Journey: what the element is told by its attributes.

use crate::edit::Edit;
use crate::journey::{QUESTIONS, answer, has_word, ordered, with_answer, with_moved, with_word};
use crate::page::{Choice, PanelProps, Words, fill, focus, input_value, is_ticked};
use boussole::app::View;
use boussole::view::view_name;
use boussole_content::entry::Entry;
use boussole_content::pack::Pack;
use yew::prelude::*;

fn view_label(view: View, pack: &Pack) -> AttrValue {
    match view {
        View::Instrument(index) => pack
            .instruments
            .get(usize::from(index))
            .map_or_else(String::new, |instrument| instrument.label.clone())
            .into(),
        _ => pack.messages.get(view_name(view)).to_owned().into(),
    }
}

fn question_name(words: &Words, question: &str) -> AttrValue {
    match question {
        "profile" => words.word("answer-profile"),
        "domains" => words.word("answer-domains"),
        "level" => words.word("answer-level"),
        "maturity" => words.word("answer-maturity"),
        "objectives" => words.word("answer-objectives"),
        _ => words.word("answer-usage"),
    }
}

fn entries<'a>(pack: &'a Pack, question: &str) -> &'a [Entry] {
    match question {
        "profile" => &pack.vocabulary.profiles,
        "domains" => &pack.vocabulary.domains,
        "level" => &pack.vocabulary.levels,
        "maturity" => &pack.vocabulary.maturity,
        "objectives" => &pack.vocabulary.objectives,
        _ => &pack.vocabulary.usages,
    }
}

/// Draws it.
#[component]
pub fn Journey(props: &PanelProps) -> Html {
    let words = &props.words;
    let Some(ours) = props.base.pack(&props.page_language).or(props.base.packs.first()) else { return Html::default() };
    // Her own instruments are views too.
    let hers = props.base.with_words(&props.page_language, &props.project).ok();
    let pack: &Pack = hers.as_ref().unwrap_or(ours);
    let value = |name: &str| props.project.journey.get(name).cloned().unwrap_or_default();
    let set = |name: &'static str| {
        let edit = props.edit.clone();
        move |value: Option<String>| {
            edit.emit(Edit::Attribute { name: name.to_owned(), value: value.filter(|value| !value.is_empty()) });
        }
    };
    let choice = |name: &'static str, label: AttrValue, options: Vec<(&'static str, AttrValue)>| {
        let set = set(name);
        let choose = Callback::from(move |value: String| set(Some(value)));
        let options: Vec<(AttrValue, AttrValue)> =
            options.into_iter().map(|(value, name)| (value.into(), name)).collect();
        html! { <Choice {label} value={value(name)} {options} {choose} /> }
    };
    let views = View::all(pack);
    let ids: Vec<String> = views.iter().map(|view| view.id(pack).to_owned()).collect();
    let offered = value("views");
    let list = if offered.is_empty() { ids.join(" ") } else { offered.clone() };
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let order: Vec<String> = ordered(&list, &names, View::FIXED.len()).into_iter().map(str::to_owned).collect();
    let change = {
        let (set, ours) = (set("views"), ids.join(" "));
        // All of them in our order is what needs no word.
        Callback::from(move |list: Option<String>| set(list.filter(|list| *list != ours)))
    };
    let view_box = |view: View, id: &str| {
        let is_offered = has_word(&list, id);
        let (change, list, order, name) = (change.clone(), list.clone(), order.clone(), id.to_owned());
        let toggled = Callback::from(move |event: Event| {
            let all: Vec<&str> = order.iter().map(String::as_str).collect();
            change.emit(with_word(&list, &name, is_ticked(&event), &all));
        });
        html! { <label class="tick"><input type="checkbox" checked={is_offered} onchange={toggled} /><span>{ view_label(view, pack) }</span></label> }
    };
    let steps = views.iter().zip(&ids).take(View::FIXED.len()).map(|(view, id)| view_box(*view, id));
    let own_views = || order.iter().filter_map(|id| View::from_id(id, pack)).skip(View::FIXED.len());
    let instruments: Vec<String> =
        own_views().map(|view| view.id(pack).to_owned()).filter(|id| has_word(&list, id)).collect();
    let mover = |view: View, id: &str, is_up: bool| {
        let moved = with_moved(&list, id, is_up, &names, View::FIXED.len());
        let (word, named, way) = if is_up {
            (words.word("move-up"), words.word("move-up-named"), "up")
        } else {
            (words.word("move-down"), words.word("move-down-named"), "down")
        };
        let label = view_label(view, pack);
        let button = format!("view-{id}-{way}");
        let place = instruments.iter().position(|other| other == id).unwrap_or_default();
        let place = if is_up { place } else { place + 2 };
        let said = fill(
            &words.word("moved"),
            &[("name", &label), ("place", &place.to_string()), ("count", &instruments.len().to_string())],
        );
        // At the end it stays a button, so that the focus has somewhere to be.
        let is_last = moved.is_none().then_some("true");
        let press = {
            let (change, settle, say, button) =
                (change.clone(), props.settle.clone(), props.say.clone(), button.clone());
            Callback::from(move |_: MouseEvent| {
                if moved.is_some() {
                    settle.emit(());
                    change.emit(moved.clone());
                    settle.emit(());
                    say.emit(said.clone());
                    focus(&button);
                }
            })
        };
        html! { <button type="button" id={button} aria-label={fill(&named, &[("name", &label)])} aria-disabled={is_last} onclick={press}>{ word }</button> }
    };
    let instrument = |view: View| {
        let id = view.id(pack);
        html! {
            <li key={id.to_owned()} class="row">
                { view_box(view, id) }
                if has_word(&list, id) { { mover(view, id, true) }{ mover(view, id, false) } }
            </li>
        }
    };
    let start_set = set("start-view");
    let start = Callback::from(move |view: String| start_set(Some(view).filter(|view| view != "situate")));
    let start_now = Some(value("start-view")).filter(|view| !view.is_empty()).unwrap_or_else(|| "situate".to_owned());
    let start_options: Vec<(AttrValue, AttrValue)> =
        views.iter().zip(&ids).map(|(view, id)| (id.clone().into(), view_label(*view, pack))).collect();
    let (preset, lock) = (value("preset"), value("lock"));
    let question = |question: &'static str| {
        let now = answer(&preset, question).unwrap_or_default().to_owned();
        let (set_preset, set_lock) = (set("preset"), set("lock"));
        let chosen = Callback::from({
            let (preset, lock, set_lock) = (preset.clone(), lock.clone(), set_lock.clone());
            move |value: String| {
                // What is not answered cannot be fixed.
                if value.is_empty() && has_word(&lock, question) {
                    set_lock(with_word(&lock, question, false, &QUESTIONS));
                }
                set_preset(with_answer(&preset, question, Some(&value)));
            }
        });
        let locked = Callback::from({
            let lock = lock.clone();
            move |event: Event| set_lock(with_word(&lock, question, is_ticked(&event), &QUESTIONS))
        });
        let option = |(index, entry): (usize, &Entry)| {
            let id = if question == "maturity" { (index + 1).to_string() } else { entry.id.clone() };
            (AttrValue::from(id), AttrValue::from(entry.label.clone()))
        };
        let none = (AttrValue::default(), AttrValue::from("–"));
        let options: Vec<(AttrValue, AttrValue)> =
            [none].into_iter().chain(entries(pack, question).iter().enumerate().map(option)).collect();
        html! {
            <div class="stack">
                <Choice label={question_name(words, question)} value={now.clone()} {options} choose={chosen} />
                <label class="tick"><input type="checkbox" disabled={now.is_empty()} checked={has_word(&lock, question)} onchange={locked} /><span>{ words.word("journey-lock") }</span></label>
            </div>
        }
    };
    let partner_set = set("partner");
    let partner = Callback::from(move |event: InputEvent| partner_set(Some(input_value(&event))));
    html! {
        <>
            <section class="card" aria-labelledby="journey-answers">
                <h2 id="journey-answers">{ words.word("journey-answers") }</h2>
                <p class="hint">{ words.word("journey-answers-about") }</p>
                <div class="pair">{ for QUESTIONS.map(question) }</div>
            </section>
            <section class="card" aria-labelledby="journey-views">
                <h2 id="journey-views">{ words.word("journey-views") }</h2>
                <Choice label={words.word("journey-start")} value={start_now} options={start_options} choose={start} />
                <fieldset><legend>{ words.word("journey-offered") }</legend><div class="pair">{ for steps }</div></fieldset>
                <fieldset><legend>{ words.word("journey-instruments") }</legend><ol class="plain order">{ for own_views().map(instrument) }</ol></fieldset>
                <p class="hint">{ words.word("journey-order") }</p>
            </section>
            <section class="card" aria-labelledby="journey-page">
                <h2 id="journey-page">{ words.word("journey-page") }</h2>
                <div class="pair">
                    { choice("lang", words.word("journey-lang"), vec![("", words.word("lang-page")), ("fr", words.word("language-fr")), ("fr-x-falc", words.word("language-easy")), ("en", words.word("language-en"))]) }
                    { choice("theme", words.word("preview-theme"), vec![("", words.word("theme-page")), ("light", words.word("theme-light")), ("dark", words.word("theme-dark"))]) }
                    { choice("storage", words.word("journey-storage"), vec![("", words.word("storage-none")), ("session", words.word("storage-session")), ("local", words.word("storage-local"))]) }
                    { choice("share", words.word("journey-share"), vec![("", words.word("share-none")), ("fragment", words.word("share-fragment"))]) }
                    { choice("history", words.word("journey-history"), vec![("", words.word("history-off")), ("on", words.word("history-on"))]) }
                    { choice("loading", words.word("journey-loading"), vec![("", words.word("loading-lazy")), ("eager", words.word("loading-eager"))]) }
                    { choice("heading-level", words.word("journey-level"), vec![("", "2".into()), ("3", "3".into()), ("4", "4".into()), ("5", "5".into())]) }
                    <label>{ words.word("journey-partner") }<input type="text" value={value("partner")} oninput={partner} onchange={props.settled()} /></label>
                </div>
            </section>
        </>
    }
}
