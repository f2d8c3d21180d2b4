// Imported before the harness: Chromium with windows, whose printing and whose clipboard are those that people have.
process.env.BOUSSOLE_HEADLESS = process.env.BOUSSOLE_CHROMIUM;
