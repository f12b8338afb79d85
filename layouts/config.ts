import type { Config as VegaConfig } from 'vega-lite';
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
import { isObject, parsedJson } from '../src/util/json.js';
import { camelCase } from '../src/util/keys.js';
import { isWebAddress } from '../src/util/link.js';
import type { PageSettings } from '../src/state/inputs.js';
import { object } from '../components/base/later-settings.js';
import { oneOf, readable, string, whole } from './component-props.js';
import type { LayoutInput } from './layout-input.js';

/** The configuration of a dashboard, beside the attributes. Absent keys are not set. */
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
  /** False if there is no dashboard. */
  readonly dashboardEnabled?: boolean;
  /** The texts in its place. That of the whole repository is shown unless both of the flags below are set. */
  readonly disabledMessage?: Label;
  readonly disabledMessageGlobal?: Label;
  readonly dashboardEnabledCommunities?: boolean;
  readonly dashboardEnabledGlobal?: boolean;
  /** The service has not finished counting for the first time. */
  readonly firstRunIncomplete?: boolean;
  /** The service is counting, or preparing its answers. */
  readonly aggInProgress?: boolean;
  readonly cachingInProgress?: boolean;
  /** A configuration of Vega-Lite that is merged into the theme of all charts. */
  readonly vega?: VegaConfig;
}

const TRUE = [true, 'true', 'True', 'TRUE', '1', 1] as const;
const FALSE = [false, 'false', 'False', 'FALSE', '0', 0] as const;

type SnakeCase<Key extends string> = Key extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Key;
type BreakdownInput = Breakdown | SnakeCase<Breakdown>;

/** The values that are accepted for a key; `null` counts as absent. */
type ConfigValue<Key extends keyof Config> =
  | (Key extends 'layout'
      ? LayoutInput | string
      : Key extends 'uiSubcounts'
        ? readonly BreakdownInput[] | Readonly<Partial<Record<BreakdownInput, unknown>>>
        : Config[Key] extends boolean | undefined
          ? (typeof TRUE | typeof FALSE)[number]
          : Config[Key])
  | null;

/** A page configuration as authors write it, its keys in snake_case or camelCase. */
export type ConfigInput = {
  readonly [Key in keyof Config as Key | SnakeCase<Key>]?: ConfigValue<Key>;
};

/** Reports a value that is not valid: the path from the key to it, empty for the value of the key itself. */
type Report = (step: string) => void;

/** Returns the value of an input; `undefined` if it is not valid. Reports items that are not valid. */
type Read = (value: unknown, report: Report) => unknown;

/** Reads a text, or a text per language; other values are left out. */
const text: Read = (value) => {
  if (!isObject(value)) return string(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([language, each]) => (typeof each === 'string' ? [[language, readable(each)]] : [])),
  );
};

/** Reads a boolean, also as Python's templates write it. */
const flag: Read = (value) => TRUE.includes(value as true) || (FALSE.includes(value as false) ? false : undefined);

const ranges: Read = (value, report) =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([unit, preset]) => {
          const isKnown = isOneOf(GRANULARITIES, unit) && isOneOf(PRESET_NAMES, preset);
          if (!isKnown) report(`.${unit}`);
          return isKnown;
        }),
      )
    : undefined;

const breakdowns: Read = (value, report) => {
  const isList = Array.isArray(value);
  const names: unknown[] = isList ? value : isObject(value) ? Object.keys(value) : [];
  const known = names.flatMap((name, i) => {
    const breakdown = typeof name === 'string' && camelCase(name);
    if (isOneOf(BREAKDOWN_NAMES, breakdown)) return breakdown;
    report(isList ? `[${i}]` : `.${String(name)}`);
    return [];
  });
  return known.length ? known : undefined;
};

/**
 * Readers of the values, by key in camelCase. Other keys are ignored, as are `compress_json` and
 * `client_cache_compression_enabled`: compressed answers are recognised without them.
 */
const KEYS: Readonly<Record<keyof Config, Read>> = {
  title: text,
  description: text,
  showTitle: flag,
  showDescription: flag,
  defaultGranularity: oneOf(...GRANULARITIES),
  defaultRangeOptions: ranges,
  defaultRecordStartBasis: oneOf(...DATE_BASES),
  maxHistoryYears: whole(1, 199),
  uiSubcounts: breakdowns,
  displayBinarySizes: flag,
  useTestData: flag,
  dashboardType: oneOf('global', 'community'),
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
  vega: (value) => object.read(value),
};

/**
 * Reads a page configuration, as JSON text or an object, its keys in snake_case or camelCase. Values that are not valid are
 * left out, `null` counts as absent. Returns `undefined` if the input is not a JSON object.
 * @param report is called with the JSON path of each value that is not valid
 */
export function parseConfig(input: unknown, report: (path: string) => void = () => undefined): Config | undefined {
  const json = typeof input === 'string' ? parsedJson(input) : input;
  if (!isObject(json)) return undefined;
  // `max_history_years` overrides the `maxHistoryYears` that servers send, so it is read last.
  const entries = Object.entries(json).sort(([a], [b]) => Number(a.includes('_')) - Number(b.includes('_')));
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const name = camelCase(key) as keyof Config;
      if (!Object.hasOwn(KEYS, name)) return [];
      const read = KEYS[name](value, (step) => report(key + step));
      if (read === undefined && value !== undefined && value !== null) report(key);
      return read === undefined ? [] : [[name, read]];
    }),
  );
}

/**
 * Returns the inputs that a configuration sets.
 * @param vegaConfig a configuration of Vega-Lite that takes precedence over the key `vega`
 */
export function pageSettings(config: Config, vegaConfig: VegaConfig | undefined): PageSettings {
  const { maxHistoryYears, displayBinarySizes, uiSubcounts, vega } = config;
  return {
    historyYears: maxHistoryYears,
    binarySizes: displayBinarySizes,
    breakdowns: uiSubcounts,
    vegaConfig: vega || vegaConfig ? [vega ?? {}, vegaConfig ?? {}] : undefined,
  };
}

/** Returns the reason for which the configuration rules out requests, if any. */
export function closedBy({ dashboardEnabled, firstRunIncomplete }: Config): 'disabled' | 'firstRun' | undefined {
  if (dashboardEnabled === false) return 'disabled';
  return firstRunIncomplete ? 'firstRun' : undefined;
}
