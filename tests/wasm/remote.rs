//! A partner's catalogue and shards of a large one, from a host that may do anything.

use crate::{evaluate, get, message_of, port, replaced};
use boussole::element::remote::{FetchedShard, fetch_catalogue, fetch_shard};
use boussole_content::library::ShardError;
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const ROOT: &str = "https://library.example/root.bin";

/// Has each host answer with what this expression makes of `url` and `options`; `window.asked` is what it was asked for last.
fn answer_with(answer: &str) {
    evaluate(&format!(
        "window.realFetch = window.realFetch || window.fetch;
         window.fetch = async (url, options) => {{ window.asked = [String(url), options]; return {answer}; }};"
    ));
}

/// A catalogue from a host that answers so: as JSON, or the sentence that is told instead.
async fn catalogue(source: &str, answer: &str) -> Result<String, String> {
    answer_with(answer);
    let fetched = fetch_catalogue(source, &port(&Array::new())).await;
    evaluate("window.fetch = window.realFetch;");
    let told = |error: JsValue| message_of(&error);
    fetched.map(|value| JSON::stringify(&value).unwrap().into()).map_err(told)
}

/// Has ten seconds take one thousandth of one.
fn hasten() -> impl FnOnce() {
    replaced("AbortSignal", "timeout", "value: (after) => before.value.call(AbortSignal, after === 10000 ? 1 : after)")
}

/// An answer that never comes.
const NEVER: &str =
    "new Promise((_, reject) => { options.signal.addEventListener('abort', () => reject(new Error('late'))); })";

/// Fetches a shard from a host that answers so.
async fn fetch(source: &str, name: &str, answer: &str) -> FetchedShard {
    answer_with(answer);
    let fetched = fetch_shard(&port(&Array::new()), source, name, "shards", false).await;
    evaluate("window.fetch = window.realFetch;");
    fetched
}

fn asked(option: &str) -> JsValue {
    get(&evaluate("return window.asked[1]"), option)
}

fn failed(bytes: Result<Vec<u8>, ShardError>, problem: &str) -> FetchedShard {
    FetchedShard { bytes, problem: Some(problem.to_owned()) }
}

#[wasm_bindgen_test]
async fn a_shard_is_decompressed_unless_its_host_did() {
    let plain = fetch(ROOT, "a1", "new Response('text')").await;
    assert_eq!(plain, FetchedShard { bytes: Ok(b"text".to_vec()), problem: None });
    assert_eq!(evaluate("return window.asked[0]"), JsValue::from("https://library.example/shards/a1"));
    assert_eq!((asked("cache"), asked("integrity")), (JsValue::from("default"), JsValue::from("")));
    let gzip = "new Response(new Blob(['text']).stream().pipeThrough(new CompressionStream('gzip')))";
    assert_eq!(fetch(ROOT, "a1", gzip).await.bytes, Ok(b"text".to_vec()));
}

#[wasm_bindgen_test]
async fn a_sealed_root_is_held_against_its_sums() {
    fetch(&format!("{ROOT}#sha384-a,sha384-b"), "", "new Response('')").await;
    assert_eq!(evaluate("return window.asked[0]"), JsValue::from(ROOT));
    assert_eq!((asked("cache"), asked("integrity")), (JsValue::from("no-cache"), JsValue::from("sha384-a sha384-b")));
}

#[wasm_bindgen_test]
async fn what_weighs_too_much_is_read_no_further() {
    let problem = "https://library.example/shards/a1 is heavier than a shard can be.";
    let heavy = "new Blob([new Uint8Array(2000001)])";
    let plain = fetch(ROOT, "a1", &format!("new Response({heavy})")).await;
    assert_eq!(plain, failed(Ok(Vec::new()), problem));
    let bomb = format!("new Response({heavy}.stream().pipeThrough(new CompressionStream('gzip')))");
    assert_eq!(fetch(ROOT, "a1", &bomb).await, failed(Ok(Vec::new()), problem));
}

#[wasm_bindgen_test]
async fn each_failure_says_its_own_sentence() {
    let unavailable = |problem: &str| failed(Err(ShardError::Unavailable), problem);
    let answered = fetch(ROOT, "a1", "new Response('', { status: 404 })").await;
    assert_eq!(answered, unavailable("https://library.example/shards/a1 answered 404."));
    let unfit = fetch("data:text/plain,a", "", "0").await;
    assert_eq!(unfit, unavailable("data:text/plain,a is not an address that can be fetched."));
    let refused = fetch(ROOT, "", "Promise.reject(new TypeError('Failed to fetch'))").await;
    assert_eq!(refused, unavailable(&format!("A shard of {ROOT} cannot be fetched: Failed to fetch")));
    // What came and is no shard would be none again.
    let cut = fetch(ROOT, "", "new Response(new Uint8Array([0x1f, 0x8b, 1]))").await;
    assert_eq!(cut.bytes, Ok(Vec::new()));
    assert!(cut.problem.unwrap().starts_with(&format!("A shard of {ROOT} cannot be fetched: ")));
}

#[wasm_bindgen_test]
async fn what_never_comes_is_late_and_a_policy_is_named() {
    let slow_down = hasten();
    let late = fetch(ROOT, "", NEVER).await;
    slow_down();
    evaluate("window.directive = 'connect-src';");
    assert_eq!(late, failed(Err(ShardError::TimedOut), &format!("A shard of {ROOT} did not come within 10 seconds.")));
    let refused = fetch(ROOT, "", "Promise.reject(new TypeError('Failed to fetch'))").await;
    evaluate("window.directive = '';");
    let problem = format!("The page's policy refuses {ROOT}: add its origin to connect-src.");
    assert_eq!(refused, failed(Err(ShardError::Unavailable), &problem));
}

const CATALOGUE: &str = "https://partner.example/aides.json";

#[wasm_bindgen_test]
async fn a_catalogue_is_an_object_or_the_text_of_a_table() {
    let json = catalogue(CATALOGUE, r"new Response('\ufeff {\u0022items\u0022:[]}')").await;
    assert_eq!(json.unwrap(), r#"{"items":[]}"#);
    assert_eq!(evaluate("return window.asked[0]"), JsValue::from(CATALOGUE));
    assert_eq!((asked("credentials"), asked("cache")), (JsValue::from("omit"), JsValue::UNDEFINED));
    assert_eq!(catalogue("aides.csv", "new Response('title;kind')").await.unwrap(), r#""title;kind""#);
    let base = evaluate("return new URL('aides.csv', document.baseURI).href");
    assert_eq!(evaluate("return window.asked[0]"), base, "from where the page is");
    let encoded = "new Response(new Uint8Array([0xe9, 0x20, 0xe9, 0x74]), { headers: { 'content-type': 'text/csv; charset=windows-1252' } })";
    assert_eq!(catalogue(CATALOGUE, encoded).await.unwrap(), r#""é ét""#);
}

#[wasm_bindgen_test]
async fn a_catalogue_that_cannot_be_taken_is_told_in_a_sentence() {
    let told = async |source: &str, answer: &str| catalogue(source, answer).await.unwrap_err();
    assert_eq!(told("data:text/plain,a", "0").await, "data:text/plain,a is not an address that can be fetched.");
    assert_eq!(told(CATALOGUE, "new Response('', { status: 503 })").await, format!("{CATALOGUE} answered 503."));
    assert_eq!(
        told(CATALOGUE, "new Response(new Uint8Array(5000001))").await,
        format!("{CATALOGUE} is heavier than 5 MB.")
    );
    assert_eq!(
        told(CATALOGUE, "new Response('%PDF-1.7')").await,
        format!("{CATALOGUE}: this is a PDF: a CSV or JSON file is expected.")
    );
    assert_eq!(told(CATALOGUE, "Promise.reject(new TypeError('Failed to fetch'))").await, "Failed to fetch");
    assert!(told(CATALOGUE, "new Response('[1')").await.contains("JSON"));
    assert!(told("http://[", "0").await.contains("URL"));
    evaluate("window.directive = 'connect-src';");
    let refused = told(CATALOGUE, "Promise.reject(new TypeError('Failed to fetch'))").await;
    let broken = told(CATALOGUE, "new Response('[1')").await;
    evaluate("window.directive = '';");
    assert_eq!(refused, format!("The page's policy refuses {CATALOGUE}: add its origin to connect-src."));
    assert!(broken.contains("JSON"), "what came, no policy refused: {broken}");
    let slow_down = hasten();
    let late = told(CATALOGUE, NEVER).await;
    slow_down();
    assert_eq!(late, format!("{CATALOGUE} did not come within 10 seconds."));
}
