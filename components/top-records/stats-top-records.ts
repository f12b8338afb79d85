import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { Label } from '../../src/data/year-block.js';
import { RECORD_ORDERS, type RecordOrder, type StatsSource, type TopRecord } from '../../src/sources/source.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { recordsTable } from '../../src/view/records-table.js';
import { recordsView, type RecordsView } from '../../src/view/records-view.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import { LIST_THRESHOLD, barList, barListStyles, barName } from '../internal/bar-list.js';
import { countedName } from '../internal/counted-name.js';
import { length, list } from '../base/later-settings.js';
import { oneOf, required, whole } from '../base/settings.js';
import { StatsRequestWidget } from '../base/stats-request-widget.js';
import { topRecordsStyles } from './stats-top-records.styles.js';

/** The metric of each order. */
const RANKED_BY: Readonly<Record<RecordOrder, Metric>> = {
  mostviewed: 'views',
  mostdownloaded: 'downloads',
  mostcited: 'citations',
};

/**
 * The records with the most views, downloads or citations of all time, as a list with bars or a table. They are loaded from the search
 * of the repository, independently of the range.
 *
 * ```html
 * <stats-top-records src="/api/stats-dashboard" order="mostdownloaded" page-size="5"></stats-top-records>
 * ```
 *
 * @tag stats-top-records
 * @csspart list - the list with bars
 * @csspart link - the title of a record that has a page
 * @cssprop --stats-accent-soft - bars of the list
 */
export class StatsTopRecords extends StatsRequestWidget<RecordsView, readonly TopRecord[]> {
  static override tag = 'stats-top-records';
  static override styles = [...StatsRequestWidget.styles, barListStyles, topRecordsStyles];

  /** The order: `mostviewed`, `mostdownloaded` or, where the service counts citations, `mostcited`. */
  @property({ converter: required(oneOf(RECORD_ORDERS)) }) order: RecordOrder = 'mostviewed';
  /** Number of records. */
  @property({ attribute: 'page-size', converter: whole(1, Number.MAX_SAFE_INTEGER) }) pageSize = 10;
  /** Height from which the list scrolls, a CSS length (`300px`). */
  @property({ attribute: 'max-height', converter: length }) maxHeight: string | undefined;
  /** The heads of the table's columns, in place of the default ones. */
  @property({ converter: list }) headers: readonly Label[] | undefined;

  protected override readonly offered = ['list', 'table'] as const;

  protected override get counted(): readonly DataNeed[] {
    return [{ metric: RANKED_BY[this.order], kind: 'snapshot' }];
  }

  /** The name of what is counted. */
  get #metric(): string {
    return countedName(this.i18n, RANKED_BY[this.order], this.view).name;
  }

  protected override get defaultHeading(): string {
    return this.messages.records.headings[this.order];
  }

  override get subtitle(): string {
    return this.messages.records.allTime(this.#metric);
  }

  protected override get subject(): readonly unknown[] {
    return [this.scope?.community, this.order, this.pageSize];
  }

  protected override ask(source: StatsSource, signal: AbortSignal, reload: boolean) {
    const { order, pageSize: size, scope: { community } = {} } = this;
    return source.records?.({ order, size, ...(community !== undefined && { community }) }, signal, reload);
  }

  protected override model(): RecordsView {
    const { untitled } = this.messages.records;
    return recordsView(this.loaded ?? undefined, { pageSize: this.pageSize, untitled });
  }

  protected override draw(view: RecordsView): TemplateResult {
    return this.isTable ? this.table(view, this.maxHeight) : this.#list(view);
  }

  #list({ records }: RecordsView): TemplateResult {
    const largest = Math.max(1, ...records.map(({ value }) => value ?? 0));
    return barList({
      label: this.headingText,
      maxHeight: this.maxHeight,
      bars: records.map(({ title, href, value }) => ({
        name: barName(title, href),
        numbers: this.#number(value),
        length: (value ?? 0) / largest,
      })),
    });
  }

  #number(value: number | null): TemplateResult {
    const { i18n, messages } = this;
    if (value === null) return html`<span class="absent">${messages.missing}</span>`;
    return html`<span class="number" title=${i18n.number(value)}>${i18n.value(value, 'count', LIST_THRESHOLD)}</span>`;
  }

  protected override tableOf(view: RecordsView, use: TableUse): DataTable {
    const { i18n, messages } = this;
    const { record, link, ofAllTime } = messages.records;
    // A layout can name the columns of the page, not those of files.
    const [ownRecord, ownValue] =
      use === 'page' && Array.isArray(this.headers) ? (this.headers as readonly Label[]) : [];
    return recordsTable(view, {
      use,
      title: this.headingText,
      description: ofAllTime(this.#metric),
      heads: { record: i18n.text(ownRecord) || record, link, value: i18n.text(ownValue) || this.#metric },
      missing: messages.missing,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-top-records': StatsTopRecords;
  }
}
