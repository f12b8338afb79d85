/** When something is done: now, before the next frame, in a later task, or when there is nothing else to do. */

/** Does what can wait when the page has nothing else to do; at once in a browser that cannot tell. */
export const whenIdle: (task: () => void) => void =
  typeof requestIdleCallback === 'function' ? (task) => void requestIdleCallback(task) : (task) => task();

/** Resolves when everything that waits already has had its turn. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** How long a page that is not seen waits for a frame, in milliseconds: it has none. */
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

/** Milliseconds of work after which the browser gets a chance to paint, or to hand over what has come. */
const SLICE = 5;

const queue: (() => void)[] = [];
/** Until when there may be work in this task; `undefined` if nobody has worked. */
let sliceEnds: number | undefined;

const inSlice = (): boolean => sliceEnds !== undefined && performance.now() < sliceEnds;

/** What ends the slice: another may take its place. */
let end: Promise<void> | undefined;

function goOnAfter(next: Promise<void>): void {
  end = next;
  void next.then(() => {
    if (end !== next) return;
    sliceEnds = undefined;
    if (!queue.length) return;
    sliceEnds = performance.now() + SLICE;
    while (queue.length && inSlice()) queue.shift()?.();
    // What has come meanwhile goes first.
    if (end === next) goOnAfter(nextTask());
  });
}

/**
 * Does a piece of work now if this task has not worked for long, else in a later task, after what waits already.
 * @returns `undefined` if it is done, else what it comes to
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
    // A promise takes what goes wrong.
    const done = (): Promise<void> => new Promise((worked) => worked(work()));
    queue.push(() => resolve(done()));
  });
}

let frame: Promise<void> | undefined;

/** Does a piece of work now, and whatever waits for its turn after that is painted. */
export function runFirst(work: () => void): undefined {
  work();
  if (frame) return;
  sliceEnds = 0;
  frame = nextFrame();
  goOnAfter(frame);
  void frame.then(() => (frame = undefined));
}
