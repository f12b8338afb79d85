/**
 * For a script tag: `<script type="module" src="…/dist/autoload.js"></script>` loads and defines each element when its
 * tag first appears in the page.
 */
import type { ElementClass } from '../layouts/named.js';
import { StatsError } from './sources/source.js';
import { errorEvent } from './state/events.js';

/** The generic elements, each in a file of its own. */
const LOADERS: Readonly<Record<string, () => Promise<unknown>>> = {
  'stats-dashboard': () => import('../layouts/stats-dashboard.js').then((module) => module.StatsDashboard),
  'stats-figure': () => import('../components/stats-figure.js').then((module) => module.StatsFigure),
  'stats-timeline': () => import('../components/stats-timeline.js').then((module) => module.StatsTimeline),
  'stats-breakdown': () => import('../components/stats-breakdown.js').then((module) => module.StatsBreakdown),
  'stats-map': () => import('../components/stats-map.js').then((module) => module.StatsMap),
  'stats-table': () => import('../components/stats-table.js').then((module) => module.StatsTable),
  'stats-top-records': () => import('../components/stats-top-records.js').then((module) => module.StatsTopRecords),
  'stats-range-picker': () => import('../components/stats-range-picker.js').then((module) => module.StatsRangePicker),
  'stats-granularity-picker': () =>
    import('../components/stats-granularity-picker.js').then((module) => module.StatsGranularityPicker),
  'stats-export': () => import('../components/stats-export.js').then((module) => module.StatsExport),
  'stats-compare-picker': () =>
    import('../components/stats-compare-picker.js').then((module) => module.StatsComparePicker),
  'stats-status': () => import('../components/stats-status.js').then((module) => module.StatsStatus),
};

const started = new Set<string>();

/** The element of a tag, if it is one of ours: a generic one, or one that is named after what it shows. */
async function elementOf(tag: string): Promise<ElementClass | undefined> {
  const generic = LOADERS[tag];
  if (generic) return (await generic()) as ElementClass;
  // The table of names is not small: a page with generic elements does without.
  const [{ ROWS_BY_TAG }, { namedElement }] = await Promise.all([
    import('../layouts/catalogue.js'),
    import('../layouts/named.js'),
  ]);
  const row = ROWS_BY_TAG.get(tag);
  const base = row && ((await LOADERS[row.base]?.()) as ElementClass | undefined);
  return base && namedElement(row, base);
}

/** Loads the element of a tag. What cannot be loaded is tried again when the tag appears again. */
async function load(tag: string): Promise<void> {
  if (started.has(tag)) return;
  started.add(tag);
  try {
    (await elementOf(tag))?.define();
  } catch (error) {
    started.delete(tag);
    document.documentElement.dispatchEvent(errorEvent(new StatsError('network', `<${tag}>: ${String(error)}`)));
  }
}

function scan(root: Element): void {
  const tags = [root, ...root.querySelectorAll(':not(:defined)')].map((element) => element.localName);
  // The dashboard goes first: what stands inside it finds it there.
  const [dashboards, others] = [
    tags.filter((tag) => tag === 'stats-dashboard'),
    tags.filter((tag) => tag.includes('-')),
  ];
  void Promise.all(dashboards.map(load)).then(() => Promise.all(others.map(load)));
}

scan(document.documentElement);
new MutationObserver((records) => {
  for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) scan(node);
}).observe(document, { childList: true, subtree: true });
