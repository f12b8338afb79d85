import { StatsBreakdown } from '../components/stats-breakdown.js';
import { StatsElement } from '../components/stats-element.js';
import { StatsFigure } from '../components/stats-figure.js';
import { StatsGranularityPicker } from '../components/stats-granularity-picker.js';
import { StatsRangePicker } from '../components/stats-range-picker.js';
import { StatsStatus } from '../components/stats-status.js';
import { StatsTable } from '../components/stats-table.js';
import { StatsTimeline } from '../components/stats-timeline.js';
import { ROWS_BY_TAG, type CatalogueRow } from './catalogue.js';
import { namedElement, type ElementClass } from './named.js';

/** The generic elements, by tag. */
const GENERIC: ReadonlyMap<string, ElementClass> = new Map(
  [StatsFigure, StatsTimeline, StatsBreakdown, StatsTable, StatsRangePicker, StatsGranularityPicker, StatsStatus].map(
    (element) => [element.tag, element as ElementClass],
  ),
);

/** Is there an element for this row of the catalogue: one of ours, or one that the page has defined? */
export const isAvailable = ({ tag, base }: Pick<CatalogueRow, 'tag' | 'base'>): boolean =>
  GENERIC.has(base) || StatsElement.isDefined(tag);

/** Everything that a layout can place: the generic elements and the named ones (`<resource-types-table>` …). */
export const elements = {
  define(): void {
    for (const element of GENERIC.values()) element.define();
    for (const row of ROWS_BY_TAG.values()) {
      const base = GENERIC.get(row.base);
      if (base) namedElement(row, base).define();
    }
  },
};
