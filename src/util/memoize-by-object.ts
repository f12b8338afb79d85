/**
 * Returns a function that computes its result once for each object, and stores it as long as the object exists.
 * @param compute further arguments must follow from the object
 */
export function memoizeByObject<K extends object, V, Rest extends unknown[] = []>(
  compute: (key: K, ...rest: Rest) => V,
): (key: K, ...rest: Rest) => V {
  const results = new WeakMap<K, V>();
  return (key, ...rest) => {
    if (!results.has(key)) results.set(key, compute(key, ...rest));
    return results.get(key) as V;
  };
}
