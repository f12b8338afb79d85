import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Config } from 'vega-lite';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { body, dated, sentWhole } from '../../test/builders.js';
import { StatsTimeline } from '../timeline/stats-timeline.js';

const data = body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2025-04-01', '2025-06-14')) } } });
const SETTINGS = { data, today: '2025-06-15', range: '2025-04-01/2025-06-15', granularity: 'month' };

const color = (labelColor: string): Config => ({ axis: { labelColor } });
/** The colour and the size of the labels of the axes as they are drawn. */
const labels = ({ renderRoot }: StatsTimeline): (string | null)[] => {
  const text = renderRoot.querySelector('stats-chart')!.svg!.querySelector('.role-axis-label text')!;
  return [text.getAttribute('fill'), text.getAttribute('font-size')];
};
const muted = ({ renderRoot }: StatsTimeline): string => renderRoot.querySelector('stats-chart')!.theme.muted;

async function alone(set: Partial<StatsTimeline> = {}): Promise<StatsTimeline> {
  const element = Object.assign(document.createElement('stats-timeline'), SETTINGS, { metrics: ['views'] }, set);
  await fixture(html`${element}`);
  await element.settled;
  return element;
}

/** A dashboard with a timeline in it. */
async function inside(set: object): Promise<{ dashboard: StatsDashboard; widget: StatsTimeline }> {
  const dashboard = Object.assign(document.createElement('stats-dashboard'), SETTINGS, set);
  const widget = Object.assign(document.createElement('stats-timeline'), { metrics: ['views'] });
  dashboard.append(widget);
  await fixture(html`${dashboard}`);
  await dashboard.settled;
  await widget.settled;
  return { dashboard, widget };
}

before(() => {
  StatsDashboard.define();
  StatsTimeline.define();
});

describe('vegaConfig', () => {
  it('vegaConfig of a widget is merged into the theme of its chart, and can be changed and removed', async () => {
    const widget = await alone({ vegaConfig: color('red') });
    const states = [labels(widget)];
    for (const vegaConfig of [color('green'), undefined]) {
      widget.vegaConfig = vegaConfig;
      await widget.settled;
      states.push(labels(widget));
    }
    expect(states).to.deep.equal([
      ['red', '12px'],
      ['green', '12px'],
      [muted(widget), '12px'],
    ]);
  });

  for (const [what, set, wanted] of [
    ['vegaConfig of a dashboard', { vegaConfig: color('red') }, ['red', '12px']],
    ['the key vega of a configuration', { config: { vega: color('red') } }, ['red', '12px']],
    ['the key vega of a configuration as JSON', { config: '{"vega":{"axis":{"labelColor":"red"}}}' }, ['red', '12px']],
    [
      'vegaConfig of a dashboard, over the key vega of its configuration,',
      { vegaConfig: color('red'), config: { vega: { axis: { labelColor: 'blue', labelFontSize: 9 } } } },
      ['red', '9px'],
    ],
  ] as const) {
    it(`${what} reaches the charts inside`, async () => {
      expect(labels((await inside(set)).widget)).to.deep.equal(wanted);
    });
  }

  it('vegaConfig of a widget is merged over that of its dashboard', async () => {
    const { widget } = await inside({ vegaConfig: { axis: { labelColor: 'blue', labelFontSize: 9 } } });
    widget.vegaConfig = color('red');
    await widget.settled;
    expect(labels(widget)).to.deep.equal(['red', '9px']);
  });

  it('charts follow a change of vegaConfig and of the key vega of a dashboard', async () => {
    const { dashboard, widget } = await inside({});
    const after = async (set: object): Promise<string | null> => {
      Object.assign(dashboard, set);
      await dashboard.settled;
      await widget.settled;
      return labels(widget)[0]!;
    };
    expect(await after({ vegaConfig: color('red') })).to.equal('red');
    expect(await after({ vegaConfig: undefined, config: { vega: color('green') } })).to.equal('green');
    expect(await after({ config: undefined })).to.equal(muted(widget));
  });

  it('a chart is not drawn again while its configuration is the same', async () => {
    const { dashboard, widget } = await inside({ vegaConfig: color('red') });
    const { vegaConfig } = widget.renderRoot.querySelector('stats-chart')!;
    dashboard.requestUpdate();
    widget.requestUpdate();
    await dashboard.settled;
    await widget.settled;
    expect(widget.renderRoot.querySelector('stats-chart')!.vegaConfig === vegaConfig).to.equal(true);
  });

  it('labels of the axes have room, whatever their size is', async () => {
    const { renderRoot } = await alone({ vegaConfig: { axis: { labelFontSize: 28 } } });
    const svg = renderRoot.querySelector('stats-chart')!.svg!;
    const edge = svg.getBoundingClientRect().left;
    const lefts = [...svg.querySelectorAll('.role-axis-label text')].map((text) => text.getBoundingClientRect().left);
    expect(lefts).to.have.length.above(3);
    for (const left of lefts) expect(left).to.be.at.least(edge - 1);
  });

  /** An object that contains itself. */
  const circle: Record<string, unknown> = {};
  circle['axis'] = circle;

  it('vegaConfig of a widget reports an object that contains itself, and can be replaced', async () => {
    const widget = await alone();
    const heard = oneEvent<CustomEvent<object>>(widget, 'stats-error');
    widget.vegaConfig = circle;
    expect((await heard).detail).to.include({ reason: 'attribute', path: 'vegaConfig' });
    widget.vegaConfig = color('red');
    await widget.settled;
    expect(labels(widget)[0]).to.equal('red');
  });

  for (const value of [7, 'red', [color('red')]]) {
    for (const tag of ['stats-timeline', 'stats-dashboard'] as const) {
      it(`vegaConfig of a ${tag} reports a value that is no object: ${JSON.stringify(value)}`, async () => {
        const element = document.createElement(tag);
        Object.assign(element, { ...SETTINGS, vegaConfig: value });
        const heard = oneEvent<CustomEvent<object>>(element, 'stats-error');
        await fixture(html`${element}`);
        expect((await heard).detail).to.include({ reason: 'attribute', path: 'vegaConfig' });
        expect(element.renderRoot.textContent).to.contain('vegaConfig=');
      });
    }
  }

  for (const [what, value] of [
    ...[7, 'red', [color('red')]].map(
      (value) => [`a value that is no object: ${JSON.stringify(value)}`, value] as const,
    ),
    ['an object that contains itself', circle] as const,
  ]) {
    it(`the key vega of a configuration reports ${what}`, async () => {
      const dashboard = Object.assign(document.createElement('stats-dashboard'), SETTINGS, { config: { vega: value } });
      const heard = oneEvent<CustomEvent<object>>(dashboard, 'stats-error');
      await fixture(html`${dashboard}`);
      expect((await heard).detail).to.include({ reason: 'layout', path: 'config.vega' });
    });
  }
});

describe('spec of a widget', () => {
  it('spec is the specification that is drawn, with the data and the theme in it', async () => {
    const widget = await alone({ vegaConfig: color('red') });
    const { config, datasets } = widget.spec!;
    expect(datasets!['rows']).to.have.length(3);
    expect(config!.axis).to.include({
      labelColor: 'red',
      gridColor: widget.renderRoot.querySelector('stats-chart')!.theme.line,
    });
  });

  it('spec of a widget ignores what is set', async () => {
    const widget = await alone();
    Object.assign(widget, { spec: { mark: 'point' } });
    expect(widget.spec).to.have.property('datasets');
  });

  it('spec is undefined while a table is shown', async () => {
    const widget = await alone();
    widget.renderRoot.querySelector<HTMLElement>('.icons button')!.click();
    await widget.settled;
    expect(widget.spec).to.equal(undefined);
  });
});
