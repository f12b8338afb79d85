import type { Label } from '../src/data/block.js';
import { PRESET_NAMES, type Preset } from '../src/data/range.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../src/vocabulary/breakdowns.js';
import { GRANULARITIES, isOneOf, type Granularity, type Scope } from '../src/vocabulary/terms.js';
import { isObject } from './placements.js';

/** What a page says about its dashboard, beside the attributes. Absent: nothing was said. */
export interface Config {
  readonly title?: Label;
  readonly description?: Label;
  readonly showTitle?: boolean;
  readonly showDescription?: boolean;
  readonly defaultGranularity?: Granularity;
  readonly defaultRangeOptions?: Partial<Record<Granularity, Preset>>;
  readonly maxHistoryYears?: number;
  /** The breakdowns that timelines may offer. */
  readonly uiSubcounts?: readonly Breakdown[];
  readonly displayBinarySizes?: boolean;
  readonly useTestData?: boolean;
  readonly dashboardType?: Scope;
  readonly layout?: unknown;
}

const camelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

type Read = (value: unknown) => unknown;

const text: Read = (value) => (typeof value === 'string' || isObject(value) ? value : undefined);
/** Python's templates write booleans in several ways. */
const flag: Read = (value) =>
  [true, 'true', 'True', 'TRUE', '1', 1].includes(value as boolean) ||
  ([false, 'false', 'False', 'FALSE', '0', 0].includes(value as boolean) ? false : undefined);

const ranges: Read = (value) =>
  isObject(value)
    ? Object.fromEntries(
        GRANULARITIES.flatMap((unit) => (isOneOf(PRESET_NAMES, value[unit]) ? [[unit, value[unit]]] : [])),
      )
    : undefined;

const breakdowns: Read = (value) => {
  const names = Array.isArray(value) ? value.map(String) : isObject(value) ? Object.keys(value) : [];
  const known = names.map(camelCase).filter((name) => isOneOf(BREAKDOWN_NAMES, name));
  return known.length ? known : undefined;
};

/** How each key is read, in its camelCase form. A key that is not here says nothing to us. */
const KEYS: Readonly<Record<keyof Config, Read>> = {
  title: text,
  description: text,
  showTitle: flag,
  showDescription: flag,
  defaultGranularity: (value) => (isOneOf(GRANULARITIES, value) ? value : undefined),
  defaultRangeOptions: ranges,
  maxHistoryYears: (value) =>
    Number.isInteger(value) && (value as number) > 0 && (value as number) < 200 ? value : undefined,
  uiSubcounts: breakdowns,
  displayBinarySizes: flag,
  useTestData: flag,
  dashboardType: (value) => (value === 'global' || value === 'community' ? value : undefined),
  layout: (value) => value ?? undefined,
};

/**
 * Reads a page configuration, as JSON text or an object, its keys in snake_case or camelCase. What cannot be meant is
 * left out. `undefined` if it is no JSON object at all.
 */
export function parseConfig(input: unknown): Config | undefined {
  let json = input;
  if (typeof input === 'string') {
    try {
      json = JSON.parse(input) as unknown;
    } catch {
      return undefined;
    }
  }
  if (!isObject(json)) return undefined;
  // `max_history_years` goes before the `maxHistoryYears` that servers send, so it is read last.
  const entries = Object.entries(json).sort(([a], [b]) => Number(a.includes('_')) - Number(b.includes('_')));
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const name = camelCase(key) as keyof Config;
      const read = Object.hasOwn(KEYS, name) ? KEYS[name](value) : undefined;
      return read === undefined ? [] : [[name, read]];
    }),
  );
}
