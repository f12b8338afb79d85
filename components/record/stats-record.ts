import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { StatsError } from '../../src/sources/errors.js';
import type { StatsSource } from '../../src/sources/source.js';
import { bucketText, type BucketStyle } from '../../src/i18n/format.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import {
  RECORD_METRICS,
  lastMonths,
  recordUseView,
  type RecordMetric,
  type RecordUseMonths,
  type RecordUseView,
} from '../../src/view/record-use-view.js';
import { timelineTable } from '../../src/view/timeline-table.js';
import type { TimelineBucket } from '../../src/view/timeline-view.js';
import { oneOf, readAs, required, setting, text } from '../base/settings.js';
import { StatsRequestWidget } from '../base/stats-request-widget.js';
import { setStyle } from '../internal/set-style.js';
import { recordStyles } from './stats-record.styles.js';

/** Accepts the id of a record, which is a part of addresses. */
const recordId = setting('the id of a record like abcde-12345', (value) =>
  readAs((id) => (/^(?!\.\.?$)[^\s/?#]+$/.test(id) ? id : undefined))(text.read(value)),
);

/**
 * The views or downloads of one record over the last twelve months, all of its versions together: their sum, and a bar for each
 * month. Two such elements of the same record share their request. It needs no statistics service: every InvenioRDM counts its
 * records.
 *
 * ```html
 * <stats-record record="abcde-12345" src="/api" metric="downloads"></stats-record>
 * ```
 *
 * @tag stats-record
 * @csspart value - the sum
 * @csspart bars - the bars
 * @cssprop --stats-accent - bars
 */
export class StatsRecord extends StatsRequestWidget<RecordUseView, RecordUseMonths> {
  static override tag = 'stats-record';
  static override styles = [...StatsRequestWidget.styles, recordStyles];

  /** Id of the record, or of any of its versions. */
  @property({ converter: recordId }) record: string | undefined;
  /** `views` or `downloads`. */
  @property({ converter: required(oneOf(RECORD_METRICS)) }) metric: RecordMetric = 'views';

  protected override readonly offered = ['chart', 'table'] as const;

  protected override get counted(): readonly DataNeed[] {
    return [{ metric: this.metric, kind: 'delta' }];
  }

  protected override get defaultHeading(): string {
    return this.messages.recordUse.headings[this.metric];
  }

  override get subtitle(): string {
    return this.messages.recordUse.subtitle;
  }

  protected override get subject(): readonly unknown[] | undefined {
    return this.record === undefined ? undefined : [this.record];
  }

  protected override async ask(
    source: StatsSource,
    signal: AbortSignal,
    reload: boolean,
  ): Promise<RecordUseMonths | undefined> {
    const { record, state } = this;
    if (record === undefined || !state) return undefined;
    const periods = lastMonths(state.today);
    const use = await source.recordUse?.({ record, periods }, signal, reload);
    return use && { ...use, periods };
  }

  protected override model({ today }: StatsState): RecordUseView {
    const { metric } = this;
    return recordUseView(this.loaded ?? undefined, { metric, label: this.messages.metrics[metric], today });
  }

  protected override errorText(error: StatsError): string {
    return error.path === 'record' ? this.messages.recordUse.unknown : super.errorText(error);
  }

  protected override placeholder(): TemplateResult {
    const isChosen = this.record !== undefined || !this.scope;
    return isChosen ? super.placeholder() : html`<p class="nothing">${this.messages.recordUse.none}</p>`;
  }

  protected override draw(view: RecordUseView): TemplateResult {
    return html`<div @keydown=${this.onKey}>${this.isTable ? this.table(view) : this.#use(view)}</div>`;
  }

  #use(view: RecordUseView): TemplateResult {
    const buckets = view.series[0]?.buckets ?? [];
    return html`<div class="use">
      <div class="total ${view.coverage ? 'partial' : ''}" part="value">${this.#total(view)}</div>
      <div class="months" tabindex="0" role="img" aria-label=${this.#description(buckets)}>
        <div class="bars" part="bars">${this.#bars(buckets)}</div>
        <div class="ends sub">
          ${[buckets.at(0), buckets.at(-1)].map((bucket) => bucket && html`<span>${this.#month(bucket)}</span>`)}
        </div>
      </div>
    </div>`;
  }

  /** Returns the sum as text: without some months, it is at least that. */
  #total({ total, coverage }: RecordUseView): string {
    const text = this.i18n.number(total ?? 0);
    return coverage ? this.i18n.messages.atLeast(text) : text;
  }

  #bars(buckets: readonly TimelineBucket[]): unknown {
    const most = Math.max(1, ...buckets.map(({ value }) => value ?? 0));
    return buckets.map(
      (bucket) =>
        html`<div
          class="bar ${bucket.partial ? 'partial' : ''}"
          title=${`${this.#month(bucket, 'full')}: ${this.#value(bucket)}`}
          ${setStyle({ '--_share': `${((bucket.value ?? 0) / most) * 100}%` })}
        ></div>`,
    );
  }

  #value({ value }: TimelineBucket): string {
    return value === null ? this.messages.missing : this.i18n.number(value);
  }

  #month({ start, end }: TimelineBucket, style: BucketStyle = 'yearTick'): string {
    return bucketText(this.i18n, { start, end }, 'month', style);
  }

  /** Describes the bars for those who do not see them; the table has all numbers. */
  #description(buckets: readonly TimelineBucket[]): string {
    const { chart } = this.messages.recordUse;
    const [highest] = buckets.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
    return highest ? chart(this.headingText, this.#value(highest), this.#month(highest, 'full')) : this.chartName;
  }

  protected override tableOf(view: RecordUseView, use: TableUse): DataTable {
    const { i18n, messages } = this;
    return timelineTable(view, {
      use,
      title: this.headingText,
      description: this.subtitle,
      messages,
      nameOf: ({ label }) => label,
      bucketText: (bucket) => this.#month(bucket, 'full') + (bucket.partial ? ` (${messages.soFar})` : ''),
      daysText: (start, end) => i18n.isoDays(start, end),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-record': StatsRecord;
  }
}
