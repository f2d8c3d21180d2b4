// What a visitor takes away: files, each with her link in it.

/** What is heavier is no file of ours, in bytes. */
const HEAVIEST_JOURNEY = 20_000_000;

/** JSON as it should be, also where an old library has taught lists to write themselves otherwise. */
function json(value, indent) {
  const taught = Object.getOwnPropertyDescriptor(Array.prototype, "toJSON");
  if (taught) Reflect.deleteProperty(Array.prototype, "toJSON");
  try {
    return JSON.stringify(value, undefined, indent);
  } finally {
    if (taught) Reflect.defineProperty(Array.prototype, "toJSON", taught);
  }
}

/** Lets the visitor save a file. */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A drawing as an image, twice its size, with its link in it as PNG text. */
async function painted(svg, link) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise((done, failed) => {
      image.onload = done;
      image.onerror = () => failed(new Error("img-src blob:"));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    if (!isTrue()) throw new Error(UNTRUE);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return withText(new Uint8Array(await blob.arrayBuffer()), `boussole-link\0${link}\n`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Why there is no picture, in the module's words. */
const UNTRUE = "canvas";

/** Whether a drawing is given back as it was drawn: browsers that hide what they are from pages give stripes instead, or
    values that are a little off. */
function isTrue() {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = "#3366cc";
  context.fillRect(0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  return data.every((value, place) => Math.abs(value - [0x33, 0x66, 0xcc, 0xff][place % 4]) < 4);
}

/** A PNG file with a text chunk before the last. */
function withText(bytes, text) {
  const body = new Uint8Array([..."tEXt", ...text].map((letter) => letter.charCodeAt(0)));
  const sum = body.reduce((crc, byte) => {
    let rest = crc ^ byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  }, 0xffffffff) ^ 0xffffffff;
  const chunk = new Uint8Array(body.length + 8);
  new DataView(chunk.buffer).setUint32(0, body.length - 4);
  chunk.set(body, 4);
  new DataView(chunk.buffer).setUint32(body.length + 4, sum >>> 0);
  const end = bytes.length - 12;
  return new Blob([bytes.slice(0, end), chunk, bytes.slice(end)], { type: "image/png" });
}

/** The single file of this version: itself where it runs, whatever page or file that is in; else fetched. */
async function ownScript() {
  if (WHOLE) return `/*! Boussole ${RELEASE.version} | MIT */\n(${WHOLE})();`;
  if (assembled) return assembled();
  const { file, integrity } = SINGLE;
  const address = addressOf(file);
  // The browser may hold a copy from when nobody asked for leave to read it.
  const get = (cache) => fetch(address, { integrity, cache, credentials: "omit" });
  const answer = await get("default").catch(() => get("reload")).catch(() => undefined);
  if (!answer) throw await missed(address, integrity);
  return answer.text();
}

/** The whole widget as one page with this journey in it; its script is the single file of this version. */
async function page(link, lang, title, attributes, inline) {
  const script = (await ownScript()).replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const own = attributes.map(([name, value]) => ` ${name}="${safe(value)}"`).join("");
  const blocks = inline.map(([slot, value]) => `<script type="application/json" slot="${slot}">${json(value).replaceAll("<", "\\u003c")}</script>`).join("");
  return new Blob([`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)}</title></head>
<body><!-- boussole-link:${link} -->
<boussole-odd17 lang="${lang}" loading="eager" journey="${link}"${own}>${blocks}</boussole-odd17>
<script>${script}</script>
</body></html>
`], { type: "text/html" });
}
