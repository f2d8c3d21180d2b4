//! `links`: which addresses of the catalogue answer.

use crate::content;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// Asks each address whether it answers, a few seconds each; says so when there is no network to ask.
pub fn links(www: Option<&Path>) -> Result<ExitCode> {
    let content = content::load_sources(www)?;
    let addresses: BTreeSet<&str> = content.resources.iter().filter_map(|resource| resource.url.as_deref()).collect();
    if Command::new("curl").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        bail!("addresses are asked with curl: install it with `apt-get install curl`");
    }
    let mut silent = Vec::new();
    let (mut good, mut unreached) = (0, 0);
    for address in &addresses {
        let output = Command::new("curl")
            .args(["--silent", "--location", "--max-time", "10", "--proto", "=http,https", "--output"])
            .args([if cfg!(windows) { "NUL" } else { "/dev/null" }, "--write-out", "%{http_code}", "--", address])
            .output()
            .context("curl")?;
        match String::from_utf8_lossy(&output.stdout).trim() {
            "000" | "" => {
                unreached += 1;
                silent.push(format!("{address}: no answer"));
            }
            code if code.starts_with('2') => good += 1,
            code => silent.push(format!("{address}: answers {code}")),
        }
        // Nobody answers: the network is missing, not the pages.
        if unreached == 5 && good == 0 && silent.len() == unreached {
            println!("no network from here: the first {unreached} addresses gave no answer, nothing was checked");
            return Ok(ExitCode::from(2));
        }
    }
    for line in &silent {
        println!("{line}");
    }
    println!("{good} of {} addresses answer", addresses.len());
    Ok(if silent.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
