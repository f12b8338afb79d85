import { expect } from '@open-wc/testing';
import { unzip } from '../../test/report-builders.js';
import { zip } from './zip.js';

const FILES = [
  { name: 'länder.csv', content: 'a,ä\r\n' },
  { name: 'b.csv', content: 'x'.repeat(300_000) },
];

describe('zip', () => {
  it('stores the files under their names', () => {
    expect(unzip(zip(FILES, '2026-11-21T09:30:42Z'))).to.deep.equal({
      'länder.csv': 'a,ä\r\n',
      'b.csv': 'x'.repeat(300_000),
    });
  });

  it('stores the given time, whatever the time zone of the machine', () => {
    const view = new DataView(zip(FILES, '2026-11-21T09:30:42Z').buffer);
    const date = view.getUint16(12, true);
    const time = view.getUint16(10, true);
    expect([1980 + (date >> 9), (date >> 5) & 15, date & 31]).to.deep.equal([2026, 11, 21]);
    expect([time >> 11, (time >> 5) & 63, (time & 31) * 2]).to.deep.equal([9, 30, 42]);
  });

  it('compresses without a worker, which a strict policy forbids', () => {
    const { Worker } = globalThis;
    globalThis.Worker = new Proxy(Worker, {
      construct() {
        throw new Error('forbidden');
      },
    });
    try {
      expect(zip(FILES, '2026-11-21T09:30:42Z').length).to.be.above(0);
    } finally {
      globalThis.Worker = Worker;
    }
  });
});
