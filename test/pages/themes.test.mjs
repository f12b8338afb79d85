/**
 * The themes of the guide "Theming" (stories/guides/themes/), as a page links them: complete, readable, with colours that can be
 * told apart. Everything is measured in the running page.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { load } from '../../demo/node.mjs';
import { launch, open } from './browser.mjs';
import { CVD, contrast, difference, over, simulated } from './colours.mjs';
import { GUIDES, read, root } from './documents.mjs';
import { startSite } from './server.mjs';
import { someOf } from './thorough.mjs';

const { EVERYTHING, THEMES } = await load('stories/themes.ts');
const FOLDER = `${GUIDES}/themes`;
const NAMES = Object.keys(THEMES);
/** The themes that this run draws. */
const drawn = new Map(someOf(THEMES));
const cssOf = (name) => read(`${FOLDER}/${name}.css`);

/** The least contrasts: of texts (on cards, on anything), marks of charts and the focus ring, and of lines and bars of lists. */
const LEAST = { card: 4.5, text: 4.5, mark: 3, line: 1, bar: 1 };
/** The least differences of colours in OKLab (×100): of any two parts, and of two that are side by side. */
const APART = { any: 4, beside: 7.5 };
/** What single themes promise beyond that. */
const PROMISES = {
  'high-contrast': { card: 7, line: 3, bar: 3 },
  'okabe-ito': { any: 5.5, beside: 8.5 },
};
const SCHEMES = ['light', 'dark'];

const OWN = 'test-data today="2026-06-15" range="12months" compare="previous"';
const DASHBOARD = `<stats-dashboard ${OWN} layout='${JSON.stringify(EVERYTHING)}'></stats-dashboard>`;
const TIMELINE = `<stats-timeline ${OWN} metrics="views" breakdown="resourceTypes" max-series="8"></stats-timeline>`;
/** Widgets alone: a decrease, a failure and an attribute that is not understood among them. */
const SINGLE = `${TIMELINE}
  <stats-figure id="fewer" test-data today="2026-06-15" range="2025-08-01/2025-08-20" compare="previous" metric="records"></stats-figure>
  <stats-figure id="failed" src="/nowhere" metric="views"></stats-figure>
  <stats-figure id="faulty" ${OWN} metric="vews"></stats-figure>
  <stats-table ${OWN}></stats-table>`;

const html = (
  css,
  body,
  scheme = 'light dark',
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>
  <link rel="icon" href="data:,"><script type="module" src="/dist/define.js"></script>
  <style>:root { color-scheme: ${scheme}; background: var(--stats-background, Canvas) }</style><style>${css}</style>
  <body>${body}`;

/** In the page: functions that read it, on \`globalThis.look\`. */
function readers() {
  const deep = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? deep(each.shadowRoot) : [])]);
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  /** Returns red, green, blue and opacity, 0 … 1. */
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  };
  const over = ([r, g, b, opacity], under) => [r, g, b].map((value, i) => value * opacity + under[i] * (1 - opacity));
  const parentOf = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  const backgroundOf = (element) => {
    if (!element) return rgba('Canvas').slice(0, 3);
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, backgroundOf(parentOf(element)));
  };
  const all = () => deep(document.body);
  const isSeen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest('.sr-only, option');
  const probe = (value, property = 'color') => {
    const element = document.body.appendChild(document.createElement('i'));
    element.style.setProperty(property, value);
    const computed = getComputedStyle(element)[property];
    element.remove();
    return computed;
  };
  globalThis.look = {
    all,
    rgba,
    probe,
    /** Every visible text with its colour, and all backgrounds that may be behind it. */
    texts: () =>
      all()
        .filter((element) => !element.matches('style, script, [aria-disabled=true]') && isSeen(element))
        .filter(({ childNodes }) => [...childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .map((element) => {
          const style = getComputedStyle(element);
          const background = backgroundOf(element);
          const item = element.closest('li');
          const bar = item && getComputedStyle(item, '::before');
          return {
            text: element.textContent.trim().slice(0, 40),
            colour: rgba(element.closest('svg') ? style.fill : style.color),
            isOnCard: Boolean(element.closest('.card')) && !element.closest('.failure, .faults, .invented, .segments'),
            backgrounds: [
              background,
              ...(bar && bar.content !== 'none' ? [over(rgba(bar.backgroundColor), background)] : []),
            ],
          };
        }),
    /** The colours of the marks of each chart: of areas, bars and slices with their opacity, or of lines. */
    marks: (tag) =>
      all()
        .filter((element) => element.localName === 'svg' && element.closest('.drawing'))
        .filter((svg) => !tag || svg.getRootNode().host.getRootNode().host.matches(tag))
        .map((svg) =>
          [...svg.querySelectorAll('.main_marks > path, .pie_marks > path')].map((mark) => {
            const isLine = mark.parentElement.matches('.mark-line');
            const { fill, fillOpacity, stroke } = getComputedStyle(mark);
            const [r, g, b, opacity] = rgba(isLine ? stroke : fill);
            return { colour: [r, g, b], opacity: opacity * (isLine ? 1 : Number(fillOpacity)) };
          }),
        )
        .filter(({ length }) => length),
    /** The borders of cards and buttons, and grid lines. */
    lines: () =>
      all()
        .filter(
          (element) => element.matches('.card, .controls button, .select, .role-axis-grid line') && isSeen(element),
        )
        .map((element) => rgba(getComputedStyle(element)[element.localName === 'line' ? 'stroke' : 'borderTopColor'])),
    bars: () =>
      all()
        .filter((element) => element.matches('ol:not(.pie *) > li') && isSeen(element))
        .map((element) => rgba(getComputedStyle(element, '::before').backgroundColor)),
    /** The ring around the focus, and what it is drawn on. */
    ring: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      while (element && getComputedStyle(element).outlineStyle === 'none') element = parentOf(element);
      const { outlineColor, outlineWidth } = getComputedStyle(element);
      return {
        colour: rgba(outlineColor),
        width: parseFloat(outlineWidth),
        background: backgroundOf(parentOf(element)),
      };
    },
    /** What a theme decides, of every element. */
    styles: () =>
      all()
        .filter((element) => !element.closest('svg, style'))
        .map((element) => {
          const { color, backgroundColor, borderTopColor, borderRadius, padding, fontFamily } =
            getComputedStyle(element);
          return [
            element.localName,
            element.className,
            color,
            backgroundColor,
            borderTopColor,
            borderRadius,
            padding,
            fontFamily,
          ].join(' ');
        }),
  };
}

const hex = (colour) =>
  `#${colour
    .slice(0, 3)
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

describe('themes of the guide', { timeout: 280_000 }, () => {
  let site, browser, page;
  before(async () => {
    [site, browser] = await Promise.all([startSite(), launch()]);
  });
  after(() => Promise.all([browser.close(), site.close()]));

  async function visit(name, { body = DASHBOARD + SINGLE, scheme, ...options } = {}) {
    const css = name ? cssOf(name) : '';
    page = await open(browser, site.page(html(css, body, scheme)), {
      viewport: { width: 1280, height: 6000 },
      colorScheme: 'light',
      ...options,
    });
    await page.evaluate(readers);
    return page;
  }
  const look = (name, ...args) => page.evaluate(([name, args]) => globalThis.look[name](...args), [name, args]);
  const colourOf = async (value) => page.evaluate((value) => globalThis.look.rgba(globalThis.look.probe(value)), value);

  it('every file is a theme of the gallery, and the guide shows it', () => {
    assert.deepEqual(readdirSync(join(root, FOLDER)).sort(), NAMES.map((name) => `${name}.css`).sort());
    for (const name of NAMES) {
      assert.ok(read(`${GUIDES}/theming.mdx`).includes(`[${name}.css](./themes/${name}.css)`), name);
      assert.ok(read(`${GUIDES}/theming.mdx`).includes(`<theme-preview name="${name}" />`), name);
    }
  });

  for (const name of NAMES) {
    const least = { ...LEAST, ...APART, ...PROMISES[name] };

    it(`${name} sets every documented custom property for both colour schemes, and no other`, () => {
      const { modules } = JSON.parse(read('dist/custom-elements.json'));
      const documented = modules.flatMap(({ declarations }) =>
        declarations.flatMap(({ cssProperties = [] }) => cssProperties),
      );
      const lines = [...cssOf(name).matchAll(/^ {2}(--[\w-]+): (.*);$/gm)];
      // The usual space depends on the width of a card.
      const optional = ['--stats-card-padding'];
      const set = lines.map(([, property]) => property);
      assert.deepEqual(
        [...new Set([...set, ...optional])].sort(),
        [...new Set(documented.map((property) => property.name))].sort(),
      );
      assert.equal(new Set(set).size, set.length);
      for (const [line, , value] of lines)
        assert.ok(!/#|rgb|hsl/.test(value) || /^light-dark\(#\w+, #\w+\)$/.test(value), line);
    });

    if (!drawn.has(name)) continue;
    for (const scheme of SCHEMES) {
      describe(`${name}, ${scheme}`, () => {
        let surface, areas;
        before(async () => {
          await visit(name, { colorScheme: scheme });
          surface = await colourOf('var(--stats-surface)');
          [areas] = await look('marks', 'stats-dashboard stats-timeline, stats-timeline');
        });
        after(() => page.close());

        it('every text can be read on what is behind it', async () => {
          const texts = await look('texts');
          const seen = texts.map(({ text }) => text).join(' ');
          // A decrease, an increase, the note about test data, a failure, a fault, a tab, a label of an axis.
          for (const sign of ['▲', '▼', 'invented', 'Try again', 'vews', 'Access', 'Jul 2025'])
            assert.ok(seen.includes(sign), sign);
          const unreadable = texts.flatMap(({ text, colour, backgrounds, isOnCard }) =>
            backgrounds.flatMap((background, isBar) => {
              const found = contrast(over(colour, background), background);
              return found < (isOnCard && !isBar ? least.card : least.text)
                ? [`${text}: ${hex(colour)} on ${hex(background)} ${found.toFixed(2)}`]
                : [];
            }),
          );
          assert.deepEqual(unreadable, []);
        });

        it('marks of charts, lines, bars and the focus ring stand out', async () => {
          const charts = await look('marks');
          const marks = charts.flat().map(({ colour, opacity }) => over([...colour, opacity], surface));
          assert.ok(marks.length > 25);
          const faint = (colours, limit) =>
            colours.filter((colour) => contrast(over(colour, surface), surface) < limit).map(hex);
          assert.deepEqual(
            faint(
              marks.map((colour) => [...colour, 1]),
              least.mark,
            ),
            [],
          );
          const isVisible = ([, , , opacity]) => opacity > 0;
          assert.deepEqual(faint((await look('lines')).filter(isVisible), least.line), []);
          assert.deepEqual(faint(await look('bars'), least.bar), []);
          const rings = [];
          for (let i = 0; i < 12; i++) {
            await page.keyboard.press('Tab');
            rings.push(await look('ring'));
          }
          for (const { colour, width, background } of rings) {
            assert.equal(width, 2);
            assert.ok(contrast(colour, background) >= least.mark, `${hex(colour)} on ${hex(background)}`);
          }
        });

        it('the theme reaches the charts of a dashboard and of a widget alone', async () => {
          const parts = [...Array.from({ length: 8 }, (_, i) => `series-${i + 1}`), 'other'];
          const colours = [];
          for (const part of parts) colours.push(hex(await colourOf(`var(--stats-${part})`)));
          const accent = hex(await colourOf('var(--stats-accent)'));
          const shown = (await look('marks', 'stats-timeline')).map((marks) => marks.map(({ colour }) => hex(colour)));
          // Inside the dashboard: parts, and one series; then the widget alone.
          assert.deepEqual(shown, [colours, [accent], colours]);
          const [pie] = (await look('marks', 'stats-breakdown, [tag], resource-types-multi-display-views-delta')) ?? [];
          assert.deepEqual(
            pie?.map(({ colour }) => hex(colour)),
            colours,
          );
        });

        for (const vision of Object.keys(CVD)) {
          it(`two parts never look alike with ${vision}`, () => {
            const seen = areas.map(({ colour, opacity }) => simulated(over([...colour, opacity], surface), vision));
            assert.equal(seen.length, 9);
            const alike = seen.flatMap((one, i) =>
              seen.slice(i + 1).flatMap((other, j) => {
                const found = difference(one, other);
                return found < (j ? least.any : least.beside) ? [`${i + 1} and ${i + j + 2}: ${found.toFixed(1)}`] : [];
              }),
            );
            assert.deepEqual(alike, []);
          });
        }

        it('"Other" has the lowest contrast of all parts', () => {
          const contrasts = areas.map(({ colour, opacity }) => contrast(over([...colour, opacity], surface), surface));
          assert.equal(Math.min(...contrasts), contrasts.at(-1), contrasts.map((each) => each.toFixed(2)).join(' '));
        });
      });
    }

    it(`${name} lets nothing overflow on a page of 320 px`, async () => {
      await visit(name, { viewport: { width: 320, height: 6000 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      await page.close();
    });

    it(`forced colours take precedence over ${name}`, async () => {
      // A page that is light whatever the reader has chosen.
      await visit(name, { scheme: 'light', forcedColors: 'active', colorScheme: 'dark' });
      const [text, canvas, highlight] = [
        await colourOf('CanvasText'),
        await colourOf('Canvas'),
        await colourOf('Highlight'),
      ];
      const forced = await page.evaluate(() => {
        const { all, rgba } = globalThis.look;
        const styleOf = (selector) => getComputedStyle(all().find((element) => element.matches(selector)));
        return {
          value: rgba(styleOf('.value').color),
          heading: rgba(styleOf('.heading').color),
          card: rgba(styleOf('.card').backgroundColor),
          label: rgba(styleOf('.role-axis-label text').fill),
          sparkline: rgba(styleOf('.spark').stroke),
        };
      });
      const { sparkline, ...texts } = forced;
      assert.deepEqual(texts, { value: text, heading: text, card: canvas, label: text });
      assert.ok(contrast(sparkline, canvas) >= LEAST.mark, hex(sparkline));
      const [parts, line] = await look('marks', 'stats-timeline');
      assert.deepEqual(
        line.map(({ colour }) => hex(colour)),
        [hex(highlight)],
      );
      const faint = parts
        .filter(({ colour }) => contrast(colour, canvas) < LEAST.mark)
        .map(({ colour }) => hex(colour));
      assert.deepEqual(faint, []);
      await page.close();
    });
  }

  it('the file of the default theme has the values that widgets have without a theme', async () => {
    const body = DASHBOARD + TIMELINE;
    const found = [];
    for (const name of [undefined, 'default']) {
      for (const theme of SCHEMES) {
        await visit(name, { body: body.replaceAll('test-data', `theme="${theme}" test-data`) });
        found.push([await look('styles'), await look('marks')]);
        await page.close();
      }
    }
    assert.deepEqual(found.slice(2), found.slice(0, 2));
  });

  it('corners of cards limit those of every other box', async () => {
    await visit(undefined, { body: `<style>:root { --stats-radius: 0 }</style>${DASHBOARD}` });
    const round = await page.evaluate(() =>
      globalThis.look
        .all()
        .filter((element) => !element.closest('svg'))
        .filter((element) =>
          ['', '::before'].some((part) => getComputedStyle(element, part || undefined).borderRadius !== '0px'),
        )
        .map(({ localName, className }) => `${localName}.${className}`),
    );
    assert.deepEqual(round, []);
    await page.close();
  });
});
