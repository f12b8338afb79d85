import { nothing, svg, html } from 'lit';

const WIDTH = 96;
const HEIGHT = 30;

/**
 * The path of a line through values, from edge to edge of a box of 96 × 30, the lowest value near its bottom. Values that
 * are all the same make a line through the middle.
 */
export function sparkPath(values: readonly number[]): string {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const step = WIDTH / (values.length - 1);
  const y = (value: number): number => (max > min ? HEIGHT - ((value - min) / (max - min)) * HEIGHT : HEIGHT / 2);
  const points = values.map((value, i) => `${round(i * step)} ${round(y(value))}`);
  return `M${points.join('L')}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** How a number ran, in a line: an ornament beside it, whose figures stand in the page's charts and tables. */
export const sparkline = (values: readonly number[]): unknown =>
  values.length < 2
    ? nothing
    : html`<svg class="spark" part="sparkline" viewBox="0 -2 96 34" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<path d=${sparkPath(values)} vector-effect="non-scaling-stroke" />`}
      </svg>`;
