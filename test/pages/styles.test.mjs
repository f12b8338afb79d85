/** Pages whose styles and layout do something to the widgets: sizes, zoom, inherited properties, quirks mode, font sizes. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open } from './browser.mjs';
import { startSite } from './server.mjs';
import { someOf, thorough } from './thorough.mjs';

const RANGE = 'today="2026-06-15" range="2025-07-01/2026-06-14"';
const OWN = `test-data ${RANGE}`;
const DASHBOARD = `<stats-dashboard ${OWN}></stats-dashboard>`;
const TIMELINE = `<stats-timeline ${OWN} metrics="views"></stats-timeline>`;

/** Widgets that adapt to their width. */
const CARDS = {
  'stats-figure': `<stats-figure ${OWN} metric="views"></stats-figure>`,
  'stats-timeline': TIMELINE,
  'stats-breakdown': `<stats-breakdown ${OWN} breakdown="countries" metric="views"></stats-breakdown>`,
  'stats-map': `<stats-map ${OWN} metric="views"></stats-map>`,
  'stats-top-records': `<stats-top-records ${OWN}></stats-top-records>`,
  'stats-record': `<stats-record ${OWN} record="abcde-12345"></stats-record>`,
  'single-stat-views': `<single-stat-views ${OWN}></single-stat-views>`,
  'stats-dashboard': DASHBOARD,
};

const html = (body, { head = '', doctype = '<!doctype html>', root = '' } = {}) =>
  `${doctype}<html lang="en" ${root}><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
  <script type="module" src="/dist/define.js"></script>${head}<body>${body}`;

describe('styles of pages', { timeout: thorough ? 600_000 : 280_000 }, () => {
  let site, browser, page;
  before(async () => {
    [site, browser] = await Promise.all([startSite(), launch()]);
  });
  after(() => Promise.all([browser.close(), site.close()]));

  async function visit(body, { width = 1280, ...more } = {}, use = async () => {}) {
    page = await open(browser, site.page(html(body, more)), { viewport: { width, height: 900 } });
    try {
      return await use(page);
    } finally {
      assert.deepEqual(page.errors, []);
      assert.deepEqual(await page.statsErrors(), []);
      await page.close();
    }
  }

  it('elements without a card have a background if their theme is not that of the page', async () => {
    const tags = ['stats-dashboard', 'stats-table', 'stats-status', 'stats-chart'];
    const body = ['', 'theme="dark"'].flatMap((theme) => tags.map((tag) => `<${tag} ${theme}></${tag}>`)).join('');
    await visit(body, {}, async () => {
      const backgrounds = await page.evaluate(() =>
        [...document.body.children].map(
          ({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector('.shell')).backgroundColor,
        ),
      );
      assert.deepEqual(backgrounds, [...tags.map(() => 'rgba(0, 0, 0, 0)'), ...tags.map(() => 'rgb(13, 15, 19)')]);
    });
  });

  /** Boxes of pages: the markup around a widget, the width of the window, the least width of a figure and of all others, and the greatest. */
  const BOXES = {
    'an ordinary block of 320 px': [(widget) => `<div style="width:320px">${widget}</div>`, [320, 320], 320],
    'an ordinary block of 200 px': [(widget) => `<div style="width:200px">${widget}</div>`, [200, 200], 200],
    'a float': [(widget) => `<div style="float:left">${widget}</div>`, [240, 600]],
    'a float, as the widget itself': [(widget) => `<style>.w{float:right}</style>${widget}`, [240, 600]],
    'an inline block': [(widget) => `<div style="display:inline-block">${widget}</div>`, [240, 600]],
    'a cell of a table': [(widget) => `<table><tr><td>Some text<td>${widget}</table>`, [240, 600]],
    'an absolutely positioned box': [
      (widget) => `<div style="position:absolute;left:20px">${widget}</div>`,
      [240, 600],
    ],
    'a centred flex column': [
      (widget) => `<div style="display:flex;flex-direction:column;align-items:center">${widget}</div>`,
      [240, 600],
    ],
    'a flex row beside a long text': [
      (widget) => `<div style="display:flex"><p>${'Long text. '.repeat(80)}</p>${widget}</div>`,
      [120, 200],
    ],
    'a grid of auto tracks': [
      (widget) => `<div style="display:grid;grid:auto/auto auto">${widget}<p>x</div>`,
      [240, 600],
    ],
    'a grid of min-content tracks': [
      (widget) => `<div style="display:grid;grid:auto/min-content">${widget}</div>`,
      [120, 200],
    ],
    'a grid of max-content tracks': [
      (widget) => `<div style="display:grid;grid:auto/max-content">${widget}</div>`,
      [240, 600],
    ],
    'a box as wide as its content': [(widget) => `<div style="width:fit-content">${widget}</div>`, [240, 600]],
    'a box as wide as its widest content': [(widget) => `<div style="width:max-content">${widget}</div>`, [240, 600]],
    'a box as narrow as its content': [(widget) => `<div style="width:min-content">${widget}</div>`, [120, 200]],
    'a float, displayed inline': [
      (widget) => `<style>.w{display:inline}</style><div style="float:left">${widget}</div>`,
      [240, 600],
    ],
    'a float, without a box of its own': [
      (widget) => `<style>.w{display:contents}</style><div style="float:left">${widget}</div>`,
      [240, 600],
    ],
    'a float, displayed as a block': [
      (widget) => `<style>.w{display:block}</style><div style="float:left">${widget}</div>`,
      [240, 600],
    ],
    'a float, displayed as a flex box': [
      (widget) => `<style>.w{display:flex}</style><div style="float:left">${widget}</div>`,
      [240, 600],
    ],
    'an item of a list': [(widget) => `<ul><li>${widget}</ul>`, [320, 320]],
    'a description': [(widget) => `<dl><dt>Term<dd>${widget}</dl>`, [320, 320]],
    'columns of text': [(widget) => `<div style="columns:2">${widget}</div>`, [320, 320]],
    'a box with a height and clipped content': [
      (widget) => `<div style="height:400px;overflow:hidden">${widget}</div>`,
      [320, 320],
    ],
    'a box with a ratio': [(widget) => `<div style="aspect-ratio:2;width:600px">${widget}</div>`, [600, 600], 600],
    'a page that is written from top to bottom': [
      (widget) => `<div style="writing-mode:vertical-rl;block-size:1200px">${widget}</div>`,
      [240, 600],
    ],
    'a page that resets all elements': [
      (widget) => `<style>* { all: unset; display: revert }</style><div style="float:left">${widget}</div>`,
      [240, 600],
    ],
  };
  const given = (markup) => markup.replace(/^<[\w-]+/, '$& class="w"');
  /** The sizes of a widget, its card or content, and its pictures; `outside` is what is beyond the right edge of the page. */
  const sizes = (tag) => {
    const widget = document.querySelector(tag);
    const shell = widget.shadowRoot.querySelector('.shell');
    const deep = (root) =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? deep(element.shadowRoot) : []),
      ]);
    const drawings = deep(widget.shadowRoot).filter(({ localName }) => localName === 'stats-chart');
    return {
      width: Math.round(shell.getBoundingClientRect().width),
      height: Math.round(shell.getBoundingClientRect().height),
      charts: drawings.map((chart) => Math.round(chart.getBoundingClientRect().width)),
      beyond: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    };
  };

  for (const [name, [around, least, most = 1280]] of someOf(BOXES)) {
    it(`every widget has a usable width in ${name}`, async () => {
      const wrong = [];
      // Each beside the others: a page for each would take minutes.
      const body = Object.values(CARDS)
        .map((markup) => `<section style="display:flow-root;position:relative">${around(given(markup))}</section>`)
        .join('');
      await visit(body, {}, async () => {
        for (const tag of Object.keys(CARDS)) {
          const found = await page.evaluate(`(${sizes})('${tag}')`);
          const atLeast = least[/figure|single/.test(tag) ? 0 : 1];
          const ok =
            found.width >= atLeast &&
            found.width <= most &&
            found.charts.every((width) => width >= atLeast - 60) &&
            !found.beyond;
          if (!ok) wrong.push([tag, found]);
        }
      });
      assert.deepEqual(wrong, []);
    });
  }

  /** What a page does to a chart, and the corners of the chart to the positions of its values. */
  const TRANSFORMS = {
    'nothing that moves it': [''],
    'zoom: 0.6 of the page': ['', '', 'style="zoom:.6"'],
    'zoom: 2 of the page': ['', '', 'style="zoom:2"'],
    'zoom: 1.5 around it': ['zoom:1.5'],
    'zoom of the element': ['', '.w{zoom:1.25}'],
    'a smaller scale': ['transform:scale(.5);transform-origin:0 0'],
    'the property scale': ['', '.w{scale:1.3 .8;transform-origin:0 0}'],
    rotation: ['transform:rotate(20deg);transform-origin:0 0'],
    skewing: ['transform:skew(15deg,5deg);transform-origin:0 0'],
    perspective: ['transform:perspective(900px) rotateY(30deg)'],
    'zoom and rotation, from right to left': ['zoom:1.2;transform:rotate(-10deg)', '', 'dir="rtl"'],
  };
  const SIX_MONTHS = `<stats-timeline test-data today="2026-06-15" range="2026-01-01/2026-06-14" metrics="views" height="160"></stats-timeline>`;
  const CLOSE_MAP = `<stats-map ${OWN} zoom="4" center="-52 -10" height="400"></stats-map>`;
  const brazilWidth = () =>
    [...document.querySelector('.w').shadowRoot.querySelector('stats-chart').shadowRoot.querySelectorAll('path')]
      .find((each) => each.__data__?.datum?.series === 'BR')
      .getBoundingClientRect().width;
  const chartOf = () => document.querySelector('.w').shadowRoot.querySelector('stats-chart');
  /** Returns the place on the screen of a label of the chart. */
  const labelAt = (page, text) =>
    page.evaluate(
      `(() => { const { x, y, width, height } = [...(${chartOf})().shadowRoot.querySelectorAll('text')].find((each) => each.textContent === '${text}').getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`,
    );
  const titleOf = (page) => page.evaluate(`(${chartOf})().shadowRoot.querySelector('.tip .title')?.textContent.trim()`);
  const arrange = ([around, css = '', root = ''], widget) => [
    `<div style="width:560px;margin:40px;${around}">${given(widget)}</div>`,
    { head: `<style>${css}</style>`, root },
  ];

  for (const [name, arrangement] of someOf(TRANSFORMS)) {
    // Vega, in which months are marked, knows zoom and affine transforms.
    const canMark = name !== 'perspective';
    it(`the pointer reads the month below it${canMark ? ', and marks months,' : ''} under ${name}`, async () => {
      await visit(...arrange(arrangement, SIX_MONTHS), async () => {
        const places = [];
        for (const month of ['Feb', 'Mar', 'May', 'Jun']) places.push(await labelAt(page, month));
        const between = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
        const may = places[2];
        const [from, to] = [between(places[0], places[1]), between(places[2], places[3])];
        await page.mouse.move(may.x, may.y);
        await page.waitForFunction(`(${chartOf})().shadowRoot.querySelector('.tip')`);
        assert.match(await titleOf(page), /^May/);
        // The line through the chart is above the label.
        const lengths = await page.evaluate(`(() => {
          const chart = (${chartOf})();
          const line = chart.shadowRoot.querySelector('.crosshair').getBoundingClientRect();
          const label = [...chart.shadowRoot.querySelectorAll('text')].find((each) => each.textContent === 'May').getBoundingClientRect();
          return { line: [line.left, line.right], label: [label.left, label.right] };
        })()`);
        if (!/rotat|skew/.test(name))
          assert.ok(
            lengths.line[0] >= lengths.label[0] - 2 && lengths.line[1] <= lengths.label[1] + 2,
            JSON.stringify(lengths),
          );
        if (!canMark) return;
        // From the labels to the middle of the plot, whose height has another direction on the screen.
        const up = await page.evaluate(`(() => {
          const corners = [...(${chartOf})().shadowRoot.querySelectorAll('.corner')].map((each) => each.getBoundingClientRect());
          const [top, , , bottom] = corners;
          return { x: (top.x - bottom.x) / 2, y: (top.y - bottom.y) / 2 };
        })()`);
        await page.evaluate(
          `(${chartOf})().addEventListener('stats-chart-select', ({ detail }) => (globalThis.marked = detail.brush))`,
        );
        await page.mouse.move(from.x + up.x, from.y + up.y);
        await page.mouse.down();
        await page.mouse.move(from.x + up.x + 5, from.y + up.y, { steps: 2 });
        await page.mouse.move(to.x + up.x, to.y + up.y, { steps: 6 });
        await page.waitForFunction(() => globalThis.marked?.[1] - globalThis.marked?.[0] >= 2, undefined, {
          timeout: 5000,
        });
        assert.deepEqual((await page.evaluate(() => globalThis.marked)).map(Math.round), [2, 4]);
      });
    });

    it(`a map follows the pointer that drags it, and zooms in around the pointer, under ${name}`, async () => {
      await visit(...arrange(arrangement, CLOSE_MAP), async () => {
        const brazil = () =>
          page.evaluate(`(() => {
            const shape = [...(${chartOf})().shadowRoot.querySelectorAll('path')].find((each) => each.__data__?.datum?.series === 'BR');
            const { x, y, width, height } = shape.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2, width };
          })()`);
        const settled = () => page.evaluate(`(${chartOf})().whenDrawn`);
        const start = await brazil();
        await page.mouse.move(start.x, start.y);
        await page.waitForFunction(`(${chartOf})().shadowRoot.querySelector('.tip')`);
        assert.equal(await titleOf(page), 'Brazil');
        await page.mouse.down();
        await page.mouse.move(start.x + 24, start.y + 8, { steps: 4 });
        await page.mouse.up();
        await settled();
        const dragged = await brazil();
        // In perspective, the middle of the box around a shape is not the middle of the shape.
        const near = (one, other, by) => assert.ok(Math.abs(one - other) <= by, `${one} is not ${other}`);
        near(dragged.x - start.x, 24, 3);
        near(dragged.y - start.y, 8, 3);
        await page.mouse.move(dragged.x, dragged.y);
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -60);
        await page.keyboard.up('Control');
        await page.waitForFunction(`(${brazilWidth})() > ${dragged.width * 1.1}`);
        await settled();
        const zoomed = await brazil();
        near(zoomed.x, dragged.x, 4);
        near(zoomed.y, dragged.y, 4);
      });
    });
  }

  /** Reads of a widget what page styles could change, once its notes have been loaded. */
  const looks = async (page) => {
    await page.waitForFunction(() => document.querySelector('.w').shadowRoot.querySelector('.note'));
    return page.evaluate(() => {
      const read = (element) => {
        const { color, fontSize, fontWeight, lineHeight, whiteSpace, textAlign } = getComputedStyle(element);
        return {
          color,
          fontSize,
          fontWeight,
          lineHeight,
          whiteSpace,
          textAlign,
          height: element.getBoundingClientRect().height,
        };
      };
      const deep = (root) =>
        [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? deep(each.shadowRoot) : [])]);
      return deep(document.querySelector('.w').shadowRoot)
        .filter(({ localName }) => /^(section|table|th|td|caption|h\d|p|button|select)$/.test(localName))
        .map((each) => [each.localName, read(each)]);
    });
  };
  const TABLE = `<stats-breakdown class="w" ${OWN} breakdown="countries" metric="views" display="table" theme="dark"></stats-breakdown>`;

  for (const css of ['', 'body{color:#010203;font:700 13px/3 serif;white-space:pre;text-align:right}']) {
    it(`a page without a doctype shows tables and heights as one with it does${css && ', whatever its texts look like'}`, async () => {
      const head = `<style>${css}</style>`;
      const plain = await visit(TABLE, { head: '' }, looks);
      assert.ok(plain.some(([name]) => name === 'td'));
      assert.deepEqual(await visit(TABLE, { head, doctype: '' }, looks), plain);
    });
  }

  /** Returns the font sizes in pixels of the number of a figure, a heading, and the labels of a chart. */
  const fontSizes = (page) =>
    page.evaluate(() => {
      const size = (element) => parseFloat(getComputedStyle(element).fontSize);
      const [figure, timeline] = [document.querySelector('stats-figure'), document.querySelector('stats-timeline')];
      const label = timeline.shadowRoot.querySelector('stats-chart').shadowRoot.querySelector('.drawing text');
      return [figure.shadowRoot.querySelector('.label'), timeline.shadowRoot.querySelector('.heading'), label].map(
        size,
      );
    });
  const FONTS = {
    'a page without rules': '',
    'a page with html { font-size: 62.5% }': 'html{font-size:62.5%}body{font-size:1.4rem}',
    'a page in monospace': 'html{font-family:monospace}',
    'a page whose root has another size': 'html{font-size:30px}',
  };
  for (const reader of [16, 20, 24]) {
    for (const [name, css] of someOf(FONTS)) {
      it(`texts have the size of a reader whose browser is set to ${reader} px in ${name}`, async () => {
        const context = await browser.newContext({ viewport: { width: 800, height: 900 } });
        const tab = await context.newPage();
        const session = await context.newCDPSession(tab);
        await session.send('Page.setFontSizes', {
          fontSizes: { standard: reader, fixed: Math.round((reader * 13) / 16) },
        });
        await tab.goto(
          site.page(
            html(`<stats-figure ${OWN} metric="views"></stats-figure>${TIMELINE}`, { head: `<style>${css}</style>` }),
          ),
        );
        await tab.evaluate(async () => {
          await customElements.whenDefined('stats-timeline');
          for (const each of document.querySelectorAll('stats-figure, stats-timeline')) await each.settled;
        });
        const expected = [14, 16, 12].map((size) => (size * reader) / 16);
        const found = await fontSizes(tab);
        assert.deepEqual(
          found.map((size) => Math.round(size * 100) / 100),
          expected,
        );
        await context.close();
      });
    }
  }

  /** Pages that hide a widget at first: the markup around it, and the script that shows it. */
  const HIDDEN = {
    'display: none': [(widget) => `<div id="box" style="display:none">${widget}</div>`, () => (box.style.display = '')],
    'visibility: hidden': [
      (widget) => `<div id="box" style="visibility:hidden">${widget}</div>`,
      () => (box.style.visibility = ''),
    ],
    'a box without a width': [
      (widget) => `<div id="box" style="inline-size:0;overflow:hidden">${widget}</div>`,
      () => (box.style.inlineSize = ''),
    ],
    'the attribute hidden': [(widget) => `<div id="box" hidden>${widget}</div>`, () => (box.hidden = false)],
    'hidden="until-found"': [
      (widget) => `<div id="box" hidden="until-found">${widget}</div>`,
      () => box.removeAttribute('hidden'),
    ],
    'its own hidden="until-found"': [
      (widget) => widget.replace(' ', ' id="box" hidden="until-found" '),
      () => box.removeAttribute('hidden'),
    ],
    'closed details': [
      (widget) => `<details id="box"><summary>x</summary>${widget}</details>`,
      () => (box.open = true),
    ],
    'a dialog': [(widget) => `<dialog id="box" style="width:600px">${widget}</dialog>`, () => box.showModal()],
    'a popover': [(widget) => `<div id="box" popover style="width:600px">${widget}</div>`, () => box.showPopover()],
    'content-visibility: auto, far below': [
      (widget) => `<div style="height:4000px"></div><div id="box" style="content-visibility:auto">${widget}</div>`,
      () => box.scrollIntoView(),
    ],
  };
  for (const [name, [around, show]] of someOf(HIDDEN)) {
    it(`a widget that is hidden at first by ${name} is not seen, and draws its chart when it is shown`, async () => {
      await visit(around(given(TIMELINE)), {}, async () => {
        const isSeen = () =>
          page.evaluate(`(() => {
            const card = document.querySelector('.w').shadowRoot.querySelector('.card');
            return card.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && card.offsetWidth > 50;
          })()`);
        assert.equal(await isSeen(), false);
        await page.evaluate(show);
        await page.waitForFunction(`(${chartOf})()?.shadowRoot.querySelector('.drawing svg')?.clientWidth > 200`);
        assert.equal(await isSeen(), true);
      });
    });
  }

  it('a popover of a widget opens beside its button on a page with zoom, transforms and a sticky box', async () => {
    for (const css of [
      '',
      'html{zoom:2}',
      'div{zoom:1.5}',
      'div{zoom:.6}',
      'div{transform:translate(20px,30px)}',
      'div{position:sticky;top:0;perspective:500px}',
    ])
      await visit(
        `<div style="width:500px;max-width:90%">${given(TIMELINE)}</div>`,
        { head: `<style>${css}</style>` },
        async () => {
          await page.evaluate(() => document.querySelector('.w').shadowRoot.querySelector('.about').click());
          await page.waitForFunction(() =>
            document.querySelector('.w').shadowRoot.querySelector('stats-about').shadowRoot?.querySelector('dd'),
          );
          const [button, card] = await page.evaluate(() => {
            const root = document.querySelector('.w').shadowRoot;
            const box = (each) =>
              (({ left, right, top, bottom }) => ({ left, right, top, bottom }))(each.getBoundingClientRect());
            return new Promise((resolve) =>
              requestAnimationFrame(() =>
                resolve([root.querySelector('.about'), root.querySelector('stats-about')].map(box)),
              ),
            );
          });
          assert.ok(
            Math.abs(card.right - button.right) < 3 || card.left < 20,
            `${css}: ${JSON.stringify([button, card])}`,
          );
          assert.ok(
            card.left >= 0 && card.right <= 1280 && card.top >= 0 && card.bottom <= 900,
            `${css}: ${JSON.stringify(card)}`,
          );
        },
      );
  });

  it('an inert widget does not take the focus', async () => {
    for (const css of ['', 'div{interactivity:inert}'])
      await visit(
        `<div ${css ? '' : 'inert'}>${given(TIMELINE)}</div><button>Next</button>`,
        { head: `<style>${css}</style>` },
        async () => {
          await page.keyboard.press('Tab');
          assert.equal(await page.evaluate(() => document.activeElement.localName), 'button');
        },
      );
  });
});
