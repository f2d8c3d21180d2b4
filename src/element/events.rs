//! What the host hears of a widget.

use super::js_value;
use super::store::Store;
use crate::app::runtime::effect::HostEvent;
use wasm_bindgen::prelude::*;

impl Store {
    /// Tells the host an event.
    pub(super) fn emit_event(&self, event: HostEvent) -> Result<(), JsValue> {
        let content = self.model().content.clone();
        let (name, key, value) = match event {
            HostEvent::AnswerChanged(question) => ("boussole-change", "field", question.id()),
            HostEvent::InstrumentChanged(index) => {
                let id = content.instruments.get(usize::from(index)).map_or("", |instrument| instrument.id.as_str());
                ("boussole-change", "field", id)
            }
            HostEvent::ViewChanged(view) => ("boussole-step", "view", view.id(&content)),
            HostEvent::ResultChanged => return self.port.result_changed(),
        };
        let detail = js_sys::Object::new();
        js_value::define_property(&detail, key, &JsValue::from(value));
        self.port.emit(name, &detail)
    }
}
