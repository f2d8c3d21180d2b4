// The element in templates of Svelte: `import "boussole-odd17/svelte"`.
import type { HTMLAttributes } from "svelte/elements";
import type { BoussoleAttributes, BoussoleElement, BoussoleEvents, BoussoleProperties } from "./index.js";

type Listeners = {
  [Name in keyof BoussoleEvents as `on${Name}`]?: ((event: BoussoleEvents[Name]) => void) | null | undefined;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "boussole-odd17": Omit<HTMLAttributes<BoussoleElement>, keyof BoussoleAttributes> &
      BoussoleAttributes &
      BoussoleProperties &
      Listeners;
  }
}
