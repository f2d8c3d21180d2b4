//! The first view as data: what the loader shows before the module is there, and the module then takes over.
//!
//! A node is a text (a string) or an element: `["tag", {"attribute": "value"}, child…]`. It is the drawing of a widget
//! before any answer, node by node: taken over, no node is made anew.

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use super::{dial, widget, words};
use crate::app::Model;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;
use boussole_domain::firmness::{QUESTIONS, Sensitivity};
use boussole_domain::situation::Question;
use boussole_domain::{Impact, Standing};
use serde_json::{Map, Value, json};
use std::rc::Rc;
use yew::virtual_dom::{VNode, VTag};

/// The first view in the language of a pack: the one element that holds it all.
#[must_use]
pub fn view(content: &Rc<Pack>) -> Value {
    let (model, bus) = (Model::new(content.clone()), Dispatch::noop());
    let mut nodes = Vec::new();
    gather(&widget::draw(Ctx { model: &model, bus: &bus }), &mut nodes);
    nodes.pop().unwrap_or(Value::Null)
}

/// How the needle is moved in a first view before the widget is there (`www/loader/needle.js`): the rules as bytes, the
/// places that show a heading, each as the children that lead to it from the view's one element, and what is written
/// there. `None` where the view has no such place, or the rules no such form.
#[must_use]
pub fn turning(content: &Rc<Pack>, view: &Value) -> Option<Value> {
    let (model, bus) = (Model::new(content.clone()), Dispatch::noop());
    let ctx = Ctx { model: &model, bus: &bus };
    let each =
        |class: &str| Impact::ALL.iter().map(|impact| place(view, &format!("{class}-{}", impact.id()))).collect();
    let [petals, poles]: [Vec<_>; 2] = [each("petal")?, each("pole-share")?];
    let shares: Option<Vec<_>> = each("share");
    // The amount stands behind the name.
    let amounts: Vec<_> = shares?.into_iter().map(|share| [share, vec![1]].concat()).collect();
    // What shows once a question is answered, and what no longer does: the way to take the answer back, and its name among
    // what is missing.
    let pills = place(view, "pills")?;
    let questions: Vec<Value> = Question::ALL
        .into_iter()
        .enumerate()
        .filter_map(|(at, question)| {
            let own = attributed(view, "data-question", question.id())?;
            let clear = place(node_at(view, &own)?, "link")?;
            let (clear, pill) = ([own, clear].concat(), [pills.as_slice(), &[at]].concat());
            Some(json!({ "name": question.id(), "clear": clear, "pill": pill }))
        })
        .collect();
    let said = |first: Option<Impact>, second: Option<Impact>| match (first, second) {
        (Some(first), Some(second)) => words::heading_of(ctx, Standing::Between(first, second)),
        (Some(only), None) => words::heading_of(ctx, Standing::First(only)),
        (None, _) => words::heading_of(ctx, Standing::Balanced),
    };
    let none_or_one = || [None].into_iter().chain(Impact::ALL.map(Some));
    let of_bits = |bits: usize| -> Vec<Question> {
        let questions = QUESTIONS.into_iter().enumerate();
        questions.filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, question)| question).collect()
    };
    let firm = |open: usize, sensitive: usize| {
        words::firmness(ctx, &Sensitivity { open: of_bits(open), sensitive: of_bits(sensitive) })
    };
    let classes = [None, Some(Standing::Balanced), Some(Standing::First(Impact::Performance))].map(dial::needle_class);
    Some(json!({
        "rules": boussole_needle::written(&content.heading)?,
        "questions": questions,
        "levels": content.vocabulary.maturity.iter().map(|level| &level.id).collect::<Vec<_>>(),
        "places": {
            "needle": place(view, "needle")?,
            "ghost": place(view, "ghost")?,
            "petals": petals,
            "poles": poles,
            "sentence": place(view, "compass-main")?,
            "shares": place(view, "shares")?,
            "amounts": amounts,
            "firmness": place(view, "compass-firm")?,
        },
        "classes": classes,
        "none": ctx.t(Key::HeadingNone),
        // By the first impact and the second, from 1; 0 is none.
        "said": none_or_one().map(|first| none_or_one().map(|second| said(first, second)).collect()).collect::<Vec<Vec<String>>>(),
        // By the questions, as bits.
        "open": (0..8).map(|open| firm(open, 0)).collect::<Vec<_>>(),
        "sensitive": (0..8).map(|sensitive| firm(0, sensitive)).collect::<Vec<_>>(),
        "percent": ctx.t(Key::Percent),
    }))
}

/// The children that lead to the first element of a class.
fn place(node: &Value, class: &str) -> Option<Vec<usize>> {
    attributed(node, "class", class)
}

/// The children that lead to the first element that has a name among those of an attribute.
fn attributed(node: &Value, attribute: &str, name: &str) -> Option<Vec<usize>> {
    let Value::Array(parts) = node else { return None };
    let names = parts.get(1).and_then(|attributes| attributes.get(attribute)).and_then(Value::as_str);
    if names.is_some_and(|names| names.split(' ').any(|own| own == name)) {
        return Some(Vec::new());
    }
    parts
        .iter()
        .skip(2)
        .enumerate()
        .find_map(|(at, child)| Some([vec![at], attributed(child, attribute, name)?].concat()))
}

/// The node to which children lead.
fn node_at<'a>(node: &'a Value, place: &[usize]) -> Option<&'a Value> {
    place.iter().try_fold(node, |node, child| node.get(child + 2))
}

/// A view up to its first question, and what comes behind that: first behind the outermost node that holds the question,
/// then behind the next, to the question itself. The first frame shows the first part alone.
#[must_use]
pub fn parted(view: &Value) -> (Value, Vec<Vec<Value>>) {
    let mut behind = Vec::new();
    let opening = cut(view, &mut behind).unwrap_or_else(|| view.clone());
    behind.reverse();
    (opening, behind)
}

/// A node up to the first question, if that is in it.
fn cut(node: &Value, behind: &mut Vec<Vec<Value>>) -> Option<Value> {
    let Value::Array(parts) = node else { return None };
    let class = parts.get(1).and_then(|attributes| attributes.get("class")).and_then(Value::as_str);
    if class.is_some_and(|names| names.split(' ').any(|name| name == "question")) {
        return Some(node.clone());
    }
    let (at, last) = parts.iter().enumerate().find_map(|(at, part)| Some((at, cut(part, behind)?)))?;
    let (before, after) = parts.split_at_checked(at)?;
    behind.push(after.iter().skip(1).cloned().collect());
    Some(Value::Array(before.iter().cloned().chain([last]).collect()))
}

/// Lists leave no trace in a page.
fn gather(node: &VNode, into: &mut Vec<Value>) {
    match node {
        VNode::VTag(tag) => into.push(element(tag)),
        VNode::VText(text) => into.push(json!(&*text.text)),
        VNode::VList(list) => list.iter().for_each(|child| gather(child, into)),
        // The views draw nothing else.
        _ => {}
    }
}

fn element(tag: &VTag) -> Value {
    let mut attributes: Map<String, Value> =
        tag.attributes.iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    if let Some(value) = tag.value() {
        attributes.insert("value".to_owned(), json!(&**value));
    }
    let mut parts = vec![json!(tag.tag()), Value::Object(attributes)];
    if let Some(children) = tag.children() {
        gather(children, &mut parts);
    }
    Value::Array(parts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Ctx, Dispatch, Model, VNode, Value, gather, parted, widget};
    use crate::app::JourneyMsg;
    use crate::app::{Answer, Msg, update};
    use crate::view::gallery;
    use boussole_authoring::compile;
    use boussole_authoring::load;
    use boussole_domain::vocabulary::Term;
    use serde_json::json;
    use std::path::Path;
    use std::rc::Rc;

    /// T22: yew 0.23.0 panics when a conditional element, a component that draws nothing and a conditional element
    /// stand side by side (yewstack/yew#4092). Our views have no component below the widget; here it is kept so.
    #[test]
    fn no_view_holds_a_component() {
        fn plain(node: &VNode) -> bool {
            match node {
                VNode::VTag(tag) => tag.children().is_none_or(plain),
                VNode::VList(list) => list.iter().all(plain),
                VNode::VText(_) => true,
                _ => false,
            }
        }
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
        let packs = compile::packs(&load::load(&www).unwrap()).unwrap();
        for pack in packs.into_iter().map(Rc::new) {
            for state in gallery::states(&pack) {
                let bus = Dispatch::noop();
                assert!(plain(&widget::draw(Ctx { model: &state.model, bus: &bus })), "{}", state.name);
            }
        }
    }

    /// What a widget takes over has the nodes that it would draw itself, whatever was answered meanwhile.
    #[test]
    fn the_first_view_has_the_same_nodes_whatever_is_answered() {
        fn skeleton(node: &Value) -> Value {
            match node {
                Value::Array(parts) => parts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != 1)
                    .map(|(at, part)| if at == 0 { part.clone() } else { skeleton(part) })
                    .collect(),
                _ => json!("text"),
            }
        }
        fn drawn(model: &Model) -> Value {
            let (bus, mut nodes) = (Dispatch::noop(), Vec::new());
            gather(&widget::draw(Ctx { model, bus: &bus }), &mut nodes);
            nodes.pop().unwrap()
        }
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
        for pack in compile::packs(&load::load(&www).unwrap()).unwrap().into_iter().filter(|pack| !pack.messages.easy) {
            let mut model = Model::new(Rc::new(pack));
            let expected = skeleton(&drawn(&model));
            let (first, third) = (Term::at(0).unwrap(), Term::at(2).unwrap());
            for answer in [
                Answer::Profile(first),
                Answer::Domain(Term::at(0).unwrap()),
                Answer::Domain(Term::at(4).unwrap()),
                Answer::Domain(Term::at(7).unwrap()),
                Answer::Level(Term::at(1).unwrap()),
                Answer::Maturity(third),
                Answer::Maturity(Term::at(0).unwrap()),
                Answer::Usage(Term::at(1).unwrap()),
                Answer::Domain(Term::at(4).unwrap()),
            ] {
                model = update(&model, Msg::Journey(JourneyMsg::Answered(answer))).0;
                assert_eq!(skeleton(&drawn(&model)), expected, "{answer:?}");
            }
        }
    }

    #[test]
    fn the_opening_ends_with_the_first_question() {
        let question =
            |name: &str| json!(["fieldset", { "class": "field question", "name": name }, ["input", {}], name]);
        let end = json!(["p", {}, "end"]);
        let group = json!(["div", {}, question("a"), "behind"]);
        let view = json!(["div", {}, ["h2", {}, "t"], ["form", {}, "before", group, question("b")], end]);
        let opening = json!(["div", {}, ["h2", {}, "t"], ["form", {}, "before", ["div", {}, question("a")]]]);
        assert_eq!(parted(&view), (opening, vec![vec![end], vec![question("b")], vec![json!("behind")]]));
        let none = json!(["p", {}, "no question"]);
        assert_eq!(parted(&none), (none, vec![]));
    }
}
