/** Runs inside the measured pages. It reads the widgets from outside: `view`, `settled`, and their DOM. */

/** Runs before all other scripts of a page, and defines `bench`. Times are milliseconds since the navigation began. */
export function inPage() {
  if (globalThis.bench || location.pathname === '/blank') return;
  const tasks = [];
  const errors = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
  document.addEventListener('stats-error', ({ detail }) => errors.push(`${detail.reason}: ${detail.message}`));
  addEventListener('error', ({ message }) => errors.push(message));

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Resolves in the first task after the current frame, when it has been painted. */
  const shown = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    });
  const painted = () => frame().then(shown);

  /** Yields every element below a root, also in shadow roots, except the contents of charts and tables. */
  function* all(root = document) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot && !['stats-chart', 'stats-table'].includes(element.localName)) {
        yield* all(element.shadowRoot);
      }
    }
  }
  const find = (test) => {
    for (const element of all()) if (test(element)) return element;
    return undefined;
  };
  const hasNumber = (element) =>
    typeof element.view?.value === 'number' && element.shadowRoot?.querySelector('[part="value"]')?.textContent.trim();

  const firstNumber = (async () => {
    for (;;) {
      await frame();
      if (find(hasNumber)) return shown();
    }
  })();

  /** Resolves when the first chart has been painted; with nothing if the page has none. */
  let hasLoaded = false;
  const isDrawn = ({ localName, shadowRoot }) => localName === 'stats-chart' && shadowRoot?.querySelector('svg');
  const firstChart = (async () => {
    for (;;) {
      await frame();
      if (find(isDrawn)) return shown();
      if (hasLoaded) return undefined;
    }
  })();

  /** Returns the time at which the code of Vega, by far the largest script, has come. */
  const codeArrived = () => {
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    return scripts.reduce((a, b) => (b.decodedBodySize > a.decodedBodySize ? b : a)).responseEnd;
  };

  /** Resolves when all widgets of the page have settled and been painted. */
  const settled = async () => {
    const own = [...document.querySelectorAll('body *')].filter(({ localName }) => localName.includes('-'));
    await Promise.all(own.map(({ localName }) => customElements.whenDefined(localName)));
    await Promise.all(own.map((widget) => widget.settled));
    return painted();
  };

  const whenParsed = () =>
    new Promise((resolve) => {
      if (document.readyState !== 'loading') resolve();
      else document.addEventListener('DOMContentLoaded', () => resolve());
    });
  const loaded = (async () => {
    await whenParsed();
    const allDrawn = await settled();
    hasLoaded = true;
    const chart = await firstChart;
    return { firstNumber: await firstNumber, allDrawn, firstChart: chart && chart - codeArrived() };
  })();

  /** Returns the sum of the time above 50 ms of tasks that began in a span. */
  const blocked = (from, to) =>
    tasks
      .filter(({ startTime }) => startTime >= from && startTime <= to)
      .reduce((sum, { duration }) => sum + duration - 50, 0);

  /** Returns the errors so far, and the number of widgets that still load. */
  const complaints = () => {
    const busy = [...all()].filter((element) => element.getAttribute('aria-busy') === 'true');
    return [...errors, ...(busy.length ? [`${busy.length} widgets are still busy`] : [])];
  };

  const load = async () => {
    const times = await loaded;
    return { ...times, complaints: complaints() };
  };
  const afterLoad = async () => {
    const { allDrawn } = await loaded;
    await pause(500);
    return {
      blocked: blocked(0, allDrawn + 500),
      longest: Math.max(0, ...tasks.map(({ duration }) => duration)),
    };
  };

  /** Returns the views of all widgets: the same values as long as no widget has anything new to show. */
  const look = () =>
    [...all()].flatMap((element) => {
      if (element.view !== undefined) return [element, element.view];
      return element.matches('[aria-busy]') ? [element.getAttribute('aria-busy')] : [];
    });
  const same = (a, b) => a.length === b.length && a.every((each, i) => each === b[i]);

  const CONTROLS = {
    tab: (name) => find((element) => element.matches('[role="tab"]') && element.textContent.trim() === name),
    metric: (at) => timeline().shadowRoot.querySelectorAll('[role="group"] button')[at],
    breakdown: () => timeline().shadowRoot.querySelector('select'),
    granularity: () => picker('stats-granularity-picker'),
    range: () => picker('stats-range-picker'),
    comparison: () => picker('stats-compare-picker'),
  };
  const timeline = () => find((element) => element.view?.series);
  const picker = (tag) => find(({ localName }) => localName === tag).shadowRoot.querySelector('select');

  /** Returns the names of the tabs, in order. */
  const tabs = () =>
    [...all()].filter((element) => element.matches('[role="tab"]')).map((tab) => tab.textContent.trim());
  const options = (control) => [...CONTROLS[control]().options].map(({ value }) => value);

  /** Resolves when frames follow each other without delay again, with the time of the first of them. */
  const smooth = async () => {
    for (let since = await frame(), last = since, good = 0; ;) {
      const time = await frame();
      if (time - last < 30) good++;
      else [good, since] = [0, time];
      if (good === 3) return since;
      last = time;
    }
  };

  /**
   * Uses a control as a reader does. Returns the milliseconds until the first painted frame with a change, until
   * everything was drawn, and until frames followed each other without delay again; and the long tasks.
   */
  const use = async (control, value) => {
    await pause(100 + Math.random() * 16);
    const element = CONTROLS[control](value);
    const before = look();
    let done = false;
    const start = performance.now();
    if (element.localName === 'select') {
      if (![...element.options].some((option) => option.value === value)) throw new Error(`no ${value} in ${control}`);
      element.value = value;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    } else element.click();
    const reaction = (async () => {
      for (;;) {
        await frame();
        const reacted = done || !same(before, look());
        const time = await shown();
        if (reacted) return time;
      }
    })();
    const end = await settled();
    done = true;
    const painted = await reaction;
    const ready = Math.max(end, await smooth());
    await pause(100);
    const made = tasks.filter(({ startTime }) => startTime >= start - 1);
    return {
      painted: painted - start,
      settled: end - start,
      ready: ready - start,
      blocked: blocked(start - 1, end + 100),
      tasks: made.map(({ startTime, duration }) => ({ startTime, duration })),
    };
  };

  globalThis.bench = { load, afterLoad, firstNumber, use, tabs, options, complaints };
}
