/** Detection of pages that change built-ins of JavaScript. The code relies on as few of them as possible, hence the loops. */

/**
 * Names of built-ins on which the widgets, Lit and Vega rely. `Date` is not among them: a page that replaces it sets the
 * clock, for example in tests, and the widgets follow that clock.
 */
const RELIED_ON =
  'Object,Function,Array,String,Number,Symbol,RegExp,Map,Set,WeakMap,Promise,JSON,Math,Reflect,URL,Event,CustomEvent,Element';

/** The name of a global, the part of it, and the name of a property in that part: `Array`, `prototype`, `find`. */
export type BuiltIn = readonly [global: string, part: 'static' | 'prototype', key: PropertyKey];

/** Returns true if a value is a function that is not made by the browser. */
export const isForeign = (value: unknown): boolean =>
  typeof value === 'function' && !/native code/.test(Function.prototype.toString.call(value));

/**
 * Returns the functions of a page among the built-ins: those that it has replaced or removed, and those that it has added.
 */
export function foreignFunctions(page: object): BuiltIn[] {
  const found: BuiltIn[] = [];
  const names = RELIED_ON.split(',');
  for (let i = 0; i < names.length; i++) {
    const global = names[i]!;
    const owner = (page as Record<string, { prototype?: object } | undefined>)[global];
    if (!owner || isForeign(owner)) found[found.length] = [global, 'static', 'prototype'];
    for (const part of ['static', 'prototype'] as const) {
      const holder = part === 'static' ? owner : owner?.prototype;
      const keys = holder ? Reflect.ownKeys(holder) : [];
      for (let k = 0; k < keys.length; k++) {
        const key = keys[k]!;
        if (isForeign(Object.getOwnPropertyDescriptor(holder!, key)!.value)) found[found.length] = [global, part, key];
      }
    }
  }
  return found;
}

/** Returns true if a page may have changed built-ins in a way that matters. */
export function isChanged(page: object): boolean {
  try {
    // Every object inherits what a page adds to Object.prototype; if that is frozen, it cannot have properties of these names.
    for (const _ in {}) return true;
    return Object.isFrozen(Object.prototype) || foreignFunctions(page).length > 0;
  } catch {
    return true;
  }
}
