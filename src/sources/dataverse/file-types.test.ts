import { expect } from '@open-wc/testing';
import { extensionOf } from './file-types.js';

describe('extensionOf', () => {
  for (const [mediaType, extension] of [
    ['text/csv', 'csv'],
    ['text/tab-separated-values', 'tab'],
    ['application/pdf', 'pdf'],
    ['Text/Plain; charset=US-ASCII', 'txt'],
    ['application/x-zip-compressed', 'zip'],
    ['image/jpeg', 'jpg'],
  ] as const) {
    it(`names files of the type ${mediaType} by ${extension}`, () =>
      expect(extensionOf(mediaType)).to.equal(extension));
  }

  it('leaves unknown media types as they are', () => {
    for (const type of ['application/x-own; version=2', '', '__proto__']) expect(extensionOf(type)).to.equal(type);
  });
});
