/** Builders of timelines for tests, and readers of what Vega draws of them without a page. */
import { parse, View, type Spec } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { TimelineFrame } from '../src/chart/theme.js';
import { OTHER } from '../src/view/options.js';
import type { Values } from '../src/view/timeline-rows.js';
import type { TimelineBucket, TimelineView } from '../src/view/timeline-view.js';
import { NAMED_THEME, underTheme } from './chart-theme.js';

/** Returns a day of each month from January 2000 on. */
const monthDay = (index: number, day: string): string =>
  `${2000 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-${day}`;

/** Creates the buckets of a series: months from January 2000 on. */
export const bucketsOf = (values: Values, partial: readonly number[] = []): TimelineBucket[] =>
  values.map((value, i) => ({
    ...{ start: monthDay(i, '01'), end: monthDay(i, '28'), value, partial: partial.includes(i) },
  }));

/** Creates a view with a series for each list of values: the whole, or parts of which the last is "other". */
export const timelineOf = (
  series: readonly Values[],
  partial: readonly number[] = [],
  more: Partial<TimelineView> = {},
): TimelineView => ({
  ...{ metric: 'views', kind: 'delta', granularity: 'month', breakdown: null, unit: 'count' },
  series: series.map((values, rank) => ({
    id: series.length === 1 ? 'global' : rank === series.length - 1 ? OTHER : `part-${rank}`,
    label: `label ${rank}`,
    buckets: bucketsOf(values, partial),
  })),
  ...more,
});

/** Creates the compared days of a view. */
export const compared = (...values: Values): Partial<TimelineView> => ({
  before: { id: 'before', label: '', buckets: bucketsOf(values) },
});

export const TIMELINE_FRAME: TimelineFrame = {
  ...{ width: 600, height: 260, rtl: false, type: 'line', display: 'stacked', integers: true },
  ...underTheme(NAMED_THEME),
  measure: (text) => text.length * 7,
  nameOf: ({ label }) => label,
  formatValue: (value) => `${value} views`,
  formatBucket: (start, before) => (before ? start.slice(5, 7) : start.slice(0, 7)),
};

/** Compiles a spec with Vega-Lite alone. */
export function compiled(spec: TopLevelSpec): { spec: Spec; warnings: string[] } {
  const warnings: string[] = [];
  const log = (...messages: unknown[]) => (warnings.push(messages.join(' ')), logger);
  const logger = { level: () => logger, error: log, warn: log, info: () => logger, debug: () => logger };
  const options = { logger } as unknown as Parameters<typeof compile>[1];
  return { spec: compile(spec, options).spec, warnings };
}

/** Draws a compiled spec in memory. */
export async function viewOf(spec: Spec): Promise<View> {
  return new View(parse(spec), { renderer: 'none' }).runAsync();
}

/** A mark that Vega draws: its row, and its place in pixels from the top left of the plot. */
export interface Item {
  readonly datum: Readonly<Record<string, unknown>>;
  readonly mark: { readonly name: string };
  readonly x: number;
  readonly y: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  /** False where a path is interrupted. */
  readonly defined?: boolean;
  readonly [style: string]: unknown;
}

interface Node {
  readonly name?: string;
  readonly role?: string;
  readonly root?: Node;
  readonly items?: readonly Node[];
}

/** Returns the items of the marks of a layer: a list for each mark, which is a path if it is a line or an area. */
export const marksOf = (view: View, layer: string): Item[][] => itemsOf(view, ({ name }) => name === `${layer}_marks`);

/** Returns the items of a part of axes or legends, such as `axis-grid` or `axis-label`. */
export const guidesOf = (view: View, part: string): Item[] => itemsOf(view, ({ role }) => role === part).flat();

function itemsOf(view: View, isWanted: (node: Node) => boolean): Item[][] {
  const found: Item[][] = [];
  const visit = (node: Node): void => {
    if (isWanted(node) && node.items?.length) found.push([...node.items] as unknown as Item[]);
    else for (const child of node.items ?? []) visit(child);
  };
  visit((view.scenegraph() as unknown as { root: Node }).root);
  return found;
}
