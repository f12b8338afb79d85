import { nextFrame } from '../util/schedule.js';
import type { SourceRequests } from './source-requests.js';

/** Limit on the frames between two publications while more is under way: a tenth of a second. */
const MOST_FRAMES = 6;

async function nextFrames(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await nextFrame();
}

interface PublisherOptions {
  /** Called before each scheduled publication, to request the years that are needed now. */
  readonly prepare: () => void;
  /** Makes the changes visible. */
  readonly publish: () => void;
  /** Called after each scheduled publication, whether it was published or waits for the next frame. */
  readonly afterwards: () => void;
}

/**
 * Coalesces publications: changes of one task are published together, and at growing intervals while more is under way.
 * Years arrive faster than they can be drawn, and each makes less of a difference than the one before.
 */
export class Publisher {
  /** False while the element is not connected: nothing is scheduled then. */
  isActive = false;
  /** The state of changes since the last frame: none, one that has been published, or one that waits. */
  #sinceFrame: 'nothing' | 'published' | 'waits' = 'nothing';
  /** Frames between the latest two publications while something is under way. */
  #frames = 0;
  #isScheduled = false;
  #isUrgent = false;
  #waiting: (() => void)[] = [];
  readonly #requests: Pick<SourceRequests, 'isPending' | 'stats'>;
  readonly #options: PublisherOptions;

  constructor(requests: Pick<SourceRequests, 'isPending' | 'stats'>, options: PublisherOptions) {
    this.#requests = requests;
    this.#options = options;
  }

  /** True while more is under way, or if a change waits for the next frame. */
  get isBusy(): boolean {
    return this.#isWorking || this.#sinceFrame === 'waits';
  }

  get #isWorking(): boolean {
    return this.isActive && (this.#isScheduled || this.#requests.isPending);
  }

  start(): void {
    this.isActive = true;
    this.schedule();
  }

  stop(): void {
    this.isActive = false;
    this.#settle();
  }

  /** Resolves when nothing more is under way and everything is published. */
  async idle(): Promise<void> {
    while (this.isBusy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /**
   * Publishes once, after all changes of this task.
   * @param isUrgent true if the reader waits for the change: it is published without waiting for a frame
   */
  schedule(isUrgent = true): void {
    this.#isUrgent ||= isUrgent;
    if (this.#isScheduled || !this.isActive) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      const wasUrgent = this.#isUrgent;
      this.#isScheduled = this.#isUrgent = false;
      if (!this.isActive) return;
      this.#options.prepare();
      if (wasUrgent) this.publishNow();
      else this.#publishThrottled();
      this.#options.afterwards();
    });
  }

  /** Publishes immediately, because the reader waits for the change. */
  publishNow(): void {
    if (this.#sinceFrame === 'waits') this.#sinceFrame = 'published';
    this.#options.publish();
    this.#settle();
  }

  /** Resolves `idle` if nothing is under way any more. */
  #settle(): void {
    if (this.isBusy) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Publishes now if the interval since the last publication is over or if nothing more is under way, else when it is. */
  #publishThrottled(): void {
    if (!this.#isWorking) this.#frames = 0;
    else if (this.#sinceFrame !== 'nothing') {
      this.#sinceFrame = 'waits';
      return;
    }
    this.publishNow();
    // Before there are numbers, little is drawn: the next publication need not wait.
    if (this.#sinceFrame !== 'nothing' || !this.#requests.stats.blocks.length) return;
    this.#sinceFrame = 'published';
    this.#frames = Math.min(this.#frames + 1, MOST_FRAMES);
    void nextFrames(this.#frames).then(() => {
      const isWaiting = this.#sinceFrame === 'waits';
      this.#sinceFrame = 'nothing';
      if (isWaiting) this.#publishThrottled();
    });
  }
}
