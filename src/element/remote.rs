//! What hosts serve: a partner's catalogue as a whole, and shards of a large one, one by one. What is decided without a
//! browser stands in [`boussole_content::fetch`].

use super::dynamic::{call, construct, get, message, object, set, set_text, settled, spawn};
use super::port::Port;
use super::store::Store;
use super::{content, files};
use crate::app::features::content::invalid_field;
use crate::app::{LibraryMsg, Msg};
use boussole_content::fetch::{FetchError, charset_in, is_fetchable};
use boussole_content::library::{Shard, ShardError, integrity_in};
use js_sys::{Error, Uint8Array, global};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// What a shard may weigh, decompressed.
const MAX_SHARD_BYTES: usize = 2_000_000;
/// What a partner's catalogue may weigh.
pub(super) const MAX_CATALOGUE_BYTES: usize = 5_000_000;
/// How long a file may take.
const FETCH_TIMEOUT_MS: u32 = 10_000;

/// A shard, or why there is none. Bytes that are no shard say that asking again is of no use.
#[derive(Debug, PartialEq)]
pub struct FetchedShard {
    /// The shard, decompressed.
    pub bytes: Result<Vec<u8>, ShardError>,
    /// What is wrong, for the page.
    pub problem: Option<String>,
}

impl Store {
    /// Loads a shard of the large catalogue that the page names.
    pub(super) fn load_shard(self: &Rc<Self>, shard: Shard, skips_cache: bool) {
        let (store, port) = (Rc::downgrade(self), self.port.clone());
        let Some(source) = library(&port) else { return };
        let library = self.model().library.library.clone();
        let folder = library.map_or_else(String::new, |library| library.manifest().folder.clone());
        spawn(async move {
            let fetched = fetch_shard(&port, &source, &shard.name(), &folder, skips_cache).await;
            let Some(store) = store.upgrade() else { return };
            if self::library(&port) != Some(source) {
                return;
            }
            if let Some(problem) = fetched.problem {
                let _ = port.problem_found("library", &problem);
            }
            store.send(Msg::Library(LibraryMsg::ShardLoaded(shard, fetched.bytes)));
        });
    }
}

/// The address of the large catalogue's root, while the page names one.
fn library(port: &Port) -> Option<String> {
    port.attribute("library").ok().flatten().filter(|source| !source.is_empty())
}

/// Fetches a shard of a large catalogue by the address of its root, which may be sealed (`ADDRESS#sha384-SUM`), its own name
/// (the root's is empty), and the folder where shards are, from the root.
pub async fn fetch_shard(port: &Port, source: &str, name: &str, folder: &str, skips_cache: bool) -> FetchedShard {
    let mut url = String::new();
    let failure = match request_shard(port, source, name, folder, skips_cache) {
        Ok(request) => {
            url.clone_from(&request.url);
            match request.bytes().await {
                Ok((bytes, _)) => return FetchedShard { bytes: Ok(bytes), problem: None },
                Err(failure) => failure,
            }
        }
        Err(failure) => failure,
    };
    let named = ["A shard of ", source].concat();
    // What came and is no shard would be none again.
    let mut bytes = Err(ShardError::Unavailable);
    let problem = match failure {
        Failure::Told(error) => {
            let about = match error {
                FetchError::TimedOut(_) => {
                    bytes = Err(ShardError::TimedOut);
                    &named
                }
                FetchError::TooHeavy(_) => {
                    bytes = Ok(Vec::new());
                    &url
                }
                FetchError::Answered(_) => &url,
                FetchError::NotFetchable | FetchError::Refused(_) => source,
            };
            error.sentence(about)
        }
        Failure::Thrown(error) => {
            let message = message(&error);
            let lower = message.to_ascii_lowercase();
            if !(is_type_error(&error) && (lower.contains("fetch") || lower.contains("load"))) {
                bytes = Ok(Vec::new());
            }
            [&named, " cannot be fetched: ", &message].concat()
        }
    };
    FetchedShard { bytes, problem: Some(problem) }
}

fn request_shard(port: &Port, source: &str, name: &str, folder: &str, skips_cache: bool) -> Result<Request, Failure> {
    let mut address = from_page(source)?;
    let mut integrity = integrity_in(&text(&address, "hash")?);
    set_text(&address, "hash", "")?;
    let is_root = name.is_empty();
    if !is_root {
        integrity = String::new();
        address = construct(&global(), "URL", &[&[folder, "/", name].concat().into(), &address])?;
    }
    // A shard never changes under its name; the root does.
    let cache = match (skips_cache, is_root) {
        (true, _) => "reload",
        (false, false) => "default",
        (false, true) => "no-cache",
    };
    let options = object(&[("integrity", &integrity.into()), ("cache", &cache.into())]);
    let limits = Limits { max_bytes: MAX_SHARD_BYTES, named: "a shard can be", unpacks: true };
    Request::send(port, &address, &options, limits)
}

/// Fetches a partner's catalogue as a whole, by its address from that of the page: an object where it is JSON, else the text of a
/// table.
///
/// # Errors
/// An error whose message is a sentence for the page's developer.
pub async fn fetch_catalogue(source: &str, port: &Port) -> Result<JsValue, JsValue> {
    let mut url = source.to_owned();
    let failure = match request_catalogue(source, port) {
        Ok(request) => {
            url.clone_from(&request.url);
            match request.bytes().await {
                Ok((bytes, answer)) => return catalogue_in(&bytes, &answer, &url),
                Err(failure) => failure,
            }
        }
        Err(failure) => failure,
    };
    Err(match failure {
        Failure::Told(error) => Error::new(&error.sentence(&url)).into(),
        Failure::Thrown(error) => error,
    })
}

fn request_catalogue(source: &str, port: &Port) -> Result<Request, Failure> {
    let limits = Limits { max_bytes: MAX_CATALOGUE_BYTES, named: "5 MB", unpacks: false };
    Request::send(port, &from_page(source)?, &object(&[]), limits)
}

fn catalogue_in(bytes: &[u8], answer: &JsValue, url: &str) -> Result<JsValue, JsValue> {
    let content_type = call(&get(answer, "headers")?, "get", &[&"content-type".into()])?.as_string();
    let text = content::decode(bytes, charset_in(&content_type.unwrap_or_default()))
        .map_err(|foreign| Error::new(&[url, ": ", invalid_field::in_english(foreign), "."].concat()))?;
    content::parse_catalogue(&text)
}

/// What an address leads to from the page.
fn from_page(source: &str) -> Result<JsValue, JsValue> {
    construct(&global(), "URL", &[&source.into(), &get(&get(&global(), "document")?, "baseURI")?])
}

fn is_type_error(error: &JsValue) -> bool {
    get(error, "name").is_ok_and(|name| name == "TypeError")
}

fn is_true(object: &JsValue, name: &str) -> bool {
    get(object, name).is_ok_and(|value| value.is_truthy())
}

fn text(object: &JsValue, name: &str) -> Result<String, JsValue> {
    get(object, name).map(|text| text.as_string().unwrap_or_default())
}

/// Why nothing came: what can be told of it, or what the browser threw.
enum Failure {
    Told(FetchError),
    Thrown(JsValue),
}

impl From<JsValue> for Failure {
    fn from(error: JsValue) -> Self {
        Self::Thrown(error)
    }
}

/// What a file may be.
struct Limits {
    max_bytes: usize,
    /// What weighs as much, in words.
    named: &'static str,
    /// Whether it is meant decompressed: its host may have declared its compression, and the browser undone it.
    unpacks: bool,
}

/// A file that was asked for, and what goes on meanwhile.
struct Request {
    url: String,
    limits: Limits,
    answer: JsValue,
    policy: JsValue,
    signal: JsValue,
}

impl Drop for Request {
    fn drop(&mut self) {
        let _ = call(&self.policy, "stop", &[]);
    }
}

impl Request {
    /// Asks a host for a file, in time, with nothing that it knows the visitor by.
    fn send(port: &Port, address: &JsValue, options: &JsValue, limits: Limits) -> Result<Self, Failure> {
        if !is_fetchable(&text(address, "protocol")?) {
            return Err(Failure::Told(FetchError::NotFetchable));
        }
        let window = global();
        let signal = call(&get(&window, "AbortSignal")?, "timeout", &[&FETCH_TIMEOUT_MS.into()])?;
        set(options, "signal", &signal)?;
        set_text(options, "credentials", "omit")?;
        let url = text(address, "href")?;
        let policy = port.watch_policy(&url)?;
        let mut request = Self { url, limits, answer: JsValue::UNDEFINED, policy, signal };
        request.answer = call(&window, "fetch", &[address, options])?;
        Ok(request)
    }

    /// The bytes that come, and the answer that they came with.
    async fn bytes(mut self) -> Result<(Vec<u8>, JsValue), Failure> {
        let error = match self.run().await {
            Err(Failure::Thrown(error)) => error,
            outcome => return outcome,
        };
        if is_true(&self.signal, "aborted") {
            return Err(Failure::Told(FetchError::TimedOut(FETCH_TIMEOUT_MS / 1000)));
        }
        if is_type_error(&error) {
            let asked = call(&self.policy, "violatedDirective", &[]).unwrap_or_default();
            let directive = settled(&asked).await.unwrap_or_default().as_string().unwrap_or_default();
            if !directive.is_empty() {
                return Err(Failure::Told(FetchError::Refused(directive)));
            }
        }
        Err(Failure::Thrown(error))
    }

    async fn run(&mut self) -> Result<(Vec<u8>, JsValue), Failure> {
        let answer = settled(&self.answer).await?;
        if !is_true(&answer, "ok") {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Three digits.
            let status = get(&answer, "status")?.as_f64().unwrap_or_default() as u16;
            return Err(Failure::Told(FetchError::Answered(status)));
        }
        let mut reader = call(&get(&answer, "body")?, "getReader", &[])?;
        let mut bytes = Vec::new();
        loop {
            let part = settled(&call(&reader, "read", &[])?).await?;
            if !is_true(&part, "done") {
                bytes.extend(get(&part, "value")?.unchecked_into::<Uint8Array>().to_vec());
                if bytes.len() > self.limits.max_bytes {
                    // Nobody waits for it, and whether it succeeds is nobody's affair.
                    drop(settled(&call(&reader, "cancel", &[])?));
                    return Err(Failure::Told(FetchError::TooHeavy(self.limits.named)));
                }
            } else if std::mem::take(&mut self.limits.unpacks) && bytes.starts_with(&[0x1f, 0x8b]) {
                reader = decompressing(&std::mem::take(&mut bytes))?;
            } else {
                return Ok((bytes, answer));
            }
        }
    }
}

/// What reads the bytes of a file decompressed.
fn decompressing(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let packed = files::blob(&Uint8Array::from(bytes), "")?;
    let gzip = construct(&global(), "DecompressionStream", &[&"gzip".into()])?;
    call(&call(&call(&packed, "stream", &[])?, "pipeThrough", &[&gzip])?, "getReader", &[])
}
