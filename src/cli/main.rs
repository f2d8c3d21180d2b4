//! `boussole`: builds, serves, tests and checks the compass, and scores answers from a file.

mod artifact;
mod bindgen_patch;
mod browsers;
mod commands;
mod content;
mod easy_sheets;
mod function_order;
mod html_report;
mod loader;
mod minify;
mod needle;
mod project;
mod release;
mod test_output;
mod test_record;
mod wasm;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use commands::Arguments;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(refusal) => {
            let _ = refusal.print();
            if refusal.kind() == ErrorKind::InvalidSubcommand {
                eprintln!("\n{}", Arguments::command().render_help());
            }
            // 2 is what `score` says of bad answers.
            return if refusal.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let done = match arguments.command {
        Some(command) => commands::run(command),
        None => commands::build_and_serve(),
    };
    done.unwrap_or_else(|error| {
        // On one line: what was being done, then why it could not be.
        eprintln!("boussole: {error:#}");
        ExitCode::FAILURE
    })
}
