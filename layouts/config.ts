import type { Label } from '../src/data/year-block.js';
import { PRESET_NAMES, type Preset } from '../src/data/range.js';
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
import { isWebAddress } from '../src/util/link.js';
import { readable, string } from './component-props.js';

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

/** Tells of a value that is not understood: the step from the key to it, empty for the value of the key itself. */
type Tell = (step: string) => void;

/** Returns what a value means; `undefined` if it means nothing. Tells of items that mean nothing. */
type Read = (value: unknown, tell: Tell) => unknown;

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

const ranges: Read = (value, tell) =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([unit, preset]) => {
          const isKnown = isOneOf(GRANULARITIES, unit) && isOneOf(PRESET_NAMES, preset);
          if (!isKnown) tell(`.${unit}`);
          return isKnown;
        }),
      )
    : undefined;

const breakdowns: Read = (value, tell) => {
  const isList = Array.isArray(value);
  const names: unknown[] = isList ? value : isObject(value) ? Object.keys(value) : [];
  const known = names.flatMap((name, i) => {
    const breakdown = typeof name === 'string' && camelCase(name);
    if (isOneOf(BREAKDOWN_NAMES, breakdown)) return breakdown;
    tell(isList ? `[${i}]` : `.${String(name)}`);
    return [];
  });
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
 * Reads a page configuration, as JSON text or an object, its keys in snake_case or camelCase. What is not understood is left
 * out. `undefined` if it is no JSON object at all.
 * @param tell is called with the JSON path of each value that is not understood; `null` means that nothing is said
 */
export function parseConfig(input: unknown, tell: (path: string) => void = () => undefined): Config | undefined {
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
      if (!Object.hasOwn(KEYS, name)) return [];
      const read = KEYS[name](value, (step) => tell(key + step));
      if (read === undefined && value !== undefined && value !== null) tell(key);
      return read === undefined ? [] : [[name, read]];
    }),
  );
}
