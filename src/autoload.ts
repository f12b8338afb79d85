/**
 * For a script tag: `<script type="module" src="…/dist/autoload.js"></script>` loads and defines each element when its
 * tag first appears in the page.
 */
import { onServer } from '../components/base/on-server.js';
import { ELEMENTS, type ElementClass } from '../layouts/element-registry.js';
import { reportUnavailable } from '../layouts/report-unavailable.js';
import type { StatsError } from './sources/errors.js';
import { lazyCode } from './sources/lazy-code.js';
import type { Lazy } from './util/lazy.js';

const DASHBOARD = 'stats-dashboard';

async function loadGeneric(tag: string): Promise<ElementClass | undefined> {
  if (tag === DASHBOARD) return (await import('../layouts/stats-dashboard.js')).StatsDashboard;
  const row = ELEMENTS[tag];
  return row?.element ?? row?.load?.();
}

/** Loads the class of a tag, of a generic or a named element; `undefined` for all other tags. */
async function loadElement(tag: string): Promise<ElementClass | undefined> {
  const generic = await loadGeneric(tag);
  if (generic) return generic;
  // Pages with generic elements do without the catalogue, which is large.
  const [{ ROWS_BY_TAG }, { namedElement }] = await Promise.all([
    import('../layouts/catalogue.js'),
    import('../layouts/named-element.js'),
  ]);
  const row = ROWS_BY_TAG.get(tag);
  const base = row && (await loadGeneric(row.base));
  return base && namedElement(row, base);
}

const loads = new Map<string, Lazy<ElementClass | undefined>>();

/**
 * Loads and defines the element of a tag.
 * @param before a definition to wait for
 */
async function load(tag: string, before?: Promise<unknown>): Promise<void> {
  const code = loads.get(tag) ?? lazyCode(() => loadElement(tag));
  loads.set(tag, code);
  try {
    const [element] = await Promise.all([code(), before]);
    element?.define();
  } catch (error) {
    void reportUnavailable(error as StatsError, tag);
    // Code that arrives after its time limit is used all the same.
    void code.pending?.then(
      (element) => element?.define(),
      () => undefined,
    );
  }
}

/** Loads the elements below a root, and the root itself. */
function scan(root: Element): void {
  const elements = [root, ...root.querySelectorAll(':not(:defined)')];
  const tags = new Set(elements.map(({ localName }) => localName).filter((tag) => tag.includes('-')));
  // The dashboard is defined first, so that elements inside it find it.
  const dashboard = tags.delete(DASHBOARD) ? load(DASHBOARD) : undefined;
  for (const tag of tags) void load(tag, dashboard);
}

if (!onServer) {
  scan(document.documentElement);
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) scan(node);
  }).observe(window.document, { childList: true, subtree: true });
}
