// The element in JSX, for React: `import "boussole-odd17/jsx"`.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { BoussoleAttributes, BoussoleElement, BoussoleEvents, BoussoleProperties } from "./index.js";

type Listeners = {
  [Name in keyof BoussoleEvents as `on${Name}`]?: ((event: BoussoleEvents[Name]) => void) | undefined;
};
type Own = Omit<DetailedHTMLProps<HTMLAttributes<BoussoleElement>, BoussoleElement>, keyof BoussoleAttributes>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "boussole-odd17": Own & BoussoleAttributes & BoussoleProperties & Listeners;
    }
  }
}
