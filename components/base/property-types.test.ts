/** The types of public properties: the compiler checks this file too. */
import { expect } from '@open-wc/testing';
import { StatsFigure } from '../figure/stats-figure.js';
import type { StatsData } from './property-types.js';

before(() => StatsFigure.define());

describe('the types of public properties', () => {
  it('range accepts a preset, or two dates in a computed string', () => {
    const figure = document.createElement('stats-figure');
    const [start, end]: readonly string[] = ['2025-05-30', '2025-06-12'];
    figure.range = '12months';
    figure.range = `${start}/${end}`;
    expect(figure.range).to.equal('2025-05-30/2025-06-12');
  });

  it('a name that no attribute accepts is a compile error and is ignored at run time', () => {
    const figure = document.createElement('stats-figure');
    // @ts-expect-error – no such name
    figure.granularity = 'months';
    // @ts-expect-error – no such name
    figure.compare = 'lastyear';
    // @ts-expect-error – no such name
    figure.source = 'snapshoot';
    expect([figure.granularity, figure.compare, figure.source]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('data accepts an answer of the service, a list of answers, null and undefined', () => {
    const figure = document.createElement('stats-figure');
    const answer = { 'usage-delta-category': {} };
    for (const data of [answer, [answer, answer], null, undefined] satisfies (StatsData | null | undefined)[]) {
      figure.data = data;
      expect(figure.data).to.equal(data ?? undefined);
    }
  });
});
