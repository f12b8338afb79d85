import { expect } from '@open-wc/testing';
import { sharedPolicy } from './trusted-types.js';

type Page = NonNullable<Parameters<typeof sharedPolicy>[0]>;

/** A page that allows policies of these names, each once, as browsers do. */
function pageThatAllows(...names: readonly string[]) {
  const left = new Set(names);
  const tried: string[] = [];
  const page: Page = {
    trustedTypes: {
      createPolicy: (name, rules) => {
        tried.push(name);
        if (!left.delete(name)) throw new TypeError(`Policy "${name}" disallowed.`);
        return rules;
      },
    },
  };
  return { page, tried };
}

const OWN = 'repository-stats-widgets';

describe('sharedPolicy', () => {
  for (const [allowed, tried] of [
    [[OWN, 'lit-html'], [OWN]],
    [['lit-html'], [OWN, 'lit-html']],
  ] as const) {
    it(`makes a policy for a page that allows ${allowed.join(' and ')}`, () => {
      const site = pageThatAllows(...allowed);
      expect(sharedPolicy(site.page)?.createHTML('<p>')).to.equal('<p>');
      expect(site.tried).to.deep.equal(tried);
    });
  }

  it('gives all copies of the code on a page the same policy', () => {
    const { page } = pageThatAllows(OWN);
    expect(sharedPolicy(page)).to.equal(sharedPolicy(page));
  });

  it('returns undefined, and tries once, if the page allows neither of the names', () => {
    const { page, tried } = pageThatAllows('another');
    expect([sharedPolicy(page), sharedPolicy(page)]).to.deep.equal([undefined, undefined]);
    expect(tried).to.have.length(2);
  });

  it('returns undefined in a browser without Trusted Types', () => {
    expect(sharedPolicy({})).to.equal(undefined);
  });

  const { page } = pageThatAllows(OWN);
  const addressOf = (address: string) => sharedPolicy(page)!.createScriptURL(address);
  for (const address of [
    'https://cdn.example/dist/worker.js',
    'https://example.org/assets/worker-B2x_9.js',
    'http://localhost:8000/src/sources/worker/entry.ts',
    'blob:https://example.org/1-2-3',
  ])
    it(`accepts ${address} as the address of a worker`, () => {
      expect(addressOf(address)).to.equal(address);
    });
  for (const address of [
    'https://evil.example/x.js',
    'data:text/javascript,//worker.js?',
    'https://evil.example/x.js?/worker.js',
    'https://evil.example/x.js#/worker.js',
    'javascript:alert(1)/worker.js',
  ])
    it(`refuses ${address} as the address of a worker`, () => {
      expect(() => addressOf(address)).to.throw(TypeError);
    });
});
