/** What a key can be made from. A number is finite. */
export type KeyPart = string | number | boolean | undefined;

/**
 * Makes one text from several values: two lists of values of the same types have the same key only if they are equal, so
 * that `undefined`, `''` and `'a b'` never collide with something else.
 */
export const keyFrom = (...parts: readonly KeyPart[]): string =>
  // One by one: old libraries change how a whole array becomes JSON.
  `[${parts.map((part) => (part === undefined ? 'null' : JSON.stringify(part))).join()}]`;
