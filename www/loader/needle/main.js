// The second script: the rest of the first view, what moves its needle, and what looks after a drawing whoever made it.

import { widgetFactory, widgetScript } from "boussole:needle";
import { shared } from "boussole:shared";
import { download } from "../boot/download.js";

export { compileModule, fetchDecompressed } from "./artifact.js";
export { unwatchContent, watchContent } from "./content-watch.js";
export { followAnswers } from "./heading.js";
export { appendRest } from "./prerendered-rest.js";

/** @type {typeof import("../widget/main.js") | undefined} */
let widgetStage;

/** The third script: what binds the widget. The single file has it within.
 * @returns {Promise<typeof import("../widget/main.js")>} */
export async function loadWidgetStage() {
  const factory = widgetFactory || (await download(widgetScript));
  widgetStage = widgetStage || factory(shared());
  return widgetStage;
}
