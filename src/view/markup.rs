//! `html!`: Yew's notation and Yew's nodes, put together by small functions.
//!
//! Yew's own macro writes the making of each node out at its place: in the module that visitors download, that was
//! more than half of all that the views weigh. Here a place costs a few calls. What it knows: elements (also with a
//! name that is computed), fragments, attributes with a literal or a value, `key`, the four events that the views
//! hear, children, `for`, `if`.

use super::dispatch::Handler;
use std::rc::Rc;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{AttrValue, Html};

/// An element, or a fragment, in the making. One pointer, so that handing it on costs nothing.
pub struct NodeBuilder(Box<NodeParts>);

#[derive(Default)]
struct NodeParts {
    tag: Option<AttrValue>,
    key: Option<Key>,
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    value: Option<AttrValue>,
    checked: Option<bool>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<VNode>,
}

impl NodeBuilder {
    /// What has children and nothing else.
    #[inline(never)]
    pub fn fragment() -> Self {
        Self(Box::default())
    }

    /// An element, and the names of its attributes in the order in which their values will come.
    #[inline(never)]
    pub fn element(tag: &'static str, names: &'static [&'static str]) -> Self {
        Self(Box::new(NodeParts { tag: Some(AttrValue::Static(tag)), names, ..NodeParts::default() }))
    }

    /// An element whose name is computed.
    #[inline(never)]
    pub fn named(tag: String, names: &'static [&'static str]) -> Self {
        Self(Box::new(NodeParts { tag: Some(tag.into()), names, ..NodeParts::default() }))
    }

    /// The value of the next attribute; `None` leaves the attribute out.
    #[inline(never)]
    fn with(mut self, value: Option<AttrValue>) -> Self {
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// The value of the next attribute, as it stands in the source.
    #[inline(never)]
    pub fn literal(self, value: &'static str) -> Self {
        self.with(Some(AttrValue::Static(value)))
    }

    /// The value of the next attribute.
    pub fn attribute(self, value: impl Attribute) -> Self {
        let name = self.0.names.get(self.0.values.len()).copied().unwrap_or_default();
        self.with(value.of(name))
    }

    /// What stands in a field: its property, not its attribute.
    #[inline(never)]
    pub fn value(mut self, value: String) -> Self {
        self.0.value = Some(value.into());
        self
    }

    /// Whether a box is checked: its property, not its attribute.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.checked = Some(checked);
        self
    }

    /// What tells it from its neighbours when they move.
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// What is said when something happens to it.
    #[inline(never)]
    pub fn on(mut self, kind: EventKind, texts: Handler) -> Self {
        self.0.listeners.push(Some(Rc::new(EventListener { kind, heard: texts })));
        self
    }

    /// A child.
    pub fn child(self, child: impl Child) -> Self {
        child.append_to(self)
    }

    /// Children, one after the other.
    pub fn children<C: Child>(self, children: impl IntoIterator<Item = C>) -> Self {
        children.into_iter().fold(self, |piece, child| child.append_to(piece))
    }

    #[inline(never)]
    fn push(mut self, node: VNode) -> Self {
        self.0.children.push(node);
        self
    }

    #[inline(never)]
    fn text(self, text: &str) -> Self {
        self.string(text.to_owned())
    }

    #[inline(never)]
    fn string(self, text: String) -> Self {
        self.push(VNode::VText(VText::new(text)))
    }

    /// The node. A fragment of one is that one.
    #[inline(never)]
    pub fn build(self) -> Html {
        let NodeParts { tag, key, names, values, value, checked, listeners, mut children } = *self.0;
        let Some(tag) = tag else {
            return match children.pop() {
                Some(only) if children.is_empty() => only,
                last => {
                    children.extend(last);
                    VNode::VList(Rc::new(VList::with_children(children, key)))
                }
            };
        };
        let mut element = VTag::new(tag);
        if value.is_some() {
            element.set_value(value);
        }
        if let Some(checked) = checked {
            element.set_checked(checked);
        }
        element.key = key;
        element.attributes = Attributes::Dynamic { keys: names, values: values.into() };
        if !listeners.is_empty() {
            element.set_listeners(listeners.into());
        }
        if let Some(slot) = element.children_mut() {
            *slot = VNode::VList(Rc::new(VList::with_children(children, None)));
        }
        VNode::VTag(Rc::new(element))
    }
}

/// Something that an attribute can be.
pub trait Attribute {
    /// The value of the attribute of this name; `None` when it is left out.
    fn of(self, name: &'static str) -> Option<AttrValue>;
}

impl Attribute for &'static str {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Attribute for String {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        Some(self.into())
    }
}

impl Attribute for AttrValue {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        Some(self)
    }
}

impl Attribute for bool {
    fn of(self, name: &'static str) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(name))
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn of(self, name: &'static str) -> Option<AttrValue> {
        self.and_then(|value| value.of(name))
    }
}

/// Something that can stand in an element.
pub trait Child {
    /// The piece with it at its end.
    fn append_to(self, piece: NodeBuilder) -> NodeBuilder;
}

impl Child for Html {
    fn append_to(self, piece: NodeBuilder) -> NodeBuilder {
        piece.push(self)
    }
}

impl Child for &str {
    fn append_to(self, piece: NodeBuilder) -> NodeBuilder {
        piece.text(self)
    }
}

impl Child for String {
    fn append_to(self, piece: NodeBuilder) -> NodeBuilder {
        piece.string(self)
    }
}

impl Child for &String {
    fn append_to(self, piece: NodeBuilder) -> NodeBuilder {
        piece.text(self)
    }
}

/// Numbers, in plain digits.
macro_rules! numbers {
    ($($number:ty)*) => { $(
        impl Child for $number {
            fn append_to(self, piece: NodeBuilder) -> NodeBuilder {
                piece.string(self.to_string())
            }
        }
    )* };
}
numbers!(u32 i32 usize &usize);

impl<T: Child> Child for Option<T> {
    fn append_to(self, piece: NodeBuilder) -> NodeBuilder {
        match self {
            Some(child) => child.append_to(piece),
            None => piece,
        }
    }
}

/// The events that the views hear. Yew's own list has a hundred, and a copy of one costs as much code.
#[derive(Clone, Copy)]
#[allow(non_camel_case_types, reason = "the names of the attributes")]
pub enum EventKind {
    /// A press.
    onclick,
    /// Another choice.
    onchange,
    /// Another text.
    oninput,
    /// The focus goes.
    onblur,
}

/// Yew's listener.
struct EventListener {
    kind: EventKind,
    heard: Handler,
}

impl Listener for EventListener {
    fn kind(&self) -> ListenerKind {
        match self.kind {
            EventKind::onclick => ListenerKind::onclick,
            EventKind::onchange => ListenerKind::onchange,
            EventKind::oninput => ListenerKind::oninput,
            EventKind::onblur => ListenerKind::onblur,
        }
    }

    fn handle(&self, event: yew::Event) {
        self.heard.handle(&event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Elements as they are written.
macro_rules! html {
    ($($source:tt)*) => { $crate::view::markup::html_nodes!(@in ($crate::view::markup::NodeBuilder::fragment()) [] $($source)*) };
}

/// The steps of [`html!`]. What is being made stands in parentheses; what it stands in, in brackets, the nearest first.
macro_rules! html_nodes {
    // The end.
    (@in ($($piece:tt)*) []) => { $($piece)*.build() };
    // Children.
    (@in ($($piece:tt)*) [$($around:tt)*] { for $each:expr } $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($piece)*.children($each)) [$($around)*] $($rest)*)
    };
    (@in ($($piece:tt)*) [$($around:tt)*] { $child:expr } $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($piece)*.child($child)) [$($around)*] $($rest)*)
    };
    // Conditions: up to the first braces.
    (@in ($($piece:tt)*) [$($around:tt)*] if $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@if ($($piece)*) [$($around)*] () $($rest)*)
    };
    (@if ($($piece:tt)*) [$($around:tt)*] ($($condition:tt)*) { $($then:tt)* } else { $($or:tt)* } $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($piece)*.child(
            if $($condition)* { $crate::view::markup::html!($($then)*) } else { $crate::view::markup::html!($($or)*) }
        )) [$($around)*] $($rest)*)
    };
    (@if ($($piece:tt)*) [$($around:tt)*] ($($condition:tt)*) { $($then:tt)* } $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($piece)*.child(
            if $($condition)* { $crate::view::markup::html!($($then)*) } else { ::yew::Html::default() }
        )) [$($around)*] $($rest)*)
    };
    (@if ($($piece:tt)*) [$($around:tt)*] ($($condition:tt)*) $next:tt $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@if ($($piece)*) [$($around)*] ($($condition)* $next) $($rest)*)
    };
    // Closing tags.
    (@in ($($piece:tt)*) [($($parent:tt)*) $($around:tt)*] < / > $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($parent)*.child($($piece)*.build())) [$($around)*] $($rest)*)
    };
    (@in ($($piece:tt)*) [($($parent:tt)*) $($around:tt)*] < / @ > $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($parent)*.child($($piece)*.build())) [$($around)*] $($rest)*)
    };
    (@in ($($piece:tt)*) [($($parent:tt)*) $($around:tt)*] < / $tag:ident > $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($parent)*.child($($piece)*.build())) [$($around)*] $($rest)*)
    };
    // Opening tags: names of attributes are gathered in braces, what is done with their values in parentheses.
    (@in ($($piece:tt)*) [$($around:tt)*] < > $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($crate::view::markup::NodeBuilder::fragment()) [($($piece)*) $($around)*] $($rest)*)
    };
    (@in ($($piece:tt)*) [$($around:tt)*] < @ { $tag:expr } $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag named ($tag) {} () ($($piece)*) [$($around)*] $($rest)*)
    };
    (@in ($($piece:tt)*) [$($around:tt)*] < $tag:ident $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $tag (stringify!($tag)) {} () ($($piece)*) [$($around)*] $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:expr,)*} ($($call:tt)*) ($($piece:tt)*) [$($around:tt)*] / > $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in ($($piece)*.child(
            $crate::view::markup::builder!($kind $tag, &[$($name),*])$($call)*.build()
        )) [$($around)*] $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:expr,)*} ($($call:tt)*) ($($piece:tt)*) [$($around:tt)*] > $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@in
            ($crate::view::markup::builder!($kind $tag, &[$($name),*])$($call)*) [($($piece)*) $($around)*] $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt key = {$value:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*} ($($call)*.key($value)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt key = $value:literal $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*} ($($call)*.key($value)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt onclick = {$heard:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*}
            ($($call)*.on($crate::view::markup::EventKind::onclick, $heard)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt onchange = {$heard:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*}
            ($($call)*.on($crate::view::markup::EventKind::onchange, $heard)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt oninput = {$heard:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*}
            ($($call)*.on($crate::view::markup::EventKind::oninput, $heard)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt onblur = {$heard:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*}
            ($($call)*.on($crate::view::markup::EventKind::onblur, $heard)) $piece $around $($rest)*)
    };
    // What stands in a field, and whether a box is checked, are properties; of an option they are attributes.
    (@tag input ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt value = {$value:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag input ($tag) {$($name)*} ($($call)*.value($value)) $piece $around $($rest)*)
    };
    (@tag textarea ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt value = {$value:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag textarea ($tag) {$($name)*} ($($call)*.value($value)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($name:tt)*} ($($call:tt)*) $piece:tt $around:tt checked = {$value:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($name)*} ($($call)*.checked($value)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($names:tt)*} ($($call:tt)*) $piece:tt $around:tt $name:ident $(- $more:ident)* = {$value:expr} $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($names)* concat!(stringify!($name) $(, "-", stringify!($more))*),}
            ($($call)*.attribute($value)) $piece $around $($rest)*)
    };
    (@tag $kind:ident ($tag:expr) {$($names:tt)*} ($($call:tt)*) $piece:tt $around:tt $name:ident $(- $more:ident)* = $value:literal $($rest:tt)*) => {
        $crate::view::markup::html_nodes!(@tag $kind ($tag) {$($names)* concat!(stringify!($name) $(, "-", stringify!($more))*),}
            ($($call)*.literal($value)) $piece $around $($rest)*)
    };
}

macro_rules! builder {
    (named $tag:expr, $names:expr) => {
        $crate::view::markup::NodeBuilder::named($tag, $names)
    };
    ($kind:ident $tag:expr, $names:expr) => {
        $crate::view::markup::NodeBuilder::element($tag, $names)
    };
}

pub(super) use {builder, html, html_nodes};
