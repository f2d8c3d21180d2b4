// A drawing as an image.

/** Why there is no picture, in the module's words. */
const CANVAS_UNFAITHFUL = "canvas";

/** Paints a drawing as a PNG file, twice its size.
 * @param {string} svg
 * @returns {Promise<ArrayBuffer>} */
export async function paint(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error("img-src blob:"));
      image.src = url;
    });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    if (!isCanvasFaithful()) throw new Error(CANVAS_UNFAITHFUL);
    const blob = await /** @type {Promise<Blob>} */ (
      new Promise((resolve) => {
        canvas.toBlob(resolve, "image/png");
      })
    );
    return await blob.arrayBuffer();
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Whether a drawing is given back as it was drawn: browsers that hide what they are from pages give stripes instead, or
 * values that are a little off. */
function isCanvasFaithful() {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = "#3366cc";
  context.fillRect(0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  return data.every((value, index) => Math.abs(value - [0x33, 0x66, 0xcc, 0xff][index % 4]) < 4);
}
