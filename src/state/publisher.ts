import { nextFrame } from '../util/schedule.js';

/** Publishes changes at most once for each frame while more is on its way: years come faster than they can be drawn. */
export class Publisher {
  /** What became known since the last frame: nothing, something that has been published, or something that waits. */
  #sinceFrame: 'nothing' | 'published' | 'waits' = 'nothing';
  readonly #publish: () => void;
  readonly #isWorking: () => boolean;

  /**
   * @param publish makes the changes visible
   * @param isWorking returns true while more is on its way
   */
  constructor(publish: () => void, isWorking: () => boolean) {
    this.#publish = publish;
    this.#isWorking = isWorking;
  }

  /** True if a change waits for the next frame. */
  get isWaiting(): boolean {
    return this.#sinceFrame === 'waits';
  }

  /** Publishes at once: the reader waits for it. */
  now(): void {
    if (this.isWaiting) this.#sinceFrame = 'published';
    this.#publish();
  }

  /**
   * Publishes now if nothing has been published since the last frame or if nothing more is on its way, else at the next frame.
   * @param hasNumbers until there are any, nothing is drawn that would be worth a frame
   */
  soon(hasNumbers: boolean): void {
    if (this.#sinceFrame !== 'nothing' && this.#isWorking()) {
      this.#sinceFrame = 'waits';
      return;
    }
    this.now();
    if (this.#sinceFrame !== 'nothing' || !hasNumbers) return;
    this.#sinceFrame = 'published';
    void nextFrame().then(() => {
      const waits = this.isWaiting;
      this.#sinceFrame = 'nothing';
      if (waits) this.soon(hasNumbers);
    });
  }
}
