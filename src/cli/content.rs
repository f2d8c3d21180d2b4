//! The packs that the content makes.

use boussole::app::overlay;
use boussole::app::value::Value;
use boussole_authoring::diagnostic::Findings;
use boussole_authoring::{compile, load};
use boussole_content::pack::Pack;
use std::path::Path;

/// The packs of all languages, or all findings on standard error.
pub fn packs(www: &Path) -> Result<Vec<Pack>, String> {
    load::load(www).and_then(|content| compile::packs(&content)).map_err(|findings: Findings| {
        for finding in findings.all() {
            eprintln!("{finding}");
        }
        format!("content has {} errors", findings.errors())
    })
}

/// The packs with a partner's own words, or everything that is wrong with them.
pub fn overlaid(packs: &[Pack], path: &Path) -> Result<Vec<Pack>, Vec<String>> {
    let named = |problem: String| format!("error {}: {problem}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| vec![named(error.to_string())])?;
    let overlay: Value = serde_json::from_str(&text).map_err(|error| vec![named(format!("is not JSON: {error}"))])?;
    let mut problems = Vec::new();
    let mut packs = packs.to_vec();
    for pack in &mut packs {
        for misfit in overlay::apply(pack, &overlay) {
            // Each pack checks every language: the same problem comes once for each.
            let problem = named(misfit.to_string());
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    let known = |name: &str| {
        name.ends_with("schema") || name == "circles" || packs.iter().any(|pack| pack.messages.code == name)
    };
    if let Value::Map(entries) = &overlay {
        let strays = entries.iter().filter(|(name, _)| !known(name));
        problems.extend(strays.map(|(name, _)| named(format!("{name}: no such language"))));
    }
    if problems.is_empty() { Ok(packs) } else { Err(problems) }
}
