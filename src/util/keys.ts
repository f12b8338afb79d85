/** Keys of JSON: their spelling, and paths of them. */
import { isObject, own } from './json.js';

/** Returns the value at a path of keys; `undefined` if there is none. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((found, key) => (isObject(found) ? own(found, key) : undefined), value);

/** Converts `resource_types` to `resourceTypes`. */
export const camelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
