import { expect } from '@open-wc/testing';
import { shortLicence } from './licence.js';

describe('shortLicence', () => {
  for (const [id, short] of [
    ['cc-by-4.0', 'CC-BY-4.0'],
    ['cc-by-nc-nd-4.0', 'CC-BY-NC-ND-4.0'],
    ['cc0-1.0', 'CC0-1.0'],
    ['CC0-1.0', 'CC0-1.0'],
    ['cc0', 'CC0'],
    ['mit', 'MIT'],
    ['MIT', 'MIT'],
    ['isc', 'ISC'],
    ['arr', 'ARR'],
    ['unlicense', 'unlicense'],
    ['apache-2.0', 'Apache-2.0'],
    ['Apache-2.0', 'Apache-2.0'],
    ['gpl-3.0-or-later', 'GPL-3.0'],
    ['GPL-3.0-or-later', 'GPL-3.0'],
    ['lgpl-2.1-only', 'LGPL-2.1'],
    ['agpl-3.0-only', 'AGPL-3.0'],
    ['bsd-3-clause', 'BSD-3'],
    ['mpl-2.0', 'MPL-2.0'],
    ['epl-2.0', 'EPL-2.0'],
  ] as const) {
    it(`shortens ${id} to ${short}`, () => expect(shortLicence(id)).to.equal(short));
  }

  it('returns undefined for all other licences', () => {
    for (const id of ['odbl-1.0', 'gpl', 'gpl-', 'cc', 'cc-', 'ccby-4.0', 'mit-0', '', 'constructor', '__proto__-1']) {
      expect(shortLicence(id), id).to.equal(undefined);
    }
  });
});
