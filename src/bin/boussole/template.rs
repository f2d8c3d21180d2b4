//! The same text in several languages, as what they share and what each has of its own: the structure of a view is the same
//! in all, and is sent once. `filled` (`www/loader/first.js`) puts them together again.

use serde_json::{Map, Value, json};

/// Stands in what is shared for what each language has there; and between the parts of one.
const HOLE: &str = "~";

/// What texts in some languages share, with holes, and what each language fills them with.
pub fn parted(texts: &[(String, String)]) -> Result<Value, String> {
    let tokens: Vec<(&str, Vec<&str>)> =
        texts.iter().map(|(code, text)| (code.as_str(), text.split_inclusive('"').collect())).collect();
    if texts.iter().any(|(_, text)| text.contains(HOLE)) {
        return Err(format!("\"{HOLE}\" stands in the first view, where it means something: see {}", file!()));
    }
    let mut all = tokens.iter().map(|(_, own)| own);
    let Some(mut common) = all.next().cloned() else { return Ok(json!({ "shared": "", "own": {} })) };
    for other in all {
        common = common_of(&common, other);
    }
    let gaps: Vec<(&str, Vec<String>)> = tokens.iter().map(|(code, own)| (*code, gaps(&common, own))).collect();
    let is_hole = |at: usize| gaps.iter().any(|(_, gaps)| gaps.get(at).is_some_and(|gap| !gap.is_empty()));
    let mut shared = String::new();
    for at in 0..=common.len() {
        if is_hole(at) {
            shared.push_str(HOLE);
        }
        shared.push_str(common.get(at).unwrap_or(&""));
    }
    let own: Map<String, Value> = gaps
        .iter()
        .map(|(code, gaps)| {
            let parts = gaps.iter().enumerate().filter(|(at, _)| is_hole(*at)).map(|(_, gap)| gap.as_str());
            ((*code).to_owned(), json!(parts.collect::<Vec<_>>().join(HOLE)))
        })
        .collect();
    Ok(json!({ "shared": shared, "own": own }))
}

/// The longest row of tokens that two texts have in common.
fn common_of<'t>(a: &[&'t str], b: &[&str]) -> Vec<&'t str> {
    let width = b.len() + 1;
    // The length of it from each place in the one and in the other on.
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    let length = |lengths: &[u32], at: usize, in_b: usize| lengths.get(at * width + in_b).copied().unwrap_or(0);
    for (at, own) in a.iter().enumerate().rev() {
        for (in_b, other) in b.iter().enumerate().rev() {
            let longest = if own == other {
                length(&lengths, at + 1, in_b + 1) + 1
            } else {
                length(&lengths, at + 1, in_b).max(length(&lengths, at, in_b + 1))
            };
            if let Some(cell) = lengths.get_mut(at * width + in_b) {
                *cell = longest;
            }
        }
    }
    let (mut common, mut at, mut in_b) = (Vec::new(), 0, 0);
    while let (Some(own), Some(other)) = (a.get(at), b.get(in_b)) {
        if own == other {
            common.push(*own);
            (at, in_b) = (at + 1, in_b + 1);
        } else if length(&lengths, at + 1, in_b) >= length(&lengths, at, in_b + 1) {
            at += 1;
        } else {
            in_b += 1;
        }
    }
    common
}

/// What a text has before each of these tokens, which are in it in this order, and behind the last.
fn gaps(common: &[&str], own: &[&str]) -> Vec<String> {
    let mut gaps = vec![String::new()];
    let mut wanted = common.iter();
    let mut next = wanted.next();
    for token in own {
        if next == Some(token) {
            gaps.push(String::new());
            next = wanted.next();
        } else if let Some(gap) = gaps.last_mut() {
            gap.push_str(token);
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::{HOLE, parted};

    #[test]
    fn what_is_parted_is_put_together_again() -> Result<(), String> {
        let texts = [
            ("fr", r#"["p",{"class":"lead"},"Bonjour"],["b",{},"Oui"]"#),
            ("en", r#"["p",{"class":"lead"},"Hello",["i",{}]],["b",{},"Yes"]"#),
            ("br", r#"["p",{"class":"lead"},"Demat"]"#),
        ];
        for count in 1..=texts.len() {
            let some: Vec<(String, String)> =
                texts.iter().take(count).map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect();
            let value = parted(&some)?;
            let shared = value["shared"].as_str().unwrap_or_default();
            for (code, text) in &some {
                let mut parts = value["own"][code].as_str().unwrap_or_default().split(HOLE);
                let filled: String = shared
                    .split_inclusive(HOLE)
                    .map(|piece| match piece.strip_suffix(HOLE) {
                        Some(piece) => [piece, parts.next().unwrap_or_default()].concat(),
                        None => piece.to_owned(),
                    })
                    .collect();
                assert_eq!(filled, *text, "{code} of {count}");
            }
        }
        assert!(parted(&[("fr".to_owned(), HOLE.to_owned())]).is_err());
        Ok(())
    }
}
