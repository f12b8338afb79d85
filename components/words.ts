import type { ComplexAttributeConverter } from 'lit';

/** An attribute with words divided by spaces or commas, as a list. */
export const words: ComplexAttributeConverter<readonly string[]> = {
  fromAttribute: (text) => (text ?? '').split(/[\s,]+/).filter(Boolean),
  toAttribute: (list) => list.join(' '),
};
