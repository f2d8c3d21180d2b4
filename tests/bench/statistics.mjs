// What is made of many measurements, and the order in which they are taken.

/** mulberry32: the same numbers for the same seed. */
export const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** A list in an order drawn by `next`. */
export const shuffled = (list, next) =>
  list
    .map((own) => [next(), own])
    .sort(([a], [b]) => a - b)
    .map(([, own]) => own);

export const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
export const median = (values) => quantile(values, 0.5);

/** A number without digits that say nothing. */
export const rounded = (value, digits = 1) => (value === undefined ? undefined : Number(value.toFixed(digits)));
