/**
 * Settings: the values that an attribute and its property accept. A property is declared with its setting:
 * `@property({ converter: oneOf(KINDS) }) kind: Kind = 'delta'`. `StatsElement` wraps its accessor: the property holds the
 * value that was read, an absent value means the default, and a value that is not understood is shown in place of the
 * element's content and dispatched as `stats-error`. An initial value is never an absent or empty one, since defaults are read
 * from a second instance, which the constructor cannot make.
 */
import type { ComplexAttributeConverter } from 'lit';
import { parseDay, type DayRange } from '../../src/data/day.js';
import { parseRange, printRange } from '../../src/data/range.js';
import type { Label } from '../../src/data/year-block.js';
import { isObject, jsonText, parsedJson } from '../../src/util/json.js';
import { StatsError } from '../../src/sources/errors.js';
import { isOneOf } from '../../src/vocabulary/terms.js';

/** The values that an attribute and its property accept, and how they are read. */
export interface Setting<T = unknown> extends ComplexAttributeConverter {
  /** Returns the value, or `undefined` if it is not understood. Texts are trimmed. */
  readonly read: (value: unknown, attribute?: string) => T | undefined;
  /** The accepted values, for developers. */
  readonly expected: string;
  /** True if an empty text is read, false if it means the default. */
  readonly readsEmpty: boolean;
  /** True if equal values are the same one, however often they are made anew. */
  readonly isJson: boolean;
}

/** Creates a setting from a function. The accessor of the property reads both texts of attributes and other values. */
export const setting = <T>(expected: string, read: Setting<T>['read'], isJson = false): Setting<T> => ({
  fromAttribute: (text) => text,
  read,
  expected,
  readsEmpty: false,
  isJson,
});

/** Makes an empty text a fault, where the default would be another statistic, or gives it a meaning of its own. */
export const required = <T>(optional: Setting<T>): Setting<T> => ({ ...optional, readsEmpty: true });

/** Accepts any value of a property that only the elements around it set. */
export const anything: Setting = setting('a value', (value) => value);

/** Accepts one of some names. */
export const oneOf = <T extends string>(names: readonly T[]): Setting<T> =>
  setting(names.join(', '), (value) => (isOneOf(names, value) ? value : undefined));

/** Describes the bounds of a number, if there are any. */
const between = (min: number, max: number): string =>
  (min > -Number.MAX_VALUE ? ` from ${min}` : '') + (max < Number.MAX_VALUE ? ` to ${max}` : '');

/** Accepts a number, also as a text. */
export const number = (min = -Infinity, max = Infinity): Setting<number> =>
  setting(`a number${between(min, max)}`, (value) => {
    const read = typeof value === 'string' && value ? Number(value) : value;
    return typeof read === 'number' && read >= min && read <= max ? read : undefined;
  });

/** Accepts a whole number, also as a text. */
export const whole = (min: number, max = Infinity): Setting<number> =>
  setting(`a whole number${between(min, max)}`, (value) => {
    const read = number(min, max).read(value);
    return read !== undefined && Math.floor(read) === read ? read : undefined;
  });

/** Accepts a switch: present or absent as in HTML, or `true` and `false` as templates write them. */
export const flag: Setting<boolean> = required(
  setting('true, false', (value, attribute) => {
    const given = typeof value === 'string' ? value.toLowerCase() : value;
    return (
      ['', 'true', '1', attribute, true].includes(given as string) ||
      (['false', '0', false].includes(given as string) ? false : undefined)
    );
  }),
);

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Accepts an address, an identifier or a name, also as a number or a `URL`. */
export const text: Setting<string> = setting('a text', (value) =>
  isObject(value) ? string(value.href) : string(Number.isFinite(value) ? String(value) : value),
);

/**
 * Returns a copy of JSON, `undefined` for what JSON cannot hold. The page's own object may be a proxy, which Vega cannot
 * clone, or may change later.
 */
export const copied = (value: unknown): unknown =>
  parsedJson((typeof value === 'string' ? value : jsonText(value)) ?? '');

export const asObject = (value: unknown): Record<string, unknown> | undefined => (isObject(value) ? value : undefined);

/** Accepts a text, or a text per language. */
export const label: Setting<Label> = setting(
  'a text, also per language',
  (value) => text.read(value) ?? (asObject(copied(value)) as Label | undefined),
  true,
);

/** Accepts numbers: an answer of a service, or several, also as JSON. An object is not copied, since it may be large. */
export const numbers: Setting<object> = setting('answers of the service, also as JSON', (value) => {
  const given = typeof value === 'string' ? copied(value) : value;
  return typeof given === 'object' && given !== null ? given : undefined;
});

export const readAs =
  (parse: (text: string) => unknown): Setting<string>['read'] =>
  (value) =>
    typeof value === 'string' && parse(value) !== undefined ? value : undefined;

/** Accepts a day: `2025-05-30`. */
export const day = setting('a day like 2025-05-30', readAs(parseDay));

/** Accepts a range: a preset, or two days, also as `stats-select` has them. */
export const period = setting('a period like 12months or 2025-05-30/2025-06-12', (value) =>
  readAs(parseRange)(isObject(value) ? printRange(value as unknown as DayRange) : value),
);

/** Accepts the name of a source, or a source. */
export const sourceOr = (names: readonly string[]): Setting<string | object> =>
  setting(`${names.join(', ')}, or a StatsSource`, (value) =>
    isOneOf(names, value) || (typeof value === 'object' && value !== null) ? value : undefined,
  );

/** Returns true if the converter of a property is a setting. */
export const isSetting = (converter: unknown): converter is Setting =>
  (converter as Partial<Setting> | null | undefined)?.read !== undefined;

/** A value that is not understood. */
export interface Fault {
  /** The attribute, and the beginning of its value. */
  readonly text: string;
  readonly error: StatsError;
  /** True once the page has received the error. */
  isReported?: boolean;
}

/** Returns true for the text that templates and frameworks make of an object, or of a list of objects. */
export const isObjectText = (value: unknown): boolean => /^\[object \w+\]/.test(String(string(value)));

/** Creates the fault of a value that is not understood. */
export function faultOf(attribute: string, given: unknown, { expected }: Pick<Setting, 'expected'>): Fault {
  const text = `${attribute}="${printed(given)}"`;
  const wanted = isObjectText(given) ? 'JSON.stringify(…), or the property' : expected;
  const message = `${text} is not understood: expected ${wanted}`;
  return { text, error: new StatsError('attribute', message, { path: attribute }) };
}

const MAX_LENGTH = 60;

/** Prints a value of any kind, at most 60 characters of it. */
function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : inJson(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

/** Prints a value as JSON, also those without JSON, such as NaN, functions and cyclic objects. */
const inJson = (value: unknown): string =>
  typeof value === 'object' ? (jsonText(value) ?? 'object') : (value as symbol).toString();
