import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CSS_THEME, colorsOf, type ChartTheme } from '../../src/chart/theme.js';
import { wholeUnits } from '../../src/data/calendar.js';
import { daysIn, isoDay, parseDay } from '../../src/data/day.js';
import { breakdownsOf } from '../../src/data/parts.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { daysCounted } from '../base/remarks.js';
import { bucketText, formatList, partNames } from '../../src/i18n/format.js';
import { lazy } from '../../src/util/lazy.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { shortLicence } from '../../src/view/licence.js';
import { BEFORE, OTHER } from '../../src/view/options.js';
import type { DataTable } from '../../src/view/data-table.js';
import type { TableView } from '../../src/view/table-view.js';
import {
  timelineView,
  type TimelineBucket,
  type TimelineSeries,
  type TimelineView,
} from '../../src/view/timeline-view.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../src/vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES, statisticOf, type Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, isOneOf, type Kind } from '../../src/vocabulary/terms.js';
import { choices } from '../styles/form-controls.js';
import { chart, chartDrawn, expectChart, onTableKey } from '../internal/chart-template.js';
import { tableToggle } from '../internal/display-picker.js';
import type { Plot, Tip, TipRow } from '../chart/stats-chart.js';
import { number, oneOf, required, someOf, whole } from '../base/settings.js';
import { StatsTable } from '../table/stats-table.js';
import { StatsWidget } from '../base/stats-widget.js';
import { swatch, swatchStyles } from '../internal/swatch.js';
import { timelineStyles } from './stats-timeline.styles.js';

export const LINE_DISPLAYS = ['stacked', 'overlapping'] as const;
export type LineDisplay = (typeof LINE_DISPLAYS)[number];

const CHART_TYPES = ['line', 'bar'] as const;
export type ChartType = (typeof CHART_TYPES)[number];

/** The options of a breakdown in a timeline. */
export interface Subcount {
  readonly lineDisplay?: LineDisplay;
}

const timelineSpec = lazy(async () => (await import('../../src/chart/timeline-spec.js')).timelineSpec);

/**
 * A metric over time. The reader can change what is counted, break it down, and stack or overlay the parts.
 *
 * ```html
 * <stats-timeline src="/api/stats-dashboard" metrics="views downloads" range="12months"></stats-timeline>
 * ```
 *
 * @tag stats-timeline
 * @csspart legend - the names of the series
 * @cssprop --stats-series-1 - colour of the largest part
 * @cssprop --stats-series-2 - colour of the second part
 * @cssprop --stats-series-3 - colour of the third part
 * @cssprop --stats-series-4 - colour of the fourth part
 * @cssprop --stats-series-5 - colour of the fifth part
 * @cssprop --stats-series-6 - colour of the sixth part
 * @cssprop --stats-series-7 - colour of the seventh part
 * @cssprop --stats-series-8 - colour of the eighth part
 * @cssprop --stats-other - colour of "other"
 */
export class StatsTimeline extends StatsWidget<TimelineView> {
  static override tag = 'stats-timeline';
  static override parts = [StatsTable];
  static override styles = [...StatsWidget.styles, choices, swatchStyles, timelineStyles];

  /** The metrics that the reader can choose from, divided by spaces; the first is shown at first. */
  @property({ converter: required(someOf(METRIC_NAMES)) }) metrics: readonly Metric[] = ['records'];
  /** `delta` (what happened in each bucket) or `snapshot` (the total at its end). */
  @property({ converter: required(oneOf(KINDS)) }) kind: Kind = 'delta';
  /** The breakdown at first; absent: none. */
  @property({ converter: required(oneOf(BREAKDOWN_NAMES)) }) breakdown: Breakdown | undefined;
  /** The kind of chart: `line` or `bar`. */
  @property({ attribute: 'chart-type', converter: oneOf(CHART_TYPES) }) chartType: ChartType = 'line';
  /** The display of parts at first: `stacked` or `overlapping`. */
  @property({ attribute: 'line-display', converter: oneOf(LINE_DISPLAYS) }) lineDisplay: LineDisplay | undefined;
  /** Number of parts before the rest becomes "other". */
  @property({ attribute: 'max-series', converter: whole(1) }) maxSeries = 8;
  /** Height of the picture in pixels. */
  @property({ converter: number(1, 9999) }) height = 260;
  /** The breakdowns that are offered; absent: all that have data. */
  @property({ attribute: false }) subcounts: Readonly<Partial<Record<Breakdown, Subcount>>> | undefined;

  /** What the reader chose; `null` is her choice of no breakdown. */
  @state() private chosenMetric: Metric | undefined;
  @state() private chosenBreakdown: Breakdown | null | undefined;
  @state() private chosenDisplay: LineDisplay | undefined;
  @state() private asTable = false;

  override connectedCallback(): void {
    super.connectedCallback();
    expectChart(this, timelineSpec);
  }

  override get needs(): readonly DataNeed[] {
    return this.metrics.map((metric) => ({ metric, kind: this.kind }));
  }

  get #metric(): Metric {
    const { chosenMetric } = this;
    return chosenMetric && this.metrics.includes(chosenMetric) ? chosenMetric : (this.metrics[0] as Metric);
  }

  /** The breakdowns of the metric that have data. */
  get #there(): readonly Breakdown[] {
    return this.state ? breakdownsOf(this.state.stats, this.#metric, this.kind) : [];
  }

  /** Of these, the ones that the page's author allows. */
  get #breakdowns(): readonly Breakdown[] {
    const { state, subcounts } = this;
    const there = this.#there;
    const allowed = subcounts ? (Object.keys(subcounts) as Breakdown[]) : state?.breakdowns;
    return BREAKDOWN_NAMES.filter((name) => there.includes(name) && (!allowed || allowed.includes(name)));
  }

  /** What is drawn: the reader's choice as long as it has data, else the author's, unless the metric has no parts at all. */
  get #breakdown(): Breakdown | undefined {
    const { chosenBreakdown } = this;
    if (chosenBreakdown === null) return undefined;
    if (chosenBreakdown && this.#breakdowns.includes(chosenBreakdown)) return chosenBreakdown;
    if (chosenBreakdown) return undefined;
    return this.#there.length ? this.breakdown : undefined;
  }

  get #display(): LineDisplay {
    const breakdown = this.#breakdown;
    const display = this.chosenDisplay ?? (breakdown && this.subcounts?.[breakdown]?.lineDisplay) ?? this.lineDisplay;
    return isOneOf(LINE_DISPLAYS, display) ? display : 'stacked';
  }

  protected override get defaultHeading(): string {
    return allMessages(this.i18n).timelines[METRICS[this.#metric].area][this.kind];
  }

  override get subtitle(): string {
    const messages = allMessages(this.i18n);
    const granularity = messages.granularities[this.view?.granularity ?? this.state?.selection.granularity ?? 'month'];
    const metric = messages.metrics[this.#metric];
    const breakdown = this.#breakdown;
    if (this.kind === 'snapshot') {
      return breakdown
        ? messages.totalPerGranularityByPart(metric, granularity, messages.parts[breakdown])
        : messages.totalPerGranularity(metric, granularity);
    }
    return breakdown
      ? messages.perGranularityByPart(metric, granularity, messages.parts[breakdown])
      : messages.perGranularity(metric, granularity);
  }

  protected override model(state: StatsState): TimelineView {
    return timelineView(state.stats, state.range, {
      metric: this.#metric,
      kind: this.kind,
      breakdown: this.#breakdown,
      granularity: state.selection.granularity,
      maxSeries: this.maxSeries,
      naming: partNames(this.i18n),
      comparison: this.comparison,
    });
  }

  protected override get shownMetrics(): readonly DataNeed[] {
    const breakdown = this.#breakdown;
    return [{ metric: this.#metric, kind: this.kind, ...(breakdown && { breakdown }) }];
  }

  protected override whenDrawn(): Promise<void> {
    return chartDrawn(this.renderRoot);
  }

  protected override tools(): TemplateResult {
    const messages = allMessages(this.i18n);
    const metrics = this.metrics;
    // The one that is drawn can always be left, whether or not it has data.
    const breakdowns = BREAKDOWN_NAMES.filter((name) => name === this.#breakdown || this.#breakdowns.includes(name));
    return html`${
      metrics.length > 1
        ? html`<div class="segments" role="group" aria-label=${messages.metric}>
            ${metrics.map(
              (metric) =>
                html`<button aria-pressed=${metric === this.#metric} @click=${() => (this.chosenMetric = metric)}>
                  ${messages.metrics[metric]}
                </button>`,
            )}
          </div>`
        : nothing
    }
    ${
      breakdowns.length
        ? html`<label class="select">
            <span>${messages.by}</span>
            <select aria-label=${messages.breakdown} @change=${this.#onBreakdown}>
              <option value="" .selected=${!this.#breakdown}>${messages.noBreakdown}</option>
              ${breakdowns.map(
                (name) =>
                  html`<option value=${name} .selected=${name === this.#breakdown}>${messages.parts[name]}</option>`,
              )}
            </select>
          </label>`
        : nothing
    }
    ${
      this.#breakdown && this.view && this.view.series.length > 1
        ? html`<div class="segments" role="group" aria-label=${messages.lineDisplay}>
            ${LINE_DISPLAYS.map(
              (display) =>
                html`<button aria-pressed=${display === this.#display} @click=${() => (this.chosenDisplay = display)}>
                  ${messages[display]}
                </button>`,
            )}
          </div>`
        : nothing
    }
    ${tableToggle(this.i18n, this.asTable, () => this.#onTable())}`;
  }

  #onBreakdown(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.chosenBreakdown = isOneOf(BREAKDOWN_NAMES, value) ? value : null;
  }

  #onTable(): void {
    this.asTable = !this.asTable;
  }

  #onKey(event: KeyboardEvent): void {
    onTableKey(event, this, () => this.#onTable());
  }

  protected override draw(view: TimelineView): TemplateResult {
    return html`<div @keydown=${this.#onKey}>
      ${
        this.asTable
          ? html`<stats-table .view=${this.table(view)} .label=${this.headingText}></stats-table>`
          : html`${this.#chart(view)} ${this.#legend(view)}`
      }
    </div>`;
  }

  #chart(view: TimelineView): TemplateResult {
    const messages = allMessages(this.i18n);
    const label = messages.chartLabel(this.headingText, this.subtitle);
    const [plot, tips] = [this.#plotOf(view), this.#tips(view)];
    return chart(this, { plot, tips, label, height: this.height, failed: messages.chartFailed });
  }

  /** The same function for as long as nothing changes that it draws: a new one would be drawn anew. */
  #plot: { readonly key: string; readonly view: TimelineView; readonly plot: Plot } | undefined;

  #plotOf(view: TimelineView): Plot {
    const { i18n, chartType } = this;
    const display = this.#display;
    const key = [i18n.lang, chartType, display].join(' ');
    if (this.#plot?.view === view && this.#plot.key === key) return this.#plot.plot;
    const plot: Plot = async (frame) => {
      const make = await timelineSpec();
      return make(view, {
        ...frame,
        type: chartType,
        display,
        integers: true,
        formatValue: (value) => (value === 0 ? i18n.number(0) : i18n.value(value, view.unit, 1000)),
        base: view.unit === 'bytes' && i18n.binarySizes ? 1024 : 1000,
        formatBucket: (start, before) =>
          bucketText(
            i18n,
            { start, end: start },
            view.granularity,
            before?.slice(0, 4) === start.slice(0, 4) ? 'tick' : 'yearTick',
          ),
      });
    };
    this.#plot = { key, view, plot };
    return plot;
  }

  #label({ id, label }: Pick<TimelineSeries, 'id' | 'label'>): string {
    const messages = allMessages(this.i18n);
    if (id === OTHER) return messages.other;
    if (id === BEFORE) return messages.comparisons[this.state?.selection.compare ?? 'none'];
    return label || messages.metrics[this.#metric];
  }

  /** As the picture has it, which has no room for the long names of licences. */
  #short(series: Pick<TimelineSeries, 'id' | 'label'>): string {
    return (this.#breakdown === 'rights' && shortLicence(series.id)) || this.#label(series);
  }

  /** What is drawn: the parts or the whole, and the whole in the days before. */
  #lines(
    { series, before }: TimelineView,
    theme = CSS_THEME,
  ): { readonly series: TimelineSeries; readonly color: string }[] {
    const colors = colorsOf(
      series.map(({ id }) => id),
      theme,
    );
    return [...series, ...(before ? [before] : [])].map((each, rank) => ({
      series: each,
      color: colors[rank] ?? theme.muted,
    }));
  }

  /** Is this the last day that has been counted, so that more may follow? A range can end earlier. */
  #isCounting(end: string, { metric, kind }: TimelineView): boolean {
    const counted = this.state?.stats.coverage(statisticOf(metric, kind)).extent;
    return counted !== undefined && end === isoDay(counted.end);
  }

  #bucketLabel({ start, end, partial, coverage }: TimelineBucket, view: TimelineView): string {
    const { i18n } = this;
    const unit = wholeUnits(view.granularity, { start: parseDay(start)!, end: parseDay(end)! });
    const isCut = isoDay(unit.start) !== start || isoDay(unit.end) !== end;
    const text = bucketText(i18n, { start, end, partial: isCut }, view.granularity, 'full');
    const notes = [
      ...(partial && this.#isCounting(end, view) ? [allMessages(i18n).soFar] : []),
      ...(coverage?.counted ? [daysCounted(i18n, coverage)] : []),
    ];
    return notes.length ? `${text} (${formatList(i18n, notes)})` : text;
  }

  /** Written when they are read: of thousands of days, few are ever pointed at. */
  #tips(view: TimelineView): Tip[] {
    const { i18n } = this;
    const buckets = view.series[0]?.buckets ?? [];
    const lines = this.#lines(view);
    const row = (i: number, { series, color }: (typeof lines)[number]): TipRow[] => {
      const { value = null, start = '', end = '' } = series.buckets[i] ?? {};
      // 29 February has the day before to be compared with, which has been told.
      if (series.id === BEFORE && start === series.buckets[i - 1]?.start) return [];
      return [
        {
          label: series.id === BEFORE ? i18n.isoDays(start, end) : this.#label(series),
          text: value === null ? allMessages(i18n).empty : i18n.value(value, view.unit, Infinity),
          ...(lines.length > 1 && { color }),
        },
      ];
    };
    const label = (bucket: TimelineBucket): string => this.#bucketLabel(bucket, view);
    return buckets.map((bucket, i) => ({
      get label() {
        return label(bucket);
      },
      get rows() {
        return lines.flatMap((line) => row(i, line));
      },
    }));
  }

  override legend(theme: ChartTheme): { label: string; color: string }[] {
    const lines = this.view ? this.#lines(this.view, theme) : [];
    return lines.length < 2 ? [] : lines.map(({ series, color }) => ({ label: this.#short(series), color }));
  }

  #legend(view: TimelineView): unknown {
    const lines = this.#lines(view);
    if (lines.length < 2) return nothing;
    return html`<ul part="legend">
      ${lines.map(
        ({ series, color }) =>
          html`<li class=${series.id === BEFORE ? 'dashed' : ''}>
            ${swatch(color)}<span title=${this.#label(series)}>${this.#short(series)}</span>
          </li>`,
      )}
    </ul>`;
  }

  /** What is shown, as a table: a row per bucket, a column per series. */
  table(view: TimelineView): TableView {
    const { i18n } = this;
    const buckets = view.series[0]?.buckets ?? [];
    const lines = this.#lines(view);
    return {
      headers: [
        allMessages(i18n).period,
        ...lines.map(({ series }) => this.#label(series)),
        ...(view.before ? [allMessages(i18n).comparedDays] : []),
      ],
      rows: buckets.map((bucket, i) => [
        this.#bucketLabel(bucket, view),
        ...lines.map(({ series }) => {
          const value = series.buckets[i]?.value ?? null;
          return { value, text: value === null ? '' : i18n.value(value, view.unit, Infinity) };
        }),
        ...(view.before?.buckets[i] ? [i18n.isoDays(view.before.buckets[i].start, view.before.buckets[i].end)] : []),
      ]),
    };
  }

  override sheet(): DataTable | undefined {
    const { view, i18n, state } = this;
    if (!view || !state || !this.complete) return undefined;
    const { unit, before, series } = view;
    const buckets = series[0]?.buckets ?? [];
    const { comparedDays, daysCountedHead, first, last } = allMessages(i18n);
    const isPartly = buckets.some(({ coverage }) => coverage);
    const metric = allMessages(i18n).metrics[this.#metric];
    return {
      title: this.headingText,
      description: this.subtitle,
      start: view.start ?? isoDay(state.range.start),
      end: view.end ?? isoDay(state.range.end),
      columns: [
        { key: 'start', label: first, type: 'date' },
        { key: 'end', label: last, type: 'date' },
        ...series.map((each) => ({
          key: each.id === OTHER ? 'other' : each.id === 'global' ? view.metric : each.id,
          label: this.#label(each),
          type: unit,
        })),
        ...(before
          ? ([
              { key: 'before', label: `${metric}, ${this.#label(before)}`, type: unit },
              { key: 'beforeStart', label: `${comparedDays}: ${first}`, type: 'date' },
              { key: 'beforeEnd', label: `${comparedDays}: ${last}`, type: 'date' },
            ] as const)
          : []),
        ...(isPartly ? [{ key: 'daysCounted', label: daysCountedHead, type: 'count' } as const] : []),
      ],
      rows: buckets.map(({ start, end, coverage }, i) => {
        const earlier = before?.buckets[i];
        const days = daysIn({ start: parseDay(start)!, end: parseDay(end)! });
        return [
          start,
          end,
          ...series.map((each) => each.buckets[i]?.value ?? null),
          ...(earlier ? [earlier.value, earlier.start, earlier.end] : []),
          ...(isPartly ? [coverage?.counted ?? days] : []),
        ];
      }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-timeline': StatsTimeline;
  }
}
