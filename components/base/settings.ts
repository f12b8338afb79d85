/**
 * How the values of attributes are read, and of the properties of the same names, which frameworks set. A property is
 * declared with its setting: `@property({ converter: oneOf(KINDS) }) kind: Kind = 'delta'`. `StatsElement` does the rest:
 * the property holds what was read, an absent value means the default, and a value that is not understood is named in
 * place of the element's content.
 */
import type { ComplexAttributeConverter } from 'lit';
import { parseDay } from '../../src/data/day.js';
import { parseRange } from '../../src/data/range.js';
import { StatsError } from '../../src/sources/errors.js';
import { isOneOf } from '../../src/vocabulary/terms.js';

export interface Setting<T = unknown> extends ComplexAttributeConverter {
  /** The value that is meant; `undefined` if it is not understood. Texts come without white space around them. */
  readonly read: (value: unknown) => T | undefined;
  /** The values that are understood, for developers. */
  readonly expected: string;
  /** True if an empty text is a fault; else it means the default. */
  readonly required: boolean;
}

/**
 * A setting that is read by a function. The accessor of the property reads texts of attributes as well as every other value
 * that it is given.
 */
export const setting = <T>(expected: string, read: Setting<T>['read']): Setting<T> => ({
  fromAttribute: (text) => text,
  read,
  expected,
  required: false,
});

/** The same, but an empty text is a fault: the default would be another statistic. */
export const required = <T>(optional: Setting<T>): Setting<T> => ({ ...optional, required: true });

/** One of some names. */
export const oneOf = <T extends string>(names: readonly T[]): Setting<T> =>
  setting(names.join(', '), (value) => (isOneOf(names, value) ? value : undefined));

/** Some names: a list, or a text in which white space or commas divide them. */
export const someOf = <T extends string>(names: readonly T[]): Setting<readonly T[]> =>
  setting(`some of ${names.join(', ')}`, (value) => {
    const list: unknown = typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value;
    const isList = Array.isArray(list) && list.length > 0;
    return isList && list.every((each) => isOneOf(names, each)) ? list : undefined;
  });

/** Says between which numbers a value has to be, where there are bounds. */
const between = (min: number, max: number): string =>
  (min > -Number.MAX_VALUE ? ` from ${min}` : '') + (max < Number.MAX_VALUE ? ` to ${max}` : '');

/** A number, also as a text. */
export const number = (min = -Infinity, max = Infinity): Setting<number> =>
  setting(`a number${between(min, max)}`, (value) => {
    const read = typeof value === 'string' && value ? Number(value) : value;
    return typeof read === 'number' && read >= min && read <= max ? read : undefined;
  });

/** A whole number, also as a text. */
export const whole = (min: number, max = Infinity): Setting<number> =>
  setting(`a whole number${between(min, max)}`, (value) => {
    const read = number(min, max).read(value);
    return read !== undefined && Math.floor(read) === read ? read : undefined;
  });

/** An address or an identifier. */
export const text: Setting<string> = setting('a text', (value) =>
  value instanceof URL ? value.href : typeof value === 'string' ? value : undefined,
);

const readAs =
  (parse: (text: string) => unknown): Setting<string>['read'] =>
  (value) =>
    typeof value === 'string' && parse(value) !== undefined ? value : undefined;

/** A day: `2025-05-30`. */
export const day = setting('a day like 2025-05-30', readAs(parseDay));

/** A period: a preset, or two days. */
export const period = setting('a preset like 12months, or two days like 2025-05-30/2025-06-12', readAs(parseRange));

/** A length as CSS writes it: `300px`. */
export const length = setting(
  'a length like 300px',
  readAs((value) => CSS.supports('max-block-size', value) || undefined),
);

/** A name of a source, or any source. */
export const sourceOr = (names: readonly string[]): Setting<string | object> =>
  setting(`${names.join(', ')}, or a StatsSource`, (value) =>
    isOneOf(names, value) || (typeof value === 'object' && value !== null) ? value : undefined,
  );

export const isSetting = (converter: unknown): converter is Setting =>
  typeof converter === 'object' && converter !== null && 'read' in converter;

/** A value that is not understood. */
export interface Fault {
  readonly attribute: string;
  /** What was given, as a short text. */
  readonly value: string;
  readonly error: StatsError;
}

export function faultOf(attribute: string, given: unknown, { expected }: Pick<Setting, 'expected'>): Fault {
  const value = printed(given);
  const message = `${attribute}="${value}" is not understood: expected ${expected}`;
  return { attribute, value, error: new StatsError('attribute', message, { path: attribute }) };
}

const LONGEST = 60;

/** A value of any kind as a text of at most 60 characters. */
function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : inJson(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

/** Numbers like NaN and functions have no JSON, objects need not have one. */
function inJson(value: unknown): string {
  if (typeof value !== 'object') return (value as symbol).toString();
  try {
    return [JSON.stringify(value)].join();
  } catch {
    return 'object';
  }
}
