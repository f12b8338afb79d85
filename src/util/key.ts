/** A value that a key can be made from. Numbers are finite. */
export type KeyPart = string | number | boolean | undefined;

/**
 * Makes one text from several values: two lists of values of the same types have the same key only if they are equal, so
 * that `undefined`, `''` and `'a b'` never collide with something else.
 */
export const keyFrom = (...parts: readonly KeyPart[]): string =>
  // Each value by itself: old libraries change how arrays are converted to JSON.
  `[${parts.map((part) => (part === undefined ? 'null' : JSON.stringify(part))).join()}]`;
