/** The words of a text, which are divided by single spaces. */
type Words<T extends string> = T extends `${infer First} ${infer Rest}`
  ? readonly [First, ...Words<Rest>]
  : readonly [T];

/** Returns the words of a text. Lists of many short words take less space so, and keep their types. */
export const words = <T extends string>(text: T): Words<T> => text.split(' ') as unknown as Words<T>;
