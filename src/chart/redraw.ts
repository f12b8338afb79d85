/** Runs a task on request: at most once per frame, one run at a time, and again if it was requested during a run. */
export class Redraw {
  readonly #work: () => Promise<void>;
  #requested = false;
  #running: Promise<void> | undefined;

  /** @param work draws the current state whenever it is called; never rejects */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** @param atOnce true to run without waiting for a frame */
  request(atOnce = false): void {
    this.#requested = true;
    this.#running ??= this.#run(atOnce);
  }

  /** Cancels a request whose run has not begun. */
  cancel(): void {
    this.#requested = false;
  }

  /** Resolves when no run is requested or under way. */
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

/** Resolves in the next frame; immediately on a hidden page, which has no frames. */
const frame = (): Promise<unknown> =>
  new Promise((resolve) => (document.hidden ? resolve(0) : requestAnimationFrame(resolve)));
