import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Config, TopLevelSpec } from 'vega-lite';
import type { Picture } from '../../src/chart/embed.js';
import type { ChartSelection } from '../../src/chart/parameters.js';
import { chartTheme, COLOUR_PROPERTIES } from '../styles/chart-theme.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { StatsError } from '../../src/sources/errors.js';
import { intoBox, type Point, type Quad } from '../../src/util/quad.js';
import { formControls } from '../styles/form-controls.js';
import { object } from '../base/later-settings.js';
import { anything, number, text, whole } from '../base/settings.js';
import { StatsElement } from '../base/stats-element.js';
import { backdrop } from '../styles/backdrop.js';
import { base } from '../styles/shared.js';
import { swatchStyles } from '../internal/swatch.js';
import { ChartChoices, type ChartSeries } from './chart-choices.js';
import { ChartDrawing, type Plot } from './chart-drawing.js';
import { fitted, loadText } from './own-spec.js';
import { chartStyles } from './stats-chart.styles.js';
import { moveTo, placeTooltip, stepTo, tooltipCard, tooltipText, vegaTooltip, type Tooltip } from './tooltip.js';

export type { Plot } from './chart-drawing.js';
export type { Tooltip, TooltipRow } from './tooltip.js';

/** The places of elements without a size, whose positions on the screen are those of the corners. */
const CORNERS = ['', 'right', 'right bottom', 'bottom'];

/** The font size of an element in pixels where the reader's browser has the usual one. */
const FONT_SIZE = 15;

/** The open tooltip: of a bucket or shape, or with the content that a spec of the page gives it. */
interface OpenTooltip {
  readonly index: number;
  readonly content?: Tooltip;
  /** Its place, in pixels from the top left of the picture. */
  readonly point: Point;
  /** True if a key opened it: it is then announced. */
  readonly spoken: boolean;
}

/**
 * A chart, drawn by Vega under the theme of the page: of any Vega-Lite specification that a page gives it as `spec`, or
 * of the widget around it. It is drawn again when its width, the colours or the direction of the page or its content change,
 * in place if only numbers differ. Far from the viewport it is drawn when it comes near, or when the page is printed.
 *
 * Pointer, arrow keys, Home and End open the tooltip of a bucket or slice. Arrow up and down highlight a series, Enter
 * isolates it, Shift with arrow keys marks buckets, Escape closes and clears.
 *
 * ```js
 * document.querySelector('stats-chart').spec = {
 *   data: { values: [{ year: '2024', records: 310 }, { year: '2025', records: 428 }] },
 *   mark: { type: 'bar', tooltip: true },
 *   encoding: { x: { field: 'year' }, y: { field: 'records', type: 'quantitative' } },
 * };
 * ```
 *
 * @tag stats-chart
 * @slot fallback - shown if the picture cannot be drawn
 * @fires {CustomEvent<unknown>} stats-chart-error - the error, when the picture cannot be drawn
 * @fires {CustomEvent<number>} stats-chart-step - the index of a tooltip that a key has opened
 * @fires {CustomEvent<number>} stats-chart-choose - the index of a bucket or slice that was clicked, or whose tooltip was open when Enter was pressed
 * @fires {CustomEvent<ChartSelection['brush']>} stats-chart-brush - the first and the last marked bucket, when the reader has released them or pressed Enter
 * @fires {CustomEvent<ChartSelection>} stats-chart-select - the choices in the chart, when the reader has changed them: `{highlight, isolate, brush}`
 * @csspart picture - the picture
 * @csspart place - the place of the tooltip in the picture, if a key has opened it
 * @csspart tip - the tooltip
 * @cssprop --stats-background - background of the element if it has a `theme`
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
export class StatsChart extends StatsElement {
  static override tag = 'stats-chart';
  static override styles = [base, backdrop, formControls, swatchStyles, chartStyles];

  /** Creates the specification of the picture; absent: the one given as `spec` is drawn, or nothing. */
  @property({ attribute: false, converter: anything }) plot: Plot | undefined;
  /** Configurations of Vega-Lite that are merged into the theme, the last one first. */
  @property({ attribute: false, converter: anything }) vegaConfig: readonly Config[] = [];
  /** The series of the chart, those with tooltips of their own in the order of their tooltips. */
  @property({ attribute: false, converter: anything }) series: readonly ChartSeries[] = [];
  /** Accessible name of the picture. */
  @property({ converter: text }) label: string | undefined;
  /** Height in pixels, axis labels included. */
  @property({ converter: number(1, 9999) }) height = 260;
  /** The tooltips of the buckets or slices, in their order. */
  @property({ attribute: false, converter: anything }) tooltips: readonly Tooltip[] = [];
  /** The number of tooltips that are reached by keys, from the first; absent: all. */
  @property({ converter: whole(0) }) stops: number | undefined;

  @state() private open: OpenTooltip | undefined;
  /** The name of the series that a key has highlighted. */
  @state() private announced = '';

  @query('.picture') private box!: HTMLElement;
  @query('.drawing') private drawing!: HTMLElement;
  @query('.probes') private probes!: HTMLElement;
  @query('.crosshair') private crosshair!: HTMLElement | null;
  @query('.tip') private card!: HTMLElement | null;

  /**
   * The Vega-Lite specification of the page's own chart, with its data in it. Without a size, it fills this element. When
   * read, what is drawn, under the theme.
   */
  @property({ converter: object })
  get spec(): TopLevelSpec | undefined {
    return this.#drawing.spec;
  }
  set spec(spec: TopLevelSpec | undefined) {
    this.plot = spec && ((frame) => fitted(spec, frame));
    this.#isOwn = false;
  }

  /** False if the page has given the specification. */
  #isOwn = true;
  readonly #choices = new ChartChoices(this);
  readonly #drawing = new ChartDrawing(this, {
    box: () => this.drawing,
    isRtl: () => this.rtl,
    embed: () => ({
      ...(!this.#isOwn && { load: loadText }),
      onSelect: this.#choices.take,
      onTooltip: (content, event) => this.#onTooltip(content, event),
    }),
    onPrint: (printing) => this.probes.classList.toggle('light', printing),
    onDraw: (hasOtherNumbers) => this.#onDraw(hasOtherNumbers),
    onError: (error) => this.#onError(error),
  });

  get #picture(): Picture | undefined {
    return this.#drawing.picture;
  }

  /** Resolves when the picture has been drawn, has failed, or is far from the viewport. */
  get whenDrawn(): Promise<void> {
    return this.updateComplete.then(() => this.#drawing.settled);
  }

  override focus(options?: FocusOptions): void {
    this.box.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#drawing.request();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The picture stays: elements of tabs are connected again.
    this.open = undefined;
    this.#choices.cancel();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.box.style.setProperty('block-size', `${this.height}px`);
    const isOld = (['plot', 'height', 'vegaConfig'] as const).some((name) => changed.has(name));
    if (isOld || this.#drawing.isReversed) this.#drawing.request();
    this.#placeTooltip();
  }

  #onDraw(hasOtherNumbers: boolean): void {
    // Another shape may now be below the pointer.
    if (!this.#picture?.axis && !this.open?.spoken) this.open = undefined;
    this.#choices.apply(this.#picture, hasOtherNumbers);
  }

  #onError(error: unknown): void {
    // The widget around the chart reports the failure; a chart of a page's own does it itself.
    if (!this.#isOwn) this.report(new StatsError('attribute', String(error), { path: 'spec', cause: error }));
    this.dispatchEvent(new CustomEvent('stats-chart-error', { detail: error }));
  }

  /** The choices in the chart: the highlighted series, the isolated ones, the marked buckets. */
  get selection(): ChartSelection {
    return this.#choices.selection;
  }

  /** Changes the choices in the chart, without an event. Series that it does not have are left out. */
  select(change: Partial<ChartSelection>): void {
    this.#choices.select(change);
  }

  /** Isolates a series, or shows the others again, as a click on it does. */
  isolate(id: string): void {
    this.#choices.isolate(id);
  }

  #onTooltip(content: unknown, event: MouseEvent): void {
    const tooltip = vegaTooltip(content);
    if (tooltip) this.open = { index: -1, content: tooltip, point: this.pointOf(event), spoken: false };
    else if (this.open?.content) this.open = undefined;
  }

  /** The drawing, for a file; `undefined` while there is none. */
  get svg(): SVGSVGElement | undefined {
    return this.#drawing.failed ? undefined : (this.drawing.querySelector('svg') ?? undefined);
  }

  /** The colours and the font of the picture. */
  get theme(): ChartTheme {
    const probe = (name: string): Element => this.renderRoot.querySelector(`[data-probe='${name}']`) as Element;
    const { fontFamily, fontSize } = getComputedStyle(this.box);
    const scale = parseFloat(fontSize) / FONT_SIZE;
    return chartTheme((name) => getComputedStyle(probe(name)).color, fontFamily, scale);
  }

  protected override template(): TemplateResult {
    const tooltip = this.open && (this.open.content ?? this.tooltips[this.open.index]);
    const isFaulty = this.faults.length > 0;
    return html`
      ${isFaulty ? this.faultLines() : nothing}
      <div
        class="picture"
        part="picture"
        role="img"
        aria-label=${this.label ?? ''}
        tabindex=${this.tooltips.length ? 0 : nothing}
        ?hidden=${this.#drawing.failed || isFaulty}
        @pointermove=${this.#onPointer}
        @pointerdown=${this.#onDown}
        @pointerleave=${this.#onLeave}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
        @blur=${() => (this.open = undefined)}
      >
        <div class="drawing" aria-hidden="true"></div>
        ${CORNERS.map((corner) => html`<i class="corner ${corner}"></i>`)}
        ${
          tooltip
            ? html`<div class="crosshair" part=${this.open?.spoken ? 'place' : nothing}></div>
                ${tooltipCard(tooltip)}`
            : nothing
        }
      </div>
      <div class="sr-only" aria-live="polite">
        ${this.announced || (tooltip && this.open?.spoken ? tooltipText(tooltip) : '')}
      </div>
      ${this.#drawing.failed ? html`<slot name="fallback"><p class="nothing">${allMessages(this.i18n).chartFailed}</p></slot>` : nothing}
      <div class="probes" aria-hidden="true" @transitionrun=${this.#drawing.request}>
        ${COLOUR_PROPERTIES.map((name) => html`<i data-probe=${name}></i>`)}
      </div>
    `;
  }

  /** Returns the place of the pointer in pixels from the top left of the picture, also where the page is zoomed or rotated. */
  pointOf({ clientX, clientY }: MouseEvent): Point {
    const corners = [...this.box.querySelectorAll('.corner')].map((corner) => {
      const { x, y } = corner.getBoundingClientRect();
      return { x, y };
    });
    const { offsetWidth: width, offsetHeight: height } = this.box;
    return intoBox({ x: clientX, y: clientY }, corners as unknown as Quad, { width, height });
  }

  #onPointer(event: PointerEvent): void {
    if (!this.tooltips.length) return;
    const point = this.pointOf(event);
    const picture = this.isConnected ? this.#picture : undefined;
    const index = picture?.indexAt(point.x);
    if (!picture || index === undefined) this.open = undefined;
    else this.#openAt(index, picture.axis ? undefined : point);
  }

  #onDown(event: PointerEvent): void {
    this.#onPointer(event);
    this.#choices.press(event);
  }

  #onLeave(event: PointerEvent): void {
    // After a touch, the tooltip stays until another place is touched.
    if (event.pointerType !== 'touch') this.open = undefined;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, shiftKey } = event;
    const stops = this.stops ?? this.tooltips.length;
    const index = stops ? stepTo(key, this.open?.index, stops - 1, this.rtl) : undefined;
    if (shiftKey ? this.#mark(index) : this.#step(index) || this.#act(key)) event.preventDefault();
  }

  /** Opens the tooltip of a bucket or shape. */
  #step(index: number | undefined): boolean {
    if (index === undefined) return false;
    this.announced = '';
    this.#openAt(index, undefined, true);
    if (!this.#picture?.axis) this.#choices.choose({ highlight: this.series[index]?.id });
    this.dispatchEvent(new CustomEvent('stats-chart-step', { detail: index }));
    return true;
  }

  /** Marks buckets, from the one with the open tooltip to another. */
  #mark(index: number | undefined): boolean {
    if (index === undefined || !this.#picture?.axis) return false;
    const from = this.open?.index ?? index;
    this.#step(index);
    this.#choices.mark(from, index);
    return true;
  }

  #act(key: string): boolean {
    const series = this.#choices.step(key);
    if (series) this.announced = series.label;
    else if (key === 'Escape' && (this.open || this.#choices.any)) {
      this.announced = '';
      this.open = undefined;
      this.#choices.clear();
    } else if (key !== 'Enter') return false;
    else if (this.selection.brush) this.#choices.release();
    else if (!this.#choices.isolate() && this.open) this.#onClick();
    return true;
  }

  /** Opens the tooltip of the bucket that is nearest to an index: the pointer may be beside the plot. */
  #openAt(near: number, pointer?: Point, spoken = false): void {
    const index = Math.max(0, Math.min(near, this.tooltips.length - 1));
    const point = pointer ?? this.#picture?.toPixel(index);
    this.open = point && { index, point, spoken };
  }

  /** Dispatches `stats-chart-choose`. */
  #onClick(): void {
    if (this.open && !this.open.content)
      this.dispatchEvent(new CustomEvent('stats-chart-choose', { detail: this.open.index, bubbles: true }));
  }

  #placeTooltip(): void {
    const { open, card, crosshair } = this;
    const picture = this.#picture;
    if (!open || !picture || !card || !crosshair) return;
    const isAtPointer = open.content !== undefined || (!picture.axis && !open.spoken);
    const point = isAtPointer ? open.point : (picture.toPixel(open.index) ?? open.point);
    const tooltip = { width: card.offsetWidth, height: card.offsetHeight };
    moveTo(card, placeTooltip(point, tooltip, { width: this.box.clientWidth, height: this.height }, this.rtl));
    const isLine = picture.axis && !open.content;
    moveTo(crosshair, { x: Math.round(point.x), y: isLine ? picture.box.top : point.y });
    crosshair.style.setProperty('block-size', isLine ? `${picture.box.height}px` : '0');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-chart': StatsChart;
  }
}
