import { expect, fixture, html } from '@open-wc/testing';
import { body } from '../test/builders.js';
import { StatsDashboard } from './stats-dashboard.js';

before(() => StatsDashboard.define());

describe('columns of a row', () => {
  const layout = {
    tabs: [
      {
        name: 'page',
        rows: [
          {
            components: [
              { component: 'SingleStatViews', width: 4, tablet: 8, mobile: 16 },
              { component: 'RightsMultiDisplay', width: 12 },
            ],
          },
        ],
      },
    ],
  };
  /** The width of the dashboard, and the columns of both cells. */
  const cases: readonly (readonly [width: number, columns: readonly number[]])[] = [
    [1000, [4, 12]],
    [920, [4, 12]],
    [919, [8, 12]],
    [640, [8, 12]],
    [639, [16, 16]],
    [320, [16, 16]],
  ];
  for (const [width, columns] of cases) {
    it(`a row has cells of ${columns.join(' and ')} columns in a dashboard of ${width} pixels, which it does not overflow`, async () => {
      const box = await fixture<HTMLElement>(
        html`<div>
          <stats-dashboard
            today="2025-06-10"
            .data=${body({ 'usage-delta': { global: {} } })}
            .layout=${layout}
          ></stats-dashboard>
        </div>`,
      );
      box.style.inlineSize = `${width}px`;
      const element = box.querySelector<StatsDashboard>('stats-dashboard')!;
      await element.settled;
      const cells = [...element.renderRoot.querySelectorAll('.cell')];
      expect(cells.map((cell) => getComputedStyle(cell).gridColumnStart)).to.deep.equal(
        columns.map((count) => `span ${count}`),
      );
      expect(element.scrollWidth).to.be.at.most(width);
    });
  }
});
