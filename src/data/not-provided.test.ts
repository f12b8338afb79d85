import { expect } from '@open-wc/testing';
import { blockOf, days, parts, whole, type TableOf } from '../../test/builders.js';
import type { YearBlock } from './year-block.js';
import { yearsNotProvided } from './not-provided.js';
import { Stats, type Counted } from './stats.js';

const usage = (year: number, ...tables: readonly TableOf[]): YearBlock => blockOf('usage-delta', year, ...tables);

describe('yearsNotProvided', () => {
  const provided = parts('views', 'countries', { DE: { '05-01': 1 } });
  const notProvided = (counted: Counted, ...blocks: readonly YearBlock[]): readonly number[] =>
    yearsNotProvided(new Stats(blocks), counted, days('2023-12-31', '2025-01-01'));
  const VIEWS = { metric: 'views', kind: 'delta' } as const;
  const COUNTRIES = { ...VIEWS, breakdown: 'countries' } as const;
  const views = whole('views', { '05-30': 3 });
  const downloads = whole('downloads', { '05-30': 3 });

  it('names the years that were answered without a metric, or without its parts, while others have them', () => {
    expect(notProvided(VIEWS, usage(2023, downloads), usage(2024, downloads, views))).to.deep.equal([2023]);
    expect(notProvided(VIEWS, usage(2024, provided), usage(2026, views))).to.deep.equal([2024]);
    expect(notProvided(COUNTRIES, usage(2024, provided), usage(2025, downloads))).to.deep.equal([2025]);
  });

  it('names a year between counted years whose answer is empty', () => {
    for (const empty of [usage(2024), usage(2024, whole('views'), parts('views', 'countries', {}))]) {
      const blocks = [usage(2023, views, provided), empty, usage(2025, views, provided)];
      expect(notProvided(VIEWS, ...blocks)).to.deep.equal([2024]);
      expect(notProvided(COUNTRIES, ...blocks)).to.deep.equal([2024]);
    }
  });

  it('names a year in which the metric has no value, though it has a series', () => {
    const blocks = [usage(2023, views), usage(2024, downloads, whole('views', {})), usage(2025, views)];
    expect(notProvided(VIEWS, ...blocks)).to.deep.equal([2024]);
  });

  it('treats parts of a year in which none of them occurred as provided', () => {
    const none = usage(2024, downloads, parts('views', 'countries', {}));
    expect(notProvided(COUNTRIES, usage(2023, provided), none, usage(2025, provided))).to.be.empty;
  });

  it('names no year for a metric that no year has, because it is not provided at all', () => {
    expect(notProvided(VIEWS, usage(2023, downloads), usage(2024, downloads))).to.be.empty;
    expect(notProvided(VIEWS, usage(2023, whole('views')), usage(2024, downloads))).to.be.empty;
  });

  it('names no years of other statistics, or outside of the range', () => {
    expect(notProvided(VIEWS, blockOf('content-delta', 2024, whole('records', { '05-30': 3 })))).to.be.empty;
    expect(notProvided(VIEWS, usage(2022, downloads), usage(2025, views), usage(2026, downloads))).to.be.empty;
  });

  it('names no years before the first or after the last counted day', () => {
    expect(notProvided(VIEWS, usage(2023), usage(2024, whole('downloads')), usage(2025, views))).to.be.empty;
    expect(notProvided(VIEWS, usage(2023, views), usage(2024, whole('downloads')), usage(2025))).to.be.empty;
  });
});
