// The element in templates of Angular, with CUSTOM_ELEMENTS_SCHEMA: `import "boussole-odd17/angular"`.
// Angular takes the type of `$event` from the maps of the DOM, and that of a `viewChild` from here.
import type { ElementRef } from "@angular/core";
import type { BoussoleElement } from "./index.js";

/** What `viewChild` finds. */
export type BoussoleRef = ElementRef<BoussoleElement>;
