/** The services that a page names in its dashboard: `<stats-source for="usage" …>`. */
import { onServer } from '../components/base/on-server.js';
import { lazySource, type SourceSettings } from '../src/sources/create-source.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import type { StatsSource } from '../src/sources/source.js';

/** Loads the code, which few pages need. */
const combining = lazyCode(() => import('./combine-services.js'));

/** Two services as one: their numbers, and the layout for them. */
export interface Combined {
  readonly source: StatsSource;
  readonly layout: () => Promise<unknown>;
}

/** An element for a service: its version changes with its settings. */
type Versioned = Element & { readonly version?: number };

/** Counts combinations, since each has a key of its own. Keys of other sources are JSON. */
let count = 0;

/** Reads the services in a dashboard. */
export class DashboardServices {
  readonly #dashboard: Element;
  #given: readonly unknown[] = [];
  #combined: Combined | undefined;

  /** @param onChange is called when a service has been added, removed or changed */
  constructor(dashboard: Element, onChange: () => void) {
    this.#dashboard = dashboard;
    dashboard.addEventListener('stats-source', onChange);
  }

  /**
   * Combines the services with that of the dashboard itself, which counts what none of them does; `undefined` if there is none.
   * @param own the settings of the dashboard
   * @param today ISO date taken for today
   */
  combinedWith(own: SourceSettings, today: string | undefined): Combined | undefined {
    const elements = onServer ? [] : [...this.#dashboard.querySelectorAll<Versioned>('stats-source')];
    if (!elements.length) return undefined;
    const services = elements.flatMap((element) => [element, element.version]);
    const given = [services.length, today, ...(Object.values(own) as unknown[]), ...services];
    if (given.some((value, i) => value !== this.#given[i])) {
      this.#given = given;
      this.#combined = {
        source: lazySource({ key: `2 ${++count}` }, async () => (await combining()).combinedFrom(elements, own, today)),
        layout: async () => (await combining()).layoutFor(elements, own),
      };
    }
    return this.#combined;
  }
}
