import { expect } from '@open-wc/testing';
import {
  failureOf,
  fakeFetch,
  json,
  never,
  pathOf,
  restoreFetch,
  statsErrorOf,
  type Call,
} from '../../../test/fake-fetch.js';
import { lease } from '../source-lease.js';
import type { ServiceFile, ServiceFormat } from '../source.js';
import { testDataSource } from '../test-data/test-data-source.js';
import { invenioSource } from './invenio-source.js';

const source = invenioSource({ src: '/api/stats-dashboard' });
const { signal } = new AbortController();
const ask = (format: ServiceFormat, community?: string): Promise<ServiceFile> =>
  source.file!({ format, year: 2025, ...(community !== undefined && { community }), dateBasis: 'added' }, signal);

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
/** The start of a tar, up to its magic bytes after the name and numbers of the first file. */
const TAR = bytesOf(`./usage-delta-category/${'\0'.repeat(234)}ustar  \0`);
const GZIP = new Uint8Array([0x1f, 0x8b, 8, 0, 0]);

describe('files of the service', () => {
  it('offers files through a lease of the InvenioRDM source only', () => {
    for (const [of, there] of [
      [source, true],
      [testDataSource(), false],
    ] as const) {
      const shared = lease(of);
      expect('file' in shared.source).to.equal(there);
      shared.release();
    }
  });

  afterEach(restoreFetch);

  it('requests all four statistics of the year at once', async () => {
    const calls = fakeFetch(() => new Response(TAR));
    await ask('csv', 'astronomy');
    expect(calls.map((call) => `${call.init.method} ${pathOf(call)}`)).to.deep.equal(['POST /api/stats-dashboard']);
    const [{ json: sent, headers, init }] = calls as [Call];
    const params = {
      community_id: 'astronomy',
      start_date: '2025-01-01',
      end_date: '2025-12-31',
      date_basis: 'added',
    };
    expect(sent).to.deep.equal(
      Object.fromEntries(
        ['record-delta-category', 'record-snapshot-category', 'usage-delta-category', 'usage-snapshot-category'].map(
          (stat) => [stat, { stat, params }],
        ),
      ),
    );
    expect([headers.get('Content-Type'), init.credentials]).to.deep.equal(['application/json', 'same-origin']);
  });

  for (const [format, accept] of [
    ['csv', 'text/csv'],
    ['excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['xml', 'application/xml'],
  ] as const) {
    it(`requests ${format} with the media type ${accept}`, async () => {
      const calls = fakeFetch(() => new Response(GZIP));
      await ask(format);
      expect(calls[0]!.headers.get('Accept')).to.equal(accept);
    });
  }

  describe('file types', () => {
    const rows: [string, ServiceFormat, BodyInit, string, string][] = [
      ['a decompressed tar of CSV', 'csv', TAR, 'tar', 'application/x-tar'],
      ['a compressed tar of CSV', 'csv', GZIP, 'tar.gz', 'application/gzip'],
      ['a decompressed tar of workbooks', 'excel', TAR, 'tar', 'application/x-tar'],
      [
        'a single workbook',
        'excel',
        'PK\u0003\u0004…',
        'xlsx',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
      ['XML', 'xml', '\uFEFF<?xml version="1.0"?><a/>', 'xml', 'application/xml'],
      ['compressed XML', 'xml', GZIP, 'xml.gz', 'application/gzip'],
    ];
    for (const [what, format, body, extension, type] of rows) {
      it(`W4: recognises ${what} as .${extension} by its first bytes`, async () => {
        const headers = { 'Content-Type': 'application/gzip' };
        fakeFetch(() => new Response(body, { headers }));
        const file = await ask(format);
        expect({ extension: file.extension, type: file.type }).to.deep.equal({ extension, type });
        expect(file.bytes).to.deep.equal(new Uint8Array(await new Response(body).arrayBuffer()));
      });
    }
  });

  it('W2: rejects an error with HTTP 200 with the reason "service"', async () => {
    fakeFetch(() => json({ error: 'Unknown query: x' }));
    expect(await statsErrorOf(ask('csv'))).to.include({ reason: 'service', message: 'Unknown query: x' });
    fakeFetch(() => json({ error: { code: 7 } }));
    expect(await statsErrorOf(ask('xml'))).to.include({ reason: 'service', message: '{"code":7}' });
  });

  for (const [what, format, body] of [
    ['a login page', 'xml', '<!DOCTYPE html><title>Log in</title>'],
    ['a page without a doctype', 'xml', '<html></html>'],
    ['JSON in place of a file', 'csv', '{"usage-delta-category": {}}'],
    ['JSON that breaks off', 'csv', '{"error": '],
    ['an empty body', 'excel', ''],
    ['plain text', 'csv', 'id,label'],
  ] as const) {
    it(`refuses ${what} as malformed`, async () => {
      fakeFetch(() => new Response(body));
      expect(await statsErrorOf(ask(format))).to.include({ reason: 'malformed' });
    });
  }

  it('K7: repeats the request once after a CSRF refusal, with the token that the refusal has set', async () => {
    const calls = fakeFetch((_, index) => {
      if (index) return new Response(TAR);
      document.cookie = 'csrftoken=brought; path=/';
      return json({ message: 'CSRF cookie not set.' }, 400);
    });
    expect((await ask('csv')).extension).to.equal('tar');
    document.cookie = 'csrftoken=; path=/; max-age=0';
    expect(calls.map(({ headers }) => headers.get('X-CSRFToken'))).to.deep.equal([null, 'brought']);
  });

  it('rejects with an AbortError when the signal is aborted', async () => {
    fakeFetch(never);
    const abort = new AbortController();
    const failure = failureOf(source.file!({ format: 'csv', year: 2025, dateBasis: 'added' }, abort.signal));
    abort.abort();
    expect(await failure).to.have.property('name', 'AbortError');
  });
});
