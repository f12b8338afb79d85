/**
 * For a script tag: `<script type="module" src="…/dist/autoload.js"></script>` loads and defines each element when its
 * tag first appears in the page.
 */
import type { ElementClass } from '../layouts/named-element.js';
import { tellUnavailable } from '../layouts/tell-unavailable.js';
import { lazyCode } from './sources/lazy-code.js';
import type { StatsError } from './sources/errors.js';
import type { Lazy } from './util/lazy.js';

/** The generic elements, each in a file of its own. */
const LOADERS: Readonly<Record<string, () => Promise<unknown>>> = {
  'stats-dashboard': () => import('../layouts/stats-dashboard.js').then((module) => module.StatsDashboard),
  'stats-figure': () => import('../components/figure/stats-figure.js').then((module) => module.StatsFigure),
  'stats-timeline': () => import('../components/timeline/stats-timeline.js').then((module) => module.StatsTimeline),
  'stats-breakdown': () => import('../components/breakdown/stats-breakdown.js').then((module) => module.StatsBreakdown),
  'stats-map': () => import('../components/map/stats-map.js').then((module) => module.StatsMap),
  'stats-table': () => import('../components/table/stats-table.js').then((module) => module.StatsTable),
  'stats-top-records': () => import('../components/top-records/stats-top-records.js').then((module) => module.StatsTopRecords),
  'stats-range-picker': () => import('../components/controls/stats-range-picker.js').then((module) => module.StatsRangePicker),
  'stats-granularity-picker': () =>
    import('../components/controls/stats-granularity-picker.js').then((module) => module.StatsGranularityPicker),
  'stats-export': () => import('../components/export/stats-export.js').then((module) => module.StatsExport),
  'stats-compare-picker': () =>
    import('../components/controls/stats-compare-picker.js').then((module) => module.StatsComparePicker),
  'stats-status': () => import('../components/controls/stats-status.js').then((module) => module.StatsStatus),
};

/** Loads the element of one of our tags: a generic one, or one that is named after what it shows. */
async function elementOf(tag: string): Promise<ElementClass | undefined> {
  const generic = LOADERS[tag];
  if (generic) return (await generic()) as ElementClass;
  // The table of names is not small: a page with generic elements does without.
  const [{ ROWS_BY_TAG }, { namedElement }] = await Promise.all([
    import('../layouts/catalogue.js'),
    import('../layouts/named-element.js'),
  ]);
  const row = ROWS_BY_TAG.get(tag);
  const base = row && ((await LOADERS[row.base]?.()) as ElementClass | undefined);
  return base && namedElement(row, base);
}

const loads = new Map<string, Lazy<ElementClass | undefined>>();

/**
 * Loads and defines the element of a tag.
 * @param before what has to be defined first
 */
async function load(tag: string, before?: Promise<unknown>): Promise<void> {
  const code = loads.get(tag) ?? lazyCode(() => elementOf(tag));
  loads.set(tag, code);
  try {
    const [element] = await Promise.all([code(), before]);
    element?.define();
  } catch (error) {
    void tellUnavailable(error as StatsError, tag);
    // Code that arrives late is used after all.
    void code.pending?.then(
      (element) => element?.define(),
      () => undefined,
    );
  }
}

function scan(root: Element): void {
  const elements = [root, ...root.querySelectorAll(':not(:defined)')];
  // The catalogue knows which of them are ours.
  const tags = new Set(elements.map(({ localName }) => localName).filter((tag) => tag.includes('-')));
  // The dashboard is defined first: elements inside it then find it.
  const dashboard = tags.delete('stats-dashboard') ? load('stats-dashboard') : undefined;
  for (const tag of tags) void load(tag, dashboard);
}

scan(document.documentElement);
new MutationObserver((records) => {
  for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) scan(node);
}).observe(document, { childList: true, subtree: true });
