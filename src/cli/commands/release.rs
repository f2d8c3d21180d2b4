//! `release`: a build, laid out by channel.

use crate::project;
use crate::release::{BuildOptions, budget, build, bundle, contract};
use anyhow::{Result, ensure};
use std::path::Path;

/// Builds, then lays the release out by channel; refuses when something is stale, and says all that is.
pub fn release(out: &Path) -> Result<()> {
    ensure_none(&contract::find_problems(&project::www())?)?;
    let built = build(&BuildOptions::default())?;
    ensure_none(&budget::measure()?.1)?;
    bundle::channels(&built, out)
}

fn ensure_none(problems: &[String]) -> Result<()> {
    ensure!(problems.is_empty(), "nothing was released\n{}", problems.join("\n"));
    Ok(())
}
