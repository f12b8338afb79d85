import type { TopLevelSpec } from 'vega-lite';
import { highlight, PALE_UNLESS_HIGHLIGHTED } from './parameters.js';
import { SCHEMA, type PlotFrame } from './theme.js';

/** A part of the whole. */
export interface Slice {
  /** A part's id, or `OTHER`. */
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** A CSS colour in place of the usual one. */
  readonly color?: string;
}

export type PieSpec = Extract<TopLevelSpec, { mark: unknown }>;

/** The radius in pixels, with a margin for the stroke, and the share of it that is the hole. */
const RADIUS = 'max(0, min(width, height) / 2 - 2)';
const HOLE = 0.58;

/** Creates the spec of a ring of slices in the order given, clockwise from the top. */
export function pieSpec(slices: readonly Slice[], { width, height, theme, colorsOf }: PlotFrame): PieSpec {
  const ids = slices.map(({ id }) => id);
  const rows = slices.map(({ id, label, value }, index) => ({ index, series: id, label, value }));
  const parts = rows.filter(({ value }) => value > 0);
  return {
    $schema: SCHEMA,
    ...{ width, height, autosize: 'none', padding: 0 },
    params: [
      { name: 'seriesNames', value: Object.fromEntries(slices.map(({ id, label }) => [id, label])) },
      { name: 'gap', value: parts.length > 1 ? 1.5 : 0 },
      highlight(['pie']),
    ],
    datasets: { parts },
    data: { name: 'parts' },
    name: 'pie',
    mark: {
      type: 'arc',
      outerRadius: { expr: RADIUS },
      innerRadius: { expr: `${HOLE} * ${RADIUS}` },
      stroke: theme.surface,
      strokeWidth: { expr: 'gap' },
    },
    encoding: {
      theta: { field: 'value', type: 'quantitative', stack: true },
      order: { field: 'index', type: 'quantitative' },
      color: {
        field: 'series',
        type: 'nominal',
        scale: { domain: ids, range: colorsOf(ids).map((color, rank) => slices[rank]?.color ?? color) },
        legend: { title: null, labelExpr: 'seriesNames[datum.value]' },
      },
      opacity: PALE_UNLESS_HIGHLIGHTED,
    },
  };
}
