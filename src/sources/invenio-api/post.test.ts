import { expect } from '@open-wc/testing';
import { postOf, type Page } from './post.js';

const cookies = (cookie: string): Page['document'] => ({ cookie });
const forbidden = {
  get cookie(): string {
    throw new DOMException('The document is sandboxed', 'SecurityError');
  },
};
const HERE = location.origin;

describe('postOf', () => {
  for (const [what, src, credentials, page, token] of [
    ['to the origin of the page', '/api', 'same-origin', { origin: HERE, document: cookies('csrftoken=abc') }, 'abc'],
    ['without cookies', '/api', 'omit', { origin: HERE, document: cookies('csrftoken=abc') }, undefined],
    [
      'to another origin',
      'https://r.example/api',
      'include',
      { origin: HERE, document: cookies('csrftoken=abc') },
      undefined,
    ],
    ['from a frame without an origin', '/api', 'same-origin', { origin: 'null', document: forbidden }, undefined],
    [
      'from a frame without an origin that has cookies nevertheless',
      '/api',
      'include',
      { origin: 'null', document: cookies('csrftoken=abc') },
      undefined,
    ],
    [
      'from a page that must not read its cookies',
      '/api',
      'same-origin',
      { origin: HERE, document: forbidden },
      undefined,
    ],
    ['from a worker', '/api', 'same-origin', { origin: HERE }, undefined],
    ['to an invalid address', 'https://', 'same-origin', { origin: HERE, document: forbidden }, undefined],
  ] as const) {
    it(`sends ${token ? `the token "${token}"` : 'no token'} ${what}`, () => {
      const { headers } = postOf({}, { src, credentials, accept: 'application/json' }, page);
      expect(headers?.['X-CSRFToken']).to.equal(token);
    });
  }
});
