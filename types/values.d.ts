/** Types of values in templates; the types of the elements (elements.d.ts) are made of them. */
import type { StatsSource } from './src/index.js';

/** Several names as a text, divided by spaces. The fourth name and those after it are not checked. */
export type Names<Name extends string> =
  Name | `${Name} ${Name}` | `${Name} ${Name} ${Name}` | `${Name} ${Name} ${Name} ${string}`;

/** The texts of attributes that mean a value of this type. */
type Text<Value> = Value extends string
  ? never
  : Value extends boolean
    ? '' | 'true' | 'false'
    : Value extends number
      ? `${number}`
      : Value extends readonly [number, number]
        ? `${number} ${number}` | `${number},${number}` | `${number}, ${number}`
        : Value extends readonly (infer Item)[]
          ? [Item] extends [string]
            ? Names<Item>
            : string
          : Value extends StatsSource | ((...values: never[]) => unknown)
            ? never
            : Value extends object
              ? string
              : never;

/**
 * A value as templates may have it: that of the property or a text that means it, for objects JSON. `undefined` and `null`
 * mean the default.
 */
export type Accepts<Value> = Value | Text<Value> | null | undefined;

/** The types of an element. */
export interface ElementTypes<Class, Attributes, Properties, Events> {
  readonly class: Class;
  /** By their names in HTML: `page-size`. */
  readonly attributes: Attributes;
  /** By their names in JavaScript: `pageSize`. */
  readonly properties: Properties;
  /** By their names: `stats-select`. */
  readonly events: Events;
}

/** Handlers of events, by their names after a prefix: `onstats-select`. */
export type Handlers<Prefix extends string, Events> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?: ((event: Events[Name]) => void) | undefined;
};
