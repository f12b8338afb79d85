import type { LitElement, ReactiveController } from 'lit';
import { expectChart } from './chart-template.js';
import type { DISPLAY_ICONS } from './display-icons.js';

/** A way to show numbers. */
export type Display = 'chart' | keyof typeof DISPLAY_ICONS;

export interface DisplayOptions<D extends Display> {
  /** The displays that the reader can choose. */
  readonly offered: () => readonly D[];
  /** The display until the reader chooses one. */
  readonly initial: () => D;
  /** Loads what makes the chart, if there is one. */
  readonly loadSpec?: () => Promise<unknown>;
}

/** The reader's choice between the chart or list of a widget and its table. */
export class DisplayController<D extends Display> implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: DisplayOptions<D>;
  #chosen: D | undefined;

  constructor(host: LitElement, options: DisplayOptions<D>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const { current } = this;
    const { loadSpec } = this.#options;
    if (loadSpec && (current === 'chart' || current === 'pie')) expectChart(this.#host, loadSpec);
  }

  get offered(): readonly D[] {
    return this.#options.offered();
  }

  get current(): D {
    const { offered } = this;
    const display = this.#chosen ?? this.#options.initial();
    return offered.includes(display) ? display : (offered[0] as D);
  }

  get isTable(): boolean {
    return this.current === 'table';
  }

  /** @param display `undefined` goes back to the initial display */
  readonly choose = (display: D | undefined): void => {
    this.#chosen = display;
    this.#host.requestUpdate();
  };

  /** Shows the table, or the initial display in place of it. */
  readonly toggleTable = (): void => this.choose(this.isTable ? undefined : ('table' as D));

  /** Toggles the table with the key T. The focus moves to what is shown then. */
  readonly onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
    this.toggleTable();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('stats-table, stats-chart')?.focus(),
    );
  };
}
