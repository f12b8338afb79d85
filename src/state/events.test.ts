import { expect } from '@open-wc/testing';
import { StatsError } from '../sources/errors.js';
import { errorEvent, loadEvent, selectEvent } from './events.js';

describe('events', () => {
  it('creates events with the documented names', () => {
    expect(selectEvent({ granularity: 'week' }).type).to.equal('stats-select');
    expect(loadEvent({ status: 'ready', freshness: {}, years: [] }).type).to.equal('stats-load');
    expect(errorEvent(new StatsError('network', '')).type).to.equal('stats-error');
  });

  it('creates events that bubble and cross shadow roots', () => {
    const outer = document.createElement('div');
    const root = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const inner = root.appendChild(document.createElement('p'));
    const heard: string[] = [];
    for (const type of ['stats-select', 'stats-load', 'stats-error'])
      outer.addEventListener(type, (event) => heard.push(event.type));
    inner.dispatchEvent(selectEvent({}));
    inner.dispatchEvent(loadEvent({ status: 'ready', freshness: {}, years: [] }));
    inner.dispatchEvent(errorEvent(new StatsError('network', '')));
    expect(heard).to.deep.equal(['stats-select', 'stats-load', 'stats-error']);
  });

  it('passes the given detail on in stats-select and stats-load', () => {
    const choice = { range: '12months', tab: 'traffic' } as const;
    expect(selectEvent(choice).detail).to.equal(choice);
    const load = { status: 'error', freshness: { lastDay: 20000 }, years: [2024, 2025] } as const;
    expect(loadEvent(load).detail).to.equal(load);
  });

  it('passes the reason, the message and the path of an error on in stats-error, and nothing else', () => {
    const error = new StatsError('malformed', 'cannot read "x"', { path: 'a[0].b' });
    expect(errorEvent(error).detail).to.deep.equal({ reason: 'malformed', message: 'cannot read "x"', path: 'a[0].b' });
  });

  it('adds no path to stats-error for an error without one', () => {
    expect(errorEvent(new StatsError('network', 'gone')).detail).to.deep.equal({ reason: 'network', message: 'gone' });
  });
});
