/** Looking into JSON of which nothing is known yet. */

export type Json = Readonly<Record<string, unknown>>;

/** A JSON object: no list, not `null`. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an object itself holds under a key, never what it inherits. */
export const own = (object: Json, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** What lies in an object under these keys, one within the other; `undefined` if there is no such thing. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((found, key) => (isObject(found) ? own(found, key) : undefined), value);

/** `resource_types` as `resourceTypes`. */
export const camelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
