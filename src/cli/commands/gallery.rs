//! `gallery`: every view as people see it, in one page to look at; and the picture of the README.

use crate::{browsers, project, release};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Takes a picture of each view, or of those that are named, and writes one HTML file.
pub fn gallery(views: &[String], out: Option<PathBuf>) -> Result<ExitCode> {
    let folder = out.unwrap_or(project::target()?.join("gallery"));
    project::create_folder(&folder)?;
    look("browser/gallery.mjs", views, &folder.canonicalize()?.join("index.html"))
}

/// Takes the two pictures that open the README, by day and by night.
pub fn readme() -> Result<ExitCode> {
    let folder = project::www().join("docs/images");
    project::create_folder(&folder)?;
    look("browser/readme-picture.mjs", &[], &folder)
}

/// Builds the release, has a script look at it in Chromium, and tells it where to write.
fn look(script: &str, arguments: &[String], out: &Path) -> Result<ExitCode> {
    browsers::ensure()?;
    release::build(&release::BuildOptions::default())?;
    project::run(
        Command::new("node")
            .current_dir(project::root().join("tests"))
            .arg(script)
            .args(arguments)
            .env("BOUSSOLE_BIN", std::env::current_exe()?)
            .env("BOUSSOLE_CHROMIUM", browsers::CHROMIUM)
            .env("BOUSSOLE_GALLERY", out),
    )?;
    Ok(ExitCode::SUCCESS)
}
