//! What the page around a widget decides.

use super::navigation::View;
use boussole_domain::Date;
use boussole_domain::situation::Question;

/// What the host has decided, and where it stands.
#[derive(Clone, Debug)]
pub struct Host {
    /// Questions that the host has answered for good: hidden, and never changed by the visitor.
    pub locked: Vec<Question>,
    /// The views that the host offers, in the order of [`View::all`]; the instruments after the others, as it names
    /// them where it does.
    pub enabled_views: Vec<View>,
    /// The level of the widget's own title, 2 to 5.
    pub heading_level: u8,
    /// The day it is, which the start proposes; `None` until someone with a clock says so.
    pub today: Option<Date>,
    /// Whether the browser can read QR codes with the camera.
    pub has_camera: bool,
}

impl Host {
    /// Whether the host offers a view.
    #[must_use]
    pub fn is_enabled(&self, view: View) -> bool {
        self.enabled_views.contains(&view)
    }

    /// The place of an instrument in the host's order; `None` where the host does not offer it.
    #[must_use]
    pub fn instrument_place(&self, index: usize) -> Option<usize> {
        let view = View::Instrument(u8::try_from(index).ok()?);
        self.enabled_views.iter().position(|enabled| *enabled == view)
    }
}
