/** Scheduling: in slices, before the next frame, in a later task, or when the page is idle. */

/** Runs a task when the page is idle; immediately in a browser without `requestIdleCallback`. */
export const whenIdle: (task: () => void) => void =
  typeof requestIdleCallback === 'function' ? (task) => void requestIdleCallback(task) : (task) => task();

/** Resolves in a later task, after the tasks that are waiting already. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Milliseconds after which `nextFrame` resolves without a frame: a page that is not visible has none. */
const LONGEST_FRAME = 100;

/** Resolves just before the next frame is drawn. */
export const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_FRAME);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Milliseconds of work after which the browser may paint and dispatch events. */
const SLICE = 5;

const queue: (() => void)[] = [];
/** The time until which work may run in this task; `undefined` if none has run. */
let sliceEnds: number | undefined;

const inSlice = (): boolean => sliceEnds !== undefined && performance.now() < sliceEnds;

/** The promise that ends the current slice; replaced when the slice is extended. */
let end: Promise<void> | undefined;

function goOnAfter(next: Promise<void>): void {
  end = next;
  void next.then(() => {
    if (end !== next) return;
    sliceEnds = undefined;
    if (!queue.length) return;
    sliceEnds = performance.now() + SLICE;
    while (queue.length && inSlice()) queue.shift()?.();
    // Events that arrived in the meantime are dispatched first.
    if (end === next) goOnAfter(nextTask());
  });
}

/**
 * Runs work now if this task has run work for less than a slice, else in a later task, after the work that is waiting.
 * @returns `undefined` if the work is done, else a promise that resolves when it is
 */
export function runSliced(work: () => void): Promise<void> | undefined {
  if (sliceEnds === undefined) {
    sliceEnds = performance.now() + SLICE;
    goOnAfter(nextTask());
  }
  if (!queue.length && inSlice()) {
    work();
    return undefined;
  }
  return new Promise((resolve) => {
    // An error rejects the promise.
    const done = (): Promise<void> => new Promise((worked) => worked(work()));
    queue.push(() => resolve(done()));
  });
}

let frame: Promise<void> | undefined;

/** Runs work now, and all waiting work after its result has been painted. */
export function runFirst(work: () => void): undefined {
  work();
  if (frame) return;
  sliceEnds = 0;
  frame = nextFrame();
  goOnAfter(frame);
  void frame.then(() => (frame = undefined));
}
