import type { TopLevelSpec } from 'vega-lite';
import { colorsOf, type PlotFrame } from './theme.js';

/** A part of the whole. */
export interface Slice {
  /** A part's id, or `OTHER`. */
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** A CSS colour in place of the one by rank. */
  readonly color?: string;
}

export type PieSpec = Extract<TopLevelSpec, { mark: unknown }>;

/** The share of the radius that is the hole, and pixels between the ring and the edge. */
const HOLE = 0.58;
const MARGIN = 2;

/** Creates the spec of a ring of slices in the order given, clockwise from the top. Its labels are in an HTML legend. */
export function pieSpec(slices: readonly Slice[], frame: PlotFrame): PieSpec {
  const { width, height, theme } = frame;
  const total = slices.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const colors = colorsOf(
    slices.map(({ id }) => id),
    theme,
  );
  let end = 0;
  const rows = slices.map(({ value }, i) => {
    const start = end;
    end += total > 0 ? (Math.max(0, value) / total) * 2 * Math.PI : 0;
    return { i, start, end, color: slices[i]?.color ?? (colors[i] as string) };
  });
  const shown = rows.filter((row) => row.end > row.start);
  const outerRadius = Math.max(0, Math.min(width, height) / 2 - MARGIN);
  return {
    width,
    height,
    autosize: 'none',
    padding: 0,
    config: { font: theme.font },
    params: [
      { name: 'radius', value: outerRadius },
      { name: 'gap', value: shown.length > 1 ? 1.5 : 0 },
    ],
    datasets: { slices: shown },
    data: { name: 'slices', format: { parse: null } },
    mark: {
      type: 'arc',
      outerRadius: { expr: 'radius' },
      innerRadius: { expr: `radius * ${HOLE}` },
      stroke: theme.surface,
      strokeWidth: { expr: 'gap' },
    },
    encoding: {
      theta: { field: 'start', type: 'quantitative', scale: null, stack: null },
      theta2: { field: 'end' },
      color: { field: 'color', type: 'nominal', scale: null, legend: null },
    },
  };
}
