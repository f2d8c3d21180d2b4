//! A drawing of the screen as the text of a file. No style sheet follows a file: what the classes of the drawing look
//! like on a light page stands here as attributes, and a test holds both beside each other.

use yew::virtual_dom::VNode;

/// What is written, in the colours of `www/styles/tokens.css` and `hues.css` on a light page.
pub const INK: &str = "#1c2a33";
/// The ground.
pub const PAPER: &str = "#fbf8f2";
/// A thin line.
const LINE: &str = "#ddd3c2";
const PERFORMANCE: &str = "#8f5400";
const INNOVATION: &str = "#0b6a6a";
const CONFIANCE: &str = "#77366f";
/// The colour of each impact, in their order.
pub const IMPACTS: [&str; 3] = [PERFORMANCE, INNOVATION, CONFIANCE];

/// The letters of titles and figures.
pub const SERIF: &str = "'Iowan Old Style', 'Palatino Linotype', Georgia, serif";
const SANS: &str = "system-ui, sans-serif";

/// The attributes of a class; those of a later class of the same element come instead of earlier ones.
fn paint(class: &str) -> &'static [(&'static str, &'static str)] {
    match class {
        "dial-face" => &[("fill", PAPER)],
        "dial-ring" => &[("fill", "none"), ("stroke", INK), ("stroke-width", "1.6")],
        "dial-inner" | "middle" => &[("fill", "none"), ("stroke", LINE), ("stroke-width", "1")],
        "tick" => &[("fill", "none"), ("stroke", "#8a8272")],
        "tick-long" => &[("stroke", INK)],
        "tick-pole" => &[("stroke", "#c23f27")],
        "zone" => &[("fill", LINE), ("fill-opacity", "0.25"), ("stroke", LINE), ("stroke-width", "0.7")],
        "zone-shade" => &[("fill-opacity", "0.75"), ("stroke", "none")],
        "middle-said" => &[("stroke", "#9c2d19"), ("stroke-width", "2")],
        "range" => &[
            ("fill", "none"),
            ("stroke", "#c23f27"),
            ("stroke-width", "4.5"),
            ("stroke-linecap", "round"),
            ("stroke-opacity", "0.36"),
        ],
        "range-none" | "ghost-none" | "needle-resting" => &[("opacity", "0")],
        "petal" => &[("stroke-width", "1"), ("vector-effect", "non-scaling-stroke"), ("fill-opacity", "0.2")],
        "petal-performance" => &[("fill", PERFORMANCE), ("stroke", PERFORMANCE)],
        "petal-innovation" => &[("fill", INNOVATION), ("stroke", INNOVATION)],
        "petal-confiance" => &[("fill", CONFIANCE), ("stroke", CONFIANCE)],
        "pole" => &[
            ("fill", INK),
            ("font-family", SANS),
            ("font-size", "15"),
            ("font-weight", "500"),
            ("text-anchor", "middle"),
        ],
        "between" => &[("fill", "none"), ("font-family", SERIF), ("font-size", "14"), ("font-style", "italic")],
        "named" => &[("fill", "#9c2d19"), ("font-weight", "700")],
        "pole-share" => &[("font-family", SERIF), ("font-size", "16"), ("font-weight", "500")],
        "pole-share-performance" => &[("fill", PERFORMANCE)],
        "pole-share-innovation" => &[("fill", INNOVATION)],
        "pole-share-confiance" => &[("fill", CONFIANCE)],
        "needle-balanced" => &[("opacity", "0.42")],
        "needle-north" => &[("fill", "#9c2d19")],
        "needle-light" => &[("fill", "#c23f27")],
        "needle-south" => &[("fill", "#34434d")],
        "needle-hub" => &[("fill", PAPER), ("stroke", INK), ("stroke-width", "1.6")],
        "needle-pin" => &[("fill", INK)],
        _ => &[],
    }
}

/// What is of the page alone.
const OF_PAGE: [&str; 4] = ["class", "part", "aria-hidden", "focusable"];

/// What a drawing holds, as the text of a file: its outermost element stays out.
pub fn inside(node: &VNode, out: &mut String) {
    match node {
        VNode::VTag(tag) => tag.children().into_iter().for_each(|children| write(children, out)),
        other => write(other, out),
    }
}

fn write(node: &VNode, out: &mut String) {
    match node {
        VNode::VList(list) => list.iter().for_each(|child| write(child, out)),
        VNode::VText(text) => out.push_str(&xml(&text.text)),
        VNode::VTag(tag) => {
            let mut attributes: Vec<(&str, &str)> = Vec::new();
            for (name, value) in tag.attributes.iter() {
                if name == "class" {
                    for (name, value) in value.split(' ').flat_map(paint) {
                        attributes.retain(|(other, _)| other != name);
                        attributes.push((name, value));
                    }
                }
                if !OF_PAGE.contains(&name) {
                    attributes.push((name, value));
                }
            }
            out.extend(["<", tag.tag()]);
            for (name, value) in attributes {
                out.extend([" ", name, "=\"", &xml(value), "\""]);
            }
            out.push('>');
            if let Some(children) = tag.children() {
                write(children, out);
            }
            out.extend(["</", tag.tag(), ">"]);
        }
        // The views draw nothing else.
        _ => {}
    }
}

/// A text as it stands in XML.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML cannot hold at all.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}
