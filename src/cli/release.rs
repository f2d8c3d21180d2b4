//! `release`: a build, laid out by channel.

use super::build::{Wanted, build};
use super::{bundle, project, sizes, versions};
use std::path::Path;

/// Builds, then lays the release out by channel; refuses when something is stale, and says all that is.
pub fn release(out: &Path) -> Result<(), String> {
    let problems = versions::problems(&project::www())?;
    if !problems.is_empty() {
        return Err(format!("nothing was released\n{}", problems.join("\n")));
    }
    let built = build(&Wanted::default())?;
    sizes::fresh().map_err(|problem| format!("nothing was released\n{problem}"))?;
    bundle::channels(&built, out)
}
