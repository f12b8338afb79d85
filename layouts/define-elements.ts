/**
 * Defines the elements of layouts. Code that a dashboard loads has its `import()` in this file or in element-registry.ts:
 * the build (scripts/deferred-elements.ts) replaces these calls by one file, which takes a page one request.
 */
import { StatsElement } from '../components/base/stats-element.js';
import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import { nextTask } from '../src/util/schedule.js';
import { ROWS_BY_TAG, type CatalogueRow } from './catalogue.js';
import { ELEMENTS, type ElementClass } from './element-registry.js';
import { namedElement } from './named-element.js';
import { reportUnavailable } from './report-unavailable.js';

const rows = Object.values(ELEMENTS);
const first = rows.flatMap((row) => row?.element ?? []);

/** Returns whether there is an element for a row of the catalogue: a registered one, or one that the page has defined. */
export const isAvailable = ({ tag, base }: Pick<CatalogueRow, 'tag' | 'base'>): boolean =>
  ELEMENTS[base] !== undefined || StatsElement.isDefined(tag);

/** The generic elements that have been loaded, by tag. */
const loaded = new Map<string, ElementClass>(first.map((element) => [element.tag, element]));

/** Tags of named elements that are on the page: they are defined before all others. */
const urgent = new Set<string>();

/** Defines a named element (`<resource-types-table>` …), if its base is loaded. */
function defineNamed(row: CatalogueRow): void {
  const base = loaded.get(row.base);
  if (base && !StatsElement.isDefined(row.tag)) namedElement(row, base).define();
}

/** Milliseconds after which other tasks may run, above all the drawing of the first numbers. */
const SLICE = 4;

/** Defines elements in slices of a few milliseconds: those that are on the page draw themselves at once. */
async function defineSliced(elements: readonly ElementClass[]): Promise<void> {
  const named = [...ROWS_BY_TAG.values()];
  const steps = [
    ...elements.map((element) => () => {
      loaded.set(element.tag, element);
      element.define();
    }),
    ...[...named.filter(({ tag }) => urgent.has(tag)), ...named].map((row) => () => defineNamed(row)),
  ];
  let since = performance.now();
  for (const step of steps) {
    step();
    if (performance.now() - since < SLICE) continue;
    await nextTask();
    since = performance.now();
  }
}

const load = lazyCode(async () => defineSliced(await Promise.all(rows.flatMap((row) => row?.load?.() ?? []))));

/** Resolves when the first attempt to load the elements has ended, and a failure has been reported. */
let reported: Promise<void> | undefined;

/** Defines everything that a layout can place: the generic elements and the named ones. */
export const elementLoader = {
  /** Defines what the first number needs, and starts to load the rest. */
  define(): void {
    for (const element of first) element.define();
    for (const { tag } of ROWS_BY_TAG.values()) if (document.querySelector(tag)) elementLoader.defineSoon(tag);
    reported = elementLoader.load().catch((error: unknown) => reportUnavailable(error as StatsError));
  },

  /** Resolves when all of them are defined, or when a failure to load them has been reported. */
  async settled(): Promise<void> {
    await reported;
    await load().catch(() => undefined);
  },

  /** Defines an element before others, at once if its base is loaded. */
  defineSoon(tag: string): void {
    urgent.add(tag);
    const row = ROWS_BY_TAG.get(tag);
    if (row) defineNamed(row);
  },

  /**
   * Resolves when all of them are defined. Elements that are overdue are defined when they arrive.
   * @throws StatsError `code` if they cannot be loaded in time; the next call tries again
   */
  load,

  /**
   * Loads the texts of a page beside its widgets.
   * @throws StatsError `code`
   */
  messages: lazyCode(() => import('./page-messages.js')),
};
