import { expect, fixture, html } from '@open-wc/testing';
import type { StatsFigure } from '../components/figure/stats-figure.js';
import type { ErrorDetail } from '../src/state/events.js';
import type { SourceCapabilities, StatsSource } from '../src/sources/source.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import { StatsError } from '../src/sources/errors.js';
import { blockOfPeriods, monthsOf, wholeTable } from '../src/sources/service/period-block.js';
import { day } from '../test/builders.js';
import { StatsDashboard } from './stats-dashboard.js';
import { StatsSourceElement } from '../components/source/stats-source.js';

/** A service that counts something in January, with a record of what it was asked for. */
function service(value: number, more: Partial<SourceCapabilities> = {}) {
  const asked: string[] = [];
  const source: StatsSource = {
    key: `service ${Math.random()}`,
    describe: async () => ({
      dateBases: ['added'],
      metrics: (['records', 'views'] as const).map((metric) => ({
        metric,
        kinds: ['delta'],
        resolution: 'month' as const,
      })),
      ...more,
    }),
    load: async ({ statistic, year, community }) => {
      asked.push([statistic, community ?? 'all'].join(' '));
      const metric: Metric = statistic.startsWith('content') ? 'records' : 'views';
      const tables = [wholeTable(metric, metric, [value])];
      return blockOfPeriods({
        statistic,
        year,
        tables,
        periods: monthsOf(year),
        through: day('2025-06-09'),
        fetchedAt: Date.now(),
      });
    },
  };
  return { asked, source };
}
type Service = ReturnType<typeof service>;

const LAYOUT = {
  rows: [{ components: [{ component: 'SingleStatRecordCount' }, { component: 'SingleStatViews' }] }],
};

const child = (settings: Readonly<Record<string, unknown>>): Element => {
  const element = document.createElement('stats-source');
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else Object.assign(element, { [name]: value });
  }
  return element;
};

async function shown(children: readonly Element[], set: object = {}): Promise<StatsDashboard> {
  const element = Object.assign(document.createElement('stats-dashboard'), {
    ...{ today: '2025-06-10', range: '2025-01-01/2025-03-31', layout: LAYOUT, ...set },
  });
  element.append(...children);
  await fixture(html`<div>${element}</div>`);
  await element.settled;
  return element;
}

const values = (element: StatsDashboard): (number | null | undefined)[] =>
  [...element.renderRoot.querySelectorAll<StatsFigure>('.cell > *')].map(({ view }) => view?.value);
const alerts = (element: StatsDashboard): string[] =>
  [...element.renderRoot.querySelectorAll('[role="alert"]')].map(({ textContent }) =>
    textContent
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/[\u2066-\u2069]/g, ''),
  );

let errors: ErrorDetail[] = [];
const hear = ({ detail }: HTMLElementEventMap['stats-error']): number => errors.push(detail);

before(() => StatsDashboard.define());

describe('stats-source', () => {
  beforeEach(() => {
    errors = [];
    document.body.addEventListener('stats-error', hear);
  });
  afterEach(() => document.body.removeEventListener('stats-error', hear));

  let [content, usage]: [Service, Service] = [service(5), service(8)];
  beforeEach(() => ([content, usage] = [service(5), service(8)]));

  it('provides the numbers of its area', async () => {
    const element = await shown(
      [
        child({ for: 'content', source: content.source, community: 'x.y' }),
        child({ for: 'usage', source: usage.source }),
      ],
      { community: 'page' },
    );
    expect(values(element)).to.deep.equal([5, 8]);
    expect([content.asked, usage.asked]).to.deep.equal([['content-delta x.y'], ['usage-delta page']]);
    expect(errors).to.deep.equal([]);
  });

  it('leaves the other area to the dashboard', async () => {
    const element = await shown([child({ for: 'usage', source: usage.source })], { source: content.source });
    expect(values(element)).to.deep.equal([5, 8]);
    expect(content.asked).to.deep.equal(['content-delta all']);
  });

  it('shows nothing, and is no content of its own', async () => {
    const one = child({ for: 'usage', source: usage.source });
    const element = await shown([one], { source: content.source });
    expect(element.renderRoot.querySelector('slot:not([name])')).to.equal(null);
    expect(getComputedStyle(one).display).to.equal('none');
    expect(customElements.get('stats-source')).to.equal(StatsSourceElement);
  });

  it('can be added, changed and removed later in a dashboard without a source', async () => {
    const element = await shown([
      child({ for: 'content', source: content.source }),
      child({ for: 'usage', source: usage.source }),
    ]);
    const [, one] = element.children;
    const asked = async (): Promise<string | undefined> => {
      await (one as StatsSourceElement).updateComplete;
      await element.settled;
      return usage.asked.at(-1);
    };
    one!.setAttribute('community', 'b');
    expect(await asked()).to.equal('usage-delta b');
    one!.setAttribute('for', 'usge');
    await asked();
    expect(alerts(element).join()).to.contain('<stats-source for="usge"> is not understood');
    one!.setAttribute('for', 'usage');
    const other = service(9);
    Object.assign(one!, { source: other.source });
    await asked();
    expect(values(element)).to.deep.equal([5, 9]);
    expect(alerts(element)).to.deep.equal([]);
  });

  it('is read in any element of the dashboard, since editors wrap elements', async () => {
    const wrapper = document.createElement('div');
    const nested = child({ for: 'content', source: content.source });
    nested.append(child({ for: 'usage', source: usage.source }));
    wrapper.append(nested);
    const element = await shown([wrapper], { layout: LAYOUT });
    expect(values(element)).to.deep.equal([5, 8]);
    nested.setAttribute('community', 'b');
    await (nested as Partial<StatsSourceElement>).updateComplete;
    await element.settled;
    expect(content.asked.at(-1)).to.equal('content-delta b');
  });

  it('can be added, changed and removed later, and is requested once', async () => {
    const element = await shown([], { source: content.source });
    const one = child({ for: 'usage', source: usage.source });
    element.append(one);
    await element.settled;
    expect(values(element)).to.deep.equal([5, 8]);
    expect(usage.asked).to.have.length(1);
    const other = service(9);
    Object.assign(one, { source: other.source });
    await (one as unknown as StatsSourceElement).updateComplete;
    await element.settled;
    expect(values(element)).to.deep.equal([5, 9]);
    one.remove();
    await element.settled;
    expect(values(element)).to.deep.equal([5, 5]);
  });

  for (const [what, children, message] of [
    [
      'a misspelt area',
      [{ for: 'contents', source: 'datacite' }],
      'for="contents" is not understood: expected content, usage',
    ],
    ['no area', [{ source: 'datacite' }], 'for="" is not understood: expected content, usage'],
    [
      'two services for an area',
      [
        { for: 'usage', source: 'matomo' },
        { for: 'usage', source: 'counter' },
      ],
      'for="usage" × 2 is not understood: expected content',
    ],
    ['a misspelt source', [{ for: 'usage', source: 'mattomo' }], 'source="mattomo" is not understood'],
  ] as const) {
    it(`reports ${what}, and requests nothing`, async () => {
      const element = await shown(children.map(child), { source: content.source });
      expect(errors.map((each) => each.message)).to.satisfy((all: string[]) =>
        all.some((each) => each.includes(message)),
      );
      expect(errors.every(({ reason }) => reason === 'attribute')).to.be.true;
      expect(alerts(element)).to.have.length(1);
      expect(alerts(element)[0]).to.contain(`<stats-source ${message.split(' is not')[0]}> is not understood`);
      expect(content.asked).to.deep.equal([]);
    });
  }

  it('shows the other area if its service fails, and asks it again by the button', async () => {
    let isDown = true;
    const describe = usage.source.describe.bind(undefined);
    usage.source.describe = async (...given) => {
      if (isDown) throw new StatsError('network', 'no connection');
      return describe(...given);
    };
    const element = await shown([child({ for: 'usage', source: usage.source })], { source: content.source });
    expect(values(element)[0]).to.equal(5);
    expect(alerts(element).join()).to.contain('cannot be reached');
    isDown = false;
    element.renderRoot.querySelector<HTMLButtonElement>('[role="alert"] button')!.click();
    await element.settled;
    expect(values(element)).to.deep.equal([5, 8]);
    expect(alerts(element)).to.deep.equal([]);
  });
});

describe('layout of a dashboard with services', () => {
  const tabs = async (...children: readonly Readonly<Record<string, string>>[]): Promise<string[]> => {
    const element = await shown(children.map(child), { layout: undefined, source: service(1).source });
    return [...element.renderRoot.querySelectorAll('[role="tab"]')].map(({ textContent }) => textContent.trim());
  };

  it('shows each area as the layout of its service does', async () => {
    expect(await tabs({ for: 'content', source: 'test-data' }, { for: 'usage', source: 'test-data' })).to.have.length(
      4,
    );
  });
});
