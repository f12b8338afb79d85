/** Measures the resources that removed elements leave, by the counters of the browser. */

/** Runs first in the page: counts pending timers, listeners, workers and other resources. */
function count() {
  const waiting = new Set();
  for (const [start, end] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
    ['requestIdleCallback', 'cancelIdleCallback'],
  ]) {
    const [begin, cease] = [globalThis[start], globalThis[end]];
    globalThis[start] = (task, ...rest) => {
      const ended = (...given) => {
        if (start !== 'setInterval') waiting.delete(`${end} ${id}`);
        task(...given);
      };
      const id = begin(ended, ...rest);
      waiting.add(`${end} ${id}`);
      return id;
    };
    globalThis[end] = (id) => {
      waiting.delete(`${end} ${id}`);
      cease(id);
    };
  }
  const made = {};
  for (const kind of [
    'MutationObserver',
    'ResizeObserver',
    'IntersectionObserver',
    'AbortController',
    'MessageChannel',
  ]) {
    const all = (made[kind] = []);
    globalThis[kind] = class extends globalThis[kind] {
      constructor(...given) {
        super(...given);
        all.push(new WeakRef(this));
      }
    };
  }
  globalThis.counted = () => ({
    timers: waiting.size,
    ...Object.fromEntries(Object.entries(made).map(([kind, all]) => [kind, all.filter((each) => each.deref()).length])),
  });
}

/** Adds the counters to a page before it is opened. */
export const prepare = (page) => page.addInitScript(count);

/** Runs in the page: adds and removes an element `count` times. */
async function cycles({ html, count, hasty }) {
  const place = document.querySelector('#place');
  for (let i = 0; i < count; i++) {
    place.innerHTML = html;
    const [element] = place.children;
    await customElements.whenDefined(element.localName);
    if (!hasty) await element.settled;
    else if (i % 2) await element.updateComplete;
    // Moves, opens and queries the element, which may leave something on the page or the window.
    if (!hasty) {
      place.append(element);
      for (const { shadowRoot } of [element, ...element.querySelectorAll('*')])
        shadowRoot?.querySelector('[aria-haspopup], button.about')?.click();
      await element.settled;
    }
    element.remove();
  }
  // Waits until everything that has begun ends.
  for (let i = 0; i < 10; i++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Counts the resources of a page after a collection. */
async function level(page, devtools) {
  for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners, documents } = await devtools.send('Memory.getDOMCounters');
  const { usedSize: heap } = await devtools.send('Runtime.getHeapUsage');
  const counted = await page.evaluate(() => globalThis.counted());
  return { heap, nodes, listeners, documents, workers: page.workers().length, ...counted };
}

/**
 * Adds and removes an element repeatedly, and returns the increase of resources and of bytes.
 * Some cycles come first, so that what a page keeps permanently (code, a worker, date formats) exists before.
 * @param page a page with an empty `#place`
 * @param options.hasty true to remove the element before it is settled
 */
export async function growth(page, html, { count, hasty = false, warm = 10 }) {
  const devtools = await page.context().newCDPSession(page);
  try {
    // Waits for one complete cycle, so that all code is loaded.
    await page.evaluate(cycles, { html, count: 1, hasty: false });
    await page.evaluate(cycles, { html, count: warm, hasty });
    const before = await level(page, devtools);
    await page.evaluate(cycles, { html, count, hasty });
    const after = await level(page, devtools);
    return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
  } finally {
    await devtools.detach();
  }
}

/** Bytes that a cycle with a picture leaves: records of the browser, such as profiles of the code. */
const BYTES = 4000;
/** Bytes of an element with its numbers, which may still wait for an answer. */
const ELEMENT = 1_500_000;

/** Returns the resources that leaked. A leak occurs in each cycle; a last element may still wait for an answer. */
export const leaks = (grown, count) =>
  Object.entries(grown)
    .map(([name, by]) => ({
      name,
      by,
      limit: { heap: BYTES * count + ELEMENT, nodes: count * 5 }[name] ?? count * 0.9,
    }))
    .filter(({ by, limit }) => by > limit);
