//! What an instance may call in the loader, method by method: the class `Port` of `www/loader/widget/port.js` is the same list.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The loader, as an instance knows it. It holds the session of its element weakly: an element that a page lets go of can
    /// be collected.
    #[derive(Clone)]
    pub type Port;

    /// The value of an attribute of the element.
    #[wasm_bindgen(method, catch)]
    pub fn attribute(this: &Port, name: &str) -> Result<Option<String>, JsValue>;

    /// The module has read the field that an event of the drawing came from.
    #[wasm_bindgen(method, catch, js_name = fieldRead)]
    pub fn field_read(this: &Port) -> Result<(), JsValue>;

    /// Tells the page an event. A host's listener that throws is the host's affair.
    #[wasm_bindgen(method, catch)]
    pub fn emit(this: &Port, name: &str, detail: &JsValue) -> Result<(), JsValue>;

    /// The result is another. The loader asks for it when it can be told.
    #[wasm_bindgen(method, catch, js_name = resultChanged)]
    pub fn result_changed(this: &Port) -> Result<(), JsValue>;

    /// What a fresh module begins with if this one crashes: the whole link of the journey.
    #[wasm_bindgen(method, catch, js_name = backedUp)]
    pub fn backed_up(this: &Port, link: &str) -> Result<(), JsValue>;

    /// The visitor asks for a language, by its code.
    #[wasm_bindgen(method, catch, js_name = languageRequested)]
    pub fn language_requested(this: &Port, lang: &str) -> Result<(), JsValue>;

    /// A part of the content is needed: `detailed` or `indexed`.
    #[wasm_bindgen(method, catch, js_name = partRequested)]
    pub fn part_requested(this: &Port, part: &str) -> Result<(), JsValue>;

    /// An integrator is told of a problem: a code of `boussole-error`, and a sentence.
    #[wasm_bindgen(method, catch, js_name = problemFound)]
    pub fn problem_found(this: &Port, code: &str, help: &str) -> Result<(), JsValue>;

    /// Somebody opened a link to the widget: it is to be seen.
    #[wasm_bindgen(method, catch, js_name = linkOpened)]
    pub fn link_opened(this: &Port) -> Result<(), JsValue>;

    /// What a fresh module is given if this one crashes has changed: a plain object.
    #[wasm_bindgen(method, catch, js_name = recoveryChanged)]
    pub fn recovery_changed(this: &Port, recovery: &JsValue) -> Result<(), JsValue>;

    /// Tells the page an event that it may refuse; false when it does.
    #[wasm_bindgen(method, catch)]
    pub fn ask(this: &Port, name: &str, detail: &JsValue) -> Result<bool, JsValue>;

    /// All styles of the widget, as text.
    #[wasm_bindgen(method, catch)]
    pub fn styles(this: &Port) -> Result<String, JsValue>;

    /// A promise of what is shown of the resources.
    #[wasm_bindgen(method, catch)]
    pub fn details(this: &Port) -> Result<Promise, JsValue>;

    /// Kept when the next frame was shown.
    #[wasm_bindgen(method, catch)]
    pub fn painted(this: &Port) -> Result<Promise, JsValue>;

    /// A promise of the script of the single file, as text.
    #[wasm_bindgen(method, catch, js_name = singleFileScript)]
    pub fn single_file_script(this: &Port) -> Result<Promise, JsValue>;

    /// Watches for the page's policy refusing an address: an object with a method `violatedDirective`, which promises the
    /// directive or an empty text, and a method `stop`.
    #[wasm_bindgen(method, catch, js_name = watchPolicy)]
    pub fn watch_policy(this: &Port, url: &str) -> Result<JsValue, JsValue>;

    /// What the page gave as a property: `overlay` or `catalogue`, whatever it is.
    #[wasm_bindgen(method, catch)]
    pub fn property(this: &Port, name: &str) -> Result<JsValue, JsValue>;

    /// The text of the script in the element with this slot; undefined where there is none, or where it has not arrived as a
    /// whole.
    #[wasm_bindgen(method, catch)]
    pub fn script(this: &Port, slot: &str) -> Result<JsValue, JsValue>;

    /// The catalogue that the visitor tried before the module crashed.
    #[wasm_bindgen(method, catch, js_name = triedCatalogue)]
    pub fn tried_catalogue(this: &Port) -> Result<JsValue, JsValue>;

    /// The visitor tries this catalogue; undefined where she has taken it away.
    #[wasm_bindgen(method, catch, js_name = catalogueTried)]
    pub fn catalogue_tried(this: &Port, catalogue: &JsValue) -> Result<(), JsValue>;
}
