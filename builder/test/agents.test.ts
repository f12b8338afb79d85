import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CountryFinder } from '../src/ingest/countries.js';
import { isMachine, isRobot } from '../src/ingest/robots.js';
import { ingested, lines } from './ingested.js';

const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const table = { kind: 'table' } as const;

describe('agents', () => {
  it('are robots by the list of COUNTER, programs by that of InvenioRDM, and browsers are neither', () => {
    const found = [
      ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true, false],
      ['SomeSpider', true, false],
      ['curl/8.5.0', false, true],
      ['python-requests/2.32', false, true],
      [BROWSER, false, false],
      [
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
        false,
        false,
      ],
    ] as const;
    assert.deepEqual(
      found.map(([agent]) => [agent, isRobot(agent), isMachine(agent)]),
      found,
    );
  });

  it('are looked up where an event does not say what it is', async () => {
    const { events } = await ingested(
      table,
      lines(
        'time,kind,record,agent,robot',
        '2025-03-01T10:00:00Z,view,a,Googlebot,',
        '2025-03-01T10:00:01Z,view,b,Googlebot,false',
        '2025-03-01T10:00:02Z,view,c,Wget/1.2,',
      ),
      'e.csv',
    );
    assert.deepEqual(
      events.map(({ record, robot, machine }) => [record, robot, machine]),
      [
        ['a', true, undefined],
        ['b', undefined, undefined],
        ['c', undefined, true],
      ],
    );
  });

  it('have lists whose table says how many expressions there are', () => {
    const readme = readFileSync(new URL('../data/README.md', import.meta.url), 'utf8');
    for (const name of ['robots', 'machines']) {
      const list = JSON.parse(
        readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'),
      ) as readonly unknown[];
      const row = readme
        .split('\n')
        .find((line) => line.includes(`\`${name}.json\`  `) || line.startsWith(`| \`${name}.json\``));
      assert.match(row ?? '', new RegExp(`\\| ${list.length} +\\|`));
    }
  });
});

const DATABASE = new URL(
  '../../node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb',
  import.meta.url,
).pathname;

describe(
  'countries of addresses',
  { skip: existsSync(DATABASE) ? false : 'the database of addresses is not installed' },
  () => {
    it('are found for addresses of both kinds; private ones and other texts have none', () => {
      const finder = CountryFinder.open(DATABASE);
      // Addresses of the registries of internet addresses themselves.
      assert.equal(finder.of('193.0.6.139'), 'NL');
      assert.equal(finder.of('2001:67c:2e8:22::c100:68b'), 'NL');
      assert.deepEqual(
        ['10.0.0.1', '::1', 'localhost', ''].map((address) => finder.of(address)),
        [undefined, undefined, undefined, undefined],
      );
    });

    it('are looked up for events without a country', async () => {
      const { events } = await ingested(
        table,
        lines(
          'time,kind,record,ip,country',
          '2025-03-01T10:00:00Z,view,a,193.0.6.139,',
          '2025-03-01T10:00:01Z,view,b,193.0.6.139,se',
        ),
        'e.csv',
        { countries: DATABASE },
      );
      assert.deepEqual(
        events.map(({ country }) => country),
        ['NL', 'SE'],
      );
    });
  },
);
