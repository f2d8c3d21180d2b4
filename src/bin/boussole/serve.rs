//! `serve`: what was built, on this machine only.

use super::{build, project};
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tiny_http::{Header, Method, Response, Server};

/// Where the demo page is, unless something else is already there.
pub const DEFAULT_PORT: u16 = 8080;
/// How many ports after a busy one are tried.
const PORTS: u16 = 20;

/// Builds, then serves.
pub fn build_and_serve(port: u16) -> Result<ExitCode, String> {
    build::build(None, None)?;
    serve(port)
}

/// Serves the release until interrupted.
pub fn serve(port: u16) -> Result<ExitCode, String> {
    let dist = project::dist();
    if !dist.join("boussole.js").is_file() {
        return Err("nothing is built yet: run `cargo run -- build` first".to_owned());
    }
    let (server, port) = listen(port)?;
    println!("Boussole: http://127.0.0.1:{port}/  (stop with Ctrl+C)");
    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed)).map_err(|error| error.to_string())?;
    while !stop.load(Ordering::Relaxed) {
        match server.recv_timeout(Duration::from_millis(200)) {
            Ok(Some(request)) => {
                let (status, body, kind) = match (request.method(), file(&dist, request.url())) {
                    (Method::Get | Method::Head, Some(path)) => match std::fs::read(&path) {
                        Ok(body) => (200, body, kind(&path)),
                        Err(_) => (404, b"not found".to_vec(), "text/plain"),
                    },
                    (Method::Get | Method::Head, None) => (404, b"not found".to_vec(), "text/plain"),
                    _ => (405, b"only GET".to_vec(), "text/plain"),
                };
                let headers = [
                    ("Content-Type", kind),
                    // Partners' pages load the release from another origin.
                    ("Access-Control-Allow-Origin", "*"),
                    ("Cache-Control", "no-cache"),
                    ("X-Content-Type-Options", "nosniff"),
                ];
                let response = headers
                    .iter()
                    .filter_map(|(name, value)| Header::from_bytes(*name, *value).ok())
                    .fold(Response::from_data(body).with_status_code(status), Response::with_header);
                // The page that asked may be gone: nothing to do then.
                let _ = request.respond(response);
            }
            Ok(None) => {}
            Err(error) => return Err(format!("the server stopped: {error}")),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn listen(port: u16) -> Result<(Server, u16), String> {
    let last = port.saturating_add(PORTS);
    for port in port..=last {
        if let Ok(server) = Server::http(("127.0.0.1", port)) {
            return Ok((server, port));
        }
        eprintln!("  port {port} is taken, trying the next");
    }
    Err(format!("no free port between {port} and {last}: name one with `cargo run -- serve --port N`"))
}

/// The file of an address; `None` when it would leave the folder or is no file.
fn file(dist: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let relative = Path::new(&path);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let full = dist.join(relative);
    (inside && File::open(&full).is_ok() && full.is_file()).then_some(full)
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(std::ffi::OsStr::to_str) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
