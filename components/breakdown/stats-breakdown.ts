import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CSS_THEME, colorsOf, type ChartTheme } from '../../src/chart/theme.js';
import type { Label } from '../../src/data/year-block.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { partNames } from '../../src/i18n/format.js';
import { lazy } from '../../src/util/lazy.js';
import { partLink } from '../../src/sources/part-link.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { breakdownView, type BreakdownView } from '../../src/view/breakdown-view.js';
import { shortLicence } from '../../src/view/licence.js';
import { OTHER } from '../../src/view/options.js';
import type { DataTable } from '../../src/view/data-table.js';
import type { Cell, TableView } from '../../src/view/table-view.js';
import { unchanged } from '../../src/view/unchanged.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../../src/vocabulary/breakdowns.js';
import { METRIC_NAMES, type Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, type Kind } from '../../src/vocabulary/terms.js';
import { choices } from '../styles/form-controls.js';
import { LIST_THRESHOLD, barList, barListStyles, barName } from '../internal/bar-list.js';
import { changeText } from '../internal/change-badge.js';
import { chart, chartDrawn, expectChart, onTableKey } from '../internal/chart-template.js';
import { displayPicker, rankedBy } from '../internal/display-picker.js';
import type { Plot, Tip } from '../chart/stats-chart.js';
import { length, oneOf, required, someOf, whole } from '../base/settings.js';
import { StatsTable } from '../table/stats-table.js';
import { StatsWidget } from '../base/stats-widget.js';
import { changeStyles } from '../styles/shared.js';
import { swatch, swatchStyles } from '../internal/swatch.js';
import { breakdownStyles } from './stats-breakdown.styles.js';

export const BREAKDOWN_DISPLAYS = ['list', 'pie', 'table'] as const;
export type BreakdownDisplay = (typeof BREAKDOWN_DISPLAYS)[number];

const pieSpec = lazy(async () => (await import('../../src/chart/pie-spec.js')).pieSpec);

/** A line of the list: a part, or "other" at the end. */
interface Line {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly share: number | null;
  readonly href?: string;
  readonly before?: number;
}

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
export class StatsBreakdown extends StatsWidget<BreakdownView> {
  static override tag = 'stats-breakdown';
  static override parts = [StatsTable];
  static override styles = [...StatsWidget.styles, choices, barListStyles, swatchStyles, changeStyles, breakdownStyles];

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
  @property({ type: Boolean, attribute: 'hide-other' }) hideOther = false;
  /** Height from which the list scrolls, a CSS length (`300px`). */
  @property({ attribute: 'max-height', converter: length }) maxHeight: string | undefined;

  /** The heads of the table's first two columns, in place of the default ones. */
  @property({ attribute: false }) headers: readonly Label[] | undefined;

  @state() private chosen: BreakdownDisplay | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#display === 'pie') expectChart(this, pieSpec);
  }

  override get needs(): readonly DataNeed[] {
    const { metric, kind, breakdown } = this;
    return [{ metric, kind, breakdown, latest: true }];
  }

  /** True while `display` is what `view` has set. */
  #isByView = false;

  /**
   * What is shown, as plain values. A text that is set, here or as the attribute `view`, is another name of `display`.
   */
  @property({ converter: oneOf(BREAKDOWN_DISPLAYS) })
  override get view(): BreakdownView | undefined {
    return super.view;
  }
  override set view(display: BreakdownView | BreakdownDisplay | undefined) {
    // The setting lets only names through, and `undefined` where nothing is given any more.
    if (display || this.#isByView) this.display = display as BreakdownDisplay;
    this.#isByView = display !== undefined;
  }

  /** The views that are offered; the table always is. */
  get #displays(): readonly BreakdownDisplay[] {
    const displays = BREAKDOWN_DISPLAYS.filter((name) => name === 'table' || this.views.includes(name));
    return displays.length > 1 ? displays : ['list', 'table'];
  }

  get #display(): BreakdownDisplay {
    const display = this.chosen ?? this.display;
    return this.#displays.includes(display) ? display : (this.#displays[0] as BreakdownDisplay);
  }

  protected override get defaultHeading(): string {
    return allMessages(this.i18n).breakdowns[this.breakdown];
  }

  override get subtitle(): string {
    return rankedBy(this.i18n, this, this.view);
  }

  protected override readonly dependsOnGranularity = false;

  protected override model(state: StatsState): BreakdownView {
    const { scope } = this;
    const { breakdown, metric, kind, pageSize } = this;
    const view = breakdownView(state.stats, state.range, {
      ...{ breakdown, metric, kind, pageSize },
      naming: partNames(this.i18n),
      link: scope && ((breakdown, id, label) => partLink(scope, { breakdown, id, label })),
      comparison: this.comparison,
    });
    return unchanged(this.view, view);
  }

  protected override whenDrawn(): Promise<void> {
    return chartDrawn(this.renderRoot);
  }

  protected override tools(): TemplateResult {
    return displayPicker(this.i18n, {
      displays: this.#displays,
      chosen: this.#display,
      choose: (name) => (this.chosen = name),
      heading: this.headingText,
    });
  }

  protected override draw(view: BreakdownView): TemplateResult {
    const draw = { list: this.#list, pie: this.#pie, table: this.#table }[this.#display];
    return html`<div @keydown=${this.#onKey}>${draw.call(this, view)}</div>
      ${this.#footnote(view)}`;
  }

  #onKey(event: KeyboardEvent): void {
    onTableKey(event, this, () => (this.chosen = this.#display === 'table' ? undefined : 'table'));
  }

  #lines({ rows, other }: BreakdownView): Line[] {
    return other ? [...rows, { ...other, id: OTHER, label: this.#otherLabel(other.count) }] : [...rows];
  }

  #otherLabel(count: number | null): string {
    const { i18n } = this;
    return count ? allMessages(i18n).otherMore(count) : allMessages(i18n).other;
  }

  #list(view: BreakdownView): TemplateResult {
    const lines = this.#lines(view);
    const largest = Math.max(0, ...lines.map(({ value }) => value));
    // Bars are as long as the shares; where a part has none, each is measured by the largest.
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
    const more = allMessages(this.i18n);
    const { other } = this.view ?? {};
    const title = id !== OTHER ? label : other?.count === null ? more.otherOfWhole : more.otherOfParts;
    return barName(text, href, title);
  }

  #numbers({ value, share, before }: Line, view: BreakdownView): TemplateResult {
    const { i18n } = this;
    const { unit, compared } = view;
    return html`<span class="number" title=${i18n.full(value, unit)}>${i18n.value(value, unit, LIST_THRESHOLD)}</span>
      <span class="share">${share === null ? '' : i18n.share(share)}</span>
      ${
        compared
          ? html`<span class="before"
              >${before === undefined ? nothing : changeText(i18n, { value, before, unit, now: view, then: compared })}</span
            >`
          : nothing
      }`;
  }

  /** Licences are known by their short names; the long ones stand in tooltips. */
  #short({ id, label }: Line): string {
    return (this.breakdown === 'rights' && shortLicence(id)) || label;
  }

  #pie(view: BreakdownView): TemplateResult {
    const lines = this.#slices(view);
    const colors = colorsOf(
      lines.map(({ id }) => id),
      CSS_THEME,
    );
    const tips = lines.map(({ label, value, share }, rank): Tip => ({
      label,
      rows: [
        {
          label: allMessages(this.i18n).metrics[this.metric],
          text: this.i18n.value(value, view.unit, Infinity),
          color: colors[rank],
        },
        ...(share === null ? [] : [{ label: allMessages(this.i18n).share, text: this.i18n.share(share) }]),
      ],
    }));
    return html`<div class="pie" @stats-chart-choose=${this.#onChoose}>
      ${this.#chart(this.#plotOf(view, lines), tips)}
      <ol class=${view.compared ? 'compared' : ''} part="list">
        ${lines.map(
          (line, rank) =>
            html`<li>
              ${swatch(colors[rank] as string)}${this.#name(line, this.#short(line))}${this.#numbers(line, view)}
            </li>`,
        )}
      </ol>
    </div>`;
  }

  /** A pie cannot show less than nothing. */
  #slices(view: BreakdownView): Line[] {
    return this.#lines(view).filter(({ id, value }) => value > 0 && !(id === OTHER && this.hideOther));
  }

  override legend(theme: ChartTheme): { label: string; color: string }[] {
    const lines = this.view && this.#display === 'pie' ? this.#slices(this.view) : [];
    const colors = colorsOf(
      lines.map(({ id }) => id),
      theme,
    );
    return lines.map((line, rank) => ({ label: this.#short(line), color: colors[rank] as string }));
  }

  /** A slice leads where its name leads. */
  #onChoose({ detail }: CustomEvent<number>): void {
    this.renderRoot.querySelector<HTMLElement>(`.pie li:nth-child(${detail + 1}) a`)?.click();
  }

  #chart(plot: Plot, tips: readonly Tip[]): TemplateResult {
    const messages = allMessages(this.i18n);
    const label = messages.chartLabel(this.headingText, this.subtitle);
    return chart(this, { plot, tips, label, height: 180, failed: messages.chartFailed });
  }

  /** The same function for as long as nothing changes that it draws: a new one would be drawn anew. */
  #plot: { readonly view: BreakdownView; readonly hideOther: boolean; readonly plot: Plot } | undefined;

  #plotOf(view: BreakdownView, lines: readonly Line[]): Plot {
    const { hideOther } = this;
    if (this.#plot?.view === view && this.#plot.hideOther === hideOther) return this.#plot.plot;
    const plot: Plot = async (frame) => (await pieSpec())(lines, frame);
    this.#plot = { view, hideOther, plot };
    return plot;
  }

  #table(view: BreakdownView): TemplateResult {
    return html`<stats-table
      .view=${this.table(view)}
      .label=${this.headingText}
      .maxHeight=${this.maxHeight ?? '360px'}
    ></stats-table>`;
  }

  /** What is shown, as a table. */
  table(view: BreakdownView): TableView {
    const { i18n } = this;
    const messages = allMessages(i18n);
    const number = (value: number | undefined): Cell => ({
      value: value ?? null,
      text: value === undefined ? '' : i18n.value(value, view.unit, Infinity),
    });
    const { compared } = view;
    const [part, counted] = this.#headers;
    return {
      headers: [
        part,
        counted,
        messages.share,
        ...(compared ? [allMessages(i18n).heads.valueIn(counted, i18n.isoDays(compared.start, compared.end))] : []),
      ],
      rows: this.#lines(view).map(({ label, value, share, before }) => [
        label,
        number(value),
        { value: share, text: share === null ? '' : i18n.share(share) },
        ...(compared ? [number(before)] : []),
      ]),
    };
  }

  /** What the first two columns of the table are called: as the page says, else by what they hold. */
  get #headers(): [part: string, counted: string] {
    const { i18n } = this;
    const { metric, breakdown, kind } = this;
    const { heads } = allMessages(i18n);
    const added = metric === 'records' && kind === 'delta' ? heads.added[breakdown] : undefined;
    const [part, counted] = (Array.isArray(this.headers) ? (this.headers as readonly Label[]) : added) ?? [];
    const visits = metric === 'views' && (breakdown === 'countries' || breakdown === 'referrers');
    return [
      i18n.text(part) || heads.parts[breakdown],
      i18n.text(counted) || (visits ? heads.visits : (heads.metrics[metric] ?? allMessages(i18n).metrics[metric])),
    ];
  }

  override sheet(): DataTable | undefined {
    const { view, i18n } = this;
    if (!view || !this.complete) return undefined;
    const messages = allMessages(i18n);
    const { compared, unit, start, end } = view;
    const [part, counted] = this.#headers;
    return {
      title: this.headingText,
      description: this.subtitle,
      start,
      end,
      columns: [
        { key: 'id', label: allMessages(i18n).heads.id, type: 'text' },
        { key: 'label', label: part, type: 'text' },
        { key: 'value', label: counted, type: unit },
        { key: 'share', label: messages.share, type: 'share' },
        ...(compared
          ? [{ key: 'before', label: `${counted} ${compared.start}/${compared.end}`, type: unit } as const]
          : []),
      ],
      rows: this.#lines(view).map(({ id, label, value, share, before }) => [
        id === OTHER ? null : id,
        label,
        value,
        share,
        ...(compared ? [before ?? null] : []),
      ]),
    };
  }

  /** What is counted but not listed, and what a share is a share of where that is not plain. */
  #footnote(view: BreakdownView): unknown {
    const { i18n } = this;
    const messages = allMessages(i18n);
    const { breakdown } = this;
    const hidden = breakdown === 'publishers' || breakdown === 'countries' ? messages.hidden[breakdown] : undefined;
    const notes = [
      view.hidden > 0 && hidden ? `${hidden(i18n.value(view.hidden, view.unit))}.` : '',
      view.exceedsWhole ? messages.exceedsWhole : '',
      view.totalOfParts ? messages.shareOfParts : view.partition ? '' : messages.sharePresent,
      !view.partition && this.#display === 'pie' ? allMessages(i18n).slices : '',
    ].filter(Boolean);
    return notes.length ? html`<p class="note">${notes.join(' ')}</p>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-breakdown': StatsBreakdown;
  }
}
