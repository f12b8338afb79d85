/** Does a piece of work when asked to: at most once per frame, one at a time, and again if it was asked for meanwhile. */
export class Redraw {
  readonly #work: () => Promise<void>;
  #requested = false;
  #running: Promise<void> | undefined;

  /** @param work draws what is wanted at the moment it is called; never rejects */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** @param atOnce without waiting for a frame */
  request(atOnce = false): void {
    this.#requested = true;
    this.#running ??= this.#run(atOnce);
  }

  /** Forgets what was asked for and has not begun. */
  cancel(): void {
    this.#requested = false;
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(atOnce: boolean): Promise<void> {
    do {
      if (!atOnce) await frame();
      if (this.#take()) await this.#work();
    } while (this.#requested);
    this.#running = undefined;
  }

  #take(): boolean {
    const requested = this.#requested;
    this.#requested = false;
    return requested;
  }
}

/** The next frame. A page in the background has none. */
const frame = (): Promise<unknown> =>
  new Promise((resolve) => (document.hidden ? resolve(0) : requestAnimationFrame(resolve)));
