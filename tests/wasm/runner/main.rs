//! What `cargo test` runs each wasm test file with: it serves it to a browser, and tells what the browser said.

use std::process::ExitCode;
use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

fn main() -> ExitCode {
    match run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("wasm-test-runner: {problem:#}");
            ExitCode::FAILURE
        }
    }
}
