/** Access to JSON of unknown shape. */

export type Json = Readonly<Record<string, unknown>>;

/** Returns true for a JSON object, not for a list or `null`. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns an object's own property; `undefined` for one that it inherits. */
export const own = <T>(object: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Returns the value at a path of keys; `undefined` if there is none. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((found, key) => (isObject(found) ? own(found, key) : undefined), value);

/** Converts `resource_types` to `resourceTypes`. */
export const camelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Returns a JSON object; `undefined` for other values, also for an object that JSON cannot hold, such as one that contains itself. */
export function jsonObject(value: unknown): Record<string, unknown> | undefined {
  try {
    JSON.stringify(value);
  } catch {
    return undefined;
  }
  return isObject(value) ? value : undefined;
}

/** Returns the value of a JSON text; `undefined` for any other text. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
