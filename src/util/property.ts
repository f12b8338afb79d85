/** Reads a property of an object of the page; `undefined` if its getter throws. */
export function propertyOf(given: object, name: string): unknown {
  try {
    return (given as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
