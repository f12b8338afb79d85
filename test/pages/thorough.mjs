/** Which tests of whole pages run: `npm test` tries examples of each kind, `npm run soak` everything. */

/** True under `npm run soak`. */
export const thorough = Number(process.env.SOAK ?? 1) > 1;

/** Returns the rows of a table that this run tries: under `npm test`, every third one. */
export const someOf = (table) => Object.entries(table).filter((_, index) => thorough || index % 3 === 0);
