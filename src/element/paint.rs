//! A drawing as an image, painted on a canvas.

use super::dynamic::{call, construct, document, get, set, settled};
use crate::app::features::share::UNFAITHFUL_CANVAS;
use js_sys::{Error, Function, Promise, Uint8Array, global};
use wasm_bindgen::JsValue;

/// Why a drawing is no image, for an integrator.
pub const NO_IMAGE: &str = "the drawing does not show as an image: add blob: to img-src in the page's policy.";
/// How many pixels of the image there are for one of the drawing, in each direction: sharp on paper too.
const SCALE: f64 = 2.0;
/// The side of the square that is painted and read again, in pixels.
const PROBE_PX: f64 = 8.0;
/// What it is painted with, opaque.
const PROBE_COLOUR: [u8; 4] = [0x33, 0x66, 0xcc, 0xff];
/// How far off what is read may be, since browsers round colours.
const PROBE_TOLERANCE: u8 = 3;

/// The bytes of a drawing, a `Blob` in SVG, as a PNG file, [`SCALE`] times its size.
///
/// # Errors
/// [`NO_IMAGE`] where the page's policy or the browser shows no drawing of ours as an image; [`UNFAITHFUL_CANVAS`] where
/// the browser gives back other pixels than were painted; what it throws that has no canvas.
pub async fn png(drawing: &JsValue) -> Result<Vec<u8>, JsValue> {
    let urls = get(&global(), "URL")?;
    let url = call(&urls, "createObjectURL", &[drawing])?;
    let painted = paint(&url).await;
    call(&urls, "revokeObjectURL", &[&url])?;
    painted
}

async fn paint(url: &JsValue) -> Result<Vec<u8>, JsValue> {
    let image = construct(&global(), "Image", &[])?;
    let loading = started(|loaded, failed| {
        set(&image, "onload", loaded)?;
        set(&image, "onerror", failed)?;
        set(&image, "src", url)
    });
    settled(&loading).await.map_err(|_| Error::new(NO_IMAGE))?;
    let canvas = canvas()?;
    let side = |name: &str| Ok::<_, JsValue>(JsValue::from(get(&image, name)?.as_f64().unwrap_or_default() * SCALE));
    let (width, height) = (side("width")?, side("height")?);
    set(&canvas, "width", &width)?;
    set(&canvas, "height", &height)?;
    let context = call(&canvas, "getContext", &[&"2d".into()])?;
    call(&context, "drawImage", &[&image, &0.into(), &0.into(), &width, &height])?;
    if !is_canvas_faithful()? {
        return Err(Error::new(UNFAITHFUL_CANVAS).into());
    }
    let encoding = started(|done, _| call(&canvas, "toBlob", &[done, &"image/png".into()]).map(|_| ()));
    let file = settled(&encoding).await?;
    Ok(Uint8Array::new(&settled(&call(&file, "arrayBuffer", &[])?).await?).to_vec())
}

/// A promise of what the browser tells by one of two calls; rejected with what starting it throws.
fn started(start: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Promise {
    Promise::new(&mut |resolve, reject| {
        if let Err(error) = start(&resolve, &reject) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    })
}

/// Whether a drawing is given back as it was drawn: browsers that hide what they are from pages give stripes instead, or
/// values that are a little off.
fn is_canvas_faithful() -> Result<bool, JsValue> {
    let context = call(&canvas()?, "getContext", &[&"2d".into()])?;
    let [red, green, blue, _] = PROBE_COLOUR;
    set(&context, "fillStyle", &format!("rgb({red},{green},{blue})").into())?;
    let square: [JsValue; 4] = [0.0, 0.0, PROBE_PX, PROBE_PX].map(JsValue::from);
    let square = square.each_ref();
    call(&context, "fillRect", &square)?;
    let data = get(&call(&context, "getImageData", &square)?, "data")?;
    let pixels = Uint8Array::new(&data).to_vec();
    let is_near = |(value, painted): (&u8, &u8)| value.abs_diff(*painted) <= PROBE_TOLERANCE;
    Ok(pixels.iter().zip(PROBE_COLOUR.iter().cycle()).all(is_near))
}

fn canvas() -> Result<JsValue, JsValue> {
    document()?.create_element("canvas").map(JsValue::from)
}
