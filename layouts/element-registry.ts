import { StatsElement } from '../components/base/stats-element.js';
import { StatsFigure } from '../components/figure/stats-figure.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import type { StatsError } from '../src/sources/errors.js';
import { nextTask } from '../src/util/schedule.js';
import type * as PageMessages from './page-messages.js';
import { GENERIC, ROWS_BY_TAG, type CatalogueRow } from './catalogue.js';
import { namedElement, type ElementClass } from './named-element.js';
import { tellUnavailable } from './tell-unavailable.js';

/** What a page needs for its first number. */
const FIRST = [StatsFigure] as unknown as readonly ElementClass[];

/** Is there an element for this row of the catalogue: one of ours, or one that the page has defined? */
export const isAvailable = ({ tag, base }: Pick<CatalogueRow, 'tag' | 'base'>): boolean =>
  GENERIC.has(base) || StatsElement.isDefined(tag);

/** Whose code is there. */
const generic = new Map<string, ElementClass>(FIRST.map((element) => [element.tag, element]));

/** Named elements that stand on the page: they go before all others. */
const wanted = new Set<string>();

/** Registers an element that is named after what it shows (`<resource-types-table>` …), if its code is there. */
function defineNamed(row: CatalogueRow): void {
  const base = generic.get(row.base);
  if (base && !StatsElement.isDefined(row.tag)) namedElement(row, base).define();
}

/** Milliseconds after which whatever else waits has its turn: the first numbers, above all. */
const SLICE = 4;

/** Registers elements bit by bit: those that stand on the page draw themselves at once. */
async function defineInTurn(later: readonly ElementClass[]): Promise<void> {
  const rows = [...ROWS_BY_TAG.values()];
  const steps = [
    ...later.map((element) => () => {
      generic.set(element.tag, element);
      element.define();
    }),
    ...[...rows.filter(({ tag }) => wanted.has(tag)), ...rows].map((row) => () => defineNamed(row)),
  ];
  let since = performance.now();
  for (const step of steps) {
    step();
    if (performance.now() - since < SLICE) continue;
    await nextTask();
    since = performance.now();
  }
}

const importLater = () => import('./deferred-elements.js');
const code = lazyCode(importLater);
/** Elements whose code is late are defined when it arrives. */
const load = lazyCode(async () => defineInTurn((await importLater()).later));

/** Resolves when the first attempt to load them has ended: if it failed, when the page has been told. */
let told: Promise<void> | undefined;

/** Everything that a layout can place: the generic elements and the named ones. */
export const elements = {
  /** Defines what the first number needs, and begins to load the others. */
  define(): void {
    for (const element of FIRST) element.define();
    for (const { tag } of ROWS_BY_TAG.values()) if (document.querySelector(tag)) elements.defineSoon(tag);
    told = elements.load().catch((error: unknown) => tellUnavailable(error as StatsError));
  },

  /** Resolves when all of them are defined, or when the page has been told that they cannot be loaded. */
  async settled(): Promise<void> {
    await told;
    await load().catch(() => undefined);
  },

  /** Defines an element before others, at once if its code is there. */
  defineSoon(tag: string): void {
    wanted.add(tag);
    const row = ROWS_BY_TAG.get(tag);
    if (row) defineNamed(row);
  },

  /**
   * Resolves when all of them are defined.
   * @throws StatsError `code` if they cannot be loaded in time; the next call tries again
   */
  load,

  /**
   * What a page says of itself.
   * @throws StatsError
   */
  messages: code as () => Promise<typeof PageMessages>,
};
