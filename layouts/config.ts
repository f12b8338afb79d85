import type { Label } from '../src/data/block.js';
import { PRESET_NAMES, type Preset } from '../src/data/range.js';
import { isWebAddress } from '../src/sources/invenio/links.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../src/vocabulary/breakdowns.js';
import {
  DATE_BASES,
  GRANULARITIES,
  isOneOf,
  type DateBasis,
  type Granularity,
  type Scope,
} from '../src/vocabulary/terms.js';
import { camelCase, isObject } from '../src/util/json.js';
import { readable, string } from './placements.js';

/** What a page says about its dashboard, beside the attributes. Absent: nothing was said. */
export interface Config {
  readonly title?: Label;
  readonly description?: Label;
  readonly showTitle?: boolean;
  readonly showDescription?: boolean;
  readonly defaultGranularity?: Granularity;
  readonly defaultRangeOptions?: Partial<Record<Granularity, Preset>>;
  readonly defaultRecordStartBasis?: DateBasis;
  readonly maxHistoryYears?: number;
  /** The breakdowns that timelines may offer. */
  readonly uiSubcounts?: readonly Breakdown[];
  readonly displayBinarySizes?: boolean;
  readonly useTestData?: boolean;
  readonly dashboardType?: Scope;
  readonly layout?: unknown;
  /** Address of a page that explains the numbers: of the web, or relative to this page. */
  readonly helpLink?: string;
  /** Is there a dashboard at all? */
  readonly dashboardEnabled?: boolean;
  /** What stands in its place if not; of a community, the first one only if both of the flags are set. */
  readonly disabledMessage?: Label;
  readonly disabledMessageGlobal?: Label;
  readonly dashboardEnabledCommunities?: boolean;
  readonly dashboardEnabledGlobal?: boolean;
  /** The service has not finished counting for the first time. */
  readonly firstRunIncomplete?: boolean;
  /** The service is counting, or preparing its answers. */
  readonly aggInProgress?: boolean;
  readonly cachingInProgress?: boolean;
}

type Read = (value: unknown) => unknown;

/** A text, or a text per language: what is none is left out of these. */
const text: Read = (value) => {
  if (!isObject(value)) return string(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([language, each]) => (typeof each === 'string' ? [[language, readable(each)]] : [])),
  );
};
/** Python's templates write booleans in several ways. */
const flag: Read = (value) =>
  [true, 'true', 'True', 'TRUE', '1', 1].includes(value as boolean) ||
  ([false, 'false', 'False', 'FALSE', '0', 0].includes(value as boolean) ? false : undefined);

const oneOf =
  (options: readonly string[]): Read =>
  (value) =>
    isOneOf(options, value) ? value : undefined;

const ranges: Read = (value) =>
  isObject(value)
    ? Object.fromEntries(
        GRANULARITIES.flatMap((unit) => (isOneOf(PRESET_NAMES, value[unit]) ? [[unit, value[unit]]] : [])),
      )
    : undefined;

const breakdowns: Read = (value) => {
  const names: unknown[] = Array.isArray(value) ? value : isObject(value) ? Object.keys(value) : [];
  const known = names
    .map((name) => typeof name === 'string' && camelCase(name))
    .filter((name) => isOneOf(BREAKDOWN_NAMES, name));
  return known.length ? known : undefined;
};

/**
 * How each key is read, in its camelCase form. A key that is not here says nothing to us; so do `compress_json` and
 * `client_cache_compression_enabled`, because answers are recognised packed or not, and none is kept in the browser.
 */
const KEYS: Readonly<Record<keyof Config, Read>> = {
  title: text,
  description: text,
  showTitle: flag,
  showDescription: flag,
  defaultGranularity: oneOf(GRANULARITIES),
  defaultRangeOptions: ranges,
  defaultRecordStartBasis: oneOf(DATE_BASES),
  maxHistoryYears: (value) =>
    Number.isInteger(value) && (value as number) > 0 && (value as number) < 200 ? value : undefined,
  uiSubcounts: breakdowns,
  displayBinarySizes: flag,
  useTestData: flag,
  dashboardType: oneOf(['global', 'community']),
  layout: (value) => value ?? undefined,
  helpLink: (value) =>
    typeof value === 'string' && value && isWebAddress(value, 'https://relative.invalid') ? value : undefined,
  dashboardEnabled: flag,
  disabledMessage: text,
  disabledMessageGlobal: text,
  dashboardEnabledCommunities: flag,
  dashboardEnabledGlobal: flag,
  firstRunIncomplete: flag,
  aggInProgress: flag,
  cachingInProgress: flag,
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
