import { expect } from '@open-wc/testing';
import { REASONS, type Reason } from '../../src/sources/errors.js';
import {
  addressOf,
  adviceOf,
  attributesOf,
  choiceFrom,
  faultsOf,
  htmlOf,
  parametersOf,
  type Choice,
} from './try-choice.js';
import { SERVICES, type ServiceName } from './try-services.js';

const BASE = 'https://page.example/try.html';
const choice = (service: ServiceName, given: Partial<Choice> = {}): Choice => ({
  ...{ service, src: '', scope: '', range: '' },
  ...given,
});

describe('a choice of the page "Try it"', () => {
  it('is read from an address, without spaces around values', () => {
    const parameters = new URLSearchParams('service=dataverse&src=+https://d.example+&range=3years&theme=dark');
    expect(choiceFrom(parameters)).to.deep.equal(choice('dataverse', { src: 'https://d.example', range: '3years' }));
  });

  it('is nothing without a service that exists', () => {
    for (const query of ['', 'service=', 'service=toString', 'src=https://d.example'])
      expect(choiceFrom(new URLSearchParams(query)), query).to.be.undefined;
  });

  it('is written so that it is read back, beside other parameters and without empty values', () => {
    const given = choice('datacite', { scope: 'a&b' });
    const parameters = parametersOf(given, new URLSearchParams('path=/docs/x&src=/old/&range=1year'));
    expect(parameters.toString()).to.equal('path=%2Fdocs%2Fx&service=datacite&scope=a%26b');
    expect(choiceFrom(parameters)).to.deep.equal(given);
  });

  it('is removed from an address that has another one', () => {
    expect(parametersOf(undefined, new URLSearchParams('a=1&service=datacite&scope=x')).toString()).to.equal('a=1');
  });

  it('may have an address without its scheme', () => {
    const addresses = {
      'demo.dataverse.org': 'https://demo.dataverse.org',
      'demo.dataverse.org/x?y#z': 'https://demo.dataverse.org/x?y#z',
      'localhost:8080/api': 'http://localhost:8080/api',
      'http://d.example': 'http://d.example',
      '/datacite/': '/datacite/',
      '../counter/reports.json': '../counter/reports.json',
      'javascript:alert(1)': 'javascript:alert(1)',
    };
    for (const [given, meant] of Object.entries(addresses)) expect(addressOf(given)).to.equal(meant);
  });

  const faults: readonly (readonly [ServiceName, Partial<Choice>, wrong: readonly string[]])[] = [
    ['datacite', { scope: 'cern.zenodo' }, []],
    ['datacite', {}, ['scope']],
    ['dataverse', { src: 'https://d.example' }, []],
    ['dataverse', {}, ['src']],
    ['dataverse', { src: 'd.example' }, []],
    ['dataverse', { src: '/dataverse/' }, []],
    ['dataverse', { src: 'javascript:alert(1)' }, ['src']],
    ['dataverse', { src: 'data:application/json,{}' }, ['src']],
    ['dataverse', { src: 'https://' }, ['src']],
    ['matomo', {}, ['src', 'scope']],
    ['counter', { src: '/counter/reports.json' }, []],
  ];
  for (const [service, given, wrong] of faults) {
    it(`${service} with ${JSON.stringify(given)} has to change: ${wrong.join(', ') || 'nothing'}`, () => {
      expect(Object.keys(faultsOf(choice(service, given), BASE))).to.deep.equal(wrong);
    });
  }
});

describe('the dashboard of a choice', () => {
  const rows: readonly (readonly [ServiceName, Partial<Choice>, Record<string, string>])[] = [
    ['datacite', { scope: 'x' }, { source: 'datacite', community: 'x', granularity: 'month' }],
    [
      'datacite',
      { scope: 'x', src: 'https://api.datacite.org/', range: '3years' },
      { source: 'datacite', community: 'x', granularity: 'month', range: '3years' },
    ],
    ['dataverse', { src: 'd.example' }, { source: 'dataverse', src: 'https://d.example', granularity: 'month' }],
    ['matomo', { src: '/m/', scope: '1' }, { source: 'matomo', src: '/m/', community: '1' }],
    ['counter', { src: '/c.json', scope: 'unused' }, { source: 'counter', src: '/c.json' }],
    [
      'invenio-records',
      { src: 'https://zenodo.org' },
      { source: 'invenio-records', src: 'https://zenodo.org', granularity: 'month', 'date-basis': 'created' },
    ],
    ['invenio', { src: '/api/stats-dashboard', scope: 'a' }, { community: 'a' }],
    ['invenio', { src: 'https://r.example/api/stats' }, { src: 'https://r.example/api/stats' }],
  ];
  for (const [service, given, attributes] of rows) {
    it(`has of ${service} with ${JSON.stringify(given)} only attributes that are not the default`, () => {
      expect(attributesOf(choice(service, given))).to.deep.equal(attributes);
    });
  }

  it('is HTML whose attributes are read back, whatever they contain', () => {
    const given = choice('dataverse', { src: 'https://d.example/?a=1&amp;b="><img>', scope: `<b>'"&lt;` });
    const html = htmlOf(given);
    const read = new DOMParser().parseFromString(html, 'text/html');
    const dashboard = read.querySelector('stats-dashboard')!;
    const attributes = Object.fromEntries([...dashboard.attributes].map(({ name, value }) => [name, value]));
    expect(attributes).to.deep.equal(attributesOf(given));
    expect(read.querySelectorAll('img, b')).to.have.length(0);
  });

  it('is HTML with the script, and one attribute in a line', () => {
    expect(htmlOf(choice('matomo', { src: '/m/', scope: '1' })).replace(/@[\d.]+[^/]*/, '@1')).to.equal(
      `<script type="module" src="https://cdn.jsdelivr.net/npm/repository-stats-widgets@1/dist/define.js"></script>
<stats-dashboard
  source="matomo"
  src="/m/"
  community="1"
></stats-dashboard>`,
    );
    expect(htmlOf(choice('invenio'))).to.match(/\n<stats-dashboard><\/stats-dashboard>$/);
  });
});

describe('the advice about an error', () => {
  const advice = (service: ServiceName, reason: Reason, message = '', path?: string): string =>
    adviceOf({ reason, message, ...(path && { path }) }, choice(service, { scope: 'maps' }));

  it('exists for each reason and service, and ends as a sentence', () => {
    for (const service of Object.keys(SERVICES) as ServiceName[])
      for (const reason of Object.keys(REASONS) as Reason[])
        expect(advice(service, reason)).to.match(/^[A-Z“].*\.$|\?$/);
  });

  const rows: readonly (readonly [ServiceName, Reason, string, string | undefined, RegExp])[] = [
    ['datacite', 'network', '', undefined, /CORS/],
    ['matomo', 'auth', '', undefined, /“anonymous”/],
    ['counter', 'auth', '', undefined, /files/],
    ['dataverse', 'auth', '', undefined, /public/],
    ['dataverse', 'attribute', '', 'community', /“maps” is not known there.*“Alias of a collection”/],
    ['counter', 'attribute', '', 'src', /“Address of a report/],
    ['datacite', 'http', 'GET x: HTTP 404', undefined, /\(404\).*“maps”/],
    ['datacite', 'http', 'GET x: HTTP 500', undefined, /later/],
    ['matomo', 'malformed', '', undefined, /not one of Matomo/],
  ];
  for (const [service, reason, message, path, expected] of rows) {
    it(`for ${service}, ${[reason, message, path].filter(Boolean).join(', ')} says ${expected.source}`, () => {
      expect(advice(service, reason, message, path)).to.match(expected);
    });
  }
});
