//! The first view as data: what the loader shows before the module is there, and the module then takes over.
//!
//! A node is a text (a string) or an element: `["tag", {"attribute": "value"}, child…]`. It is the drawing of a widget
//! before any answer, node by node: taken over, no node is made anew.

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use super::{dial, phrases, widget};
use crate::app::Model;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;
use boussole_domain::sensitivity::{QUESTIONS, Sensitivity};
use boussole_domain::situation::Question;
use boussole_domain::{Impact, Standing};
use serde_json::{Map, Value, json};
use std::rc::Rc;
use yew::virtual_dom::{VNode, VTag};

/// The first view in the language of a pack: the one element that holds it all.
#[must_use]
pub fn view(content: &Rc<Pack>) -> Value {
    let (model, dispatch) = (Model::new(content.clone()), Dispatch::noop());
    let mut nodes = Vec::new();
    flatten(&widget::draw(Ctx { model: &model, dispatch: &dispatch }), &mut nodes);
    nodes.pop().unwrap_or(Value::Null)
}

/// How the needle is moved in a first view before the widget is there (`www/loader/needle/heading.js`): the rules as bytes, the
/// places that show a heading, each as the children that lead to it from the view's one element, and what is written
/// there. `None` where the view has no such place, or the rules no such form.
#[must_use]
pub fn needle_plan(content: &Rc<Pack>, view: &Value) -> Option<Value> {
    let (model, dispatch) = (Model::new(content.clone()), Dispatch::noop());
    let ctx = Ctx { model: &model, dispatch: &dispatch };
    // All dials of the view move. What each has three of stands in the order of the impacts.
    let all = |class: &str| Some(class_paths(view, class)).filter(|paths| !paths.is_empty());
    let shares: Option<Vec<_>> =
        Impact::ALL.iter().map(|impact| class_path(view, &format!("share-{}", impact.id()))).collect();
    // The amount stands behind the name.
    let amounts: Vec<_> = shares?.into_iter().map(|share| [share, vec![1]].concat()).collect();
    // What shows once a question is answered, and what no longer does: the way to take the answer back, and its name among
    // what is missing.
    let pills = class_path(view, "pills")?;
    let questions: Vec<Value> = Question::ALL
        .into_iter()
        .enumerate()
        .filter_map(|(index, question)| {
            let path = attribute_path(view, "data-question", question.id())?;
            let clear = class_path(node_at(view, &path)?, "link")?;
            let (clear, pill) = ([path, clear].concat(), [pills.as_slice(), &[index]].concat());
            Some(json!({ "name": question.id(), "clear": clear, "pill": pill }))
        })
        .collect();
    let sentence = |first: Option<Impact>, second: Option<Impact>| match (first, second) {
        (Some(first), Some(second)) => phrases::heading_of(ctx, Standing::Between(first, second)),
        (Some(only), None) => phrases::heading_of(ctx, Standing::First(only)),
        (None, _) => phrases::heading_of(ctx, Standing::Balanced),
    };
    let none_or_one = || [None].into_iter().chain(Impact::ALL.map(Some));
    let of_bits = |bits: usize| -> Vec<Question> {
        let questions = QUESTIONS.into_iter().enumerate();
        questions.filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, question)| question).collect()
    };
    let firm = |open: usize, sensitive: usize| {
        phrases::firmness(ctx, &Sensitivity { undecided: of_bits(open), decisive: of_bits(sensitive) })
    };
    let classes = [None, Some(Standing::Balanced), Some(Standing::First(Impact::Performance))].map(dial::needle_class);
    Some(json!({
        "rules": boussole_needle::encode_rules(&content.heading)?,
        "questions": questions,
        "levels": content.vocabulary.maturity.iter().map(|level| &level.id).collect::<Vec<_>>(),
        "places": {
            "needles": all("needle")?,
            "ghosts": all("ghost")?,
            "ranges": all("range")?,
            "middles": all("middle")?,
            "petals": all("petal")?,
            "poles": all("pole-share")?,
            "names": all("pole")?,
            "words": all("between")?,
            "sentences": all("compass-main")?,
            "shares": all("shares")?,
            "amounts": amounts,
            "firmness": all("compass-firm")?,
        },
        "classes": classes,
        "none": ctx.t(Key::HeadingNone),
        // By the first impact and the second, from 1; 0 is none.
        "said": none_or_one().map(|first| none_or_one().map(|second| sentence(first, second)).collect()).collect::<Vec<Vec<String>>>(),
        // By the questions, as bits.
        "open": (0..8).map(|open| firm(open, 0)).collect::<Vec<_>>(),
        "sensitive": (0..8).map(|sensitive| firm(0, sensitive)).collect::<Vec<_>>(),
        "percent": ctx.t(Key::Percent),
        "rim": dial::RIM,
    }))
}

/// The children that lead to each element of a class, none of which stands in another.
fn class_paths(node: &Value, class: &str) -> Vec<Vec<usize>> {
    let Value::Array(parts) = node else { return Vec::new() };
    if class_path(node, class).is_some_and(|path| path.is_empty()) {
        return vec![Vec::new()];
    }
    let children = parts.iter().skip(2).enumerate();
    children
        .flat_map(|(index, child)| class_paths(child, class).into_iter().map(move |path| [vec![index], path].concat()))
        .collect()
}

/// The children that lead to the first element of a class.
fn class_path(node: &Value, class: &str) -> Option<Vec<usize>> {
    attribute_path(node, "class", class)
}

/// The children that lead to the first element that has a name among those of an attribute.
fn attribute_path(node: &Value, attribute: &str, name: &str) -> Option<Vec<usize>> {
    let Value::Array(parts) = node else { return None };
    let names = parts.get(1).and_then(|attributes| attributes.get(attribute)).and_then(Value::as_str);
    if names.is_some_and(|names| names.split(' ').any(|other| other == name)) {
        return Some(Vec::new());
    }
    parts
        .iter()
        .skip(2)
        .enumerate()
        .find_map(|(index, child)| Some([vec![index], attribute_path(child, attribute, name)?].concat()))
}

/// The node to which children lead.
fn node_at<'a>(node: &'a Value, path: &[usize]) -> Option<&'a Value> {
    path.iter().try_fold(node, |node, child| node.get(child + 2))
}

/// A view up to its first question, and what comes behind that: first behind the outermost node that holds the question,
/// then behind the next, to the question itself. The first frame shows the first part alone.
#[must_use]
pub fn split_at_first_question(view: &Value) -> (Value, Vec<Vec<Value>>) {
    let mut behind = Vec::new();
    let opening = take_until_question(view, &mut behind).unwrap_or_else(|| view.clone());
    behind.reverse();
    (opening, behind)
}

/// A node up to the first question, if that is in it.
fn take_until_question(node: &Value, behind: &mut Vec<Vec<Value>>) -> Option<Value> {
    let Value::Array(parts) = node else { return None };
    let class = parts.get(1).and_then(|attributes| attributes.get("class")).and_then(Value::as_str);
    if class.is_some_and(|names| names.split(' ').any(|name| name == "question")) {
        return Some(node.clone());
    }
    let (index, last) =
        parts.iter().enumerate().find_map(|(index, part)| Some((index, take_until_question(part, behind)?)))?;
    let (before, after) = parts.split_at_checked(index)?;
    behind.push(after.iter().skip(1).cloned().collect());
    Some(Value::Array(before.iter().cloned().chain([last]).collect()))
}

/// Lists leave no trace in a page.
fn flatten(node: &VNode, into: &mut Vec<Value>) {
    match node {
        VNode::VTag(tag) => into.push(element(tag)),
        VNode::VText(text) => into.push(json!(&*text.text)),
        VNode::VList(list) => list.iter().for_each(|child| flatten(child, into)),
        // The views draw nothing else.
        _ => {}
    }
}

fn element(tag: &VTag) -> Value {
    // What names and describes by other elements comes with the widget: until then labels and legends do, and the first
    // script stays small.
    let comes_later = |name: &str| match tag.tag() {
        "input" | "fieldset" => name.starts_with("aria-"),
        "span" | "legend" | "p" => name == "id",
        _ => false,
    };
    let mut attributes: Map<String, Value> = tag
        .attributes
        .iter()
        .filter(|(name, _)| !comes_later(name))
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect();
    if let Some(value) = tag.value() {
        attributes.insert("value".to_owned(), json!(&**value));
    }
    let mut parts = vec![json!(tag.tag()), Value::Object(attributes)];
    if let Some(children) = tag.children() {
        flatten(children, &mut parts);
    }
    Value::Array(parts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Ctx, Dispatch, Model, VNode, Value, flatten, split_at_first_question, widget};
    use crate::app::{Answer, JourneyMsg, Msg, update};
    use crate::view::gallery;
    use boussole_authoring::{compile, load};
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
        let packs = compile::compile(&load::load(&www).unwrap()).unwrap();
        for pack in packs.into_iter().map(Rc::new) {
            for state in gallery::fixtures(&pack) {
                let dispatch = Dispatch::noop();
                assert!(plain(&widget::draw(Ctx { model: &state.model, dispatch: &dispatch })), "{}", state.name);
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
                    .filter(|(index, _)| *index != 1)
                    .map(|(index, part)| if index == 0 { part.clone() } else { skeleton(part) })
                    .collect(),
                _ => json!("text"),
            }
        }
        fn drawn(model: &Model) -> Value {
            let (dispatch, mut nodes) = (Dispatch::noop(), Vec::new());
            flatten(&widget::draw(Ctx { model, dispatch: &dispatch }), &mut nodes);
            nodes.pop().unwrap()
        }
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
        for pack in compile::compile(&load::load(&www).unwrap()).unwrap().into_iter().filter(|pack| !pack.messages.easy)
        {
            let mut model = Model::new(Rc::new(pack));
            let expected = skeleton(&drawn(&model));
            let (first, third) = (Term::from_index(0).unwrap(), Term::from_index(2).unwrap());
            for answer in [
                Answer::Profile(first),
                Answer::Domain(Term::from_index(0).unwrap()),
                Answer::Domain(Term::from_index(4).unwrap()),
                Answer::Domain(Term::from_index(7).unwrap()),
                Answer::Level(Term::from_index(1).unwrap()),
                Answer::Maturity(third),
                Answer::Maturity(Term::from_index(0).unwrap()),
                Answer::Usage(Term::from_index(1).unwrap()),
                Answer::Domain(Term::from_index(4).unwrap()),
            ] {
                model = update(&model, Msg::Journey(JourneyMsg::Answered(answer))).0;
                assert_eq!(skeleton(&drawn(&model)), expected, "{answer:?}");
            }
        }
    }

    /// What stands side by side is read as one word where nothing stands between: a name in Firefox, a cell in Chromium.
    #[test]
    fn no_words_touch() {
        /// Adds what a node reads as: `|` where an element that is no block begins or ends, a line where another does.
        fn read(node: &VNode, into: &mut String) {
            const INLINE: [&str; 9] = ["span", "a", "strong", "em", "b", "i", "abbr", "time", "label"];
            match node {
                VNode::VText(text) => into.push_str(&text.text),
                VNode::VList(list) => list.iter().for_each(|child| read(child, into)),
                VNode::VTag(tag) => {
                    let is_hidden = tag
                        .attributes
                        .iter()
                        .any(|(name, value)| name == "hidden" || (name, value) == ("aria-hidden", "true"));
                    let edge = match tag.tag() {
                        "mark" => "",
                        name if INLINE.contains(&name) => "|",
                        _ => "\n",
                    };
                    into.push_str(edge);
                    if let Some(children) = tag.children().filter(|_| !is_hidden) {
                        read(children, into);
                    }
                    into.push_str(edge);
                }
                _ => {}
            }
        }
        /// Words with an edge between them and no white space.
        fn touching(line: &str) -> Vec<String> {
            let is_word = |letter: char| letter.is_alphanumeric() || "%()✓".contains(letter);
            let parts: Vec<&str> = line.split('|').filter(|part| !part.is_empty()).collect();
            let touch = |pair: &&[&str]| matches!(pair, [before, after] if before.ends_with(is_word) && after.starts_with(is_word));
            parts.windows(2).filter(touch).map(|pair| pair.join("|")).collect()
        }
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
        let packs = compile::compile(&load::load(&www).unwrap()).unwrap();
        let mut found = std::collections::BTreeSet::new();
        for pack in packs.into_iter().map(Rc::new) {
            for state in gallery::fixtures(&pack) {
                let (dispatch, mut text) = (Dispatch::noop(), String::new());
                read(&widget::draw(Ctx { model: &state.model, dispatch: &dispatch }), &mut text);
                found.extend(text.lines().flat_map(touching));
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn the_opening_ends_with_the_first_question() {
        let question =
            |name: &str| json!(["fieldset", { "class": "field question", "name": name }, ["input", {}], name]);
        let end = json!(["p", {}, "end"]);
        let group = json!(["div", {}, question("a"), "behind"]);
        let view = json!(["div", {}, ["h2", {}, "t"], ["form", {}, "before", group, question("b")], end]);
        let opening = json!(["div", {}, ["h2", {}, "t"], ["form", {}, "before", ["div", {}, question("a")]]]);
        assert_eq!(
            split_at_first_question(&view),
            (opening, vec![vec![end], vec![question("b")], vec![json!("behind")]])
        );
        let none = json!(["p", {}, "no question"]);
        assert_eq!(split_at_first_question(&none), (none, vec![]));
    }
}
