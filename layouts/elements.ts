import { StatsElement } from '../components/stats-element.js';
import { StatsFigure } from '../components/stats-figure.js';
import { StatsError } from '../src/sources/source.js';
import { errorEvent } from '../src/state/events.js';
import { GENERIC, ROWS_BY_TAG, type CatalogueRow } from './catalogue.js';
import { namedElement, type ElementClass } from './named.js';

/** What a page needs for its first number. */
const FIRST = [StatsFigure] as unknown as readonly ElementClass[];

/** Is there an element for this row of the catalogue: one of ours, or one that the page has defined? */
export const isAvailable = ({ tag, base }: Pick<CatalogueRow, 'tag' | 'base'>): boolean =>
  GENERIC.has(base) || StatsElement.isDefined(tag);

/** Registers elements, and those that are named after them (`<resource-types-table>` …). */
function define(classes: readonly ElementClass[]): void {
  for (const element of classes) element.define();
  for (const row of ROWS_BY_TAG.values()) {
    const base = classes.find(({ tag }) => tag === row.base);
    if (base) namedElement(row, base).define();
  }
}

let loading: Promise<void> | undefined;

/** Everything that a layout can place: the generic elements and the named ones. */
export const elements = {
  /** Defines what the first number needs, and begins to load the others. */
  define(): void {
    define(FIRST);
    elements.load().catch((error: unknown) => document.documentElement.dispatchEvent(errorEvent(error as StatsError)));
  },

  /**
   * Resolves when all of them are defined. What cannot be had is asked for again by the next call.
   * @throws StatsError
   */
  load(): Promise<void> {
    loading ??= import('./later.js').then(
      ({ later }) => define(later),
      (error: unknown) => {
        loading = undefined;
        throw new StatsError('network', `cannot load the elements: ${String(error)}`);
      },
    );
    return loading;
  },
};
