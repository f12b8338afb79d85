import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Area, placeOf } from '../../src/chart/map-spec.js';
import { CSS_THEME } from '../styles/chart-theme.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import { partNames } from '../../src/i18n/format.js';
import { lazy } from '../../src/util/lazy.js';
import { memoizeLast } from '../../src/util/memoize-last.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { mapView, type MapView } from '../../src/view/map-view.js';
import { rankingTable } from '../../src/view/ranking-table.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, type Kind } from '../../src/vocabulary/terms.js';
import { countedName } from '../internal/counted-name.js';
import { rankingSubtitle } from '../internal/ranking-subtitle.js';
import type { Plot, StatsChart } from '../chart/stats-chart.js';
import { unchanged } from '../../src/view/unchanged.js';
import { flag, number, oneOf, required, setting, type Setting } from '../base/settings.js';
import { StatsDisplayWidget } from '../base/stats-display-widget.js';
import { swatchStyles } from '../internal/swatch.js';
import { legendTemplate, mapLegend, mapNotes, type LegendEntry } from './map-legend.js';
import { MapMovement } from './map-movement.js';
import { mapColors, mapPicture, type MapPicture } from './map-picture.js';
import {
  ASPECT,
  clamp,
  isLonLat,
  MAX_ZOOM,
  MIDDLE,
  MIN_ZOOM,
  toPixels,
  type LonLat,
  type MapViewport,
} from './map-viewport.js';
import { mapStyles } from './stats-map.styles.js';

/** The metrics that are counted by country. */
const MAP_METRICS = ['views', 'downloads', 'visitors', 'downloadVolume'] as const satisfies readonly Metric[];
export type MapMetric = (typeof MAP_METRICS)[number];

const LON_LAT = /^\[?\s*([^\s,]+)[\s,]+([^\s,\]]+)\s*\]?$/;

/** Reads a place on the earth: a list, or a text with longitude and latitude divided by white space or a comma. */
const lonLat: Setting<LonLat> = setting(
  'longitude and latitude like 10 50',
  (value) => {
    const list = typeof value === 'string' ? LON_LAT.exec(value)?.slice(1).map(Number) : (value as LonLat);
    return isLonLat(list) ? list : undefined;
  },
  true,
);

const DEFAULT_HEIGHT = 400;
/** The least height of a map in a narrow column, in pixels. */
const LEAST_HEIGHT = 160;

/** Icons of the zoom buttons, on a square of 16. */
const ICONS = {
  zoomIn: svg`<path d="M8 3v10M3 8h10" />`,
  zoomOut: svg`<path d="M3 8h10" />`,
  reset: svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />`,
} as const;

/** Loads the code that creates the chart, and the shapes of the countries. */
const loadSpec = lazy(() => Promise.all([import('../../src/chart/map-spec.js'), import('../../src/chart/atlas.js')]));

/**
 * A metric by country, on a map of the world. It can be zoomed and moved by buttons, keys and pointer.
 *
 * ```html
 * <stats-map src="/api/stats-dashboard" metric="views" kind="snapshot"></stats-map>
 * ```
 *
 * @tag stats-map
 * @csspart legend - the meanings of the colours
 */
export class StatsMap extends StatsDisplayWidget<MapView> {
  static override tag = 'stats-map';
  static override styles = [...StatsDisplayWidget.styles, swatchStyles, mapStyles];

  /** The metric that is counted: `views`, `downloads`, `visitors` or `downloadVolume`. */
  @property({ converter: required(oneOf(MAP_METRICS)) }) metric: MapMetric = 'views';
  /** `delta` (what happened in the range) or `snapshot` (the total as of its last day). */
  @property({ converter: required(oneOf(KINDS)) }) kind: Kind = 'delta';
  /** Largest height of the picture in pixels; in a narrow column it is as high as the world. */
  @property({ converter: number(1, 9999) }) height = DEFAULT_HEIGHT;
  /** Smallest height of the picture in pixels. */
  @property({ attribute: 'min-height', converter: number(1, 9999) }) minHeight = LEAST_HEIGHT;
  /** Zoom at first, at most 20. Up to 1.3, the whole world is shown. */
  @property({ converter: number(0.1, MAX_ZOOM) }) zoom = 1;
  /** Centre at first: longitude and latitude in degrees (`10 50`). */
  @property({ converter: lonLat }) center: LonLat | undefined;

  /** Draws all countries with a value in one colour, without their values, which the table and files still have. */
  @property({ attribute: 'uniform-color-mode', converter: flag }) uniformColorMode = false;

  protected override readonly offered = ['chart', 'table'] as const;
  protected override readonly loadSpec = loadSpec;
  readonly #movement = new MapMovement(this, {
    home: () => this.#home,
    pointOf: (event) => this.#picture?.pointOf(event) ?? { x: 0, y: 0 },
    size: () => ({ width: (this.#placeOf && this.#picture?.clientWidth) ?? 0, height: this.#height }),
  });
  #sizes: ResizeObserver | undefined;
  #width = 0;
  /** Projects a place. Absent until the first picture, whose code it belongs to: the map cannot be moved before. */
  #placeOf: typeof placeOf | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes = new ResizeObserver(() => {
      if (this.clientWidth === this.#width) return;
      this.#width = this.clientWidth;
      // In the next frame: a ResizeObserver that changes sizes while it reports them causes an error.
      requestAnimationFrame(() => this.requestUpdate());
    });
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
  }

  override get needs(): readonly DataNeed[] {
    return [{ metric: this.metric, kind: this.kind, breakdown: 'countries', latest: true }];
  }

  protected override get defaultHeading(): string {
    return this.messages.breakdowns.countries;
  }

  override get subtitle(): string {
    return rankingSubtitle(this.i18n, this, this.view);
  }

  protected override readonly dependsOnGranularity = false;

  protected override model(state: StatsState): MapView {
    const options = { metric: this.metric, kind: this.kind, naming: partNames(this.i18n) };
    return unchanged(this.view, mapView(state.stats, state.range, options));
  }

  protected override willUpdate(changed: PropertyValues): void {
    // A place that the page sets replaces the one that the reader has moved to.
    if (changed.has('zoom') || changed.has('center')) this.#movement.forget();
    // Read once, since reading forces a layout; later changes come from the ResizeObserver.
    this.#width ||= this.clientWidth;
    super.willUpdate(changed);
  }

  /** The viewport of the attributes. */
  get #home(): MapViewport {
    return { zoom: this.#zoom, middle: (this.center && this.#placeOf?.(this.center)) ?? MIDDLE };
  }

  get #zoom(): number {
    return Math.max(this.zoom, MIN_ZOOM);
  }

  /** The height in pixels: in a narrow column not more than the world needs. */
  get #height(): number {
    const world = this.#width ? ((this.#width / ASPECT) * this.#zoom) / MIN_ZOOM : this.height;
    return Math.round(Math.max(this.minHeight, Math.min(this.height, world)));
  }

  get #picture(): StatsChart | null {
    return this.renderRoot.querySelector('stats-chart');
  }

  protected override tools(): TemplateResult {
    const { view } = this;
    const isMap = view && !view.absence && !this.isTable;
    return html`${isMap ? this.#zoomButtons() : nothing} ${super.tools()}`;
  }

  /** Renders buttons that zoom the map in, out, and back to where it was at first. */
  #zoomButtons(): TemplateResult {
    const messages = this.messages.map;
    const { viewport, moved, zoomIn, zoomOut, reset } = this.#movement;
    const button = (name: keyof typeof ICONS, key: string, possible: boolean, act: () => void) =>
      // `aria-disabled` instead of `disabled` keeps the focus on a button that cannot be used any more.
      html`<button
        aria-label=${messages[name]}
        title=${`${messages[name]} (${key})`}
        aria-keyshortcuts=${key}
        aria-disabled=${!possible}
        @click=${act}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>
      </button>`;
    return html`<div class="icons" role="group" aria-label=${messages.view(this.headingText)}>
      ${button('zoomIn', '+', viewport.zoom < MAX_ZOOM, zoomIn)}
      ${button('zoomOut', '-', viewport.zoom > MIN_ZOOM, zoomOut)} ${button('reset', '0', moved, reset)}
    </div>`;
  }

  protected override draw(view: MapView): TemplateResult {
    const { i18n, isTable } = this;
    const picture = this.#pictureOf(view);
    const notes = mapNotes(i18n, view, picture, isTable);
    const legend = legendTemplate(mapLegend(i18n, view, picture, CSS_THEME));
    return html`<div class=${this.#movement.dragging ? 'dragging' : ''} @keydown=${this.#onKey}>
        ${isTable ? this.table(view) : html`${this.#map(view)} ${legend}`}
      </div>
      ${notes.length ? html`<p class="note">${notes.join(' ')}</p>` : nothing}`;
  }

  protected override get chartName(): string {
    return `${super.chartName}. ${this.messages.map.keys}`;
  }

  #map(view: MapView): TemplateResult {
    const { tooltips, drawn, known } = this.#pictureOf(view);
    const series = drawn.map(({ code, label }) => ({ id: code, label }));
    const { wheel, pointerDown, pointerMove, pointerUp } = this.#movement;
    return html`<div
      @stats-chart-step=${this.#step}
      @wheel=${wheel}
      @pointerdown=${pointerDown}
      @pointermove=${pointerMove}
      @pointerup=${pointerUp}
      @pointercancel=${pointerUp}
    >
      ${this.chart({ plot: this.#plotOf(view), tooltips, series, height: this.#height, stops: known })}
    </div>`;
  }

  readonly #lastPicture = memoizeLast<MapPicture>();

  #pictureOf(view: MapView): MapPicture {
    const { i18n, metric, uniformColorMode: uniform } = this;
    return this.#lastPicture([view, i18n, metric, uniform], () => mapPicture(i18n, view, { metric, uniform }));
  }

  /** Memoizes the rows of the picture, since the chart reads them again only if they are others. */
  readonly #lastAreas = memoizeLast<readonly Area[]>();

  #plotOf(view: MapView): Plot {
    const picture = this.#pictureOf(view);
    const { moved, viewport } = this.#movement;
    const place = JSON.stringify(moved ? viewport : [this.#zoom, this.center]);
    return this.lastPlot([picture, place], () => async (frame) => {
      const [{ mapSpec, placeOf }, { ATLAS }] = await loadSpec();
      this.#placeOf = placeOf;
      const areas = this.#lastAreas([picture], () =>
        picture.drawn.map(({ code, label, country }, index) => {
          return { ...ATLAS.get(code)!, index, series: code, label, value: country?.value ?? null };
        }),
      );
      const projection = toPixels(clamp(this.#movement.viewport, frame), frame);
      return mapSpec(areas, projection, mapColors(picture, frame.theme), frame);
    });
  }

  #onKey(event: KeyboardEvent): void {
    this.onKey(event);
    if (!this.isTable) this.#movement.onKey(event);
  }

  /** Moves a country into the picture when a key has opened its tooltip. The event does not bubble, so it is captured. */
  readonly #step = {
    handleEvent: async ({ detail }: CustomEvent<number>): Promise<void> => {
      const [{ placeOf }, { ATLAS }] = await loadSpec();
      const country = this.view && this.#pictureOf(this.view).drawn[detail];
      const shape = country && ATLAS.get(country.code);
      if (shape) this.#movement.reveal(placeOf(shape.middle));
    },
    capture: true,
  };

  override legend(theme: ChartTheme): LegendEntry[] {
    const { view } = this;
    if (!view || view.absence || this.isTable) return [];
    const { apart, classes } = mapLegend(this.i18n, view, this.#pictureOf(view), theme);
    return [...apart, ...classes];
  }

  /** Creates a row for each country that has a value, drawn or not. */
  protected override tableOf(view: MapView, use: TableUse): DataTable {
    const { heads, share } = this.messages;
    const { name } = countedName(this.i18n, this.metric, view);
    return rankingTable(view, view.countries, {
      use,
      title: this.headingText,
      description: this.subtitle,
      heads: { id: heads.id, part: heads.parts.countries, value: name, share },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-map': StatsMap;
  }
}
