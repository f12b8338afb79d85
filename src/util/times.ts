/**
 * Returns a list of a number of values, made from their places. It replaces `Array.from`, which old libraries replace by a
 * function that takes no second argument, also after this code has started.
 */
export function times<T>(count: number, make: (place: number) => T): T[] {
  const list: T[] = [];
  for (let place = 0; place < count; place++) list.push(make(place));
  return list;
}
