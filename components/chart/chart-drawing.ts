import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Config, TopLevelSpec } from 'vega-lite';
import type { EmbedOptions, Picture } from '../../src/chart/embed.js';
import { vegaTheme, type ChartTheme, type PlotFrame } from '../../src/chart/theme.js';
import { StatsError } from '../../src/sources/errors.js';
import { lazy } from '../../src/util/lazy.js';
import { Redraw } from '../../src/util/redraw.js';
import { isNear, onNear } from '../internal/viewport.js';
import { colorsOf } from '../styles/chart-theme.js';
import { measureWith } from './text-width.js';

/** Creates the Vega-Lite specification of a picture for its size and theme. A new function is drawn again. */
export type Plot = (frame: PlotFrame) => TopLevelSpec | Promise<TopLevelSpec>;

/** Returns the font size of axis labels in pixels, which a configuration of the page can change. */
const labelSize = (theme: ChartTheme, configs: readonly Config[]): number => {
  const sizes = [vegaTheme(theme), ...configs].map(({ axis }) => axis?.labelFontSize);
  return sizes.filter((size) => typeof size === 'number').at(-1) as number;
};

/** The element of a drawing, and what it shows. */
interface Chart extends ReactiveControllerHost, HTMLElement {
  readonly plot: Plot | undefined;
  /** Height in pixels. */
  readonly height: number;
  readonly vegaConfig: readonly Config[];
  readonly theme: ChartTheme;
}

interface DrawingOptions {
  /** Returns the element that holds the picture. */
  readonly box: () => Element;
  readonly isRtl: () => boolean;
  readonly embed: () => EmbedOptions;
  /** Called before and after the page is printed, to choose its colours at once: there is no further rendering. */
  readonly onPrint: (printing: boolean) => void;
  /** Called when the picture has changed, with true if its numbers may be other ones. */
  readonly onDraw: (hasOtherNumbers: boolean) => void;
  /** Called with the error when nothing can be drawn, or when something was left out. */
  readonly onError: (error: unknown) => void;
}

/** Loads Vega. The result is stored, since printing does not wait for an `import()`, even of a loaded module. */
const runtime = lazy(() => import('../../src/chart/embed.js'));

const PRINT = ['beforeprint', 'afterprint'] as const;

/** Width of an A4 page without its margins and those of a card, in pixels. */
const PAPER_WIDTH = 640;

/**
 * Estimates the width that a picture has on paper, which is not known while it is drawn for it: texts then have a readable
 * size. The style sheet stretches the picture to the true width.
 */
const paperWidth = (width: number): number =>
  Math.min(PAPER_WIDTH, width * Math.max(1, PAPER_WIDTH / window.innerWidth));

/**
 * Keeps the picture of a chart up to date: when its content, its size, its colours or its direction change, and when it
 * comes near the viewport or is printed.
 */
export class ChartDrawing implements ReactiveController {
  picture: Picture | undefined;
  /** The specification that is drawn, under its theme. */
  spec: TopLevelSpec | undefined;
  /** True if the picture could not be drawn. */
  failed = false;

  readonly #chart: Chart;
  readonly #options: DrawingOptions;
  /** The values that the picture was drawn with. */
  #plot: Plot | undefined;
  #drawn = '';
  /** The configuration that has been reported as faulty. */
  #faultyConfig: readonly Config[] | undefined;
  #width = 0;
  #isRtl = false;
  readonly #redraw = new Redraw(() => this.#draw());
  #sizes: ResizeObserver | undefined;
  #forcedColors: MediaQueryList | undefined;
  /** True while the picture is not drawn because it is far from the viewport. */
  #late = false;
  #printing = false;
  #forget = (): void => undefined;
  readonly #onPrint = ({ type }: Event): void => {
    this.#printing = type === 'beforeprint';
    this.#options.onPrint(this.#printing);
    this.#redraw.request(this.#printing ? 'now' : 'painted');
  };

  constructor(chart: Chart, options: DrawingOptions) {
    this.#chart = chart;
    this.#options = options;
    chart.addController(this);
  }

  readonly request = (): void => this.#redraw.request(this.picture ? 'painted' : 'frame');

  /** Resolves when the picture has been drawn, has failed, or is far from the viewport. */
  get settled(): Promise<void> {
    return this.#redraw.settled();
  }

  /** True if the direction of the page is not that of the picture. */
  get isReversed(): boolean {
    return this.#options.isRtl() !== this.#isRtl;
  }

  hostConnected(): void {
    this.#sizes = new ResizeObserver(() => this.#chart.clientWidth !== this.#width && this.request());
    this.#sizes.observe(this.#chart);
    this.#forcedColors = matchMedia('(forced-colors: active)');
    this.#forcedColors.addEventListener('change', this.request);
    this.#forget = onNear(this.#chart, () => this.#late && this.request());
    for (const type of PRINT) window.addEventListener(type, this.#onPrint);
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#forcedColors?.removeEventListener('change', this.request);
    this.#forget();
    for (const type of PRINT) window.removeEventListener(type, this.#onPrint);
    this.#redraw.cancel();
  }

  async #draw(): Promise<void> {
    const { plot, height, clientWidth, vegaConfig } = this.#chart;
    const width = this.#printing ? paperWidth(clientWidth) : clientWidth;
    const rtl = this.#options.isRtl();
    this.#width = clientWidth;
    this.#isRtl = rtl;
    this.#late = plot !== undefined && !this.#printing && !isNear(this.#chart);
    if (!plot) this.#replace(undefined);
    if (!plot || !width || this.#late) return;
    try {
      const { theme } = this.#chart;
      const drawn = JSON.stringify([width, height, rtl, theme, vegaConfig]);
      if (this.picture && this.#plot === plot && this.#drawn === drawn) return;
      const measure = measureWith(theme.font, labelSize(theme, vegaConfig));
      const spec = await plot({ width, height, rtl, theme, measure, colorsOf: (ids) => colorsOf(ids, theme) });
      await this.#show(spec, theme, vegaConfig);
      this.#options.onDraw(this.#plot !== plot);
      [this.#plot, this.#drawn, this.failed] = [plot, drawn, false];
    } catch (error) {
      this.#finalize();
      this.failed = true;
      // Draw the picture if the code arrives after the time limit.
      void runtime.pending?.then(this.request, () => undefined);
      this.#options.onError(error);
    }
    this.#chart.requestUpdate();
  }

  /** Draws a specification. A configuration of the page with which it cannot be drawn is left out, and reported. */
  async #show(spec: TopLevelSpec, theme: ChartTheme, vegaConfig: readonly Config[]): Promise<void> {
    try {
      await this.#update(spec, theme, vegaConfig);
    } catch (error) {
      if (!vegaConfig.some((config) => Object.keys(config).length)) throw error;
      this.#finalize();
      await this.#update(spec, theme, []);
      if (this.#faultyConfig !== vegaConfig)
        this.#options.onError(new StatsError('attribute', String(error), { path: 'vegaConfig', cause: error }));
      this.#faultyConfig = vegaConfig;
    }
  }

  /** Updates the picture in place, or draws a new one and then replaces the old one, to avoid flicker. */
  async #update(bare: TopLevelSpec, theme: ChartTheme, vegaConfig: readonly Config[]): Promise<void> {
    // Vega is loaded with the first picture: numbers and tables do not need it.
    const { embed, themed } = await runtime();
    const spec = await themed(bare, theme, vegaConfig);
    if (!(await this.picture?.update(spec))) {
      const fresh = document.createElement('div');
      this.#replace(await embed(fresh, spec, this.#options.embed()), fresh);
    }
    this.spec = spec;
  }

  #replace(picture: Picture | undefined, ...drawing: Element[]): void {
    this.#finalize();
    this.#options.box().replaceChildren(...drawing);
    this.picture = picture;
    this.#chart.requestUpdate();
  }

  #finalize(): void {
    this.picture?.finalize();
    this.picture = undefined;
    this.spec = undefined;
  }
}
