import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Need } from '../src/sources/source.js';
import type { StatsState } from '../src/state/context.js';
import { figureView, type FigureView } from '../src/view/figure-view.js';
import { METRIC_NAMES, type Metric } from '../src/vocabulary/metrics.js';
import { KINDS, isOneOf, type Kind, type Unit } from '../src/vocabulary/terms.js';
import { StatsWidget } from './stats-widget.js';

/** One number, and how it is written. */
export interface ShownFigure extends FigureView {
  /** As it stands on the page: `1.28M`, `59.1 MB`, `not provided`. */
  readonly text: string;
}

/**
 * One number: what happened in the range, or the total as of its last day.
 *
 * ```html
 * <stats-figure src="/api/stats-dashboard" metric="views" range="12months"></stats-figure>
 * ```
 *
 * @tag stats-figure
 * @csspart card - the box around everything
 * @csspart heading - the label above the number
 * @csspart value - the number
 * @fires stats-load - after each load
 * @fires stats-error - when something could not be loaded or read
 */
export class StatsFigure extends StatsWidget<ShownFigure> {
  static override tag = 'stats-figure';
  static override styles = [
    ...StatsWidget.styles,
    css`
      .label {
        color: var(--_muted);
        font-size: 14px;
        overflow-wrap: anywhere;
      }
      .value {
        display: inline-block;
        position: relative;
        max-inline-size: 100%;
        border-radius: 4px;
        font-size: clamp(20px, 12.5cqi, 34px);
        font-weight: 650;
        line-height: 1.15;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
      }
      .value.none {
        color: var(--_muted);
        font-size: 20px;
        font-weight: 500;
        line-height: 39px;
        letter-spacing: normal;
      }
      .value .full {
        display: none;
        position: absolute;
        inset-inline-start: 0;
        inset-block-end: 100%;
        z-index: 1;
        padding: 2px 8px;
        border-radius: 6px;
        background: var(--_text);
        color: var(--_surface);
        font-size: 13px;
        font-weight: 500;
        line-height: 1.5;
        letter-spacing: normal;
        white-space: nowrap;
      }
      .value:is(:hover, :focus) .full {
        display: block;
      }
      .foot {
        color: var(--_muted);
        font-size: 13px;
      }
      .skeleton {
        block-size: 39px;
        inline-size: 60%;
      }
    `,
  ];

  /** What is counted. */
  @property() metric: Metric = 'records';
  /** `delta` (what happened in the range) or `snapshot` (the total as of its last day). */
  @property() kind: Kind = 'delta';
  /** From which number on it is written in compact form. */
  @property({ type: Number, attribute: 'compact-threshold' }) compactThreshold: number | undefined;
  /** A number of the page's own, shown in place of a statistic. */
  @property({ type: Number }) value: number | undefined;
  /** What `value` is a number of: `count` or `bytes`. */
  @property() unit: Unit = 'count';

  override get needs(): readonly Need[] {
    return this.#given === undefined ? [{ metric: this.#metric, kind: this.#kind }] : [];
  }

  /** The page's own number, if it is one. */
  get #given(): number | undefined {
    return Number.isFinite(this.value) ? this.value : undefined;
  }

  get #threshold(): number | undefined {
    return Number(this.compactThreshold) > 0 ? this.compactThreshold : undefined;
  }

  get #metric(): Metric {
    return isOneOf(METRIC_NAMES, this.metric) ? this.metric : 'records';
  }

  get #kind(): Kind {
    return isOneOf(KINDS, this.kind) ? this.kind : 'delta';
  }

  protected override get defaultHeading(): string {
    return this.#given === undefined ? this.i18n.messages.figures[this.#metric][this.#kind] : '';
  }

  protected override model(state: StatsState): ShownFigure {
    const view = figureView(state.stats, state.range, { metric: this.#metric, kind: this.#kind });
    return { ...view, text: this.#text(view) };
  }

  #text({ value, absence, unit }: Pick<FigureView, 'value' | 'absence' | 'unit'>): string {
    return value === null ? this.absenceText(absence ?? 'empty') : this.i18n.value(value, unit, this.#threshold);
  }

  protected override render(): TemplateResult {
    return html`<section
      class="card"
      part="card"
      role="group"
      aria-busy=${this.busy}
      aria-label=${this.headingText || nothing}
    >
      <div class="label" part="heading">${this.headingText}</div>
      ${this.#given === undefined ? this.#statistic() : this.#number(this.#given, this.unit)}${this.failure()}${this.notes()}
    </section>`;
  }

  #statistic(): TemplateResult {
    return html`<div class=${this.view && !this.complete ? 'stale' : ''}>
      ${this.view ? this.draw(this.view) : this.placeholder()}
    </div>`;
  }

  protected override draw(view: ShownFigure): TemplateResult {
    const { i18n } = this;
    const { messages } = i18n;
    const foot = this.#kind === 'snapshot' ? messages.asOf(i18n.iso(view.end)) : i18n.isoDays(view.start, view.end);
    return html`${
        view.value === null
          ? html`<div class="value none" part="value">${view.text}</div>`
          : this.#number(view.value, view.unit)
      }
      <div class="foot">${foot}</div>`;
  }

  /** The number, short; in full on hover, on focus and for screen readers. */
  #number(value: number, unit: Unit): TemplateResult {
    const text = this.i18n.value(value, unit, this.#threshold);
    const full = this.i18n.full(value, unit);
    if (text === full) return html`<div><span class="value" part="value">${text}</span></div>`;
    return html`<div>
      <span class="value" part="value" tabindex="0" role="note" aria-label=${full}
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
