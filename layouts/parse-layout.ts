import type { Label } from '../src/data/year-block.js';
import type { Area, Scope } from '../src/vocabulary/terms.js';
import { areaOf, rowFor, type CatalogueRow } from './catalogue.js';
import { isObject, type Json } from '../src/util/json.js';
import { object, readable, string, text, whole, type Read } from './component-props.js';

/** The components of a page of statistics and their places. */
export interface Layout {
  readonly tabs: readonly Tab[];
}

/** A tab of a page. */
export interface Tab {
  /** Unique among the tabs; without a label, the message catalogue has a text for well-known names. */
  readonly name: string;
  readonly label?: Label;
  readonly icon?: string;
  /** Text before the dates of the page. */
  readonly dateRangePhrase?: Label;
  readonly rows: readonly Row[];
}

/** A row of a tab. */
export interface Row {
  readonly name?: string;
  readonly placements: readonly Placement[];
}

/** A component and its place in a row. */
export interface Placement {
  /** The label in the layout. */
  readonly component: string;
  /** The element that shows it; absent if the label is unknown. */
  readonly tag?: string;
  /** Columns of 16. */
  readonly width: number;
  readonly tablet: number;
  readonly mobile: number;
  /** Properties that the layout sets on the element. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** JSON path in the layout. */
  readonly path: string;
  /** Reason why a note is shown in its place. */
  readonly problem?: 'unknown-component' | 'duplicate';
}

/**
 * A problem of a layout. `not-json`, `no-tabs`: there is nothing to show. `shape`: the part is left out. `width`: the default
 * is used. `value`: the setting is left out. `unknown-component`, `duplicate`: a note is shown in its place.
 */
export interface LayoutProblem {
  readonly code: 'not-json' | 'no-tabs' | 'shape' | 'width' | 'value' | NonNullable<Placement['problem']>;
  /** JSON path from the root of the input: `global_layout.tabs[0].rows[1].components[2].width` */
  readonly path: string;
  /** The value there as JSON, or the name of the component; cut short. */
  readonly found?: string;
}

/** A layout, `undefined` if there is nothing to show, and the problems of its input. */
export interface ParsedLayout {
  readonly layout: Layout | undefined;
  readonly problems: readonly LayoutProblem[];
}

/** An object inside the input, with its path. */
class LayoutNode {
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

  /** Returns the value of a key. Reports one that is not valid, and returns `undefined`. */
  setting<T>(key: string, read: Read<T>, code: 'value' | 'width' = 'value'): T | undefined {
    const given = this.json[key];
    if (given === undefined) return undefined;
    const value = read(given);
    if (value === undefined) this.report(code, this.at(key), JSON.stringify(given));
    return value ?? undefined;
  }

  /** Returns the objects in the list under a key, and reports everything else there. */
  list(key: string): LayoutNode[] {
    const items = this.json[key];
    if (!Array.isArray(items)) this.report('shape', this.at(key), JSON.stringify(items));
    return (Array.isArray(items) ? items : []).flatMap((item: unknown, index) => {
      const path = `${this.at(key)}[${index}]`;
      if (isObject(item)) return [new LayoutNode(item, path, this.problems)];
      this.report('shape', path, JSON.stringify(item));
      return [];
    });
  }
}

/**
 * Reads a layout from JSON text or a value, in any shape that InvenioRDM pages or their documentation have had: a layout
 * for each scope, a single one, or rows without tabs. Keeps what can be shown and reports the rest. Never throws.
 */
export function parseLayout(input: unknown, scope: Scope): ParsedLayout {
  const problems: LayoutProblem[] = [];
  const json = plain(input);
  const [found, path] = scoped(json, scope);
  const root = new LayoutNode(isObject(found) ? found : {}, path, problems);
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

/** Makes the names of tabs unique: of two with the same name, the later gets a number, the next one that is free. */
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

/** Returns a copy as plain JSON, with the keys of its objects in order; `undefined` if that fails. */
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

/** Keys of the layout of a scope: current ones, then those of older documentation. Communities without a layout have the global one. */
const WRAPPERS: Readonly<Record<Scope, readonly string[]>> = {
  global: ['global_layout', 'global'],
  community: ['community_layout', 'community', 'global_layout', 'global'],
};

/** Returns the layout of a scope and its path. */
function scoped(json: unknown, scope: Scope): [layout: unknown, path: string] {
  if (!isObject(json) || 'tabs' in json || 'rows' in json) return [json, ''];
  const key = WRAPPERS[scope].find((wrapper) => !isEmpty(json[wrapper]));
  return key ? [json[key], key] : [json, ''];
}

const isEmpty = (value: unknown): boolean => !value || (isObject(value) && !Object.keys(value).length);
const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

function tabOf(tab: LayoutNode, index: number): Tab {
  const name = tab.setting('name', string) || `tab-${index + 1}`;
  const rows = tab.list('rows').map((row) => ({ row, components: row.list('components') }));
  const all = rows.flatMap(({ components }) => components);
  const area = areaOfTab(name, all);
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

/** Returns an object with a property, or without it if there is no value. */
const given = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, T>);

/** Returns true for the name of a tab that shows what readers do. */
export const isUsageTab = (name: string): boolean => /views|downloads|traffic|usage/i.test(name);

/** Returns the area that a `StatsChart` in a tab shows: by the name of the tab, or by its other components. */
function areaOfTab(name: string, components: readonly LayoutNode[]): Area {
  if (isUsageTab(name)) return 'usage';
  const others = components.map(({ json }) => string(json.component) ?? '').filter((label) => label !== 'StatsChart');
  const areas = new Set(others.map((label) => areaOf(rowFor(label))));
  return areas.has('usage') && !areas.has('content') ? 'usage' : 'content';
}

function placementsOf(components: readonly LayoutNode[], area: Area): Placement[] {
  const seen = new Set<string>();
  return components.flatMap((component) => {
    const text = JSON.stringify(component.json);
    const isDuplicate = seen.has(text);
    seen.add(text);
    return placementOf(component, area, isDuplicate);
  });
}

function placementOf(node: LayoutNode, area: Area, isDuplicate: boolean): Placement[] {
  const { component } = node.json;
  if (typeof component !== 'string' || !component) {
    node.report('shape', node.path, JSON.stringify(node.json));
    return [];
  }
  const row = rowFor(component, area);
  const problem = isDuplicate ? 'duplicate' : row ? undefined : 'unknown-component';
  if (problem) node.report(problem, node.path, component);

  // The service's front end reads `props` only; its documentation puts the same keys beside `component`.
  const props = new LayoutNode(node.setting('props', object) ?? {}, node.at('props'), node.problems);
  const either = <T>(key: string, read: Read<T>, code?: 'width'): T | undefined => {
    const [first, second] = [props.setting(key, read, code), node.setting(key, read, code)];
    return first ?? second;
  };
  const width = node.setting('width', columns, 'width') ?? 16;
  return [
    {
      component: row ? component : readable(component),
      ...(row && { tag: row.tag }),
      width,
      tablet: either('tablet', columns, 'width') ?? width,
      mobile: either('mobile', columns, 'width') ?? (row?.base === 'stats-figure' ? 8 : 16),
      properties: row ? propertiesOf(row, either) : {},
      path: node.path,
      ...(problem && { problem }),
    },
  ];
}

const columns = whole(1, 16);

function propertiesOf({ tag, base, presets, props }: CatalogueRow, read: LayoutNode['setting']): Json {
  const properties: Record<string, unknown> = {};
  for (const [key, [property, as]] of Object.entries(props)) {
    if (!(property in properties)) Object.assign(properties, given(property, read(key, as)));
  }
  const { display, views } = { ...presets, ...properties };
  return {
    // Named elements set their presets themselves.
    ...(tag === base && presets),
    ...properties,
    ...(Array.isArray(views) && !views.includes(display) && { display: views[0] as unknown }),
  };
}
