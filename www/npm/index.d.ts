/** The version of the release. */
export const version: string;

/**
 * Defines the element under a tag; does nothing on a server, and warns when the tag is taken.
 * Importing this module alone defines nothing.
 */
export function define(tag?: string): void;

/** A view of the widget. */
export type View = "situate" | "heading" | "trajectory" | "path" | "method" | "quick" | "explore" | "keep" | "workshop" | "instruments" | Instrument;

/** An instrument of the method. */
export type Instrument = "charte" | "saisons" | "maturite-territoire" | "maturite-organisation" | "maturite-personne" | "competences" | "modele" | "agir-vite" | "changement" | "innovation" | "valeur" | "gouvernance" | "chronologie" | "glossaire";

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
  profile?: string | null;
  domains?: string[] | null;
  level?: string | null;
  maturity?: 1 | 2 | 3 | 4 | null;
  objectives?: string[] | null;
  usage?: string | null;
  /** Performance, innovation, confiance: whole numbers that sum to 100. */
  horizons?: [number, number, number] | null;
  /** An ISO date, years 1970 to 2100. */
  start?: string | null;
  /** What the instruments were given, by their id. */
  instruments?: Record<string, InstrumentSheet[]>;
}

/** One value for each impact. */
export interface PerImpact<T> { performance: T; innovation: T; confiance: T }

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

/** A partner's own words, by language. */
export interface Overlay {
  schema: "boussole/overlay/1";
  [language: string]: string | {
    /** Labels of the interface, by key (www/i18n). */
    messages?: Record<string, string>;
    introduction?: string;
    contact?: { label: string; address?: string };
    profiles?: Record<string, { label?: string; description?: string }>;
    domains?: Record<string, { label?: string; description?: string }>;
    levels?: Record<string, { label?: string; description?: string }>;
    maturity?: Record<string, { label?: string; description?: string }>;
    objectives?: Record<string, { label?: string; description?: string }>;
    usages?: Record<string, { label?: string; description?: string }>;
  };
}

/** A partner's own resources; what is not said of one holds for all. */
export interface Catalogue {
  schema: "boussole/catalogue/1";
  mode?: "merge" | "replace";
  items: ({ title: string; kind: string } & Record<string, unknown>)[];
}

/** Why something failed. */
export interface BoussoleError {
  code: "wasm-blocked" | "wasm-unsupported" | "fetch" | "integrity" | "timeout" | "attribute" | "answers" | "overlay" | "catalogue" | "library" | "link" | "storage" | "export" | "panic";
  /** The directive of the page's content policy that refuses it. */
  directive?: string;
  help: string;
  partner?: string;
}

/** The element. */
export interface BoussoleElement extends HTMLElement {
  answers: Answers;
  overlay: Overlay | null;
  /** An object, or the text of a spreadsheet. */
  catalogue: Catalogue | string | null;
  readonly result: Result | null;
  readonly version: string;
  readonly state: "idle" | "loading" | "ready" | "error";
  readonly whenReady: Promise<BoussoleElement>;
  /** Resolved when the view is drawn; rejected with a RangeError when there is no such view. */
  goTo(view: View): Promise<void>;
  reset(): void;
  /** The address that brings somebody to this page and this journey. */
  toLink(): string;
  /** A file of ours. */
  export(format: "json" | "csv" | "ics" | "svg" | "png" | "html"): Promise<Blob>;
  /** Takes up a link, or a file of ours; false when it is none, and the answers stay. */
  import(given: string | Blob): Promise<boolean>;
  /** Journeys for the workshop: links, or files of ours. How many joined it. */
  merge(given: string | Blob | (string | Blob)[]): Promise<number>;
  destroy(): void;
}

declare global {
  interface HTMLElementTagNameMap { "boussole-odd17": BoussoleElement }
  interface HTMLElementEventMap {
    "boussole-ready": CustomEvent<{ version: string; partner?: string }>;
    "boussole-change": CustomEvent<{ field: keyof Answers; partner?: string }>;
    "boussole-step": CustomEvent<{ view: View; partner?: string }>;
    "boussole-result": CustomEvent<Result & { partner?: string }>;
    /** Cancelable: a visitor opens a link. */
    "boussole-navigate": CustomEvent<{ url: string; partner?: string }>;
    /** Cancelable: a visitor asks for a file. */
    "boussole-export": CustomEvent<{ format: "json" | "csv" | "ics" | "svg" | "png" | "html" | "workshop"; partner?: string }>;
    "boussole-error": CustomEvent<BoussoleError>;
  }
}
