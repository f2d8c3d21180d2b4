//! A partner's own instruments: what the build makes of a file is what the widget makes of it in an overlay, and what the
//! one refuses the other refuses.

use super::{french, packs, root};
use boussole::app::features::content::overlay::apply;
use boussole::app::journey::record::{Field, ResponseKey, ResponseValue};
use boussole::app::runtime::effect::HostEvent;
use boussole::app::{ContentMsg, Effect, HostMsg, Model, Msg, NavigationMsg, View, update};
use boussole_authoring::check::check_instrument;
use boussole_authoring::load;
use boussole_authoring::source::{Content, InstrumentFile};
use boussole_content::pack::Pack;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::rc::Rc;

fn content() -> Content {
    load::load(&root().join("www")).unwrap_or_else(|findings| panic!("{:#?}", findings.all()))
}

/// What is wrong with instruments in an overlay, and what the pack is with them.
fn with(pack: &Pack, instruments: &[Value]) -> (Vec<String>, Pack) {
    let overlay = json!({ "schema": "boussole/overlay/1", "instruments": instruments });
    let mut pack = pack.clone();
    let problems = apply(&mut pack, &serde_json::from_value(overlay).unwrap());
    (problems.iter().map(ToString::to_string).collect(), pack)
}

/// An instrument of a partner: one group of two statements.
fn hers() -> Value {
    let item = |id: &str| json!({ "id": id, "label": { "fr": "Est-ce clair ?" }, "source": ["inference"], "confidence": "medium" });
    json!({
        "id": "hers", "order": 1, "label": { "fr": "Le nôtre", "en": "Our own" }, "lead": { "fr": "Pour voir." },
        "minutes": 5, "source": ["inference"], "confidence": "medium", "reading": "profile",
        "scale": [{ "fr": "Non" }, { "fr": "Oui" }],
        "groups": [{
            "id": "group", "label": { "fr": "Groupe" }, "description": { "fr": "Ce qui compte." },
            "source": ["inference"], "confidence": "medium", "items": [item("first"), item("second")],
        }],
        "says": [{ "when": { "from": 50 }, "text": { "fr": "C'est bien parti." } }],
    })
}

#[test]
fn each_of_ours_in_an_overlay_is_what_the_build_makes_of_it() {
    for pack in packs().iter().filter(|pack| ["fr", "en"].contains(&pack.messages.code.as_str())) {
        for instrument in &content().instruments {
            let (problems, after) = with(pack, &[json!(instrument)]);
            assert_eq!(problems, [""; 0], "{}", instrument.id);
            assert_eq!(after.instruments.len(), pack.instruments.len());
            for (now, before) in after.instruments.iter().zip(pack.instruments.iter()) {
                assert_eq!(now, before, "{} {}", pack.messages.code, instrument.id);
            }
            let words = |pack: &Pack| pack.glossary.iter().map(|word| format!("{word:?}")).collect::<BTreeSet<_>>();
            assert_eq!(words(&after), words(pack), "{}", instrument.id);
        }
    }
}

/// All places in a value, as JSON pointers, one for each name: of a list, those of the first item.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let at = format!("{at}/{name}");
                all.push(at.clone());
                places(value, &at, all);
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                let at = format!("{at}/0");
                all.push(at.clone());
                places(first, &at, all);
            }
        }
        _ => {}
    }
}

#[test]
fn what_the_build_refuses_of_an_instrument_the_widget_refuses_and_nothing_else() {
    let (content, pack) = (content(), french());
    let others =
        [json!(""), json!("É !"), json!(-1), json!(3), json!(99), json!(true), json!([]), json!({}), json!([1])];
    let (mut tried, mut refused) = (0, 0);
    for instrument in &content.instruments {
        let whole = json!(instrument);
        let mut all = Vec::new();
        places(&whole, "", &mut all);
        let mut cases = Vec::new();
        for place in &all {
            // The build takes an empty list for an object where all fields may be left out.
            let is_object = whole.pointer(place).unwrap().is_object();
            for other in others.iter().filter(|other| !(is_object && other.is_array())) {
                let mut changed = whole.clone();
                *changed.pointer_mut(place).unwrap() = other.clone();
                cases.push((format!("{place} = {other}"), changed));
            }
            let (parent, name) = place.rsplit_once('/').unwrap();
            let mut changed = whole.clone();
            match changed.pointer_mut(parent).unwrap() {
                Value::Object(fields) => {
                    fields.remove(name);
                    fields.insert("stray".to_owned(), json!(1));
                }
                Value::Array(items) => items.push(items[0].clone()),
                _ => {}
            }
            cases.push((format!("{place}: another, or one more"), changed));
            let mut changed = whole.clone();
            if let Value::Object(fields) = changed.pointer_mut(parent).unwrap() {
                fields.remove(name);
                cases.push((format!("{place}: none"), changed));
            }
        }
        for (case, changed) in cases {
            let file = serde_json::from_value::<InstrumentFile>(changed.clone());
            let expected = file.map_or(true, |file| check_instrument(&content, &file).errors() > 0);
            let (problems, _) = with(&pack, &[changed]);
            assert_eq!(!problems.is_empty(), expected, "{}: {case}: {problems:?}", instrument.id);
            tried += 1;
            refused += usize::from(expected);
        }
    }
    assert!(tried > 3000 && refused > 2000, "{refused} of {tried}");
}

#[test]
fn a_problem_is_named_with_its_place() {
    let pack = french();
    let mut wrong = hers();
    wrong["groups"][0]["items"][1]["id"] = json!("first");
    wrong["says"][0]["when"] = json!({ "least": "nothing" });
    wrong["scale"] = json!([{ "fr": "Oui" }]);
    wrong["colour"] = json!("red");
    assert_eq!(
        with(&pack, &[wrong]).0,
        [
            "instruments › 1 › colour: nothing has this name",
            "instruments › 1 › groups › 1 › items › 2 › id: expected an id that stands once",
            "instruments › 1 › says › 1 › when › least: nothing has this name",
            "instruments › 1 › scale: expected a whole number, or so many of them, from 2 to 9",
        ]
    );
    assert_eq!(with(&pack, &[hers(), hers()]).0, ["instruments › 2 › id: expected an id that stands once"]);
    let mut view = hers();
    view["id"] = json!("path");
    assert_eq!(with(&pack, &[view]).0, ["instruments › 1 › id: expected an id that stands once"]);
    let many: Vec<Value> = (0..90)
        .map(|number| {
            let mut one = hers();
            one["id"] = json!(format!("hers-{number}"));
            one
        })
        .collect();
    assert_eq!(with(&pack, &many).0, ["instruments: expected a whole number, or so many of them, from 0 to 100"]);
    let mut deep = json!("even");
    for _ in 0..60 {
        deep = json!({ "all": [deep] });
    }
    let mut nested = hers();
    nested["says"][0]["when"] = deep;
    drop(with(&pack, &[nested]));
}

#[test]
fn hers_stand_after_ours_and_are_done_like_them() {
    let pack = french();
    let (problems, after) = with(&pack, &[hers()]);
    assert_eq!(problems, [""; 0]);
    let last = after.instruments.last().unwrap();
    assert_eq!((last.id.as_str(), last.label.as_str()), ("hers", "Le nôtre"));
    assert_eq!(last.interpretations[0].text, "C’est bien parti.");
    assert_eq!(after.instrument_views.last().map(String::as_str), Some("hers"));
    assert_ne!(after.content_hash, pack.content_hash, "her content is another one");
    let english = packs().iter().find(|pack| pack.messages.code == "en").unwrap().clone();
    assert_eq!(with(&english, &[hers()]).1.instruments.last().unwrap().label, "Our own");

    let view = View::from_id("hers", &after).unwrap();
    let model = Model::new(Rc::new(after));
    let (model, _) = update(&model, Msg::Navigation(NavigationMsg::ViewRequested(view)));
    assert_eq!(model.instrument().map(|instrument| instrument.id.as_str()), Some("hers"));
}

#[test]
fn what_was_given_and_what_shows_stay_when_her_instruments_come_and_change() {
    let pack = french();
    let charter = pack.instruments.iter().find(|instrument| instrument.id == "charte").unwrap();
    let index = pack.instruments.iter().position(|other| other.id == charter.id).unwrap();
    let key =
        |instrument: usize| ResponseKey { instrument: u8::try_from(instrument).unwrap(), ..ResponseKey::default() };
    let mut model = Model::new(pack.clone());
    Rc::make_mut(&mut model.instruments.responses).set(key(index), Field::Rating(1), Some(ResponseValue::Rating(2)));
    let (model, _) =
        update(&model, Msg::Navigation(NavigationMsg::ViewRequested(View::from_id("charte", &pack).unwrap())));

    // Ours without its first statement: what was given to the second is given to the first now.
    let mut file = json!(content().instruments.iter().find(|instrument| instrument.id == "charte").unwrap());
    file["groups"][0]["items"].as_array_mut().unwrap().remove(0);
    let (problems, changed) = with(&pack, &[file, hers()]);
    assert_eq!(problems, [""; 0]);
    let (model, _) = update(&model, Msg::Content(ContentMsg::ContentLoaded(Rc::new(changed.clone()))));
    assert_eq!(model.instrument().map(|instrument| instrument.id.as_str()), Some("charte"));
    assert_eq!(model.instruments.responses.rating(key(index), Field::Rating(0)), Some(2));
    assert!(model.is_enabled(View::from_id("hers", &changed).unwrap()), "all are offered, and hers too");

    // A link is read by the places of the items: it must not be taken for one of this content.
    assert_ne!(changed.content_hash.get(..8), pack.content_hash.get(..8));
    let worded = with(&pack, &[json!(content().instruments.iter().find(|one| one.id == "charte").unwrap()), hers()]).1;
    assert_eq!(worded.content_hash.get(..8), pack.content_hash.get(..8), "where the same is asked, it is");

    // Hers shows, and goes: the list of instruments shows.
    let (model, _) =
        update(&model, Msg::Navigation(NavigationMsg::ViewRequested(View::from_id("hers", &changed).unwrap())));
    let generation = model.navigation.generation;
    let (model, effects) = update(&model, Msg::Content(ContentMsg::ContentLoaded(pack.clone())));
    assert_eq!(model.view, View::Instruments);
    assert_ne!(model.navigation.generation, generation, "the focus goes to the title");
    assert!(effects.contains(&Effect::Emit(HostEvent::ViewChanged(View::Instruments))), "and the host is told");

    // Where the host offers some, these stay by their names, and no other comes.
    let offered = vec![View::Situate, View::from_id("charte", &pack).unwrap()];
    let (model, _) = update(&Model::new(pack), Msg::Host(HostMsg::ViewsSet(offered)));
    let (model, _) = update(&model, Msg::Content(ContentMsg::ContentLoaded(Rc::new(changed.clone()))));
    let names: Vec<&str> = model.host.enabled_views.iter().map(|view| view.id(&changed)).collect();
    assert_eq!(names, ["situate", "charte"]);

    // A host that has an order of its own keeps it, and what is gone leads to what it offers.
    let view = |id: &str| View::from_id(id, &changed).unwrap();
    let named = vec![View::Situate, view("hers"), view("charte")];
    let (model, _) = update(&Model::new(Rc::new(changed.clone())), Msg::Host(HostMsg::ViewsSet(named)));
    let (model, _) = update(&model, Msg::Navigation(NavigationMsg::ViewRequested(view("hers"))));
    let (model, _) = update(&model, Msg::Content(ContentMsg::ContentLoaded(french())));
    assert_eq!(model.view, View::Situate);
    let names: Vec<&str> = model.host.enabled_views.iter().map(|view| view.id(&model.content)).collect();
    assert_eq!(names, ["situate", "charte"]);
}
