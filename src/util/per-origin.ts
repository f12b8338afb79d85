import { originOf } from './url.js';

/** Makes a function that returns one value for each origin, made with the first address of that origin. */
export function perOrigin<T>(make: () => T): (address: string) => T {
  const made = new Map<string, T>();
  return (address) => {
    const origin = originOf(address);
    const found = made.get(origin) ?? make();
    made.set(origin, found);
    return found;
  };
}
