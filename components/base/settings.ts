/**
 * Settings: the values that an attribute and its property accept. A property is declared with its setting:
 * `@property({ converter: oneOf(KINDS) }) kind: Kind = 'delta'`. `StatsElement` wraps its accessor: the property holds the
 * value that was read, an absent value means the default, and a value that is not understood is shown in place of the
 * element's content and dispatched as `stats-error`.
 */
import type { ComplexAttributeConverter } from 'lit';
import { onServer } from './on-server.js';
import { parseDay } from '../../src/data/day.js';
import { parseRange } from '../../src/data/range.js';
import { jsonObject, parsedJson } from '../../src/util/json.js';
import { StatsError } from '../../src/sources/errors.js';
import { isOneOf } from '../../src/vocabulary/terms.js';

/** The values that an attribute and its property accept, and how they are read. */
export interface Setting<T = unknown> extends ComplexAttributeConverter {
  /** Returns the value, or `undefined` if it is not understood. Texts are trimmed. */
  readonly read: (value: unknown) => T | undefined;
  /** The accepted values, for developers. */
  readonly expected: string;
  /** True if an empty text is a fault, false if it means the default. */
  readonly required: boolean;
}

/** Creates a setting from a function. The accessor of the property reads both texts of attributes and other values. */
export const setting = <T>(expected: string, read: Setting<T>['read']): Setting<T> => ({
  fromAttribute: (text) => text,
  read,
  expected,
  required: false,
});

/** Makes an empty text a fault, where the default would be another statistic. */
export const required = <T>(optional: Setting<T>): Setting<T> => ({ ...optional, required: true });

/** Accepts one of some names. */
export const oneOf = <T extends string>(names: readonly T[]): Setting<T> =>
  setting(names.join(', '), (value) => (isOneOf(names, value) ? value : undefined));

/** Accepts some names: a list, or a text with white space or commas between them. */
export const someOf = <T extends string>(names: readonly T[]): Setting<readonly T[]> =>
  setting(`some of ${names.join(', ')}`, (value) => {
    const list: unknown = typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value;
    const isList = Array.isArray(list) && list.length > 0;
    return isList && list.every((each) => isOneOf(names, each)) ? list : undefined;
  });

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

/** Accepts an address or an identifier. */
export const text: Setting<string> = setting('a text', (value) =>
  value instanceof URL ? value.href : typeof value === 'string' ? value : undefined,
);

/** Accepts an object, also as JSON. */
export const object: Setting<object> = setting('a JSON object', (value) =>
  jsonObject(typeof value === 'string' ? parsedJson(value) : value),
);

const readAs =
  (parse: (text: string) => unknown): Setting<string>['read'] =>
  (value) =>
    typeof value === 'string' && parse(value) !== undefined ? value : undefined;

/** Accepts a day: `2025-05-30`. */
export const day = setting('a day like 2025-05-30', readAs(parseDay));

/** Accepts a range: a preset, or two days. */
export const period = setting('a preset like 12months, or two days like 2025-05-30/2025-06-12', readAs(parseRange));

/** Accepts a CSS length: `300px`. */
export const length = setting(
  'a length like 300px',
  // On a server, there is no style to test it with.
  readAs((value) => onServer || CSS.supports('max-block-size', value) || undefined),
);

/** Accepts the name of a source, or a source. */
export const sourceOr = (names: readonly string[]): Setting<string | object> =>
  setting(`${names.join(', ')}, or a StatsSource`, (value) =>
    isOneOf(names, value) || (typeof value === 'object' && value !== null) ? value : undefined,
  );

/** Returns true if the converter of a property is a setting. */
export const isSetting = (converter: unknown): converter is Setting =>
  typeof converter === 'object' && converter !== null && 'read' in converter;

/** A value that is not understood. */
export interface Fault {
  readonly attribute: string;
  /** The value as a short text. */
  readonly value: string;
  readonly error: StatsError;
}

/** Creates the fault of a value that is not understood. */
export function faultOf(attribute: string, given: unknown, { expected }: Pick<Setting, 'expected'>): Fault {
  const value = printed(given);
  const message = `${attribute}="${value}" is not understood: expected ${expected}`;
  return { attribute, value, error: new StatsError('attribute', message, { path: attribute }) };
}

const MAX_LENGTH = 60;

/** Prints a value of any kind, at most 60 characters of it. */
function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : inJson(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

/** Prints a value as JSON, also those without JSON, such as NaN, functions and cyclic objects. */
function inJson(value: unknown): string {
  if (typeof value !== 'object') return (value as symbol).toString();
  try {
    return [JSON.stringify(value)].join();
  } catch {
    return 'object';
  }
}
