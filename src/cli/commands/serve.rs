//! `serve`: what was built, on this machine only.

use crate::project;
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::path::Path;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Where the demo page is, unless something else is already there.
pub const DEFAULT_PORT: u16 = 8080;
/// How many ports after a busy one are tried.
const PORTS: u16 = 20;
/// What every answer says.
const HEADERS: [(HeaderName, &str); 4] = [
    // Partners' pages load the release from another origin.
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    // So do pages that are isolated.
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (CACHE_CONTROL, "no-cache"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// Serves the release until interrupted.
pub fn serve(port: u16) -> Result<ExitCode> {
    let dist = project::dist();
    if !dist.join("boussole.js").is_file() {
        bail!("nothing is built yet: run `cargo run -- build` first");
    }
    // The examples stand beside the release, as a partner's pages would.
    let site = Router::new()
        .nest_service("/examples", ServeDir::new(project::www().join("examples")))
        .fallback_service(ServeDir::new(dist));
    let router = HEADERS.into_iter().fold(site, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    });
    let router = router.layer(axum::middleware::from_fn(name_source_map));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime?.block_on(async {
        let (listener, port) = listen(port).await?;
        println!("Boussole: http://127.0.0.1:{port}/  (stop with Ctrl+C)");
        let stopped = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        tokio::select! {
            ended = async { axum::serve(listener, router).await } => ended.context("the server stopped")?,
            // Browsers keep connections open: nobody waits for them to close.
            () = stopped => {}
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Names the source map of a script, where there is one: developers' tools alone fetch it (`www/hosting`).
async fn name_source_map(request: Request, next: Next) -> Response {
    let name = request
        .uri()
        .path()
        .strip_prefix('/')
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "js") && !name.contains('/'));
    let map = name.map(|name| format!("{name}.map")).filter(|map| project::dist().join(map).is_file());
    let map = map.and_then(|map| HeaderValue::from_str(&map).ok());
    let mut response = next.run(request).await;
    if let Some(map) = map {
        response.headers_mut().insert(HeaderName::from_static("sourcemap"), map);
    }
    response
}

async fn listen(port: u16) -> Result<(TcpListener, u16)> {
    let last = port.saturating_add(PORTS);
    for port in port..=last {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return Ok((listener, port));
        }
        eprintln!("  port {port} is taken, trying the next");
    }
    bail!("no free port between {port} and {last}: name one with `cargo run -- serve --port N`")
}
