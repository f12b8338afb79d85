/** The layout of a dashboard: which one it is, and its loading. */
import { onServer } from '../components/base/on-server.js';
import type { StatsError } from '../src/sources/errors.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import { words } from '../src/util/words.js';
import { isOneOf, type Scope } from '../src/vocabulary/terms.js';
import communityLayout from './community.json' with { type: 'json' };
import { layoutErrors } from './dashboard-widgets.js';
import globalLayout from './global.json' with { type: 'json' };
import { parseLayout, type ParsedLayout } from './parse-layout.js';

/** The layouts that are loaded with their first use, for services other than that of InvenioRDM. */
export const NAMED = words('datacite dataverse web counter records');
export type NamedLayout = (typeof NAMED)[number];

/** The layouts of the package, by their names in the attribute `layout`. */
export type LayoutName = 'global' | 'community' | NamedLayout;

const named = lazyCode(() => import('./named-layouts.js'));

/** The layouts for sources that have another name. */
const LAYOUT_OF: Readonly<Record<string, NamedLayout>> = { matomo: 'web', 'invenio-records': 'records' };

/** Returns the name of the layout for a source; `undefined` for sources that any layout may be for. */
export const layoutNameFor = (source: unknown): NamedLayout | undefined =>
  isOneOf(NAMED, source) ? source : LAYOUT_OF[source as string];

/** What a dashboard knows about its layout. */
export interface LayoutSettings {
  /** Address of the layout, which takes precedence over the layout itself. */
  readonly address: string | undefined;
  /** A layout, or its name. */
  readonly layout: unknown;
  /** Loads the layout for several services, if there are some. */
  readonly combined?: (() => Promise<unknown>) | undefined;
  readonly source: unknown;
  readonly scope: Scope;
}

/** Loads the code for requests, since few pages have a layout at an address of its own. */
const http = lazyCode(() => import('../src/sources/http/fetch.js'));

/** A layout, or how it is loaded. */
interface Origin {
  readonly value?: unknown;
  /** Identifies what is loaded. */
  readonly from?: unknown;
  readonly load?: (signal: AbortSignal) => Promise<unknown>;
}

function originOf({ address, layout, combined, source, scope }: LayoutSettings): Origin {
  if (address !== undefined)
    return {
      from: address,
      load: async (signal) => (await http()).fetchJson(address, { signal, credentials: 'same-origin' }),
    };
  const given = layout ?? combined ?? layoutNameFor(source) ?? scope;
  if (given === combined) return { from: combined, load: combined };
  // No address begins with a space.
  if (isOneOf(NAMED, given)) return { from: ` ${given}`, load: async () => (await named()).NAMED_LAYOUTS[given] };
  return { value: given === 'global' ? globalLayout : given === 'community' ? communityLayout : given };
}

/** A layout that has been loaded, or the error in its place. */
interface Loaded {
  readonly value?: unknown;
  readonly error?: StatsError;
}

const NONE: ParsedLayout = { layout: undefined, problems: [] };

/** Reads the layout of a dashboard, and loads it if necessary. */
export class DashboardLayout {
  /** The layout, and what is wrong with it; no layout while it is loading, or if it could not be loaded. */
  parsed = NONE;
  /** Resolves when the last request has ended. */
  done: Promise<void> | undefined;

  readonly #onChange: () => void;
  #abort: AbortController | undefined;
  #origin: Origin = {};
  #loaded: Loaded | undefined;
  #scope: Scope | undefined;

  /** @param onChange is called when the layout, or what is wrong with it, may have changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The reason why the layout could not be loaded. */
  get error(): StatsError | undefined {
    return this.#loaded?.error;
  }

  /** Everything that is wrong, for developers. */
  get errors(): readonly StatsError[] {
    return this.error ? [this.error] : layoutErrors(this.parsed);
  }

  /** Reads the layout if it is another one: reading makes all widgets anew. */
  read(settings: LayoutSettings): void {
    const origin = originOf(settings);
    const { scope } = settings;
    const isSame = origin.from === this.#origin.from && origin.value === this.#origin.value;
    if (isSame && scope === this.#scope) return;
    this.#origin = origin;
    this.#scope = scope;
    if (isSame) this.#show(this.#loaded);
    else this.load();
  }

  /** Loads the layout, also once more after an error. */
  load(): void {
    this.abort();
    const { load, value } = this.#origin;
    this.#show(load ? undefined : { value });
    // A server does not draw widgets.
    if (!load || onServer) return;
    const { signal } = (this.#abort = new AbortController());
    const show = (loaded: Loaded): void => (signal.aborted ? undefined : this.#show(loaded));
    this.done = load(signal).then(
      (value) => show({ value }),
      (error: unknown) => show({ error: error as StatsError }),
    );
  }

  /** Ends a request. */
  abort(): void {
    this.#abort?.abort();
  }

  /** Loads a layout whose request was ended. */
  resume(): void {
    if (!this.#loaded) this.load();
  }

  #show(loaded: Loaded | undefined): void {
    this.#loaded = loaded;
    this.parsed = loaded && !loaded.error ? parseLayout(loaded.value, this.#scope!) : NONE;
    this.#onChange();
  }
}
