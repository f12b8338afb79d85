import { expect } from '@open-wc/testing';
import { elementOf, missingReason, layoutErrors, placementsOf } from './dashboard-widgets.js';
import { parseLayout, type ParsedLayout, type Placement } from './parse-layout.js';

const parsed = (...components: readonly object[]): ParsedLayout => parseLayout({ rows: [{ components }] }, 'global');
const placements = (...components: readonly object[]): readonly Placement[] =>
  placementsOf(parsed(...components).layout!.tabs[0]!);

describe('missingReason', () => {
  const cases = [
    ['nothing for a component that has an element', { component: 'StatsMap' }, undefined],
    ['that a component is unknown', { component: 'StatsGauge' }, 'unknown-component'],
  ] as const;
  for (const [what, component, reason] of cases) {
    it(`says ${what}`, () => {
      expect(missingReason(placements(component)[0]!)).to.equal(reason);
    });
  }

  it('says that a component is a duplicate of one before it', () => {
    expect(placements({ component: 'StatsMap' }, { component: 'StatsMap' }).map(missingReason)).to.deep.equal([
      undefined,
      'duplicate',
    ]);
  });

  it('says that there is no element for a placement without a tag', () => {
    const { tag: _, ...placement } = placements({ component: 'StatsMap' })[0]!;
    expect(missingReason(placement)).to.equal('unavailable');
  });
});

describe('layoutErrors', () => {
  it('makes an error with the path of each problem', () => {
    const errors = layoutErrors(parsed({ component: 'StatsMap', width: 17 }, { component: 'StatsGauge' }));
    expect(errors.map(({ reason, message, path }) => [reason, message, path])).to.deep.equal([
      ['layout', 'width: 17', 'rows[0].components[0].width'],
      ['layout', 'unknown-component: StatsGauge', 'rows[0].components[1]'],
    ]);
  });

  it('makes none of a layout without problems', () => {
    expect(layoutErrors(parsed({ component: 'StatsMap' }))).to.deep.equal([]);
  });
});

describe('elementOf', () => {
  const [map, gauge] = placements({ component: 'StatsMap', props: { zoom: 2 } }, { component: 'StatsGauge' });

  it('makes the element of a placement once, with the properties of the layout', () => {
    const made = new Map<string, HTMLElement>();
    const element = elementOf(map!, made, 3);
    expect(element?.localName).to.equal('stats-map');
    expect(element).to.include({ headingLevel: 3, zoom: 2 });
    expect(elementOf(map!, made, 3)).to.equal(element);
  });

  it('makes another one after those that were made have been forgotten', () => {
    const made = new Map<string, HTMLElement>();
    const element = elementOf(map!, made, 3);
    made.clear();
    expect(elementOf(map!, made, 3)).not.to.equal(element);
  });

  it('makes none for a placement with a missing reason', () => {
    expect(elementOf(gauge!, new Map(), 3)).to.be.undefined;
  });
});
