import { expect } from '@open-wc/testing';
import { elementOf, missingReason, layoutErrors, placementsOf } from './dashboard-widgets.js';
import { parseLayout, type ParsedLayout, type Placement } from './parse-layout.js';

const parsed = (...components: readonly object[]): ParsedLayout => parseLayout({ rows: [{ components }] }, 'global');
const placements = (...components: readonly object[]): readonly Placement[] =>
  placementsOf(parsed(...components).layout!.tabs[0]!);

describe('missingReason', () => {
  const cases = [
    ['undefined for a component that has an element', { component: 'StatsMap' }, undefined],
    ['unknown-component for an unknown component', { component: 'StatsGauge' }, 'unknown-component'],
  ] as const;
  for (const [what, component, reason] of cases) {
    it(`returns ${what}`, () => {
      expect(missingReason(placements(component)[0]!)).to.equal(reason);
    });
  }

  it('returns duplicate for a component that is placed twice', () => {
    expect(placements({ component: 'StatsMap' }, { component: 'StatsMap' }).map(missingReason)).to.deep.equal([
      undefined,
      'duplicate',
    ]);
  });

  it('returns unavailable for a placement without a tag', () => {
    const { tag: _, ...placement } = placements({ component: 'StatsMap' })[0]!;
    expect(missingReason(placement)).to.equal('unavailable');
  });
});

describe('layoutErrors', () => {
  it('returns an error with the path for each problem', () => {
    const errors = layoutErrors(parsed({ component: 'StatsMap', width: 17 }, { component: 'StatsGauge' }));
    expect(errors.map(({ reason, message, path }) => [reason, message, path])).to.deep.equal([
      ['layout', 'width: 17', 'rows[0].components[0].width'],
      ['layout', 'unknown-component: StatsGauge', 'rows[0].components[1]'],
    ]);
  });

  it('returns no error for a layout without problems', () => {
    expect(layoutErrors(parsed({ component: 'StatsMap' }))).to.deep.equal([]);
  });
});

describe('elementOf', () => {
  const [map, gauge] = placements({ component: 'StatsMap', props: { zoom: 2 } }, { component: 'StatsGauge' });

  it('creates the element of a placement once, with the properties of the layout', () => {
    const made = new Map<string, HTMLElement>();
    const element = elementOf(map!, made, 3);
    expect(element?.localName).to.equal('stats-map');
    expect(element).to.include({ headingLevel: 3, zoom: 2 });
    expect(elementOf(map!, made, 3)).to.equal(element);
  });

  it('creates another element when the map of elements has been cleared', () => {
    const made = new Map<string, HTMLElement>();
    const element = elementOf(map!, made, 3);
    made.clear();
    expect(elementOf(map!, made, 3)).not.to.equal(element);
  });

  it('returns undefined for a placement with a missing reason', () => {
    expect(elementOf(gauge!, new Map(), 3)).to.be.undefined;
  });
});
