import { nothing, svg, html } from 'lit';

const WIDTH = 96;
const HEIGHT = 30;

/**
 * Returns the path of a line through values in a box of 96 × 30, the lowest value at the bottom. Equal values make a line
 * through the middle. `null` leaves a gap; a value between two gaps is a dot.
 */
export function sparkPath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const step = WIDTH / (values.length - 1);
  const y = (value: number): number => (max > min ? HEIGHT - ((value - min) / (max - min)) * HEIGHT : HEIGHT / 2);
  const isKnown = (i: number): boolean => (values[i] ?? null) !== null;
  return values
    .map((value, i) => {
      if (value === null) return '';
      const point = `${round(i * step)} ${round(y(value))}`;
      if (isKnown(i - 1)) return `L${point}`;
      // A line without length is drawn as a dot by its round cap.
      return isKnown(i + 1) ? `M${point}` : `M${point}h0`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Renders a sparkline, which is decorative: charts and tables have the same numbers. */
export const sparkline = (values: readonly (number | null)[]): unknown =>
  values.filter((value) => value !== null).length < 2
    ? nothing
    : html`<svg
        class="spark"
        part="sparkline"
        height="30"
        viewBox="0 -2 96 34"
        preserveAspectRatio="none"
        aria-hidden="true"
        fill="none"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        ${svg`<path d=${sparkPath(values)} vector-effect="non-scaling-stroke" />`}
      </svg>`;
