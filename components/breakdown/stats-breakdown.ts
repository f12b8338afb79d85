import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { colorsOf, CSS_THEME } from '../styles/chart-theme.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import type { Label } from '../../src/data/year-block.js';
import { partNames, shareText } from '../../src/i18n/format.js';
import { lazy } from '../../src/util/lazy.js';
import { partLink } from '../../src/sources/part-link.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { breakdownView, type BreakdownView } from '../../src/view/breakdown-view.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { OTHER } from '../../src/view/options.js';
import { rankingTable } from '../../src/view/ranking-table.js';
import { unchanged } from '../../src/view/unchanged.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../src/vocabulary/breakdowns.js';
import { METRICS, METRIC_NAMES, type Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, type Kind } from '../../src/vocabulary/terms.js';
import { LIST_THRESHOLD, barList, barListStyles, barName } from '../internal/bar-list.js';
import { changeText } from '../internal/change-badge.js';
import { countedName } from '../internal/counted-name.js';
import { rankingSubtitle } from '../internal/ranking-subtitle.js';
import type { Plot, Tooltip } from '../chart/stats-chart.js';
import { length, list, someOf } from '../base/later-settings.js';
import { flag, oneOf, required, whole } from '../base/settings.js';
import { StatsDisplayWidget } from '../base/stats-display-widget.js';
import { changeStyles } from '../styles/shared.js';
import { swatch, swatchStyles } from '../internal/swatch.js';
import { breakdownLines, breakdownNotes, columnHeads, shortLabel, slicesOf, type Line } from './breakdown-lines.js';
import { breakdownStyles } from './stats-breakdown.styles.js';

/** The displays of a breakdown. */
export const BREAKDOWN_DISPLAYS = ['list', 'pie', 'table'] as const;
export type BreakdownDisplay = (typeof BREAKDOWN_DISPLAYS)[number];

const loadPieSpec = lazy(async () => (await import('../../src/chart/pie-spec.js')).pieSpec);

/** Height of the pie in pixels. */
const PIE_HEIGHT = 180;

/**
 * A metric divided into parts, ranked: as a list with bars, a pie, or a table.
 *
 * ```html
 * <stats-breakdown src="/api/stats-dashboard" breakdown="resourceTypes" metric="views"></stats-breakdown>
 * ```
 *
 * @tag stats-breakdown
 * @csspart list - the list with bars, or the legend of the pie
 * @csspart link - the name of a part that leads to a search
 * @csspart change - the change of a part since the days of comparison
 * @cssprop --stats-accent-soft - bars of the list
 * @cssprop --stats-up - colour of an increase
 * @cssprop --stats-down - colour of a decrease
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
export class StatsBreakdown extends StatsDisplayWidget<BreakdownView> {
  static override tag = 'stats-breakdown';
  static override styles = [...StatsDisplayWidget.styles, barListStyles, swatchStyles, changeStyles, breakdownStyles];

  /** The breakdown that the parts belong to. */
  @property({ converter: required(oneOf(BREAKDOWN_NAMES)) }) breakdown: Breakdown = 'resourceTypes';
  /** The metric that is counted. */
  @property({ converter: required(oneOf(METRIC_NAMES)) }) metric: Metric = 'records';
  /** `delta` (what happened in the range) or `snapshot` (the total as of its last day). */
  @property({ converter: required(oneOf(KINDS)) }) kind: Kind = 'delta';
  /** The display at first: `list`, `pie` or `table`. */
  @property({ converter: oneOf(BREAKDOWN_DISPLAYS) }) display: BreakdownDisplay = 'list';
  /** The displays that the reader can choose from, divided by spaces. */
  @property({ converter: someOf(BREAKDOWN_DISPLAYS) }) views: readonly BreakdownDisplay[] = BREAKDOWN_DISPLAYS;
  /** Number of parts before the rest becomes "other". */
  @property({ attribute: 'page-size', converter: whole(1) }) pageSize = 10;
  /** Leaves "other" out of the pie. */
  @property({ attribute: 'hide-other', converter: flag }) hideOther = false;
  /** Height from which the list scrolls, a CSS length (`300px`). */
  @property({ attribute: 'max-height', converter: length }) maxHeight: string | undefined;

  /** The heads of the table's first two columns, in place of the default ones. */
  @property({ converter: list }) headers: readonly Label[] | undefined;

  protected override readonly loadSpec = loadPieSpec;

  override get needs(): readonly DataNeed[] {
    const { metric, kind, breakdown } = this;
    return [{ metric, kind, breakdown, latest: true }];
  }

  /** True while `display` has the value that `view` has set. */
  #isByView = false;

  /**
   * The view model, as plain values. A text that is set, here or as the attribute `view`, is another name of `display`.
   */
  @property({ converter: oneOf(BREAKDOWN_DISPLAYS) })
  override get view(): BreakdownView | undefined {
    return super.view;
  }
  override set view(display: BreakdownView | BreakdownDisplay | undefined) {
    // The converter passes only names of displays, and `undefined` when the attribute is removed.
    if (display || this.#isByView) this.display = display as BreakdownDisplay;
    this.#isByView = display !== undefined;
  }

  /** The displays that are offered; the table always is. */
  protected override get offered(): readonly BreakdownDisplay[] {
    const displays = BREAKDOWN_DISPLAYS.filter((name) => name === 'table' || this.views.includes(name));
    return displays.length > 1 ? displays : ['list', 'table'];
  }

  protected override get initial(): BreakdownDisplay {
    return this.display;
  }

  protected override get defaultHeading(): string {
    return this.messages.breakdowns[this.breakdown];
  }

  override get subtitle(): string {
    return rankingSubtitle(this.i18n, this, this.view);
  }

  protected override readonly dependsOnGranularity = false;

  protected override model(state: StatsState): BreakdownView {
    const { scope, breakdown, metric, kind, pageSize } = this;
    const view = breakdownView(state.stats, state.range, {
      ...{ breakdown, metric, kind, pageSize },
      naming: partNames(this.i18n),
      link:
        scope && ((breakdown, id, label) => partLink(scope, { breakdown, area: METRICS[this.metric].area, id, label })),
      comparison: this.comparison,
    });
    return unchanged(this.view, view);
  }

  protected override draw(view: BreakdownView): TemplateResult {
    const { i18n, breakdown } = this;
    const isPie = this.shown === 'pie';
    const notes = breakdownNotes(i18n, view, { breakdown, isPie });
    const picture = (): TemplateResult => (isPie ? this.#pie(view) : this.#list(view));
    return html`<div @keydown=${this.onKey}>${this.isTable ? this.table(view, this.maxHeight) : picture()}</div>
      ${notes.length ? html`<p class="note">${notes.join(' ')}</p>` : nothing}`;
  }

  #list(view: BreakdownView): TemplateResult {
    const lines = breakdownLines(this.i18n, view);
    const largest = Math.max(0, ...lines.map(({ value }) => value));
    // Bars are as long as the shares; if a part has no share, all are relative to the largest value.
    const shares = view.rows.every(({ share }) => share !== null);
    const bar = ({ value, share }: Line): number =>
      shares ? (share ?? value / (view.total ?? value)) : value / largest;
    return barList({
      label: this.headingText,
      maxHeight: this.maxHeight,
      className: view.compared ? 'compared' : '',
      bars: lines.map((line) => ({
        name: this.#name(line, line.label),
        numbers: this.#numbers(line, view),
        length: bar(line),
        className: line.id === OTHER ? 'other' : '',
      })),
    });
  }

  #name({ id, label, href }: Line, text: string): TemplateResult {
    const { messages, view } = this;
    const title = id !== OTHER ? label : view?.other?.count === null ? messages.otherOfWhole : messages.otherOfParts;
    return barName(text, href, title);
  }

  #numbers({ value, share, before }: Line, view: BreakdownView): TemplateResult {
    const { i18n } = this;
    const { unit, compared } = view;
    return html`<span class="number" title=${i18n.full(value, unit)}>${i18n.value(value, unit, LIST_THRESHOLD)}</span>
      <span class="share">${share === null ? '' : shareText(i18n, share)}</span>
      ${
        compared
          ? html`<span class="before"
              >${before === undefined ? nothing : changeText(i18n, { value, before, unit, now: view, then: compared })}</span
            >`
          : nothing
      }`;
  }

  #pie(view: BreakdownView): TemplateResult {
    const { i18n, messages, breakdown } = this;
    const slices = this.#slices(view, CSS_THEME);
    const tooltips = slices.map(({ label, value, share, color }): Tooltip => ({
      label,
      rows: [
        { label: countedName(i18n, this.metric, view).name, text: i18n.value(value, view.unit, Infinity), color },
        ...(share === null ? [] : [{ label: messages.share, text: shareText(i18n, share) }]),
      ],
    }));
    return html`<div class="pie" @stats-chart-choose=${this.#onChoose}>
      ${this.chart({ plot: this.#plotOf(view), tooltips, series: slices, height: PIE_HEIGHT })}
      <ol class=${view.compared ? 'compared' : ''} part="list">
        ${slices.map(
          (slice) =>
            html`<li
              @pointerenter=${() => this.picture?.select({ highlight: slice.id })}
              @pointerleave=${() => this.picture?.select({ highlight: undefined })}
            >
              ${swatch(slice.color)}${this.#name(slice, shortLabel(breakdown, slice))}${this.#numbers(slice, view)}
            </li>`,
        )}
      </ol>
    </div>`;
  }

  /** The slices of the pie with their colours. */
  #slices(view: BreakdownView, theme: ChartTheme): (Line & { color: string })[] {
    const lines = slicesOf(breakdownLines(this.i18n, view), this.hideOther);
    const ids = lines.map(({ id }) => id);
    const colors = colorsOf(ids, theme);
    return lines.map((line, rank) => ({ ...line, color: colors[rank] as string }));
  }

  override legend(theme: ChartTheme): { label: string; color: string }[] {
    const slices = this.view && this.shown === 'pie' ? this.#slices(this.view, theme) : [];
    return slices.map((slice) => ({ label: shortLabel(this.breakdown, slice), color: slice.color }));
  }

  /** Follows the link of a slice. */
  #onChoose({ detail }: CustomEvent<number>): void {
    this.renderRoot.querySelector<HTMLElement>(`.pie li:nth-child(${detail + 1}) a`)?.click();
  }

  #plotOf(view: BreakdownView): Plot {
    return this.lastPlot([view, this.hideOther], () => async (frame) => {
      const pieSpec = await loadPieSpec();
      return pieSpec(this.#slices(view, frame.theme), frame);
    });
  }

  protected override tableOf(view: BreakdownView, use: TableUse): DataTable {
    const { i18n } = this;
    const { heads, share } = this.messages;
    const { part, value } = columnHeads(i18n, this, this.headers, view);
    const parts = breakdownLines(i18n, view).map((line) => (line.id === OTHER ? { ...line, id: null } : line));
    return rankingTable(view, parts, {
      use,
      title: this.headingText,
      description: this.subtitle,
      heads: {
        ...{ id: heads.id, part, value, share },
        before: ({ start, end }) => heads.valueIn(value, i18n.isoDays(start, end)),
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-breakdown': StatsBreakdown;
  }
}
