import type {
  Domain,
  Impact,
  Instrument,
  Kind,
  Language,
  Level,
  Maturity,
  Objective,
  Profile,
  Usage,
  View,
} from "./vocabulary.js";

export type {
  Domain,
  Impact,
  Instrument,
  Kind,
  Language,
  Level,
  Maturity,
  Objective,
  Profile,
  Usage,
  View,
} from "./vocabulary.js";

/** The version of the release. */
export const version: string;

/**
 * Defines the element under a tag, once, and says whether it is defined: not on a server, nor, with a warning, when the tag
 * is taken by something else.
 * Importing this module alone defines nothing.
 */
export function define(tag?: string): boolean;

/** What somebody gave to an instrument, at one moment, as one party. */
export interface InstrumentSheet {
  moment?: string;
  party?: number;
  name?: string;
  levels?: Record<string, number>;
  commitments?: Record<string, string>;
  columns?: Record<string, string>;
  cells?: Record<string, string>;
}

/** The visitor's answers; what is missing is unanswered. */
export interface Answers {
  profile?: Profile | null;
  domains?: Domain[] | null;
  level?: Level | null;
  maturity?: Maturity | null;
  objectives?: Objective[] | null;
  usage?: Usage | null;
  /** Performance, innovation, confiance: whole numbers that sum to 100. */
  horizons?: [number, number, number] | null;
  /** An ISO date, years 1970 to 2100. */
  start?: string | null;
  /** What the instruments were given, by their id. */
  instruments?: Partial<Record<Instrument, InstrumentSheet[]>>;
}

/** One value for each impact. */
export interface PerImpact<T> {
  performance: T;
  innovation: T;
  confiance: T;
}

/** What follows from the answers. */
export interface Result {
  schema: "boussole/result/1";
  answers: Answers;
  heading: { permille: PerImpact<number>; bearing_degrees: number; sharpness: number; balanced: boolean } | null;
  matrix: { parts_per_100000: Record<string, PerImpact<number>>; levers: Record<string, number> } | null;
  /** Only with a start. */
  trajectory?: PerImpact<string>;
  path: { id: string; score: number; why: string[]; limit: string | null }[];
  explorer: string | null;
}

/** Who proposes a resource: Le RAMEAU and those it works with, or somebody else. */
export type Circle = "rameau" | "third-party";

/** A partner's own words, by language. */
export interface Overlay {
  schema: "boussole/overlay/1";
  /** The circles whose resources show; those of the others are neither proposed, nor listed, nor found. */
  circles?: readonly Circle[];
  /** Instruments in place of ours with the same id, or after ours: each in the form of www/schema/instrument.json. */
  instruments?: readonly { id: string; [field: string]: unknown }[];
  [language: string]:
    | string
    | readonly Circle[]
    | readonly { id: string; [field: string]: unknown }[]
    | undefined
    | {
        /** Labels of the interface, by key (www/i18n). */
        messages?: Record<string, string>;
        introduction?: string;
        contact?: { label: string; address?: string };
        profiles?: Partial<Record<Profile, { label?: string; description?: string }>>;
        domains?: Partial<Record<Domain, { label?: string; description?: string }>>;
        levels?: Partial<Record<Level, { label?: string; description?: string }>>;
        maturity?: Record<string, { label?: string; description?: string }>;
        objectives?: Partial<Record<Objective, { label?: string; description?: string }>>;
        usages?: Partial<Record<Usage, { label?: string; description?: string }>>;
      };
}

/** One resource; what is not said of it holds for all. Ids may also be the names that people read. */
export interface CatalogueItem {
  title: string;
  kind: Kind | (string & {});
  id?: string;
  summary?: string | { fr?: string; en?: string };
  /** Words that people type to find it. */
  keywords?: string | readonly string[] | { fr?: readonly string[]; en?: readonly string[] };
  publisher?: string;
  /** A year, a month or a day: `2024`, `2024-11`, `2024-11-05`. */
  date?: string | number;
  date_basis?: "stated" | "deduced";
  /** `https:`, `mailto:` or `tel:`. */
  url?: string;
  url_role?: "the page itself or its stored copy" | "page about the resource";
  language?: string;
  usages?: string | readonly (Usage | (string & {}))[];
  objectives?: string | readonly (Objective | (string & {}))[];
  impacts?: string | readonly (Impact | (string & {}))[];
  profiles?: string | readonly (Profile | (string & {}))[];
  domains?: string | readonly (Domain | (string & {}))[];
  levels?: string | readonly (Level | (string & {}))[];
  maturity?: number | string | readonly number[];
  sdg17?: boolean | 0 | 1 | string;
  status?: "published" | "announced" | "retired" | (string & {});
  /** Who proposes it: `rameau` when nothing is said. */
  circle?: Circle;
  /** The id of the resource that it repeats: it is then found by its words, and never proposed. */
  duplicate_of?: string;
  /** What its summary rests on; `title` is shown as to be confirmed. */
  basis?: "page" | "seed" | "title";
  domains_basis?: "stated" | "page" | "title";
  /** Where its title was read; `address` is shown as to be confirmed. */
  title_basis?: "page" | "address";
  /** Kept by editors, and shown nowhere. */
  evidence?: string | readonly string[];
  note?: string;
  [other: string]: unknown;
}

/** A partner's own resources. */
export interface Catalogue {
  schema: "boussole/catalogue/1";
  mode?: "merge" | "replace";
  /** The circles whose resources show, ours and hers. */
  circles?: readonly Circle[];
  items: readonly CatalogueItem[];
}

/** Why something failed. */
export interface BoussoleError {
  code:
    | "wasm-blocked"
    | "wasm-unsupported"
    | "fetch"
    | "integrity"
    | "timeout"
    | "attribute"
    | "answers"
    | "overlay"
    | "catalogue"
    | "library"
    | "link"
    | "storage"
    | "export"
    | "panic";
  /** The directive of the page's content policy that refuses it. */
  directive?: string;
  help: string;
  partner?: string;
}

/** What takes an attribute away. */
export type None = "" | null | undefined;

/** The attributes, by their names. */
export interface BoussoleAttributes {
  lang?: Language | (string & {}) | None;
  /** The address of the release's folder, where the script cannot know it. */
  base?: string | None;
  /** Answers to begin with: `profile=association;domains=d01,d04`. */
  preset?: string | None;
  /** Names of answers that `preset` fixes, separated by spaces. */
  lock?: string | None;
  /** The views that are offered, separated by spaces. Instruments are listed in this order. */
  views?: string | None;
  "start-view"?: View | (string & {}) | None;
  "heading-level"?: 2 | 3 | 4 | 5 | "2" | "3" | "4" | "5" | None;
  theme?: "auto" | "light" | "dark" | None;
  loading?: "lazy" | "eager" | None;
  /** The address of a large catalogue. */
  library?: string | None;
  share?: "none" | "fragment" | None;
  "hash-key"?: string | None;
  /** Whether each view is an entry of the page's history, so that Back leads to the view before. */
  history?: "off" | "on" | None;
  storage?: "none" | "session" | "local" | None;
  /** The link of a journey to begin with. */
  journey?: string | None;
  partner?: string | None;
}

/** What is given as a property. */
export interface BoussoleProperties {
  /** Replaces all answers, or none when one is wrong. JSON text is taken too. */
  answers?: Answers | string | null | undefined;
  overlay?: Overlay | string | null | undefined;
  /** An object or its text, the text of a spreadsheet, or the address of one of them. */
  catalogue?: Catalogue | URL | string | null | undefined;
}

/** The element. */
export interface BoussoleElement extends HTMLElement {
  get answers(): Answers;
  set answers(given: BoussoleProperties["answers"]);
  get overlay(): Overlay | string | null;
  set overlay(given: BoussoleProperties["overlay"]);
  get catalogue(): Catalogue | URL | string | null;
  set catalogue(given: BoussoleProperties["catalogue"]);
  get base(): string | null;
  set base(given: string | None);
  get preset(): string | null;
  set preset(given: string | None);
  get lock(): string | null;
  set lock(given: string | readonly string[] | None);
  get views(): string | null;
  set views(given: string | readonly (View | (string & {}))[] | None);
  get startView(): string | null;
  set startView(given: BoussoleAttributes["start-view"]);
  get headingLevel(): string | null;
  set headingLevel(given: BoussoleAttributes["heading-level"]);
  get theme(): string | null;
  set theme(given: BoussoleAttributes["theme"]);
  get loading(): string | null;
  set loading(given: BoussoleAttributes["loading"]);
  get library(): string | null;
  set library(given: string | None);
  get share(): string | null;
  set share(given: BoussoleAttributes["share"]);
  get hashKey(): string | null;
  set hashKey(given: string | None);
  get history(): string | null;
  set history(given: BoussoleAttributes["history"]);
  get storage(): string | null;
  set storage(given: BoussoleAttributes["storage"]);
  get journey(): string | null;
  set journey(given: string | None);
  get partner(): string | null;
  set partner(given: string | None);
  readonly result: Result | null;
  readonly version: string;
  readonly state: "idle" | "loading" | "ready" | "error";
  readonly whenReady: Promise<BoussoleElement>;
  /** Resolved when the view is drawn; rejected with a RangeError when there is no such view. */
  goTo(view: View | (string & {})): Promise<void>;
  reset(): void;
  /** The address that brings somebody to this page and this journey. */
  toLink(): string;
  /** A file of ours. Rejected for a calendar (`ics`) without a start date. */
  export(format: "json" | "csv" | "ics" | "svg" | "png" | "html"): Promise<Blob>;
  /** Takes up a link, or a file of ours; false when it is none, and the answers stay. */
  import(given: string | Blob): Promise<boolean>;
  /** Journeys for the workshop: links, or files of ours. How many joined it. */
  merge(given: string | Blob | (string | Blob)[]): Promise<number>;
  /** Lets go of everything. The element begins anew when it is connected again, or used. */
  destroy(): void;
}

/** The events, by their names. */
export interface BoussoleEvents {
  "boussole-ready": CustomEvent<{ version: string; partner?: string }>;
  "boussole-change": CustomEvent<{ field: keyof Answers; partner?: string }>;
  "boussole-step": CustomEvent<{ view: View; partner?: string }>;
  "boussole-result": CustomEvent<Result & { partner?: string }>;
  /** Cancelable: a visitor opens a link. */
  "boussole-navigate": CustomEvent<{ url: string; partner?: string }>;
  /** Cancelable: a visitor asks for a file. */
  "boussole-export": CustomEvent<{
    format: "json" | "csv" | "ics" | "svg" | "png" | "html" | "workshop";
    partner?: string;
  }>;
  "boussole-error": CustomEvent<BoussoleError>;
}

declare global {
  interface HTMLElementTagNameMap {
    "boussole-odd17": BoussoleElement;
  }
  interface HTMLElementEventMap extends BoussoleEvents {}
  // They bubble, and cross the border of the shadow.
  interface DocumentEventMap extends BoussoleEvents {}
  interface ShadowRootEventMap extends BoussoleEvents {}
  interface WindowEventMap extends BoussoleEvents {}
}
