// The single file, which the page of a journey holds.

import { release } from "boussole:boot";
import { assembleSingleFile, singleFile, singleFileFunction } from "boussole:widget";
import { failureReason, fileUrl } from "../boot/download.js";

/** The script of the single file of this version: itself where it runs, whatever page or file that is in; else put together
 * from the package, or fetched.
 * @returns {Promise<string>} */
export async function singleFileScript() {
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
