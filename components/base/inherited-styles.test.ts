import { expect, fixture, html } from '@open-wc/testing';
import { StatsStatus } from '../controls/stats-status.js';

StatsStatus.define();

/** Values of which one is unusual for almost every property that is inherited. */
const VALUES = [
  ...[
    '0.4',
    '7',
    '3px',
    '9px 11px',
    '40%',
    '2em',
    'rgb(1, 2, 3)',
    '"x" "y"',
    'none',
    'normal',
    'auto',
    'all',
    'always',
  ],
  ...[
    'hidden',
    'collapse',
    'hide',
    'inside',
    'bottom',
    'square',
    'crosshair',
    'rtl',
    'vertical-rl',
    'upright',
    'center',
  ],
  ...['right', 'middle', 'end', 'justify', 'uppercase', 'pre', 'nowrap', 'break-all', 'keep-all', 'anywhere', 'manual'],
  ...[
    'balance',
    'preserve',
    'wrap',
    'italic',
    'bold',
    '700',
    'condensed',
    'small-caps',
    'oldstyle-nums',
    'monospace',
    'red',
  ],
  ...[
    '"liga" 0',
    '"wght" 300',
    'from-font',
    'ex-height 0.5',
    'filled dot red',
    'under',
    'over',
    'over right',
    'first',
    'hanging',
  ],
  ...[
    'pixelated',
    'crispEdges',
    'geometricPrecision',
    'optimizeLegibility',
    'linearRGB',
    'evenodd',
    'round',
    'square',
    'stroke',
  ],
  ...[
    'exact',
    'dark',
    'antialiased',
    'inert',
    'visiblePainted',
    'text',
    'contextual',
    'loose',
    'strict',
    '1px 1px red',
    'sub',
    'super',
  ],
  ...[
    'allow-keywords',
    'numeric-only',
    'alternate',
    'space-all',
    'ideograph-alpha',
    'no-autospace',
    'trim-start',
    'cap alphabetic',
  ],
  ...[
    'each-line 3px',
    'disc',
    'open',
    'unicode',
    'no-common-ligatures',
    'historical-forms',
    'jis78',
    'slashed-zero',
    'emoji',
    '"deu"',
  ],
  ...[
    '-apple-system',
    'weight',
    'edges',
    'digits 2',
    'mixed',
    'sideways',
    'isolate',
    'both-edges',
    'double',
    'avoid',
    'spell-out',
  ],
];

/** Properties that decide whether and in which colours something is shown, and the direction, which charts follow. */
const PASSED_ON = ['color-scheme', 'direction', 'visibility'];

const value = (element: Element, name: string): string => getComputedStyle(element).getPropertyValue(name);

/** Returns an unusual value of a property that children inherit; `undefined` if it is not inherited, or without a value. */
function inheritedValue(parent: HTMLElement, child: Element, name: string): string | undefined {
  const usual = value(child, name);
  const found = VALUES.find((each) => {
    parent.style.setProperty(name, each);
    return value(parent, name) !== usual && value(child, name) !== usual;
  });
  parent.style.removeProperty(name);
  return found;
}

describe('styles that a page passes on', () => {
  it('no property of the page is inherited within an element, except those that say whether and in which colors it is shown', async () => {
    const parent = await fixture<HTMLElement>(
      html`<div>
        <p hidden></p>
        <stats-status></stats-status>
      </div>`,
    );
    const element = parent.querySelector('stats-status')!;
    await element.updateComplete;
    const [plain, shell] = [parent.querySelector('p')!, element.shadowRoot!.querySelector('.shell p')!];
    const names = [...getComputedStyle(parent)];
    const inherited = new Map<string, string>();
    for (const name of names) {
      const unusual = inheritedValue(parent, plain, name);
      if (unusual !== undefined) inherited.set(name, unusual);
    }
    const reaches = [...inherited].filter(([name, unusual]) => {
      const before = value(shell, name);
      parent.style.setProperty(name, unusual);
      const after = value(shell, name);
      parent.style.removeProperty(name);
      return after !== before;
    });
    const known = [
      'white-space-collapse',
      'text-indent',
      'word-spacing',
      'hyphens',
      'cursor',
      'stroke',
      'text-anchor',
      'tab-size',
    ];
    expect([...inherited.keys()]).to.include.members([...known, ...PASSED_ON]);
    expect(inherited.size).to.be.at.least(90);
    expect(reaches.map(([name]) => name)).to.have.members(PASSED_ON);
  });

  it('custom properties reach an element, which is how a page sets its font and colors', async () => {
    const parent = await fixture<HTMLElement>(
      html`<div style="--stats-font: monospace"><stats-status></stats-status></div>`,
    );
    const element = parent.querySelector('stats-status')!;
    await element.updateComplete;
    expect(value(element.shadowRoot!.querySelector('.shell')!, 'font-family')).to.equal('monospace');
  });

  for (const rule of [
    'color: red',
    'all: unset',
    'all: revert',
    'font-size: 12px; letter-spacing: 1em; text-indent: 3em',
  ]) {
    it(`a rule of the page for all elements, { ${rule} }, changes no inherited style within an element but the font size`, async () => {
      const parent = await fixture<HTMLElement>(
        html`<div style="text-transform: uppercase; color: rgb(9, 9, 9)">
          <stats-status></stats-status><style></style>
        </div>`,
      );
      const element = parent.querySelector('stats-status')!;
      await element.updateComplete;
      const text = element.shadowRoot!.querySelector('.shell p')!;
      const read = (): string[] =>
        ['color', 'text-transform', 'letter-spacing', 'text-indent', 'display', 'font-family'].map((name) =>
          value(text, name),
        );
      const before = read();
      parent.querySelector('style')!.textContent = `* { ${rule} }`;
      expect(read()).to.deep.equal(before);
    });
  }
});
