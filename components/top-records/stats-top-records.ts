import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../src/data/year-block.js';
import type { Day } from '../../src/data/day.js';
import { toStatsError, type StatsError } from '../../src/sources/errors.js';
import { RECORD_ORDERS, type RecordOrder, type TopRecord } from '../../src/sources/source.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { recordsTable } from '../../src/view/records-table.js';
import { recordsView, type RecordsView } from '../../src/view/records-view.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import { LIST_THRESHOLD, barList, barListStyles, barName } from '../internal/bar-list.js';
import { length, list } from '../base/later-settings.js';
import { oneOf, required, whole } from '../base/settings.js';
import { errorText } from '../base/notes.js';
import { StatsDisplayWidget } from '../base/stats-display-widget.js';
import { topRecordsStyles } from './stats-top-records.styles.js';

/** The metric of each order. */
const METRICS: Readonly<Record<RecordOrder, Metric>> = {
  mostviewed: 'views',
  mostdownloaded: 'downloads',
  mostcited: 'citations',
};

/** A pending request. */
interface Load {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

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
export class StatsTopRecords extends StatsDisplayWidget<RecordsView> {
  static override tag = 'stats-top-records';
  static override styles = [...StatsDisplayWidget.styles, barListStyles, topRecordsStyles];

  /** The order: `mostviewed`, `mostdownloaded` or, where the service counts citations, `mostcited`. */
  @property({ converter: required(oneOf(RECORD_ORDERS)) }) order: RecordOrder = 'mostviewed';
  /** Number of records. */
  @property({ attribute: 'page-size', converter: whole(1, Number.MAX_SAFE_INTEGER) }) pageSize = 10;
  /** Height from which the list scrolls, a CSS length (`300px`). */
  @property({ attribute: 'max-height', converter: length }) maxHeight: string | undefined;
  /** The heads of the table's columns, in place of the default ones. */
  @property({ converter: list }) headers: readonly Label[] | undefined;

  /** The loaded records; `null` if the source has no statistics of single records. */
  @state() private loaded: readonly TopRecord[] | null | undefined;
  @state() private error: StatsError | undefined;
  @state() private load: Load | undefined;

  protected override readonly offered = ['list', 'table'] as const;

  /** Identifies the request whose records are loaded, failed or pending. */
  #subject: string | undefined;
  /** The day of that request. */
  #day: Day | undefined;

  /** No statistics: records have a request of their own. */
  override get needs(): readonly [] {
    return [];
  }

  get #metric(): string {
    return this.messages.metrics[METRICS[this.order]];
  }

  protected override get defaultHeading(): string {
    return this.messages.records.headings[this.order];
  }

  override get subtitle(): string {
    return this.messages.records.allTime(this.#metric);
  }

  protected override model(): RecordsView {
    const { untitled } = this.messages.records;
    return recordsView(this.loaded ?? undefined, { pageSize: this.pageSize, untitled });
  }

  override get complete(): boolean {
    return this.loaded !== undefined;
  }

  protected override get busy(): boolean {
    return this.load !== undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Loaded records are kept; a pending request is sent again after reconnection.
    if (this.load) this.#subject = undefined;
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnected) this.#follow();
  }

  /** Loads records if the source, the community, the order or the day has changed. */
  #follow(): void {
    const { scope } = this;
    if (scope && !scope.source) return;
    const { order, pageSize } = this;
    const subject = scope && JSON.stringify([scope.source?.key, scope.community, order, pageSize]);
    const day = scope?.state.today;
    const isSame = subject === this.#subject;
    if (isSame && day === this.#day) return;
    this.#day = day;
    // Another day has other counts: the old ones stay until the new ones are loaded.
    if (isSame) return this.#start();
    this.#subject = subject;
    this.#stop();
    this.loaded = this.current = this.error = undefined;
    this.#start();
  }

  #stop(): void {
    this.load?.abort.abort();
    this.load = undefined;
  }

  #start(reload = false): void {
    const { source, community } = this.scope ?? {};
    if (!source) return;
    this.#stop();
    const { order, pageSize: size } = this;
    const request = { order, size, ...(community !== undefined && { community }) };
    const abort = new AbortController();
    const ask = async () => (await source.records?.(request, abort.signal, reload)) ?? null;
    this.load = { abort, done: this.#receive(ask(), abort.signal) };
  }

  async #receive(asked: Promise<readonly TopRecord[] | null>, signal: AbortSignal): Promise<void> {
    try {
      const loaded = await asked;
      if (signal.aborted) return;
      this.loaded = loaded;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = toStatsError(error);
      this.report(this.error);
    }
    this.load = undefined;
  }

  readonly #retry = (): void => {
    this.error = undefined;
    this.#start();
  };

  /** Loads again, bypassing every cache; the old records stay until the new ones are loaded. */
  override async refresh(): Promise<void> {
    this.#start(true);
    await Promise.all([super.refresh(), this.load?.done]);
  }

  protected override async whenDrawn(): Promise<void> {
    await this.updateComplete;
    while (this.load) {
      await this.load.done;
      await this.updateComplete;
    }
  }

  /**
   * Shows a failure to load records, inside a dashboard too: they have a request of their own. Announces it unless the
   * dashboard announces a failure of its own.
   */
  protected override failure(): unknown {
    if (!this.error) return super.failure();
    const { messages } = this;
    const { status } = this.state ?? {};
    const isAlone = this.hasOwnSource || status === 'ready' || status === 'idle';
    return html`<div class="failure" role=${isAlone ? 'alert' : nothing}>
      <span>${errorText(this.i18n, this.error)} ${this.view ? messages.lastNumbers : ''}</span>
      <button @click=${this.#retry}>${messages.retry}</button>
    </div>`;
  }

  protected override placeholder(): TemplateResult {
    const { messages } = this;
    if (!this.scope) return super.placeholder();
    if (this.error) return html`<p class="nothing">${messages.unavailable}</p>`;
    return html`<div class="skeleton">
      <p class="nothing"><span class="sr-only">${messages.loading}</span></p>
    </div>`;
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
