import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { TopLevelSpec } from 'vega-lite';
import type { Picture, Point } from '../../src/chart/embed.js';
import { Redraw } from '../../src/chart/redraw.js';
import { chartTheme, COLOUR_PROPERTIES, type ChartTheme, type PlotFrame } from '../../src/chart/theme.js';
import { measureWith } from '../../src/chart/ticks.js';
import { placeTooltip, stepTo } from '../../src/chart/tooltip.js';
import { lazy } from '../../src/util/lazy.js';
import { formControls } from '../styles/form-controls.js';
import { isNear, onNear } from '../internal/viewport.js';
import { number, whole } from '../base/settings.js';
import { StatsElement } from '../base/stats-element.js';
import { base } from '../styles/shared.js';
import { swatch, swatchStyles } from '../internal/swatch.js';
import { chartStyles } from './stats-chart.styles.js';

/** Creates the Vega-Lite specification of a picture for its size and theme. A new function is drawn again. */
export type Plot = (frame: PlotFrame) => TopLevelSpec | Promise<TopLevelSpec>;

/** The tooltip of a bucket or slice. */
export interface Tooltip {
  readonly label: string;
  readonly rows: readonly TooltipRow[];
}

/** A line of a tooltip. */
export interface TooltipRow {
  readonly label: string;
  readonly text: string;
  /** A CSS colour, the same as in the legend. */
  readonly color?: string;
}

/** The open tooltip. */
interface OpenTooltip {
  readonly index: number;
  /** Its place, in pixels from the top left of the picture. */
  readonly point: Point;
  /** True if a key opened it: it is then announced. */
  readonly spoken: boolean;
}

/** Loads Vega. The result is stored, since printing does not wait for an `import()`, even of a loaded module. */
const runtime = lazy(() => import('../../src/chart/embed.js'));

/** The most rows of a tooltip. */
const MOST_ROWS = 13;

const PRINT = ['beforeprint', 'afterprint'] as const;

/**
 * A chart with tooltips, drawn by Vega. It is drawn again when its width, the colours or the direction of the page or `plot`
 * change, in place if only numbers differ. Far from the viewport it is drawn when it comes near, or when the page is
 * printed. Pointer, arrow keys, Home and End open the tooltip of a bucket or slice, Escape closes it.
 *
 * @tag stats-chart
 * @slot fallback - shown if the picture cannot be drawn
 * @fires stats-chart-error - the error, when the picture cannot be drawn
 * @fires stats-chart-step - the index of a tooltip that a key has opened
 * @fires stats-chart-choose - the index of a bucket or slice that was clicked, or whose tooltip was open when Enter was pressed
 * @csspart picture - the picture
 * @csspart place - the place of the tooltip in the picture, if a key has opened it
 * @csspart tip - the tooltip
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
  static override styles = [base, formControls, swatchStyles, chartStyles];

  /** Creates the specification of the picture; absent: nothing is drawn. */
  @property({ attribute: false }) plot: Plot | undefined;
  /** Accessible name of the picture. */
  @property() label = '';
  /** Height in pixels, axis labels included. */
  @property({ converter: number(1, 9999) }) height = 260;
  /** The tooltips of the buckets or slices, in their order. */
  @property({ attribute: false }) tooltips: readonly Tooltip[] = [];
  /** The number of tooltips that are reached by keys, from the first; absent: all. */
  @property({ converter: whole(0) }) stops: number | undefined;

  @state() private open: OpenTooltip | undefined;
  @state() private failed = false;

  @query('.picture') private box!: HTMLElement;
  @query('.drawing') private drawing!: HTMLElement;
  @query('.crosshair') private crosshair!: HTMLElement | null;
  @query('.tip') private card!: HTMLElement | null;

  #picture: Picture | undefined;
  /** The values that the picture was drawn with. */
  #plot: Plot | undefined;
  #drawn = '';
  #drawnWidth = 0;
  #drawnRtl = false;
  readonly #redraw = new Redraw(() => this.#draw());
  readonly #request = (): void => this.#redraw.request();
  readonly #sizes = new ResizeObserver(() => this.clientWidth !== this.#drawnWidth && this.#request());
  readonly #forcedColors = matchMedia('(forced-colors: active)');

  /** True while the picture is not drawn because it is far from the viewport. */
  #late = false;
  #printing = false;
  #forget = (): void => undefined;
  readonly #onPrint = ({ type }: Event): void => {
    this.#printing = type === 'beforeprint';
    if (this.#printing && this.#late) this.#redraw.request(true);
  };

  /** Resolves when the picture has been drawn, has failed, or is far from the viewport. */
  get whenDrawn(): Promise<void> {
    return this.updateComplete.then(() => this.#redraw.settled());
  }

  override focus(options?: FocusOptions): void {
    this.box.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.#forcedColors.addEventListener('change', this.#request);
    this.#forget = onNear(this, () => this.#late && this.#request());
    for (const type of PRINT) window.addEventListener(type, this.#onPrint);
    if (this.hasUpdated) this.#request();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#forcedColors.removeEventListener('change', this.#request);
    this.#forget();
    for (const type of PRINT) window.removeEventListener(type, this.#onPrint);
    this.#redraw.cancel();
    // The picture stays: elements of tabs are connected again.
    this.#close();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.box.style.setProperty('block-size', `${this.height}px`);
    if (changed.has('plot') || changed.has('height') || this.rtl !== this.#drawnRtl) this.#request();
    this.#placeTooltip();
  }

  /** Updates the picture in place, or draws a new one and then replaces the old one, to avoid flicker. */
  async #draw(): Promise<void> {
    const { plot, height, rtl } = this;
    const width = this.clientWidth;
    this.#drawnWidth = width;
    this.#drawnRtl = rtl;
    this.#late = plot !== undefined && !this.#printing && !isNear(this);
    if (!plot) this.#replace(undefined);
    if (!plot || !width || this.#late) return;
    const { theme } = this;
    const drawn = JSON.stringify([width, height, rtl, theme]);
    if (this.#picture && this.#plot === plot && this.#drawn === drawn) return;
    try {
      // Vega is loaded with the first picture: numbers and tables do not need it.
      const [{ embed }, spec] = await Promise.all([
        runtime(),
        plot({ width, height, rtl, theme, measure: measureWith(theme.font) }),
      ]);
      if (await this.#picture?.update(spec)) this.#changed();
      else {
        const fresh = document.createElement('div');
        this.#replace(await embed(fresh, spec), fresh);
      }
      [this.#plot, this.#drawn] = [plot, drawn];
      this.failed = false;
    } catch (error) {
      this.#finalize();
      this.failed = true;
      // Draw the picture if the code arrives after the time limit.
      void runtime.pending?.then(this.#request, () => undefined);
      this.dispatchEvent(new CustomEvent('stats-chart-error', { detail: error }));
    }
  }

  #replace(picture: Picture | undefined, ...drawing: Element[]): void {
    this.#finalize();
    this.drawing.replaceChildren(...drawing);
    this.#picture = picture;
    this.#changed();
  }

  #changed(): void {
    // Another shape may now be below the pointer.
    if (!this.#picture?.axis && !this.open?.spoken) this.#close();
    this.requestUpdate();
  }

  #finalize(): void {
    this.#picture?.finalize();
    this.#picture = undefined;
  }

  /** The drawing, for a file; `undefined` while there is none. */
  get svg(): SVGSVGElement | undefined {
    return this.failed ? undefined : (this.drawing.querySelector('svg') ?? undefined);
  }

  /** The colours and the font of the picture. */
  get theme(): ChartTheme {
    const probe = (name: string): Element => this.renderRoot.querySelector(`[data-probe='${name}']`) as Element;
    return chartTheme((name) => getComputedStyle(probe(name)).color, getComputedStyle(this).fontFamily);
  }

  protected override render(): TemplateResult {
    const tooltip = this.open && this.tooltips[this.open.index];
    const isFaulty = this.faults.length > 0;
    return html`
      ${isFaulty ? this.faultLines() : nothing}
      <div
        class="picture"
        part="picture"
        role="img"
        aria-label=${this.label}
        tabindex=${this.tooltips.length ? 0 : nothing}
        ?hidden=${this.failed || isFaulty}
        @pointermove=${this.#onPointer}
        @pointerdown=${this.#onPointer}
        @pointerleave=${this.#onLeave}
        @click=${this.#choose}
        @keydown=${this.#onKey}
        @blur=${() => this.#close()}
      >
        <div class="drawing" aria-hidden="true"></div>
        ${
          tooltip
            ? html`<div class="crosshair" part=${this.open?.spoken ? 'place' : nothing}></div>
                ${card(tooltip)}`
            : nothing
        }
      </div>
      <div class="sr-only" aria-live="polite">${tooltip && this.open?.spoken ? spoken(tooltip) : ''}</div>
      ${this.failed ? html`<slot name="fallback"></slot>` : nothing}
      <div class="probes" aria-hidden="true" @transitionrun=${this.#request}>
        ${COLOUR_PROPERTIES.map((name) => html`<i data-probe=${name}></i>`)}
      </div>
    `;
  }

  #onPointer(event: PointerEvent): void {
    const { left, top } = this.box.getBoundingClientRect();
    const point = { x: event.clientX - left, y: event.clientY - top };
    const picture = this.isConnected ? this.#picture : undefined;
    const index = picture?.indexAt(point.x);
    if (!picture || index === undefined) this.#close();
    else this.#openAt(index, picture.axis ? undefined : point);
  }

  #onLeave(event: PointerEvent): void {
    // After a touch, the tooltip stays until another place is touched.
    if (event.pointerType !== 'touch') this.#close();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = this.stops ?? this.tooltips.length;
    if (!stops) return;
    const index = stepTo(event.key, this.open?.index, stops - 1, this.rtl);
    if (index !== undefined) this.#step(index);
    else if (event.key === 'Escape' && this.open) this.#close();
    else if (event.key === 'Enter' && this.open) this.#choose();
    else return;
    event.preventDefault();
  }

  #step(index: number): void {
    this.#openAt(index, undefined, true);
    this.dispatchEvent(new CustomEvent('stats-chart-step', { detail: index }));
  }

  /** Opens the tooltip of the bucket that is nearest to an index: the pointer may be beside the plot. */
  #openAt(near: number, pointer?: Point, spoken = false): void {
    const index = Math.max(0, Math.min(near, this.tooltips.length - 1));
    const point = pointer ?? this.#picture?.toPixel(index);
    this.open = point && { index, point, spoken };
  }

  #close(): void {
    this.open = undefined;
  }

  /** Dispatches `stats-chart-choose`. */
  #choose(): void {
    if (this.open)
      this.dispatchEvent(new CustomEvent('stats-chart-choose', { detail: this.open.index, bubbles: true }));
  }

  #placeTooltip(): void {
    const { open, card, crosshair } = this;
    const picture = this.#picture;
    if (!open || !picture || !card || !crosshair) return;
    const point = picture.axis || open.spoken ? (picture.toPixel(open.index) ?? open.point) : open.point;
    const tooltip = { width: card.offsetWidth, height: card.offsetHeight };
    moveTo(card, placeTooltip(point, tooltip, { width: this.box.clientWidth, height: this.height }, this.rtl));
    moveTo(crosshair, { x: Math.round(point.x), y: picture.axis ? picture.box.top : point.y });
    crosshair.style.setProperty('block-size', picture.axis ? `${picture.box.height}px` : '0');
  }
}

const moveTo = (element: HTMLElement, { x, y }: Point): void =>
  element.style.setProperty('transform', `translate(${x}px, ${y}px)`);

const card = ({ label, rows }: Tooltip): TemplateResult =>
  html`<div class="tip" part="tip" aria-hidden="true">
    <div class="title">${label}</div>
    ${rows
      .slice(0, MOST_ROWS)
      .map(
        ({ label, text, color }) =>
          html`<div class="row">
            ${color ? swatch(color) : nothing}<span class="name" dir="auto">${label}</span
            ><span class="text">${text}</span>
          </div>`,
      )}
  </div>`;

/** Prints a tooltip as a line of text. */
const spoken = ({ label, rows }: Tooltip): string =>
  [label, ...rows.slice(0, MOST_ROWS).map((row) => `${row.label} ${row.text}`.trim())].join(', ');

declare global {
  interface HTMLElementTagNameMap {
    'stats-chart': StatsChart;
  }
}
