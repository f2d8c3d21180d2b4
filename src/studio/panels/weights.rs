//! The panel Weights, for Le RAMEAU: other numbers, what they change over a thousand situations, and the content's own file.

use crate::edit::Edit;
use crate::page::{PanelProps, Words, download, fill, input_value, today};
use crate::trial::{self, Lack};
use boussole_authoring::weights::{self, Numbers, SITUATIONS, Shift, Trial};
use web_sys::InputEvent;
use yew::prelude::*;

/// So many resources that rise, and that fall, are written out.
const SHOWN: usize = 12;

/// Draws it.
#[component]
pub fn Weights(props: &PanelProps) -> Html {
    let words = &props.words;
    // What was tried, and with which numbers: others make it stale.
    let tried = use_state(|| None::<(crate::project::Weights, Trial)>);
    let ours = &props.base.content.rules;
    let changes = &*props.project.weights;
    let (rules, refused) = trial::rules(ours, changes);
    let Some(pack) = props.base.pack(&props.page_language).or(props.base.packs.first()) else { return Html::default() };
    let findings = weights::check(&rules, &pack.vocabulary);
    let fits = refused.is_empty() && findings.errors() == 0;
    let field = |weight: weights::Weight| {
        let own = changes.values.get(&weight.path).copied();
        let (edit, path, default) = (props.edit.clone(), weight.path.clone(), weight.value);
        let typed = Callback::from(move |event: InputEvent| {
            if let Ok(value) = input_value(&event).trim().parse::<i64>() {
                edit.emit(Edit::Weight { path: path.clone(), value: Some(value).filter(|value| *value != default) });
            }
        });
        let name = weight_name(words, &weight.path);
        let changed = own.map(|_| fill(&words.word("weight-ours"), &[("value", &weight.value.to_string())]));
        html! {
            <label key={weight.path.clone()}>{ name }
                <input type="number" step="1" value={own.unwrap_or(weight.value).to_string()}
                    aria-invalid={refused.contains(&weight.path.as_str()).then_some("true")} oninput={typed} onchange={props.settled()} />
                if let Some(changed) = changed { <span class="hint">{ changed }</span> }
            </label>
        }
    };
    let (heading, path): (Vec<_>, Vec<_>) =
        weights::weights(ours).into_iter().partition(|weight| weight.path.starts_with("heading"));
    let attempt = {
        let (tried, changes, rules, pack) = (tried.clone(), changes.clone(), rules.clone(), pack.clone());
        let (say, said) = (props.say.clone(), words.word("trial-done"));
        Callback::from(move |_: MouseEvent| {
            let before = Numbers::of(&pack);
            let situations = weights::situations(&pack.vocabulary, SITUATIONS);
            let trial = weights::trial(&situations, &before, &before.with(&rules), &pack.attributes);
            say.emit(said.clone());
            tried.set(Some((changes.clone(), trial)));
        })
    };
    let why = {
        let edit = props.edit.clone();
        Callback::from(move |event: InputEvent| edit.emit(Edit::Why(input_value(&event))))
    };
    let file = trial::file(&props.base, changes, today());
    let lacks_why = file == Err(Lack::Why);
    let export = {
        let file = file.clone();
        Callback::from(move |_: MouseEvent| {
            if let Ok(text) = &file {
                download("rules.json", "application/json", text.as_bytes());
            }
        })
    };
    let ready = fits && !changes.values.is_empty();
    html! {
        <>
            <p class="hint">{ words.word("weights-lead") }</p>
            <fieldset><legend>{ words.word("weights-heading") }</legend><div class="pair">{ for heading.into_iter().map(field) }</div></fieldset>
            <fieldset><legend>{ words.word("weights-path") }</legend><div class="pair">{ for path.into_iter().map(field) }</div></fieldset>
            if !fits {
                <div role="alert">
                    <p class="wrong">{ words.word("weights-refused") }</p>
                    <ul class="findings">
                        { for refused.iter().map(|path| html! { <li>{ weight_name(words, path) }</li> }) }
                        { for findings.all().iter().map(|finding| html! { <li><code>{ finding.field.clone().unwrap_or_default() }</code>{ " " }<span lang="en">{ finding.problem.clone() }</span></li> }) }
                    </ul>
                </div>
            }
            <div class="row"><button type="button" class="main" disabled={!ready} onclick={attempt}>{ words.word("trial") }</button></div>
            if let Some((_, trial)) = tried.as_ref().filter(|(of, _)| of.values == changes.values) {
                { result(words, pack, trial) }
            }
            <label>{ words.word("why") }<textarea rows="2" aria-required="true" aria-describedby="why-about" value={changes.why.clone()} oninput={why} onchange={props.settled()} /></label>
            <p id="why-about" class="hint">{ if lacks_why { words.word("why-missing") } else { words.word("why-hint") } }</p>
            <div class="row"><button type="button" disabled={file.is_err()} onclick={export}>{ words.word("weights-export") }</button></div>
        </>
    }
}

fn result(words: &Words, pack: &boussole_content::pack::Pack, trial: &Trial) -> Html {
    let degrees = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
    let numbers = [
        ("situations", trial.situations.to_string()),
        ("headings", trial.headings.to_string()),
        ("moved", trial.moved.to_string()),
        ("turned", trial.turned.to_string()),
        ("median", degrees(trial.median_turn())),
        ("most", degrees(trial.greatest_turn())),
        ("share", degrees(trial.greatest_change)),
        ("paths", trial.paths.to_string()),
    ];
    let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let said = |text: AttrValue| html! { <li>{ fill(&text, &numbers) }</li> };
    let shift = |shift: &Shift| {
        let title = pack.resources.get(shift.resource).map(|resource| resource.title.clone()).unwrap_or_default();
        html! { <tr><th scope="row">{ title }</th><td>{ shift.before }</td><td>{ shift.after }</td></tr> }
    };
    let table = |caption: AttrValue, rises: bool| {
        let rows: Vec<&Shift> =
            trial.shifts.iter().filter(|shift| (shift.after > shift.before) == rises).take(SHOWN).collect();
        if rows.is_empty() {
            return Html::default();
        }
        html! {
            <table class="shifts"><caption>{ caption }</caption>
                <thead><tr><th scope="col">{ words.word("shift-resource") }</th><th scope="col">{ words.word("shift-before") }</th><th scope="col">{ words.word("shift-after") }</th></tr></thead>
                <tbody>{ for rows.into_iter().map(shift) }</tbody></table>
        }
    };
    html! {
        <section class="card" aria-labelledby="trial-title">
            <h2 id="trial-title">{ fill(&words.word("trial-title"), &numbers) }</h2>
            <ul class="findings">{ said(words.word("trial-turned")) }{ said(words.word("trial-moved")) }{ said(words.word("trial-angle")) }{ said(words.word("trial-paths")) }</ul>
            { table(words.word("shift-rise"), true) }
            { table(words.word("shift-fall"), false) }
        </section>
    }
}

/// The name of a number.
fn weight_name(words: &Words, path: &str) -> AttrValue {
    match path {
        "heading/weights/horizons" => words.word("weight-horizons"),
        "heading/weights/objectives" => words.word("weight-objectives"),
        "heading/weights/maturity" => words.word("weight-maturity"),
        "heading/pair/0" => words.word("weight-pair-first"),
        "heading/pair/1" => words.word("weight-pair-second"),
        "heading/balanced_below_permille" => words.word("weight-balanced"),
        "heading/lead_permille" => words.word("weight-lead"),
        "heading/step" => words.word("weight-step"),
        "path/objective/full" => words.word("points-objective"),
        "path/objective/second" => words.word("points-objective-second"),
        "path/objective/transversal" => words.word("points-objective-every"),
        "path/impact/full" => words.word("points-impact"),
        "path/impact/share_by_count/0" => words.word("share-impact-one"),
        "path/impact/share_by_count/1" => words.word("share-impact-two"),
        "path/impact/share_by_count/2" => words.word("share-impact-three"),
        "path/domain/full" => words.word("points-domain"),
        "path/domain/share_by_count/0" => words.word("share-domain-one"),
        "path/domain/share_by_count/1" => words.word("share-domain-two"),
        "path/domain/share_by_count/2" => words.word("share-domain-three"),
        "path/domain/share_by_count/3" => words.word("share-domain-four"),
        "path/domain/every" => words.word("points-domain-every"),
        "path/domain/sdg17" => words.word("points-domain-sdg17"),
        "path/profile/full" => words.word("points-profile"),
        "path/profile/every" => words.word("points-profile-every"),
        "path/maturity/full" => words.word("points-maturity"),
        "path/maturity/neighbour" => words.word("points-maturity-near"),
        "path/usage/full" => words.word("points-usage"),
        "path/level/full" => words.word("points-level"),
        "path/announced" => words.word("points-announced"),
        "path/without_address" => words.word("points-without-address"),
        "path/length" => words.word("path-length"),
        "path/per_kind" => words.word("path-per-kind"),
        "path/most_without_address" => words.word("path-without-address"),
        "path/most_third_party" => words.word("path-third-party"),
        "path/own_domain" => words.word("path-own-domain"),
        "path/second_objective" => words.word("path-second-objective"),
        "path/explorer_from_maturity" => words.word("path-explorer"),
        "path/reasons" => words.word("path-reasons"),
        other => AttrValue::from(other.to_owned()),
    }
}
