import type { Label } from '../src/data/year-block.js';
import type { Area, Scope } from '../src/vocabulary/terms.js';
import { areaOf, rowFor, type CatalogueRow } from './catalogue.js';
import { isObject } from '../src/util/json.js';
import { object, readable, string, text, whole, type Read } from './component-props.js';

/** What stands where on a page of statistics. */
export interface Layout {
  readonly tabs: readonly Tab[];
}

export interface Tab {
  /** Tells tabs apart; without a label, the message catalogue has a text for well-known names. */
  readonly name: string;
  readonly label?: Label;
  readonly icon?: string;
  /** Stands before the dates of the page. */
  readonly dateRangePhrase?: Label;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name?: string;
  readonly placements: readonly Placement[];
}

export interface Placement {
  /** The label, as it stands in the layout. */
  readonly component: string;
  /** The element that shows it; absent if nothing of this name is known. */
  readonly tag?: string;
  /** Columns of 16. */
  readonly width: number;
  readonly tablet: number;
  readonly mobile: number;
  /** What the layout sets on the element, by the names of its properties. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where it stands in the layout. */
  readonly path: string;
  /** Why a note is shown in its place. */
  readonly problem?: 'unknown-component' | 'duplicate';
}

/**
 * What is wrong with a layout. `not-json`, `no-tabs`: there is nothing to show. `shape`: left out. `width`: the default
 * is used. `value`: the setting is left out. `unknown-component`, `duplicate`: a note is shown in its place.
 */
export interface LayoutProblem {
  readonly code: 'not-json' | 'no-tabs' | 'shape' | 'width' | 'value' | NonNullable<Placement['problem']>;
  /** Where, as a JSON path from the root of the input: `global_layout.tabs[0].rows[1].components[2].width` */
  readonly path: string;
  /** What stood there as JSON, or the name of the component; cut short. */
  readonly found?: string;
}

export interface ParsedLayout {
  readonly layout: Layout | undefined;
  readonly problems: readonly LayoutProblem[];
}

type Json = Readonly<Record<string, unknown>>;

/** An object inside the input that knows where it stands. */
class Place {
  constructor(
    readonly json: Json,
    readonly path: string,
    readonly problems: LayoutProblem[],
  ) {}

  at(key: string): string {
    return this.path ? `${this.path}.${key}` : key;
  }

  report(code: LayoutProblem['code'], path: string, found: string | undefined): void {
    this.problems.push({ code, path, ...(found && { found: found.slice(0, 60) }) });
  }

  /** What is said under a key. Nothing, if it cannot be meant; this is reported. */
  setting<T>(key: string, read: Read<T>, code: 'value' | 'width' = 'value'): T | undefined {
    const given = this.json[key];
    if (given === undefined) return undefined;
    const value = read(given);
    if (value === undefined) this.report(code, this.at(key), JSON.stringify(given));
    return value ?? undefined;
  }

  /** The objects in the list under a key. */
  list(key: string): Place[] {
    const items = this.json[key];
    if (!Array.isArray(items)) this.report('shape', this.at(key), JSON.stringify(items));
    return (Array.isArray(items) ? items : []).flatMap((item: unknown, index) => {
      const path = `${this.at(key)}[${index}]`;
      if (isObject(item)) return [new Place(item, path, this.problems)];
      this.report('shape', path, JSON.stringify(item));
      return [];
    });
  }
}

/**
 * Reads a layout from JSON text or a value, in any shape that InvenioRDM pages or their documentation have had: a layout
 * for each scope, a single one, or rows without tabs. Whatever can be shown is kept; the rest is reported. Never throws.
 */
export function parseLayout(input: unknown, scope: Scope): ParsedLayout {
  const problems: LayoutProblem[] = [];
  const json = plain(input);
  const [found, path] = scoped(json, scope);
  const root = new Place(isObject(found) ? found : {}, path, problems);
  const tabs =
    isFilled(root.json.rows) && !('tabs' in root.json)
      ? [tabOf(root, 0)]
      : isFilled(root.json.tabs)
        ? root.list('tabs').map(tabOf)
        : [];
  if (json === undefined) root.report('not-json', '', typeof input === 'string' ? input : undefined);
  else if (!tabs.length) root.report('no-tabs', root.at('tabs'), JSON.stringify(found));
  return { layout: tabs.length ? { tabs: distinct(tabs) } : undefined, problems };
}

/** Tabs are told apart by their names: of two with the same one, the later gets its number, and another if that is taken. */
function distinct(tabs: readonly Tab[]): Tab[] {
  const names = new Set(tabs.map(({ name }) => name));
  const seen = new Set<string>();
  return tabs.map((tab, i) => {
    let { name } = tab;
    for (let n = i + 1; seen.has(name) || (name !== tab.name && names.has(name)); n++) name = `${tab.name}-${n}`;
    seen.add(name);
    return { ...tab, name };
  });
}

/** A copy that is nothing but JSON, with the keys of its objects in order; `undefined` if it cannot be had. */
function plain(input: unknown): unknown {
  try {
    const json = typeof input === 'string' ? input : JSON.stringify(input);
    return JSON.parse(json, (_, value: unknown) =>
      isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
    );
  } catch {
    return undefined;
  }
}

/** Today's names, then those of the older documentation. A community without a layout of its own has the global one. */
const WRAPPERS: Readonly<Record<Scope, readonly string[]>> = {
  global: ['global_layout', 'global'],
  community: ['community_layout', 'community', 'global_layout', 'global'],
};

/** The layout of a scope and its path. */
function scoped(json: unknown, scope: Scope): [layout: unknown, path: string] {
  if (!isObject(json) || 'tabs' in json || 'rows' in json) return [json, ''];
  const key = WRAPPERS[scope].find((wrapper) => !isEmpty(json[wrapper]));
  return key ? [json[key], key] : [json, ''];
}

const isEmpty = (value: unknown): boolean => !value || (isObject(value) && !Object.keys(value).length);
const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

function tabOf(tab: Place, index: number): Tab {
  const name = tab.setting('name', string) || `tab-${index + 1}`;
  const rows = tab.list('rows').map((row) => ({ row, components: row.list('components') }));
  const area = areaOfTab(
    name,
    rows.flatMap(({ components }) => components),
  );
  return {
    name,
    ...given('label', tab.setting('label', text)),
    ...given('icon', tab.setting('icon', string)),
    ...given('dateRangePhrase', tab.setting('date_range_phrase', text)),
    rows: rows.map(({ row, components }) => ({
      ...given('name', row.setting('name', string)),
      placements: placementsOf(components, area),
    })),
  };
}

/** A property, if there is a value for it. */
const given = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, T>);

/** What a tab is about, which a `StatsChart` has to know: its name says it, or everything else that stands in it. */
function areaOfTab(name: string, components: readonly Place[]): Area {
  if (/views|downloads|traffic|usage/i.test(name)) return 'usage';
  const others = components.map(({ json }) => string(json.component) ?? '').filter((label) => label !== 'StatsChart');
  const areas = new Set(others.map((label) => areaOf(rowFor(label))));
  return areas.has('usage') && !areas.has('content') ? 'usage' : 'content';
}

function placementsOf(components: readonly Place[], area: Area): Placement[] {
  const seen = new Set<string>();
  return components.flatMap((component) => {
    const text = JSON.stringify(component.json);
    const again = seen.has(text);
    seen.add(text);
    return placementOf(component, area, again);
  });
}

function placementOf(place: Place, area: Area, again: boolean): Placement[] {
  const { component } = place.json;
  if (typeof component !== 'string' || !component) {
    place.report('shape', place.path, JSON.stringify(place.json));
    return [];
  }
  const row = rowFor(component, area);
  const problem = again ? 'duplicate' : row ? undefined : 'unknown-component';
  if (problem) place.report(problem, place.path, component);

  // The service's front end reads `props` only; its documentation puts the same keys beside `component`.
  const props = new Place(place.setting('props', object) ?? {}, place.at('props'), place.problems);
  const either = <T>(key: string, read: Read<T>, code?: 'width'): T | undefined => {
    const [first, second] = [props.setting(key, read, code), place.setting(key, read, code)];
    return first ?? second;
  };
  const width = place.setting('width', columns, 'width') ?? 16;
  return [
    {
      component: row ? component : readable(component),
      ...(row && { tag: row.tag }),
      width,
      tablet: either('tablet', columns, 'width') ?? width,
      mobile: either('mobile', columns, 'width') ?? (row?.base === 'stats-figure' ? 8 : 16),
      properties: row ? propertiesOf(row, either) : {},
      path: place.path,
      ...(problem && { problem }),
    },
  ];
}

const columns = whole(1, 16);

function propertiesOf({ tag, base, presets, props }: CatalogueRow, read: Place['setting']): Json {
  const properties: Record<string, unknown> = {};
  for (const [key, [property, as]] of Object.entries(props)) {
    if (!(property in properties)) Object.assign(properties, given(property, read(key, as)));
  }
  const { display, views } = { ...presets, ...properties };
  return {
    // A generic element has no presets of its own.
    ...(tag === base && presets),
    ...properties,
    ...(Array.isArray(views) && !views.includes(display) && { display: views[0] as unknown }),
  };
}
