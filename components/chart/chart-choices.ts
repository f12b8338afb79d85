import type { Picture } from '../../src/chart/embed.js';
import { viewOf } from '../internal/view-of.js';
import { NOTHING_SELECTED, type ChartSelection } from '../../src/chart/parameters.js';

/** Pixels from which a movement of the pressed pointer marks buckets. */
const LEAST_DRAG = 8;

/** A series of a chart. */
export interface ChartSeries {
  readonly id: string;
  readonly label: string;
}

/** The chart in which choices are made. */
interface Chart extends EventTarget {
  readonly series: readonly ChartSeries[];
}

/** The series that a reader highlights or isolates, and the buckets that are marked, by pointer, keys or the page. */
export class ChartChoices {
  readonly #chart: Chart;
  #picture: Picture | undefined;
  #selection = NOTHING_SELECTED;
  /** The bucket from which keys mark others. */
  #anchor: number | undefined;
  /** The press of the pointer that may mark buckets, until it is released or taken back. */
  #press: PointerEvent | undefined;

  constructor(chart: Chart) {
    this.#chart = chart;
  }

  get selection(): ChartSelection {
    return this.#selection;
  }

  /** True if the reader has chosen anything. */
  get any(): boolean {
    return JSON.stringify(this.#selection) !== JSON.stringify(NOTHING_SELECTED);
  }

  /** Makes the choices in a picture that has been drawn. Marked buckets are those of the numbers drawn before. */
  apply(picture: Picture | undefined, hasOtherNumbers: boolean): void {
    this.#picture = picture;
    if (hasOtherNumbers) this.cancel();
    this.select(hasOtherNumbers ? { brush: undefined } : {});
  }

  /** Changes choices without an event. */
  select(change: Partial<ChartSelection>): void {
    this.#selection = { ...this.#selection, ...change };
    this.#picture?.select(this.#selection);
  }

  /** Changes choices as the reader does. */
  choose(change: Partial<ChartSelection>): void {
    this.select(change);
    this.#dispatch();
  }

  /** Takes the choices that a pointer has made in the picture. */
  readonly take = (): void => {
    const selection = this.#picture?.selection();
    if (!selection || JSON.stringify(selection) === JSON.stringify(this.#selection)) return;
    this.#selection = selection;
    this.#anchor = undefined;
    this.#dispatch();
  };

  #dispatch(): void {
    this.#chart.dispatchEvent(new CustomEvent('stats-chart-select', { detail: this.#selection }));
  }

  /** Highlights the next series up or down. Returns it; `undefined` if the key does not lead to one. */
  step(key: string): ChartSeries | undefined {
    const by = { ArrowUp: 1, ArrowDown: -1 }[key];
    const { isolate } = this.#selection;
    const series = this.#chart.series.filter(({ id }) => !isolate.length || isolate.includes(id));
    if (!by || !this.#picture?.axis || this.#chart.series.length < 2) return undefined;
    const at = series.findIndex(({ id }) => id === this.#selection.highlight);
    const next = at < 0 ? series.at(by > 0 ? 0 : -1) : series[Math.max(0, Math.min(at + by, series.length - 1))];
    this.choose({ highlight: next?.id });
    return next;
  }

  /** Isolates the highlighted series, or shows the others again. Returns false if no series is highlighted. */
  isolate(id = this.#selection.highlight): boolean {
    if (id === undefined || !this.#picture?.axis) return false;
    const { isolate } = this.#selection;
    this.choose({ isolate: isolate.includes(id) ? isolate.filter((each) => each !== id) : [...isolate, id] });
    return true;
  }

  /** Marks the buckets from one to another. While there are marked ones, they are extended from where they began. */
  mark(from: number, to: number): void {
    if (!this.#selection.brush || this.#anchor === undefined) this.#anchor = from;
    this.choose({ brush: [Math.min(this.#anchor, to), Math.max(this.#anchor, to)] });
  }

  /** Follows a press of the pointer until it is released, which may be outside of the picture. */
  press(event: PointerEvent): void {
    if (!this.#picture?.axis) return;
    const { highlight } = this.#selection;
    this.#press = event.button ? undefined : event;
    const onUp = ({ clientX }: PointerEvent): void => {
      const isValid = this.#press === event;
      this.cancel();
      void this.#end(isValid, Math.abs(clientX - event.clientX) >= LEAST_DRAG, highlight);
    };
    viewOf(event.target as Element).addEventListener('pointerup', onUp, { once: true });
  }

  /** Takes a press of the pointer back: what it has marked is not released. */
  cancel(): void {
    this.#press = undefined;
  }

  /** Ends a press. A click that slipped by a few pixels isolates the series below it. */
  async #end(isValid: boolean, isDrag: boolean, series: string | undefined): Promise<void> {
    await this.#picture?.idle();
    if (!this.#selection.brush) return;
    if (isValid && isDrag) return this.release();
    this.choose({ brush: undefined });
    if (isValid && series !== undefined) this.isolate(series);
  }

  /** Dispatches `stats-chart-brush` with the marked buckets. */
  release(): void {
    this.#chart.dispatchEvent(new CustomEvent('stats-chart-brush', { detail: this.#selection.brush }));
  }

  /** Takes all choices back. */
  clear(): void {
    this.cancel();
    if (this.any) this.choose(NOTHING_SELECTED);
  }
}
