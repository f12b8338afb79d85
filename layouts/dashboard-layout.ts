/** The layout of a dashboard: which one it is, and its loading. */
import { onServer } from '../components/base/on-server.js';
import type { SourceName } from '../src/sources/create-source.js';
import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import type { Lazy } from '../src/util/lazy.js';
import { isOneOf, type Scope } from '../src/vocabulary/terms.js';
import communityLayout from './community.json' with { type: 'json' };
import { layoutErrors } from './dashboard-widgets.js';
import globalLayout from './global.json' with { type: 'json' };
import { LayoutRequest, type LoadedLayout } from './layout-request.js';
import { parseLayout, type ParsedLayout } from './parse-layout.js';

/** Layouts by their names in the attribute `layout`: those of the existing service are at hand, others are loaded with their first use. */
const LAYOUTS = {
  global: globalLayout,
  community: communityLayout,
  datacite: later(() => import('./datacite.json', { with: { type: 'json' } })),
  dataverse: later(() => import('./dataverse.json', { with: { type: 'json' } })),
  web: later(() => import('./web.json', { with: { type: 'json' } })),
  counter: later(() => import('./counter.json', { with: { type: 'json' } })),
  records: later(() => import('./records.json', { with: { type: 'json' } })),
};
export type LayoutName = keyof typeof LAYOUTS;

export const LAYOUT_NAMES = Object.keys(LAYOUTS) as readonly LayoutName[];

/** The layouts of dashboards that name a source and no layout. */
const LAYOUT_OF: Readonly<Partial<Record<string, LayoutName>>> = {
  datacite: 'datacite',
  dataverse: 'dataverse',
  matomo: 'web',
  counter: 'counter',
  'invenio-records': 'records',
} satisfies Partial<Record<SourceName, LayoutName>>;

function later(load: () => Promise<{ readonly default: unknown }>): Lazy<unknown> {
  return lazyCode(async () => (await load()).default);
}

/** What a dashboard knows about its layout. */
export interface LayoutSettings {
  /** Address of the layout, which takes precedence over the layout itself. */
  readonly address: string | undefined;
  /** A layout, or its name. */
  readonly layout: unknown;
  readonly source: unknown;
  readonly scope: Scope;
}

/** A layout, or where it is loaded from: an address, or our own code. */
interface Origin {
  readonly value?: unknown;
  readonly from?: string | Lazy<unknown> | undefined;
}

function originOf({ address, layout, source, scope }: LayoutSettings): Origin {
  if (address !== undefined) return { from: address };
  const given = layout ?? (typeof source === 'string' ? LAYOUT_OF[source] : undefined) ?? scope;
  const value = isOneOf(LAYOUT_NAMES, given) ? LAYOUTS[given] : given;
  return typeof value === 'function' ? { from: value as Lazy<unknown> } : { value };
}

const NONE: ParsedLayout = { layout: undefined, problems: [] };

/** Reads the layout of a dashboard, and loads it if necessary. */
export class DashboardLayout {
  /** The layout, and what is wrong with it; no layout while it is loading, or if it could not be loaded. */
  parsed = NONE;

  readonly #onChange: () => void;
  readonly #request = new LayoutRequest((loaded) => this.#show(loaded));
  #from: Origin['from'];
  #loaded: LoadedLayout | undefined;
  #scope: Scope = 'global';

  /** @param onChange is called when the layout, or what is wrong with it, may have changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Resolves when the last request has ended. */
  get done(): Promise<void> | undefined {
    return this.#request.done;
  }

  /** The reason why the layout could not be loaded. */
  get error(): StatsError | undefined {
    return this.#loaded?.error;
  }

  /** Everything that is wrong, for developers. */
  get errors(): readonly StatsError[] {
    return this.error ? [this.error] : layoutErrors(this.parsed);
  }

  read(settings: LayoutSettings): void {
    const { from, value } = originOf(settings);
    const moved = from !== this.#from;
    this.#from = from;
    this.#scope = settings.scope;
    if (moved) this.abort();
    if (from === undefined) this.#show({ value });
    else if (moved) this.load();
    else this.#show(this.#loaded);
  }

  /** Loads the layout, also once more after an error. */
  load(): void {
    this.#show(undefined);
    // A server does not draw widgets.
    if (this.#from !== undefined && !onServer) this.#request.send(this.#from);
  }

  /** Ends a request. */
  abort(): void {
    this.#request.abort();
  }

  /** Loads a layout whose request was ended. */
  resume(): void {
    if (!this.#loaded) this.load();
  }

  #show(loaded: LoadedLayout | undefined): void {
    this.#loaded = loaded;
    this.parsed = loaded && !loaded.error ? parseLayout(loaded.value, this.#scope) : NONE;
    this.#onChange();
  }
}
