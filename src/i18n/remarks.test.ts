import { expect } from '@open-wc/testing';
import { blockOf, days, whole } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import { i18nFor, type Shown } from './i18n.js';
import { more } from './more.js';
import { remarksOn } from './remarks.js';

const english = i18nFor('en');

describe('what has to be said of numbers', () => {
  const views = { metric: 'views', kind: 'delta' } as const;
  const totals = { metric: 'views', kind: 'snapshot' } as const;
  const stats = new Stats([
    blockOf('usage-delta', 2023, whole('downloads', { '05-30': 1 })),
    blockOf('usage-delta', 2025, whole('views', { '05-30': 1 })),
  ]);
  const failed = new Set(['usage-delta 2021', 'usage-delta 2022', 'usage-delta 2025', 'usage-snapshot 2023']);
  const all = { stats, range: days('2022-06-01', '2025-06-01'), failed, unreadable: false };
  const remarks = (...shown: readonly Shown[]) => remarksOn(english, more, shown, all);

  it('is which years could not be loaded, and which were not sent', () => {
    expect(remarks(views).years).to.deep.equal([2022, 2023]);
    expect(remarks(views).sentences).to.deep.equal([
      '2022 is missing because it could not be loaded.',
      '2023 is missing because the service did not provide it.',
    ]);
    expect(remarks(totals).years).to.deep.equal([2023]);
  });

  it('the sentence about missing years writes years that follow each other as a range', () => {
    const lost = new Set([2018, 2019, 2020, 2022].map((year) => `usage-delta ${year}`));
    const { sentences } = remarksOn(english, more, [views], {
      ...{ stats: Stats.empty, failed: lost, unreadable: false },
      range: days('2017-01-01', '2022-12-31'),
    });
    expect(sentences).to.deep.equal(['2018–2020 and 2022 are missing because they could not be loaded.']);
  });

  it('is nothing of totals that tell their day', () => {
    expect(remarks({ ...totals, latest: true }).years).to.be.empty;
    expect(remarks({ ...views, latest: true }).years).to.deep.equal([2022, 2023]);
  });

  it('is how they are counted, and that some could not be read', () => {
    const uploaders = remarks({ metric: 'uploaders', kind: 'delta' });
    expect(uploaders).to.include({ daily: more.daily }).and.not.to.have.property('unreadable');
    expect(remarks({ metric: 'records', kind: 'delta' })).not.to.have.property('daily');
    expect(remarksOn(english, more, [views], { ...all, unreadable: true })).to.include({
      unreadable: more.unreadableValues,
    });
  });
});
