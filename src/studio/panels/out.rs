//! The panel Out: everything in one archive or in a link, what is pasted, and in again.

use crate::edit::Edit;
use crate::out::{self, Place};
use crate::page::{PanelProps, Words, copy, download, fill, first_file, input_value, page_folder, read_file, today};
use crate::project::Project;
use crate::project::file::Refusal;
use crate::trial::{self, Lack};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Why a file is not taken, in a sentence.
#[must_use]
pub fn refusal(words: &Words, why: &Refusal) -> AttrValue {
    match why {
        Refusal::Foreign => words.word("refused-foreign"),
        Refusal::Later => words.word("refused-later"),
        Refusal::TooLarge => words.word("refused-large"),
        Refusal::Damaged(place) => fill(&words.word("refused-damaged"), &[("place", place)]),
    }
}

/// Draws it.
#[component]
pub fn Out(props: &PanelProps) -> Html {
    let words = &props.words;
    let release = use_state(page_folder);
    let refused = use_state(AttrValue::default);
    let mut wrong = props.base.refused_words(&props.page_language, &props.project);
    wrong.extend(props.base.refused_resources(&props.page_language, &props.project));
    let without_rules = match trial::file(&props.base, &props.project.weights, today()) {
        Err(Lack::Why) => Some(words.word("out-why")),
        Err(Lack::Fit) => Some(words.word("out-unfit")),
        Ok(_) | Err(Lack::Change) => None,
    };
    let typed = {
        let release = release.clone();
        Callback::from(move |event: InputEvent| release.set(input_value(&event)))
    };
    let address = out::folder(&release);
    let folder = address.clone().unwrap_or_default();
    let place = Place { release: &folder, language: &props.language, version: env!("CARGO_PKG_VERSION") };
    let take = {
        let (project, base, folder, language) =
            (props.project.clone(), props.base.clone(), folder.clone(), props.language.clone());
        let (say, done, failed) = (props.say.clone(), words.word("out-done"), words.word("out-failed"));
        let taken_away = props.taken_away.clone();
        Callback::from(move |_: MouseEvent| {
            let place = Place { release: &folder, language: &language, version: env!("CARGO_PKG_VERSION") };
            let made = out::archive(&project, &base, today(), &place).ok();
            match made.and_then(|bytes| download("boussole-studio.zip", "application/zip", &bytes)) {
                Some(()) => {
                    taken_away.emit(());
                    say.emit(done.clone());
                }
                None => say.emit(failed.clone()),
            }
        })
    };
    let link = {
        let (say, copied, long) = (props.say.clone(), words.word("copied"), words.word("link-long"));
        let taken_away = props.taken_away.clone();
        let fragment = out::fragment(&props.project);
        Callback::from(move |_: MouseEvent| match &fragment {
            Some(fragment) => {
                copy(&(page_address() + fragment));
                taken_away.emit(());
                say.emit(copied.clone());
            }
            None => say.emit(long.clone()),
        })
    };
    let brought = {
        let (edit, say, words, project, refused) =
            (props.edit.clone(), props.say.clone(), words.clone(), props.project.clone(), refused.clone());
        Callback::from(move |event: Event| {
            let Some(file) = first_file(&event) else { return };
            let (edit, say, words, project, refused) =
                (edit.clone(), say.clone(), words.clone(), project.clone(), refused.clone());
            spawn_local(async move {
                let bytes = read_file(&file).await.unwrap_or_default();
                match out::bring(&bytes, &project) {
                    Ok(project) => {
                        edit.emit(Edit::Replace(Box::new(project)));
                        say.emit(words.word("in-done"));
                        refused.set(AttrValue::default());
                    }
                    Err(why) => refused.set(refusal(&words, &why)),
                }
            });
        })
    };
    let empty = props.edit.reform(|_: MouseEvent| Edit::Replace(Box::<Project>::default()));
    let ready = props.base.without_drafts(&props.project);
    let drafts = props.project.instruments.len() - ready.instruments.len();
    let pasted = out::snippets(&ready, &place);
    let snippet = |name: AttrValue, text: String| {
        let (say, copied, given) = (props.say.clone(), words.word("copied"), text.clone());
        let take = Callback::from(move |_: MouseEvent| {
            copy(&given);
            say.emit(copied.clone());
        });
        html! {
            <div class="stack"><div class="row"><h3>{ name.clone() }</h3><button type="button" aria-label={fill(&words.word("copy-named"), &[("name", &name)])} onclick={take}>{ words.word("copy") }</button></div><pre tabindex="0"><code>{ text }</code></pre></div>
        }
    };
    html! {
        <>
            <section class="card" aria-labelledby="out-take">
                <h2 id="out-take">{ words.word("out-take") }</h2>
                <p class="hint">{ words.word("out-about") }</p>
                if !wrong.is_empty() {
                    <div class="stack" role="alert"><p class="wrong">{ words.word("out-wrong") }</p><ul class="wrong">{ for wrong.iter().map(|sentence| html! { <li>{ sentence.clone() }</li> }) }</ul></div>
                }
                if let Some(without_rules) = without_rules { <p class="wrong">{ without_rules }</p> }
                if drafts > 0 { <p class="hint">{ fill(&words.word("out-drafts"), &[("count", &drafts.to_string())]) }</p> }
                <label>{ words.word("out-release") }<input type="url" value={(*release).clone()} spellcheck="false" autocomplete="off" aria-invalid={address.is_none().to_string()} aria-describedby="out-release-wrong" oninput={typed} /></label>
                <p class="wrong" id="out-release-wrong" aria-live="polite">{ if address.is_none() { words.word("out-release-wrong") } else { AttrValue::default() } }</p>
                <div class="row"><button type="button" class="main" disabled={!wrong.is_empty() || address.is_none()} onclick={take}>{ words.word("out-zip") }</button><button type="button" onclick={link}>{ words.word("out-link") }</button></div>
            </section>
            <section class="card" aria-labelledby="out-in">
                <h2 id="out-in">{ words.word("out-in") }</h2>
                <label>{ words.word("out-file") }<input type="file" accept=".zip,.json,.csv" onchange={brought} /></label>
                <p class="wrong" role="alert">{ (*refused).clone() }</p>
                <div class="row"><button type="button" onclick={empty}>{ words.word("out-empty") }</button></div>
            </section>
            <section class="card" aria-labelledby="out-paste">
                <h2 id="out-paste">{ words.word("out-paste") }</h2>
                if address.is_none() {
                    <p class="hint">{ words.word("out-release-wrong") }</p>
                } else {
                    { snippet(words.word("way-script"), pasted.script) }
                    { snippet(words.word("way-frame"), pasted.frame) }
                    { snippet(words.word("way-wordpress"), pasted.wordpress) }
                    <p class="hint">{ words.word("way-wordpress-about") }</p>
                    { snippet(words.word("way-npm"), pasted.npm) }
                    { snippet(words.word("way-policy"), pasted.policy) }
                }
            </section>
        </>
    }
}

/// The address of this page, without what stands after `#`.
fn page_address() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
