// The whole widget as one page, which a visitor takes away with her journey in it.

import { release } from "boussole:boot";
import { assembleSingleFile, singleFile, singleFileFunction } from "boussole:widget";
import { failureReason, fileUrl } from "../boot/download.js";
import { startRuntime } from "./runtime.js";

/** The script of the single file of this version: itself where it runs, whatever page or file that is in; else put together
 * from the package, or fetched.
 * @returns {Promise<string>} */
async function singleFileScript() {
  if (singleFileFunction) return `/*! Boussole ${release.version} | MIT */\n(${singleFileFunction})();`;
  if (assembleSingleFile) return assembleSingleFile();
  const { file, integrity } = singleFile;
  const url = fileUrl(file);
  // The browser may hold a copy from when nobody asked for leave to read it.
  /** @param {RequestCache} cache */
  const get = (cache) => fetch(url, { integrity, cache, credentials: "omit" });
  const answer = await get("default")
    .catch(() => get("reload"))
    .catch(() => undefined);
  if (!answer) throw await failureReason(url, integrity);
  return answer.text();
}

/** The whole widget as one page with a journey in it; its script is the single file of this version.
 * @param {object} journey
 * @param {string} journey.link
 * @param {string} journey.lang
 * @param {string} journey.title
 * @param {string[][]} journey.attributes names and values of the element's other attributes
 * @param {any[][]} journey.inline the slot and the value of its JSON scripts */
export async function standalonePage({ link, lang, title, attributes, inline }) {
  const { stringifySafely } = await startRuntime();
  const script = (await singleFileScript()).replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const others = attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  const scripts = inline
    .map(
      ([slot, value]) =>
        `<script type="application/json" slot="${slot}">${stringifySafely(value, 0).replaceAll("<", "\\u003c")}</script>`,
    )
    .join("");
  return new Blob(
    [
      `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title></head>
<body><!-- boussole-link:${link} -->
<boussole-odd17 lang="${lang}" loading="eager" journey="${link}"${others}>${scripts}</boussole-odd17>
<script>${script}</script>
</body></html>
`,
    ],
    { type: "text/html" },
  );
}
