import { expect } from '@open-wc/testing';
import { ATLAS } from '../../src/chart/atlas.js';
import { embed } from '../../src/chart/embed.js';
import { mapSpec } from '../../src/chart/map-spec.js';
import { chartTheme } from '../styles/chart-theme.js';
import { runs } from '../../test/runs.js';
import { classBreaks } from './color-classes.js';
import { countryColors, mapColors } from './map-picture.js';
import { MIDDLE, toPixels } from './map-viewport.js';

const COLORS: Readonly<Record<string, string>> = { '--_accent': 'blue', '--_surface': 'white', '--_muted': 'gray' };
const theme = chartTheme((property) => COLORS[property] ?? 'black', 'Inter');
const frame = { width: 800, height: 400, theme, rtl: false, measure: () => 0 };
const codes = [...ATLAS.keys()];

/** Returns a random value of any magnitude, also not above 0, or `null`. */
function randomValue(): number | null {
  if (Math.random() < 0.1) return null;
  const value = 10 ** (Math.random() * 9 - 1);
  return [value, Math.round(value), Math.round(value), -Math.round(value), 0][Math.floor(Math.random() * 5)]!;
}

describe('mapColors', () => {
  for (const uniform of [false, true]) {
    it(`makes Vega draw ${uniform ? 'the one color' : 'the colors of classes'} that tooltips have`, async () => {
      for (let run = 0; run < runs(5); run++) {
        const values = codes.map(randomValue);
        const numbers = values.filter((value) => value !== null);
        const bounds = uniform ? [0] : classBreaks(numbers);
        // A bound itself belongs to the class that it begins.
        bounds.forEach((bound, i) => (values[i] = bound));
        const areas = codes.map((code, index) => {
          return { ...ATLAS.get(code)!, index, series: code, label: code, value: values[index]! };
        });
        const colors = mapColors({ bounds, uniform }, theme);
        const element = document.createElement('div');
        const picture = await embed(
          element,
          mapSpec(areas, toPixels({ zoom: 1.3, middle: MIDDLE }, frame), colors, frame),
        );
        const fills = [...element.querySelectorAll('.map_marks path')].map((path) => path.getAttribute('fill'));
        picture.finalize();
        const colorOf = countryColors({ bounds, uniform }, theme);
        const expected = values.map((value, i) =>
          colorOf(value === null ? undefined : { id: codes[i]!, label: '', value, share: null }),
        );
        expect(fills, String(values)).to.deep.equal(expected);
      }
    });
  }
});
