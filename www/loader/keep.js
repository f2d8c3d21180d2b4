// What a visitor asks to keep: in the address, on this device, in files. Each journey has a key of its own, so that
// two tabs cannot overwrite each other's; each is the text of a link, which knows when it was cut.

/** What all keys of this widget begin with. */
const SHELF = "boussole:1:";
/** How long answers may change before they are written: milliseconds. */
const CALM = 250;
/** What is heavier is no file of ours, in bytes. */
const HEAVIEST_JOURNEY = 20_000_000;

/** Where journeys are kept: a storage of the page, or nothing when the browser or a sandbox forbids it. */
function shelf(name) {
  try {
    const storage = name === "local" ? localStorage : name === "session" ? sessionStorage : undefined;
    if (storage) storage.getItem(SHELF);
    return storage;
  } catch {
    return undefined;
  }
}

/** Why a storage took nothing, in the module's words. */
const refusal = (error) => (error && error.name === "QuotaExceededError" ? "full" : "refused");

/** All journeys of a storage, the oldest first; what cannot be read is counted. */
function journeysIn(storage, shelved) {
  const found = [];
  let corrupt = 0;
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at);
    if (!key.startsWith(shelved)) continue;
    try {
      const { name, link, turn, made } = JSON.parse(storage.getItem(key));
      if (typeof name !== "string" || typeof link !== "string") throw new TypeError();
      found.push({ id: key.slice(shelved.length), name, link, turn: Number(turn) || 0, made: Number(made) || 0 });
    } catch {
      corrupt += 1;
    }
  }
  found.sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
  return { found, corrupt };
}

/** A part of an address as it was before somebody encoded it on its way. */
function plain(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** The parts of an address's fragment, `key=value` each; `undefined` when it is the page's own. */
function fragment() {
  const text = location.hash.slice(1);
  if (!text) return new Map();
  const parts = text.split("&").map((part) => new RegExp(`^(${KEY})=(\\d+\\..*)$`, "i").exec(plain(part)));
  return parts.every(Boolean) ? new Map(parts.map(([, key, value]) => [key, value])) : undefined;
}

/** Who writes each key of this page's fragment. */
const writers = new Map();

/** Puts a link into the page's fragment under a key; the page's history stays as it is. */
function putFragment(key, link) {
  const parts = fragment();
  if (!parts) return;
  if (link) parts.set(key, link); else parts.delete(key);
  const text = [...parts].map(([name, value]) => `${name}=${value}`).join("&");
  if (`#${text}` === location.hash || (!text && !location.hash)) return;
  try {
    history.replaceState(history.state, "", location.pathname + location.search + (text ? `#${text}` : ""));
  } catch {
    // A sandboxed page has no history to write to.
  }
}

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
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return withText(new Uint8Array(await blob.arrayBuffer()), `boussole-link\0${link}\n`);
  } finally {
    URL.revokeObjectURL(address);
  }
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

/** The single file of this version: the script of this page when it holds everything, else fetched. */
async function ownScript() {
  if (SCRIPT && !SCRIPT.src) return SCRIPT.textContent;
  const address = new URL(RELEASE.single, SOURCE || document.baseURI);
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
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
