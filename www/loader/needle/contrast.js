// A host's colours, made readable: text needs 4.5:1 (WCAG 2.2, 1.4.3), whatever the host asks for.

import { tokenPrefix } from "boussole:needle";
import { hasLightDark } from "../boot/styles.js";

/** The least contrast of text. */
const TEXT_CONTRAST = 4.5;
/** Ink also stands on the tinted cells of the matrix, which take some of it away. */
const INK_CONTRAST = 7;
/** The tokens (tokens.css) that text stands on, and those of text that stands on the paper. The build puts a prefix before
 * their names. */
const SURFACE_TOKENS = ["paper", "card", "sunk", "wash"];
const TEXT_TOKENS = ["muted", "performance", "innovation", "confiance", "needle-deep", "alert"];

/** A colour: red, green and blue, each 0 to 1.
 * @typedef {number[]} Colour */

/** Reads any colour as `color-mix(in srgb, …)` computes it.
 * @param {string} computed
 * @returns {Colour} */
function channels(computed) {
  const numbers = (computed.match(/-?[\d.]+(e-?\d+)?/g) || []).map(Number);
  const scale = computed.startsWith("rgb") ? 255 : 1;
  return numbers.slice(0, 3).map((channel) => Math.min(1, Math.max(0, channel / scale)));
}

/** The relative luminance of a colour, 0 to 1 (WCAG 2.2).
 * @param {Colour} colour */
function luminance(colour) {
  const [red, green, blue] = colour.map((share) =>
    share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21.
 * @param {Colour} one
 * @param {Colour} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Moves a colour towards black (0) or white (1), by as little as makes it fit.
 * @param {Colour} colour
 * @param {0 | 1} towards
 * @param {(tried: Colour) => boolean} fits
 * @returns {Colour} */
function adjust(colour, towards, fits) {
  for (let step = 0; step < 40; step += 1) {
    const tried = colour.map((channel) => channel + (towards - channel) * (step / 40));
    if (fits(tried)) return tried;
  }
  return [towards, towards, towards];
}

/**
 * Corrects a host's `--boussole-paper`, `-ink` and `-accent` on the content, under their own names.
 * Returns what it had to change, in words. The rest of the palette goes with the paper: a dark paper
 * takes the dark tokens.
 * @param {HTMLElement} host
 * @param {HTMLElement} content
 * @returns {string[]}
 */
export function correctColours(host, content) {
  const style = content.style;
  for (const name of [
    "color-scheme",
    `${tokenPrefix}on-accent`,
    "--boussole-paper",
    "--boussole-ink",
    "--boussole-accent",
  ])
    style.removeProperty(name);
  const asked = {};
  const changed = [];
  for (const name of ["paper", "ink", "accent"]) {
    const value = getComputedStyle(host).getPropertyValue(`--boussole-${name}`).trim();
    if (!value) continue;
    if (CSS.supports("color", value)) {
      asked[name] = value;
      continue;
    }
    style.setProperty(`--boussole-${name}`, "initial");
    changed.push(`--boussole-${name}: "${value}" is not a colour`);
  }
  if (!Object.keys(asked).length) return changed;

  const probe = document.createElement("span");
  content.append(probe);
  // A browser of before the mixing of colours computes most of them in that form anyway.
  const canMix = CSS.supports("color", "color-mix(in srgb,red,red)");
  const colour = (value) => {
    probe.style.color = canMix ? `color-mix(in srgb, ${value} 100%, transparent 0%)` : value;
    return channels(getComputedStyle(probe).color);
  };
  const token = (name) => colour(`var(${tokenPrefix}${name})`);
  const override = (name, was, now) => {
    if (was.join() === now.join()) return;
    style.setProperty(`--boussole-${name}`, `rgb(${now.map((channel) => Math.round(channel * 255)).join(" ")})`);
    changed.push(`--boussole-${name} has too little contrast: corrected to ${TEXT_CONTRAST}:1`);
  };
  const paper = token("paper");
  // Where there is one palette, the light one, its text needs a light paper.
  const dark = hasLightDark && luminance(paper) < 0.18;
  if (asked.paper) {
    style.setProperty("color-scheme", dark ? "dark" : "light");
    const over = TEXT_TOKENS.map(token);
    override(
      "paper",
      paper,
      adjust(paper, dark ? 0 : 1, (tried) => over.every((text) => contrast(tried, text) >= TEXT_CONTRAST)),
    );
  }
  const surfaces = SURFACE_TOKENS.map(token);
  const readable = (value, least) =>
    adjust(value, dark ? 1 : 0, (tried) => surfaces.every((surface) => contrast(tried, surface) >= least));
  const make = (name, least) => {
    const was = colour(asked[name]);
    override(name, was, readable(was, least));
  };
  if (asked.ink) make("ink", INK_CONTRAST);
  if (asked.accent) {
    make("accent", TEXT_CONTRAST);
    const accent = token("accent");
    style.setProperty(`${tokenPrefix}on-accent`, contrast(accent, [1, 1, 1]) >= TEXT_CONTRAST ? "#fff" : "#000");
  }
  probe.remove();
  return changed;
}
