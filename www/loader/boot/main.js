// The classic script: defines the element as soon as it runs.

import { define, version } from "./define.js";
import { warn } from "./render-root.js";

try {
  if (define()) window.Boussole = Object.freeze({ version });
} catch (error) {
  warn(`Boussole: ${error}`);
}
