import type { ReactiveControllerHost } from 'lit';
import { clamp, pan, reveal, zoomBy, type MapViewport, type Size } from './map-viewport.js';
import type { Point } from '../../src/util/quad.js';

/** The factor of a zoom step, and the share of the picture by which an arrow key moves. */
const STEP = 1.5;
const STRIDE = 1 / 8;

/** Pixels that a pointer moves before a press becomes a drag. */
const SLACK = 4;

/** Directions of Shift with the arrow keys. */
const SIDES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: STRIDE, y: 0 },
  ArrowRight: { x: -STRIDE, y: 0 },
  ArrowUp: { x: 0, y: STRIDE },
  ArrowDown: { x: 0, y: -STRIDE },
};

/** The map that is moved. */
interface Stage {
  /** The viewport at first, from the attributes. */
  readonly home: () => MapViewport;
  /** Returns the place of the pointer in the picture. */
  readonly pointOf: (event: MouseEvent) => Point;
  /** The size of the picture in pixels. */
  readonly size: () => Size;
}

/** Zooms and moves a map by buttons, keys, wheel and pointer. Each change requests an update of the map. */
export class MapMovement {
  readonly #host: ReactiveControllerHost;
  readonly #stage: Stage;
  /** The viewport that the reader chose; `undefined` while it is `home`. */
  #viewport: MapViewport | undefined;
  /** The position of the pointer while it is down. */
  #down: { readonly id: number; readonly point: Point } | undefined;
  #dragging = false;

  constructor(host: ReactiveControllerHost, stage: Stage) {
    this.#host = host;
    this.#stage = stage;
  }

  get viewport(): MapViewport {
    return this.#viewport ?? this.#stage.home();
  }

  /** True if the reader has moved the map. */
  get moved(): boolean {
    return this.#viewport !== undefined;
  }

  get dragging(): boolean {
    return this.#dragging;
  }

  /** Goes back to `home` without requesting an update. */
  forget(): void {
    this.#viewport = undefined;
  }

  readonly reset = (): void => {
    this.forget();
    this.#host.requestUpdate();
  };
  readonly zoomIn = (): void => this.#move((viewport, size) => zoomBy(viewport, STEP, size));
  readonly zoomOut = (): void => this.#move((viewport, size) => zoomBy(viewport, 1 / STEP, size));

  /** Moves a place into the picture unless it is there already. */
  reveal(place: Point): void {
    this.#move((viewport, size) => reveal(viewport, place, size));
  }

  #move(change: (viewport: MapViewport, size: Size) => MapViewport): void {
    const size = this.#stage.size();
    if (!size.width) return;
    const old = clamp(this.viewport, size);
    const viewport = change(old, size);
    if (JSON.stringify(viewport) === JSON.stringify(old)) return;
    this.#viewport = viewport;
    this.#host.requestUpdate();
  }

  /** Zooms with plus, minus and 0, moves with Shift and the arrow keys. */
  onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const side = event.shiftKey ? SIDES[event.key] : undefined;
    const act = { '+': this.zoomIn, '=': this.zoomIn, '-': this.zoomOut, '0': this.reset }[event.key];
    if (side) this.#move((viewport, size) => pan(viewport, { x: side.x * size.width, y: side.y * size.height }, size));
    else if (act) act();
    else return;
    event.preventDefault();
  }

  /** Zooms with Ctrl, or two fingers on a touchpad. Otherwise the page scrolls. */
  readonly wheel = {
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16);
      this.#move((viewport, size) => zoomBy(viewport, 2 ** (-pixels / 200), size, this.#stage.pointOf(event)));
    },
    passive: false,
  };

  readonly pointerDown = (event: PointerEvent): void => {
    if (event.button === 0 && event.isPrimary) this.#down = { id: event.pointerId, point: this.#stage.pointOf(event) };
  };

  /** Captures the event, so that the chart shows no tooltips during a drag. */
  readonly pointerMove = {
    handleEvent: (event: PointerEvent): void => {
      if (this.#down?.id !== event.pointerId) return;
      // The button was released outside of the picture.
      if (!event.buttons) return this.pointerUp();
      const point = this.#stage.pointOf(event);
      const by = { x: point.x - this.#down.point.x, y: point.y - this.#down.point.y };
      if (!this.#dragging && Math.hypot(by.x, by.y) < SLACK) return;
      event.stopPropagation();
      if (!this.#dragging) hold(event);
      this.#dragging = true;
      this.#down = { id: event.pointerId, point };
      this.#move((viewport, size) => pan(viewport, by, size));
    },
    capture: true,
  };

  readonly pointerUp = (): void => {
    this.#down = undefined;
    this.#dragging = false;
    this.#host.requestUpdate();
  };
}

/** Follows the pointer beyond the edge of the picture. */
function hold({ currentTarget, pointerId }: PointerEvent): void {
  try {
    (currentTarget as Element).setPointerCapture(pointerId);
  } catch {
    // The pointer has been lifted meanwhile.
  }
}
