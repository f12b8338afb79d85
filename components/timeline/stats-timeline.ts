import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import type { ChartSelection } from '../../src/chart/parameters.js';
import { isoDay, parseDay } from '../../src/data/day.js';
import { printRange, type RangeChoice } from '../../src/data/range.js';
import { breakdownsOf } from '../../src/data/parts.js';
import { partNames } from '../../src/i18n/format.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { selectEvent } from '../../src/state/events.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { BEFORE } from '../../src/view/options.js';
import { timelineTable } from '../../src/view/timeline-table.js';
import { timelineView, type TimelineView } from '../../src/view/timeline-view.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../src/vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES, statisticOf, type Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, isOneOf, type Kind } from '../../src/vocabulary/terms.js';
import { selectField } from '../internal/select-field.js';
import type { Plot } from '../chart/stats-chart.js';
import { object, someOf } from '../base/later-settings.js';
import { number, oneOf, required, whole } from '../base/settings.js';
import { StatsDisplayWidget } from '../base/stats-display-widget.js';
import { seriesLegend, seriesLegendStyles } from '../internal/series-legend.js';
import { swatchStyles } from '../internal/swatch.js';
import { timelineStyles } from './stats-timeline.styles.js';
import { timelineLabels, timelineTooltips, type TimelineLabels } from './timeline-labels.js';
import {
  CHART_TYPES,
  LINE_DISPLAYS,
  linesOf,
  loadTimelineSpec,
  timelinePlot,
  type ChartType,
  type LineDisplay,
} from './timeline-plot.js';

export { LINE_DISPLAYS, type ChartType, type LineDisplay } from './timeline-plot.js';

/** The options of a breakdown in a timeline. */
export interface Subcount {
  readonly lineDisplay?: LineDisplay;
}

/**
 * A metric over time. The reader can change what is counted, break it down, and stack or overlay the parts.
 *
 * ```html
 * <stats-timeline src="/api/stats-dashboard" metrics="views downloads" range="12months"></stats-timeline>
 * ```
 *
 * @tag stats-timeline
 * @fires {CustomEvent<SelectDetail>} stats-select - `{range}`, when the reader marks days in the chart or goes back, in a dashboard only
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
export class StatsTimeline extends StatsDisplayWidget<TimelineView> {
  static override tag = 'stats-timeline';
  static override styles = [...StatsDisplayWidget.styles, swatchStyles, seriesLegendStyles, timelineStyles];

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
  @property({ converter: object }) subcounts: Readonly<Partial<Record<Breakdown, Subcount>>> | undefined;

  /** The reader's choices; `null` is the choice of no breakdown. */
  @state() private chosenMetric: Metric | undefined;
  @state() private chosenBreakdown: Breakdown | null | undefined;
  @state() private chosenDisplay: LineDisplay | undefined;

  /** The choices in the chart. No property, since a change of one computes the view again. */
  #selected: ChartSelection | undefined;
  /** The period before the reader narrowed it in this chart, its days as a text, and the narrow one. */
  #wider: { readonly range: RangeChoice; readonly days: string } | undefined;
  #narrow: RangeChoice | undefined;

  protected override readonly offered = ['chart', 'table'] as const;
  protected override readonly loadSpec = loadTimelineSpec;

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

  /** The breakdowns with data that the page's author allows. */
  get #breakdowns(): readonly Breakdown[] {
    const { state, subcounts } = this;
    const there = this.#there;
    const allowed = subcounts ? (Object.keys(subcounts) as Breakdown[]) : state?.breakdowns;
    return BREAKDOWN_NAMES.filter((name) => there.includes(name) && (!allowed || allowed.includes(name)));
  }

  /** The reader's choice while it has data, else the author's, unless the metric has no parts at all. */
  get #breakdown(): Breakdown | undefined {
    const { chosenBreakdown } = this;
    if (chosenBreakdown === undefined) return this.#there.length ? this.breakdown : undefined;
    return this.#breakdowns.find((name) => name === chosenBreakdown);
  }

  get #display(): LineDisplay {
    const breakdown = this.#breakdown;
    const display = this.chosenDisplay ?? (breakdown && this.subcounts?.[breakdown]?.lineDisplay) ?? this.lineDisplay;
    return isOneOf(LINE_DISPLAYS, display) ? display : 'stacked';
  }

  protected override get defaultHeading(): string {
    return this.messages.timelines[METRICS[this.#metric].area][this.kind];
  }

  override get subtitle(): string {
    const { messages } = this;
    const granularity = messages.granularities[this.view?.granularity ?? this.state?.selection.granularity ?? 'month'];
    const metric = messages.metrics[this.#metric];
    const breakdown = this.#breakdown;
    const isTotal = this.kind === 'snapshot';
    if (!breakdown) return messages[isTotal ? 'totalPerGranularity' : 'perGranularity'](metric, granularity);
    const byPart = messages[isTotal ? 'totalPerGranularityByPart' : 'perGranularityByPart'];
    return byPart(metric, granularity, messages.parts[breakdown]);
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

  protected override tools(): TemplateResult {
    const { messages, metrics } = this;
    // The current one is offered even without data, so that the reader can choose another.
    const breakdowns = BREAKDOWN_NAMES.filter((name) => name === this.#breakdown || this.#breakdowns.includes(name));
    return html`${this.#back()}${
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
        ? selectField({
            prefix: messages.by,
            label: messages.breakdown,
            options: ['', ...breakdowns],
            texts: { ...messages.parts, '': messages.noBreakdown },
            chosen: this.#breakdown ?? '',
            choose: (name) => (this.chosenBreakdown = name || null),
          })
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
    ${super.tools()}`;
  }

  protected override draw(view: TimelineView): TemplateResult {
    return html`<div @keydown=${this.onKey}>${this.isTable ? this.table(view) : this.#picture(view)}</div>`;
  }

  #picture(view: TimelineView): TemplateResult {
    const tooltips = timelineTooltips(this.i18n, view, this.#labels(view));
    const { short } = this.#labels(view);
    const series = view.series.map((each) => ({ id: each.id, label: short(each) }));
    const chart = this.chart({
      ...{ plot: this.#plotOf(view), tooltips, series, height: this.height },
      onSelect: (selection) => {
        this.#selected = selection;
        this.requestUpdate();
      },
      onBrush: (buckets) => this.#narrowTo(view, buckets),
    });
    return html`${chart} ${this.#legend(view)}`;
  }

  #plotOf(view: TimelineView): Plot {
    const { i18n, chartType: type } = this;
    const display = this.#display;
    return this.lastPlot([view, i18n, type, display], () =>
      timelinePlot(i18n, view, { type, display, nameOf: this.#labels(view).series }),
    );
  }

  #labels(view: TimelineView): TimelineLabels {
    const { state } = this;
    const counted = state?.stats.coverage(statisticOf(view.metric, view.kind)).extent;
    return timelineLabels(this.i18n, view, {
      compare: state?.selection.compare ?? 'none',
      lastDay: counted && isoDay(counted.end),
    });
  }

  override legend(theme: ChartTheme): { label: string; color: string }[] {
    const { view } = this;
    const lines = view ? linesOf(view, theme) : [];
    if (!view || lines.length < 2) return [];
    const { short } = this.#labels(view);
    return lines.map(({ series, color }) => ({ label: short(series), color }));
  }

  #legend(view: TimelineView): unknown {
    const lines = linesOf(view);
    if (lines.length < 2) return nothing;
    const { short, series: nameOf } = this.#labels(view);
    const entries = lines.map(({ series, color }) => ({
      ...{ id: series.id, short: short(series), name: nameOf(series), color },
      isFixed: view.series.length < 2 || series.id === BEFORE,
      isDashed: series.id === BEFORE,
    }));
    return seriesLegend(entries, {
      selection: this.#selected,
      highlight: (highlight) => this.picture?.select({ highlight }),
      isolate: (id) => this.picture?.isolate(id),
    });
  }

  /** Narrows the period to marked buckets. */
  #narrowTo({ series }: TimelineView, [first, last]: readonly [number, number]): void {
    const { state } = this;
    const buckets = series[0]?.buckets;
    const [start, end] = [parseDay(buckets?.[first]?.start ?? ''), parseDay(buckets?.[last]?.end ?? '')];
    if (!state || start === undefined || end === undefined) return;
    const days = this.i18n.days(state.range.start, state.range.end);
    if (!this.#isNarrow) this.#wider = { range: state.selection.range, days };
    this.#chooseRange((this.#narrow = { start, end }));
  }

  /** True while the period is the one to which the reader has narrowed it here. */
  get #isNarrow(): boolean {
    const { state } = this;
    // A page may set the period that the reader has chosen, as a text.
    return (
      this.#narrow !== undefined &&
      state !== undefined &&
      printRange(state.selection.range) === printRange(this.#narrow)
    );
  }

  /** Renders the button that leads back to the period before. */
  #back(): unknown {
    const wider = this.#wider;
    if (!wider || !this.#isNarrow) return nothing;
    const goBack = (): void => {
      this.#chooseRange(wider.range);
      // The button disappears.
      this.picture?.focus();
    };
    return html`<button class="back" @click=${goBack}>${this.messages.backTo(wider.days)}</button>`;
  }

  #chooseRange(range: RangeChoice): void {
    if (this.hasOwnSource) this.select({ range });
    else this.dispatchEvent(selectEvent({ range }));
  }

  protected override tableOf(view: TimelineView, use: TableUse): DataTable {
    const { i18n, messages } = this;
    const range = this.state?.range;
    const { series, bucket } = this.#labels(view);
    return timelineTable(view, {
      use,
      title: this.headingText,
      description: this.subtitle,
      messages,
      range: range && { start: isoDay(range.start), end: isoDay(range.end) },
      nameOf: series,
      bucketText: bucket,
      daysText: (start, end) => i18n.isoDays(start, end),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-timeline': StatsTimeline;
  }
}
