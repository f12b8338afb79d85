/**
 * Makes a function that returns its last result as long as it is called with identical keys, so that values which
 * depend on the identity of the result, such as a chart on its plot, are not made again.
 */
export function memoizeLast<T>(): (keys: readonly unknown[], make: () => T) => T {
  let last: { readonly keys: readonly unknown[]; readonly result: T } | undefined;
  return (keys, make) => {
    if (!last || keys.length !== last.keys.length || keys.some((key, i) => key !== last?.keys[i])) {
      last = { keys, result: make() };
    }
    return last.result;
  };
}
