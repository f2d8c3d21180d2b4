// What browsers and pages have that TypeScript's library does not know.

interface Window {
  Boussole?: Readonly<{ version: string }>;
  [globalName: `boussole ${string}`]: unknown;
}
