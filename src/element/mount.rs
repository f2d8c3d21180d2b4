//! The drawing of a widget in an element of its shadow tree.

use super::store::{MountedApp, Store};
use crate::view::{Dispatch, Widget, WidgetProps};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

thread_local! {
    /// Drawings that were let go of, for whoever comes next: Yew never lets go of what hears the events of a root
    /// (`cl.forget()`, yew 0.23), so roots are used again.
    static ROOT_POOL: RefCell<Vec<MountedApp>> = const { RefCell::new(Vec::new()) };
}

impl Store {
    /// Draws into an element; the element that shows it.
    pub(super) fn mount(self: &Rc<Self>, root: Element, hydrates: bool) -> Element {
        let props = self.props();
        // A root that stands on its page already stays.
        let stays = hydrates || root.is_connected();
        let resting = if stays { None } else { ROOT_POOL.with_borrow_mut(Vec::pop) };
        let drawn = if let Some(mut drawn) = resting {
            drawn.app.update(props);
            drawn
        } else {
            let renderer = yew::Renderer::<Widget>::with_root_and_props(root.clone(), props);
            let app = if hydrates { renderer.hydrate() } else { renderer.render() };
            MountedApp { app, root, projection: None }
        };
        let root = drawn.root.clone();
        self.drawn.replace(Some(drawn));
        self.follow_files();
        root
    }

    /// Takes the drawing away.
    pub(super) fn unmount(&self) {
        self.file_listeners.take();
        if let Some(mut drawn) = self.drawn.take() {
            drawn.app.update(WidgetProps { model: None, dispatch: Dispatch::noop() });
            ROOT_POOL.with_borrow_mut(|resting| resting.push(drawn));
        }
    }
}
