/** Reads a property of an object of the page, whose getters may throw. */
export function propertyOf(given: object, name: string): unknown {
  try {
    return (given as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
