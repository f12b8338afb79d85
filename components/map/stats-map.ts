import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  ASPECT,
  clamp,
  isLonLat,
  MAX_ZOOM,
  MIDDLE,
  MIN_ZOOM,
  placeOf,
  type MapViewport,
  type LonLat,
} from '../../src/chart/map-viewport.js';
import { boundsOf, classColors, classOf, noDataColor, zeroColor } from '../../src/chart/classes.js';
import { codeOf, DRAWN } from '../../src/chart/countries.js';
import { CSS_THEME, type ChartTheme } from '../../src/chart/theme.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { type DeferredMessages } from '../../src/i18n/messages/deferred.js';
import { formatList, partNames } from '../../src/i18n/format.js';
import { lazy } from '../../src/util/lazy.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { mapView, type Country, type MapView } from '../../src/view/map-view.js';
import type { DataTable } from '../../src/view/data-table.js';
import type { TableView } from '../../src/view/table-view.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import { KINDS, type Kind } from '../../src/vocabulary/terms.js';
import { choices } from '../styles/form-controls.js';
import { chart, chartDrawn, expectChart, onTableKey } from '../internal/chart-template.js';
import { MapMovement } from './map-movement.js';
import type { Plot, StatsChart, Tip } from '../chart/stats-chart.js';
import { unchanged } from '../../src/view/unchanged.js';
import { rankedBy, tableToggle } from '../internal/display-picker.js';
import { number, oneOf, required, setting, type Setting } from '../base/settings.js';
import { StatsTable } from '../table/stats-table.js';
import { StatsWidget } from '../base/stats-widget.js';
import { swatch, swatchStyles } from '../internal/swatch.js';
import { mapStyles } from './stats-map.styles.js';

/** What can be counted by country. */
const MAP_METRICS = ['views', 'downloads', 'visitors', 'downloadVolume'] as const satisfies readonly Metric[];
export type MapMetric = (typeof MAP_METRICS)[number];

/** Countries that are named below the map because it does not draw them. */
const MOST_NAMED = 5;

const LON_LAT = /^\[?\s*([^\s,]+)[\s,]+([^\s,\]]+)\s*\]?$/;

/** A place on the earth: a list, or a text in which white space or a comma divides longitude and latitude. */
const lonLat: Setting<LonLat> = setting('longitude and latitude like 10 50', (value) => {
  const list = typeof value === 'string' ? LON_LAT.exec(value)?.slice(1).map(Number) : (value as LonLat);
  return isLonLat(list) ? list : undefined;
});

const DEFAULT_HEIGHT = 400;
/** Pixels that a map keeps in a narrow column, where the page says nothing else. */
const LEAST_HEIGHT = 160;

const ICONS = {
  zoomIn: svg`<path d="M8 3v10M3 8h10" />`,
  zoomOut: svg`<path d="M3 8h10" />`,
  reset: svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />`,
} as const satisfies Record<string, SVGTemplateResult>;

/** What makes the picture, and the shapes in it. */
const drawer = lazy(() => Promise.all([import('../../src/chart/map-spec.js'), import('../../src/chart/atlas.js')]));

/** A country in its colour. */
interface Coloured {
  readonly code: string;
  readonly label: string;
  /** Absent: nothing is known of it. */
  readonly country?: Country;
}

/** What has been made of a view, and is the same for as long as that is. */
interface Made {
  readonly view: MapView;
  readonly i18n: unknown;
  /** True if values are not told apart. */
  readonly uniform: boolean;
  readonly bounds: readonly number[];
  /** What the map draws: countries with a value, the largest first, then all others. */
  readonly drawn: readonly Coloured[];
  /** How many of them have a value. */
  readonly known: number;
  /** Countries with a value that it does not draw. */
  readonly notDrawn: readonly Country[];
  readonly tips: readonly Tip[];
}

/**
 * A metric by country, on a map of the world. It can be zoomed and moved by buttons, keys and pointer.
 *
 * ```html
 * <stats-map src="/api/stats-dashboard" metric="views" kind="snapshot"></stats-map>
 * ```
 *
 * @tag stats-map
 * @csspart legend - what the colours mean
 */
export class StatsMap extends StatsWidget<MapView> {
  static override tag = 'stats-map';
  static override parts = [StatsTable];
  static override styles = [...StatsWidget.styles, choices, swatchStyles, mapStyles];

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
  @property({ type: Boolean, attribute: 'uniform-color-mode' }) uniformColorMode = false;

  @state() private asTable = false;

  readonly #movement = new MapMovement(this, {
    home: () => this.#home,
    picture: () => this.#picture,
    size: () => ({ width: this.#picture?.clientWidth ?? 0, height: this.#height }),
  });
  readonly #sizes = new ResizeObserver(() => {
    if (this.clientWidth === this.#width) return;
    this.#width = this.clientWidth;
    // In the next frame: what changes its own size while sizes are told is an error.
    requestAnimationFrame(() => this.requestUpdate());
  });
  #width = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    expectChart(this, drawer);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override get needs(): readonly DataNeed[] {
    return [{ metric: this.metric, kind: this.kind, breakdown: 'countries', latest: true }];
  }

  get #words(): DeferredMessages['map'] {
    return allMessages(this.i18n).map;
  }

  protected override get defaultHeading(): string {
    return allMessages(this.i18n).breakdowns.countries;
  }

  override get subtitle(): string {
    return rankedBy(this.i18n, this, this.view);
  }

  protected override readonly dependsOnGranularity = false;

  protected override model(state: StatsState): MapView {
    const options = { metric: this.metric, kind: this.kind, naming: partNames(this.i18n) };
    return unchanged(this.view, mapView(state.stats, state.range, options));
  }

  protected override whenDrawn(): Promise<void> {
    return chartDrawn(this.renderRoot);
  }

  protected override willUpdate(changed: PropertyValues): void {
    // The page looks elsewhere, and the reader goes along.
    if (changed.has('zoom') || changed.has('center')) this.#movement.forget();
    // From then on it is told: to ask makes the browser lay out the page.
    this.#width ||= this.clientWidth;
    super.willUpdate(changed);
  }

  /** Where the page looks. */
  get #home(): MapViewport {
    return { zoom: this.#zoom, middle: this.center ? placeOf(this.center) : MIDDLE };
  }

  get #zoom(): number {
    return Math.max(this.zoom, MIN_ZOOM);
  }

  /** Pixels: as the page wishes, but in a narrow column not higher than the world is there. */
  get #height(): number {
    const world = this.#width ? ((this.#width / ASPECT) * this.#zoom) / MIN_ZOOM : this.height;
    return Math.round(Math.max(this.minHeight, Math.min(this.height, world)));
  }

  get #picture(): StatsChart | null {
    return this.renderRoot.querySelector('stats-chart');
  }

  protected override tools(): TemplateResult {
    return html`${this.view && !this.view.absence && !this.asTable ? this.#zoomTools() : nothing}
    ${tableToggle(this.i18n, this.asTable, () => this.#onTable())}`;
  }

  #zoomTools(): TemplateResult {
    const words = this.#words;
    const { viewport, moved, zoomIn, zoomOut, reset } = this.#movement;
    const button = (name: 'zoomIn' | 'zoomOut' | 'reset', key: string, possible: boolean, act: () => void) =>
      // One that cannot be used any more keeps the focus, or a second press would go nowhere.
      html`<button
        aria-label=${words[name]}
        title=${`${words[name]} (${key})`}
        aria-keyshortcuts=${key}
        aria-disabled=${!possible}
        @click=${act}
      >
        ${drawing(name)}
      </button>`;
    return html`<div class="icons" role="group" aria-label=${words.view(this.headingText)}>
      ${button('zoomIn', '+', viewport.zoom < MAX_ZOOM, zoomIn)}
      ${button('zoomOut', '-', viewport.zoom > MIN_ZOOM, zoomOut)} ${button('reset', '0', moved, reset)}
    </div>`;
  }

  #onTable(): void {
    this.asTable = !this.asTable;
  }

  protected override draw(view: MapView): TemplateResult {
    return html`<div class=${this.#movement.dragging ? 'dragging' : ''} @keydown=${this.#onKey}>
        ${
          this.asTable
            ? html`<stats-table .view=${this.table(view)} .label=${this.headingText}></stats-table>`
            : html`${this.#map(view)} ${this.#legend()}`
        }
      </div>
      ${this.#footnotes(view)}`;
  }

  #map(view: MapView): TemplateResult {
    const messages = allMessages(this.i18n);
    const { tips, known } = this.#made(view);
    const label = `${messages.chartLabel(this.headingText, this.subtitle)}. ${this.#words.keys}`;
    const { wheel, pointerDown, pointerMove, pointerUp } = this.#movement;
    return html`<div
      @stats-chart-step=${this.#step}
      @wheel=${wheel}
      @pointerdown=${pointerDown}
      @pointermove=${pointerMove}
      @pointerup=${pointerUp}
      @pointercancel=${pointerUp}
    >
      ${chart(this, { plot: this.#plotOf(view), tips, stops: known, label, height: this.#height, failed: messages.chartFailed })}
    </div>`;
  }

  #cached: Made | undefined;

  #made(view: MapView): Made {
    const { i18n, uniformColorMode: uniform } = this;
    const cached = this.#cached;
    if (cached?.view === view && cached.i18n === i18n && cached.uniform === uniform) return cached;
    const values = view.countries.map(({ value }) => value);
    const bounds = uniform ? SINGLE_CLASS : boundsOf(values, view.unit === 'bytes' && i18n.binarySizes ? 1024 : 1000);
    const byCode = new Map(view.countries.map((country) => [codeOf(country.id), country]));
    const known = [...byCode].filter(([code]) => DRAWN.has(code));
    const others = [...DRAWN].filter((code) => !byCode.has(code));
    const drawn: Coloured[] = [
      ...known.map(([code, country]) => ({ code, label: country.label, country })),
      ...others.map((code) => ({ code, label: partNames(i18n)('countries', code, '') })),
    ];
    const color = colouring({ bounds, uniform }, CSS_THEME);
    return (this.#cached = {
      view,
      i18n,
      uniform,
      bounds,
      drawn,
      known: known.length,
      notDrawn: [...byCode].flatMap(([code, country]) => (DRAWN.has(code) ? [] : [country])),
      tips: drawn.map((each) => this.#tip(each, view, color(each.country))),
    });
  }

  #tip({ label, country }: Coloured, { unit }: MapView, color: string): Tip {
    const { i18n } = this;
    const messages = allMessages(i18n);
    const metric = messages.metrics[this.metric];
    if (this.uniformColorMode) {
      const text = isCounted(country) ? '' : messages.map.noneKnown;
      return { label, rows: [{ label: metric, text, color }] };
    }
    if (!country) return { label, rows: [{ label: metric, text: messages.empty, color }] };
    return {
      label,
      rows: [
        { label: metric, text: i18n.value(country.value, unit, Infinity), color },
        ...(country.share === null ? [] : [{ label: messages.share, text: i18n.share(country.share) }]),
      ],
    };
  }

  /** The same function for as long as nothing changes that it draws: a new one would be drawn anew. */
  #plot: { readonly made: Made; readonly key: string; readonly plot: Plot } | undefined;

  #plotOf(view: MapView): Plot {
    const made = this.#made(view);
    const { viewport } = this.#movement;
    const key = JSON.stringify(viewport);
    if (this.#plot?.made === made && this.#plot.key === key) return this.#plot.plot;
    const { drawn } = made;
    const plot: Plot = async (frame) => {
      const [{ mapSpec }, { ATLAS }] = await drawer();
      const color = colouring(made, frame.theme);
      const areas = drawn.map(({ code, country }) => ({ ...ATLAS.get(code)!, color: color(country) }));
      return mapSpec(areas, clamp(viewport, frame), frame);
    };
    this.#plot = { made, key, plot };
    return plot;
  }

  #onKey(event: KeyboardEvent): void {
    onTableKey(event, this, () => this.#onTable());
    if (!this.asTable) this.#movement.onKey(event);
  }

  /** A country that the keys have led to comes into the picture. The event does not bubble. */
  readonly #step = {
    handleEvent: async ({ detail }: CustomEvent<number>): Promise<void> => {
      const [, { ATLAS }] = await drawer();
      const shape = ATLAS.get(this.#cached?.drawn[detail]?.code ?? '');
      if (shape) this.#movement.reveal(placeOf(shape.middle));
    },
    capture: true,
  };

  /** Of what nothing is known, and what is 0: apart from the classes, which go from colour to colour. */
  #apart(theme: ChartTheme): { label: string; color: string }[] {
    const { view, i18n } = this;
    if (!view) return [];
    if (this.uniformColorMode) return [{ label: this.#words.noneKnown, color: noDataColor(theme) }];
    return [
      ...(this.#made(view).drawn.some(({ country }) => !country)
        ? [{ label: allMessages(i18n).empty, color: noDataColor(theme) }]
        : []),
      ...(view.countries.some(({ value }) => value <= 0) ? [{ label: i18n.number(0), color: zeroColor(theme) }] : []),
    ];
  }

  #classes(theme: ChartTheme): { bound: string; label: string; color: string }[] {
    const { view, i18n } = this;
    if (!view) return [];
    const { bounds } = this.#made(view);
    const colors = classColors(bounds.length, theme);
    if (this.uniformColorMode) {
      const label = allMessages(i18n).metrics[this.metric];
      return [{ bound: label, label, color: colors[0] as string }];
    }
    return bounds.map((value, i) => {
      const bound = i18n.value(value, view.unit);
      return { bound, label: this.#words.from(bound), color: colors[i] as string };
    });
  }

  override legend(theme: ChartTheme): { label: string; color: string }[] {
    if (!this.view || this.view.absence || this.asTable) return [];
    return [...this.#apart(theme), ...this.#classes(theme).map(({ label, color }) => ({ label, color }))];
  }

  /** A bound stands below the place where its class begins. */
  #legend(): TemplateResult {
    const apart = this.#apart(CSS_THEME);
    return html`<div class="legend" part="legend">
      ${
        apart.length
          ? html`<ul class="apart">
              ${apart.map(({ label, color }) => html`<li>${swatch(color)}${label}</li>`)}
            </ul>`
          : nothing
      }
      <ul class="classes">
        ${this.#classes(CSS_THEME).map(
          ({ bound, label, color }) =>
            html`<li title=${label}>
              ${swatch(color)}<span aria-hidden="true">${bound}</span><span class="sr-only">${label}</span>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  /** Everything that is counted but not to be seen on the map. */
  #footnotes(view: MapView): unknown {
    const { i18n } = this;
    const messages = allMessages(i18n);
    const words = this.#words;
    const { notDrawn } = this.#made(view);
    const value = (number: number): string => i18n.value(number, view.unit, Infinity);
    const named = formatList(
      i18n,
      notDrawn
        .slice(0, MOST_NAMED)
        .map((country) => (this.uniformColorMode ? country.label : words.named(country.label, value(country.value)))),
    );
    const more = notDrawn.length - MOST_NAMED;
    const notes = [
      named && !this.asTable ? words.notDrawn(more > 0 ? words.andMore(named, more) : named) : '',
      !view.totalOfParts && view.known < (view.total ?? 0)
        ? words.known(value(view.known), value(view.total ?? 0), messages.metrics[this.metric])
        : '',
      view.exceedsWhole ? messages.exceedsWhole : '',
      view.hidden > 0 ? `${messages.hidden.countries(value(view.hidden))}.` : '',
    ].filter(Boolean);
    return notes.length ? html`<p class="note">${notes.join(' ')}</p>` : nothing;
  }

  get #heads(): [id: string, country: string, counted: string, share: string] {
    const { heads } = allMessages(this.i18n);
    const messages = allMessages(this.i18n);
    return [heads.id, heads.parts.countries, messages.metrics[this.metric], messages.share];
  }

  /** What is shown, as a table: a row for each country that has a value, drawn or not. */
  table({ countries, unit }: MapView): TableView {
    const { i18n } = this;
    const [, ...headers] = this.#heads;
    return {
      headers,
      rows: countries.map(({ label, value, share }) => [
        label,
        { value, text: i18n.value(value, unit, Infinity) },
        { value: share, text: share === null ? '' : i18n.share(share) },
      ]),
    };
  }

  override sheet(): DataTable | undefined {
    const { view } = this;
    if (!view || !this.complete) return undefined;
    const [id, country, counted, share] = this.#heads;
    return {
      title: this.headingText,
      description: this.subtitle,
      start: view.start,
      end: view.end,
      columns: [
        { key: 'id', label: id, type: 'text' },
        { key: 'label', label: country, type: 'text' },
        { key: 'value', label: counted, type: view.unit },
        { key: 'share', label: share, type: 'share' },
      ],
      rows: view.countries.map((each) => [each.id, each.label, each.value, each.share]),
    };
  }
}

const isCounted = (country: Country | undefined): boolean => country !== undefined && country.value > 0;

/** Bounds of the only class of a map that does not tell values apart: everything above 0. */
const SINGLE_CLASS: readonly number[] = [0];

/** The colour of a country, or of one of which nothing is known. */
function colouring(
  { bounds, uniform }: Pick<Made, 'bounds' | 'uniform'>,
  theme: ChartTheme,
): (country: Country | undefined) => string {
  const colors = classColors(bounds.length, theme);
  if (uniform) return (country) => (isCounted(country) ? (colors[0] as string) : noDataColor(theme));
  return (country) => (country ? (colors[classOf(country.value, bounds)] ?? zeroColor(theme)) : noDataColor(theme));
}

const drawing = (name: keyof typeof ICONS): TemplateResult =>
  html`<svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'stats-map': StatsMap;
  }
}
