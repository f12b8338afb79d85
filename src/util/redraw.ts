import { nextFrame, nextTask } from './schedule.js';

/**
 * The time of a run: at once, in the next frame, or after it has been painted, so that a page answers an input before it
 * draws.
 */
export type Moment = keyof typeof MOMENTS;

/** Runs a task on request: at most once per frame, one run at a time, and again if it was requested during a run. */
export class Redraw {
  readonly #work: () => Promise<void>;
  #requested = false;
  #running: Promise<void> | undefined;

  /** @param work draws the current state whenever it is called; never rejects */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  request(moment: Moment = 'painted'): void {
    this.#requested = true;
    this.#running ??= this.#run(moment);
  }

  /** Cancels a request whose run has not begun. */
  cancel(): void {
    this.#requested = false;
  }

  /** Resolves when no run is requested or under way. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(moment: Moment): Promise<void> {
    do {
      await MOMENTS[moment]();
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
const frame = async (): Promise<void> => (document.hidden ? undefined : nextFrame());

const MOMENTS = {
  now: () => undefined,
  frame,
  // The second task leaves the first one to events that came with the frame.
  painted: () => frame().then(nextTask).then(nextTask),
} as const;
