/** Returns the `share`-th quantile, interpolated between neighbours. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Returns median, smallest and largest of samples, with the samples. */
export const summary = (samples) => ({
  median: quantile(samples, 0.5),
  min: Math.min(...samples),
  max: Math.max(...samples),
  samples,
});

/** Converts a list of objects with the same numbers to an object of their summaries. */
export const summaries = (rows) =>
  Object.fromEntries(Object.keys(rows[0] ?? {}).map((key) => [key, summary(rows.map((row) => row[key]))]));
