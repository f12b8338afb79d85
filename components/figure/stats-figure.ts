import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import type { Label } from '../../src/data/year-block.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { figureValue } from '../../src/view/figure-value.js';
import type { FigureView } from '../../src/view/figure-view.js';
import type { DataTable } from '../../src/view/data-table.js';
import { METRICS, METRIC_NAMES, statisticOf, type Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, UNITS, type Kind, type Unit } from '../../src/vocabulary/terms.js';
import type * as FigureDetails from './figure-details.js';
import { anything, label, number, oneOf, required, whole } from '../base/settings.js';
import { StatsWidget } from '../base/stats-widget.js';
import { changeStyles } from '../styles/shared.js';
import { figureStyles } from './stats-figure.styles.js';

/** The code for everything below the number, which is loaded after the first number. */
let details: typeof FigureDetails | undefined;
const loadDetails = lazyCode(async () => (details = await import('./figure-details.js')));

/** The view model of a figure. */
export interface ShownFigure extends FigureView {
  /** The number as text: `1.28M`, `59.1 MB`, `not provided`. */
  readonly text: string;
  /** A value per calendar unit of the range, `null` where days of it were not counted. */
  readonly trend: readonly (number | null)[];
}

/**
 * A single number: what happened in the range, or the total as of its last day.
 *
 * ```html
 * <stats-figure src="/api/stats-dashboard" metric="views" range="12months"></stats-figure>
 * ```
 *
 * @tag stats-figure
 * @csspart heading - the label above the number
 * @csspart value - the number
 * @csspart change - the change since the days of comparison
 * @csspart sparkline - the small line of the values in the range
 * @cssprop --stats-up - colour of an increase
 * @cssprop --stats-down - colour of a decrease
 */
export class StatsFigure extends StatsWidget<ShownFigure> {
  static override tag = 'stats-figure';
  static override styles = [...StatsWidget.styles, changeStyles, figureStyles];

  /** The metric that is counted. */
  @property({ converter: required(oneOf(METRIC_NAMES)) }) metric: Metric = 'records';
  /** `delta` (what happened in the range) or `snapshot` (the total as of its last day). */
  @property({ converter: required(oneOf(KINDS)) }) kind: Kind = 'delta';
  /** The smallest number that is written in compact form. */
  @property({ attribute: 'compact-threshold', converter: number(1) }) compactThreshold: number | undefined;
  /** A number that is shown in place of a statistic. */
  @property({ converter: required(whole(-Number.MAX_VALUE, Number.MAX_VALUE)) }) value: number | undefined;
  /** A number or text from a layout, shown in place of a statistic. */
  @property({ attribute: false, converter: required(anything) }) literalValue: number | string | undefined;
  /** Unit of `value`: `count` or `bytes`. */
  @property({ converter: oneOf(UNITS) }) unit: Unit = 'count';
  /** A sentence below the number; as a property also a text per language. */
  @property({ converter: label }) description: Label | undefined;

  /** The code for everything below the number, once it is loaded. */
  @state() private details = details;

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated && !this.details) {
      const loading = loadDetails();
      loading.catch((error: unknown) => this.report(error));
      // Code that arrives after the time limit is used as well.
      (loadDetails.pending ?? loading).then((loaded) => (this.details = loaded)).catch(() => undefined);
    }
    super.willUpdate(changed);
  }

  protected override async whenDrawn(): Promise<void> {
    await loadDetails().catch(() => undefined);
  }

  override get needs(): readonly DataNeed[] {
    return this.#literal === undefined ? [{ metric: this.metric, kind: this.kind, latest: true }] : [];
  }

  /** The number or text that is shown in place of a statistic. */
  get #literal(): number | string | undefined {
    const isOne = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value);
    return this.value ?? (isOne(this.literalValue) ? this.literalValue : undefined);
  }

  protected override get defaultHeading(): string {
    return this.#literal === undefined ? this.i18n.messages.figures[this.metric][this.kind] : '';
  }

  protected override readonly dependsOnGranularity = false;

  protected override readonly drawFirst = true;

  protected override model(state: StatsState): ShownFigure {
    const counted = { metric: this.metric, kind: this.kind };
    const view = figureValue(state.stats, state.range, counted);
    const { comparison } = this;
    const earlier = this.details?.earlierFigure(state.stats, state.range, { ...counted, comparison });
    // The sparkline is shown if another widget needs all years of the range: it requests none itself.
    const statistic = statisticOf(counted.metric, counted.kind);
    const isLoaded = !state.incomplete.has(statistic);
    const trend = (isLoaded && this.details?.trend(state.stats, state.range, counted)) || [];
    return { ...view, ...earlier, text: this.#text(view), trend };
  }

  #text({ value, absence, unit }: Pick<FigureView, 'value' | 'absence' | 'unit'>): string {
    return value === null ? this.absenceText(absence ?? 'empty') : this.i18n.value(value, unit, this.compactThreshold);
  }

  protected override card(): TemplateResult {
    const description = this.i18n.text(this.description);
    return html`<div class="top">
        <div class="label named" part="heading">${this.named()}</div>
        ${this.#literal === undefined ? this.about() : nothing}
      </div>
      ${this.#literal === undefined ? this.content() : this.#own(this.#literal)}
      ${description ? html`<p class="sub description">${description}</p>` : nothing}${this.failure()}${this.notes()}`;
  }

  /** Renders the number, also an absent one, whose text says why. */
  protected override body(view: ShownFigure): TemplateResult {
    return this.draw(view);
  }

  protected override draw(view: ShownFigure): TemplateResult {
    return html`${
        view.value === null
          ? html`<div class="value none" part="value">${view.text}</div>`
          : this.#number(view.value, view.unit, this.#isPartial(view))
      }
      <div class="sub foot">
        <div>${this.details?.change(this.i18n, view, this.state?.selection.compare ?? 'none')} ${this.#days(view)}</div>
        ${this.details?.sparkline(view.trend)}
      </div>`;
  }

  /** Returns true for a sum that lacks some days or years of the range. */
  #isPartial({ coverage }: ShownFigure): boolean {
    // Numbers of an earlier selection are complete.
    const lacksYears = this.complete && this.missing.length > 0;
    return this.kind === 'delta' && (coverage !== undefined || lacksYears);
  }

  /** Renders the days of the number, unless the heading of the dashboard names them. */
  #days({ value, start, end, carried }: ShownFigure): unknown {
    const { i18n } = this;
    const snapshot = this.kind === 'snapshot';
    if (!snapshot && (this.areDaysOfPage || (value === null && !this.hasOwnSource))) return nothing;
    const days = snapshot ? this.loadedMessages.asOf(i18n.iso(end)) : i18n.isoDays(start, end);
    return html`<div class=${carried ? 'carried' : ''}>${days}</div>`;
  }

  protected override tableOf(view: ShownFigure): DataTable | undefined {
    return this.#literal === undefined ? this.details?.tableOfFigure(this.i18n, view, this) : undefined;
  }

  #own(given: number | string): TemplateResult {
    if (typeof given === 'number') return this.#number(given, this.unit);
    const text = given.trim();
    return html`<div class="value ${text ? '' : 'none'}" part="value">${text || this.absenceText('empty')}</div>`;
  }

  /** Renders the number in compact form; in full on hover, on focus and for screen readers. */
  #number(value: number, unit: Unit, partial = false): TemplateResult {
    const { i18n } = this;
    // Missing days can only raise a sum of usage, but removals could lower one of content.
    const isLeast = partial && METRICS[this.metric].area === 'usage';
    const written = (text: string): string => (isLeast ? i18n.messages.atLeast(text) : text);
    const text = written(i18n.value(value, unit, this.compactThreshold));
    const full = written(i18n.full(value, unit));
    const shown = `value ${partial ? 'partial' : ''}`;
    if (text === full) return html`<div><span class=${shown} part="value">${text}</span></div>`;
    return html`<div>
      <span class=${shown} part="value" tabindex="0" role="note" aria-label=${full}
        >${text} <span class="full" aria-hidden="true">${full}</span></span
      >
    </div>`;
  }

  protected override placeholder(): TemplateResult {
    const { messages } = this.i18n;
    if (this.scope && this.state?.status !== 'error') {
      return html`<div class="skeleton"><span class="sr-only">${messages.loading}</span></div>`;
    }
    return html`<div class="value none" part="value">${this.scope ? messages.unavailable : messages.noSource}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-figure': StatsFigure;
  }
}
