//! Colours as a host writes them: their contrast, the nearest one that has enough of it, and the palette of a pasted text.

use csscolorparser::Color;

/// The colours that a partner may give, by the name of their property.
pub const COLOURS: [&str; 3] = ["paper", "ink", "accent"];

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f32 = 4.5;
/// The least contrast of ink, which stands on tinted cells too. The widget corrects below it (`www/loader/needle/contrast.js`).
pub const INK_CONTRAST: f32 = 7.0;
/// What text stands on in the widget, light and dark: paper, card, sunk and wash (`www/styles/tokens.css`, `hues.css`).
const SURFACES: [[&str; 4]; 2] =
    [["#fbf8f2", "#ffffff", "#f2ece1", "#e4efec"], ["#141d24", "#1b2730", "#0f171d", "#1d3336"]];
/// A paper darker than this takes the dark surfaces with it, as in `www/loader/needle/contrast.js`.
const DARK_BELOW: f32 = 0.18;

/// What text stands on where a paper was chosen; light and dark where none was.
#[must_use]
pub fn surfaces(paper: Option<&Color>) -> Vec<Vec<Color>> {
    let read_all = |surfaces: &[&str; 4]| surfaces.iter().filter_map(|surface| read(surface)).collect::<Vec<_>>();
    let [light, dark] = SURFACES.each_ref().map(read_all);
    let Some(paper) = paper else { return vec![light, dark] };
    let mut own = if luminance(paper) < DARK_BELOW { dark } else { light };
    if let Some(first) = own.first_mut() {
        *first = *paper;
    }
    vec![own]
}

/// The least contrast of a colour on several.
#[must_use]
pub fn least_contrast(colour: &Color, on: &[Color]) -> f32 {
    on.iter().map(|surface| contrast(colour, surface)).fold(21.0, f32::min)
}

/// So many colours of a pasted text are proposed.
const MAX_PROPOSED: usize = 12;

/// The colour that a text writes; nothing where it is none, or lets through what is behind it.
#[must_use]
pub fn read(text: &str) -> Option<Color> {
    csscolorparser::parse(text.trim()).ok().filter(|colour| colour.a > 0.999)
}

/// A colour as `#rrggbb`.
#[must_use]
pub fn write(colour: &Color) -> String {
    let [red, green, blue, _] = colour.to_rgba8();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The relative luminance of a colour, 0 to 1 (WCAG 2.2).
#[must_use]
pub fn luminance(colour: &Color) -> f32 {
    let [red, green, blue, _] = colour.to_linear_rgba();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2).
#[must_use]
pub fn contrast(one: &Color, other: &Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colour nearest to this one, of the same hue, that has so much contrast on all of several; itself where it has.
#[must_use]
pub fn nearest(colour: &Color, on: &[Color], least: f32) -> Color {
    // What is written is read again: it passes as it is rounded.
    let rounded = |colour: Color| read(&write(&colour)).unwrap_or(colour);
    let colour = rounded(*colour);
    if least_contrast(&colour, on) >= least {
        return colour;
    }
    let [lightness, chroma, hue, _] = colour.to_oklcha();
    let candidates = (1_u8..=200).flat_map(|step| {
        let by = f32::from(step) / 200.0;
        [lightness - by, lightness + by]
    });
    let passes = |lightness: f32| {
        let tried = rounded(shown(lightness.clamp(0.0, 1.0), chroma, hue));
        (least_contrast(&tried, on) >= least).then_some(tried)
    };
    // Of the brightest colours, black or white is all that is left.
    candidates.into_iter().find_map(passes).unwrap_or_else(|| {
        let (black, white) = (Color::new(0.0, 0.0, 0.0, 1.0), Color::new(1.0, 1.0, 1.0, 1.0));
        if least_contrast(&black, on) > least_contrast(&white, on) { black } else { white }
    })
}

/// The colour of this lightness and hue that screens show, with as much of the chroma as they can: what is cut off channel
/// by channel turns to another hue.
fn shown(lightness: f32, chroma: f32, hue: f32) -> Color {
    let in_gamut =
        |colour: &Color| [colour.r, colour.g, colour.b].iter().all(|channel| (-0.002..=1.002).contains(channel));
    let less = (0_u8..=40).rev().map(|part| Color::from_oklcha(lightness, chroma * f32::from(part) / 40.0, hue, 1.0));
    less.into_iter().find(in_gamut).unwrap_or_else(|| Color::from_oklcha(lightness, 0.0, hue, 1.0)).clamp()
}

/// The colours that a pasted text writes, the most frequent first: `#7a1f5c`, `rgb(…)`, `hsl(…)`, `oklch(…)`.
#[must_use]
pub fn palette(text: &str) -> Vec<String> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut rest = text;
    while let Some((colour, after)) = next_colour(rest) {
        rest = after;
        match found.iter_mut().find(|(known, _)| *known == colour) {
            Some((_, count)) => *count += 1,
            None => found.push((colour, 1)),
        }
    }
    found.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
    found.into_iter().map(|(colour, _)| colour).take(MAX_PROPOSED).collect()
}

/// The functions that write a colour.
const FUNCTIONS: [&str; 8] = ["rgba(", "rgb(", "hsla(", "hsl(", "hwb(", "oklch(", "oklab(", "lch("];

/// The first colour of a text, and what stands after it.
fn next_colour(text: &str) -> Option<(String, &str)> {
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let letter = rest.chars().next()?;
        let length = if letter == '#' {
            1 + rest.chars().skip(1).take_while(char::is_ascii_hexdigit).count()
        } else {
            let function = FUNCTIONS
                .into_iter()
                .find(|name| rest.get(..name.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(name)));
            function.and_then(|_| rest.find(')')).map_or(0, |end| end + 1)
        };
        if let Some(colour) = rest.get(..length).filter(|text| text.len() > 3).and_then(read) {
            return Some((write(&colour), rest.get(length..).unwrap_or_default()));
        }
        from += letter.len_utf8();
    }
    None
}

/// What a palette proposes for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The background: the lightest, or the darkest where all else is light.
    Paper,
    /// The text: what stands out most on the paper.
    Ink,
    /// Buttons and links: the one with most colour in it.
    Accent,
}

/// The colour of a palette that fits a role best.
#[must_use]
pub fn proposed(palette: &[String], role: Role) -> Option<&String> {
    let score = |text: &&String| {
        let colour = read(text).unwrap_or_default();
        let [lightness, chroma, _, _] = colour.to_oklcha();
        match role {
            Role::Paper => lightness - chroma,
            Role::Ink => -lightness - chroma,
            Role::Accent => chroma,
        }
    };
    palette.iter().max_by(|one, other| score(one).total_cmp(&score(other)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Color {
        read(text).unwrap_or_default()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let close = |one: &str, other: &str, expected: f32| {
            let found = contrast(&colour(one), &colour(other));
            assert!((found - expected).abs() < 0.01, "{one} on {other}: {found}");
        };
        close("#000", "#fff", 21.0);
        close("#777", "#fff", 4.478);
        close("#0f5c5c", "#fbf8f2", 7.32);
    }

    #[test]
    fn surfaces_are_those_of_the_widget() {
        let styles = [include_str!("../../www/styles/tokens.css"), include_str!("../../www/styles/hues.css")].concat();
        let [light, dark] = SURFACES;
        for ((name, light), dark) in ["paper", "card", "sunk", "wash"].into_iter().zip(light).zip(dark) {
            let value = format!("light-dark({light}, {dark})");
            let line = styles.lines().find(|line| line.trim().starts_with(&format!("--{name}:")));
            assert!(line.is_some_and(|line| line.contains(&value)), "{name}: {line:?}, not {value}");
        }
        assert_eq!(surfaces(None).len(), 2);
        assert_eq!(surfaces(read("#000").as_ref()).concat().first(), read("#000").as_ref());
    }

    #[test]
    fn the_nearest_colour_passes_and_keeps_its_hue() {
        for paper in ["#ffffff", "#fbf8f2", "#141d24", "#777777", "#7a1f5c"] {
            for text in ["#ffd200", "#e4007c", "#777777", "#00a0e0", "#123456", "#fdfdfd"] {
                let found = nearest(&colour(text), &[colour(paper)], TEXT_CONTRAST);
                // As it is written, not only as it is computed.
                let written = colour(&write(&found));
                assert!(contrast(&written, &colour(paper)) >= TEXT_CONTRAST, "{text} on {paper}: {}", write(&found));
                let [_, chroma, hue, _] = colour(text).to_oklcha();
                let [_, now, turned, _] = found.to_oklcha();
                if chroma > 0.1 && now > 0.05 {
                    let apart = (hue - turned).abs();
                    assert!(apart.min(std::f32::consts::TAU - apart) < 0.6, "{text} on {paper}: {}", write(&found));
                }
            }
        }
        assert_eq!(write(&nearest(&colour("#0f5c5c"), &[colour("#fff")], TEXT_CONTRAST)), "#0f5c5c");
    }

    #[test]
    fn a_palette_is_read_from_any_text() {
        let css = "a{color:#7A1F5C}b{background:rgb(255, 250, 240);color:#7a1f5c} #nothing é # #12 hsl(200 50% 20%)";
        let found = palette(css);
        assert_eq!(found, ["#7a1f5c", "#fffaf0", "#193c4d"]);
        assert_eq!(proposed(&found, Role::Accent), Some(&"#7a1f5c".to_owned()));
        assert_eq!(proposed(&found, Role::Paper), Some(&"#fffaf0".to_owned()));
        assert_eq!(proposed(&found, Role::Ink), Some(&"#193c4d".to_owned()));
        assert!(palette("rien du tout, rgb(, #").is_empty());
        assert!(read("rgba(0,0,0,.5)").is_none(), "what lets through has no contrast of its own");
    }
}
