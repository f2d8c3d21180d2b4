// The element in templates of Vue: `import "boussole-odd17/vue"`.
import type { HTMLAttributes, PublicProps } from "vue";
import type { BoussoleAttributes, BoussoleEvents, BoussoleProperties } from "./index.js";

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
type Listeners = {
  [Name in keyof BoussoleEvents as `on${Capitalize<Camel<Name>>}`]?: (event: BoussoleEvents[Name]) => void;
};
type Attributes = { [Name in keyof BoussoleAttributes as Camel<Name>]?: BoussoleAttributes[Name] };

declare module "vue" {
  interface GlobalComponents {
    "boussole-odd17": new () => {
      $props: PublicProps &
        Omit<HTMLAttributes, keyof BoussoleAttributes> &
        Attributes &
        BoussoleAttributes &
        BoussoleProperties &
        Listeners;
    };
  }
}
