import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { LitElement } from 'lit';
import { nextTask } from '../../test/fake-fetch.js';
import { loadLocale } from '../../src/i18n/i18n.js';
import { StatsError } from '../../src/sources/errors.js';
import type { ErrorDetail } from '../../src/state/events.js';
import { StatsElement } from './stats-element.js';
import { showUnavailable } from './unavailable.js';

/** Shows a word, a number and the text direction. */
class TestWord extends StatsElement {
  static override tag = 'test-word';

  protected override render() {
    return html`${this.i18n.messages.title} ${this.i18n.number(12345)} ${this.rtl ? 'rtl' : 'ltr'}`;
  }
}

/** Contains a TestWord in its shadow root. */
class TestFrame extends StatsElement {
  static override tag = 'test-frame';
  static override parts = [TestWord];

  protected override render() {
    return html`<div><test-word></test-word></div>`;
  }
}

const ENGLISH = 'Statistics 12,345 ltr';
const GERMAN = 'Statistik 12.345 ltr';

const wordIn = (frame: Element): Element => frame.shadowRoot!.querySelector('test-word')!;
const textOf = (element: Element): string => element.shadowRoot!.textContent.trim();

before(() => TestFrame.define());

describe('definition', () => {
  it('define() registers a class under its tag, and the elements in its parts', () => {
    expect(customElements.get('test-frame')).to.equal(TestFrame);
    expect(customElements.get('test-word')).to.equal(TestWord);
  });

  it('define() can be called again', () => {
    expect(() => TestFrame.define()).not.to.throw();
  });

  it('define() does not replace an element that is already registered under the tag', () => {
    class Other extends StatsElement {
      static override tag = 'test-word';
    }
    class Stranger extends HTMLElement {}
    customElements.define('test-stranger', Stranger);
    class Late extends StatsElement {
      static override tag = 'test-stranger';
    }
    Other.define();
    Late.define();
    expect(customElements.get('test-word')).to.equal(TestWord);
    expect(customElements.get('test-stranger')).to.equal(Stranger);
  });

  it('isDefined() returns whether a tag is registered', () => {
    expect(StatsElement.isDefined('test-word')).to.be.true;
    expect(StatsElement.isDefined('test-nobody')).to.be.false;
  });
});

describe('language', () => {
  it('the language is English until a translation has been loaded', async () => {
    const page = await fixture(html`<div lang="de"><test-word></test-word></div>`);
    expect(textOf(page.firstElementChild!)).to.equal('Statistics 12.345 ltr');
    await loadLocale('de');
    await nextTask();
    expect(textOf(page.firstElementChild!)).to.equal(GERMAN);
  });

  const cases: readonly (readonly [title: string, outer: string | null, inner: string | null, text: string])[] = [
    ['the language is English where the page has no lang', null, null, ENGLISH],
    ['the language is that of the nearest lang', 'fr', 'de', GERMAN],
    ['the language is that of an outer lang where no nearer one exists', 'de', null, GERMAN],
    ['de-CH selects German with Swiss numbers', 'de-CH', null, 'Statistik 12’345 ltr'],
    [
      'a language without a translation selects English with the numbers of that language',
      'es',
      null,
      'Statistics 12.345 ltr',
    ],
    ['an empty lang selects English', 'de', '', ENGLISH],
    ['an invalid lang selects English', 'not a language', null, ENGLISH],
  ];
  for (const [title, outer, inner, text] of cases) {
    it(title, async () => {
      const page = await fixture(
        html`<div>
          <p><test-frame></test-frame></p>
        </div>`,
      );
      if (outer !== null) page.setAttribute('lang', outer);
      if (inner !== null) page.firstElementChild!.setAttribute('lang', inner);
      await nextTask();
      // The element is in a shadow root that contains no lang attribute.
      expect(textOf(wordIn(page.querySelector('test-frame')!))).to.equal(text);
    });
  }

  it('the language follows the page, also from within a foreign shadow root', async () => {
    const page = await fixture<HTMLElement>(html`<div lang="en"><p></p></div>`);
    const word = document.createElement('test-word');
    page.firstElementChild!.attachShadow({ mode: 'closed' }).append(word);
    page.lang = 'de';
    await nextTask();
    expect(textOf(word)).to.equal(GERMAN);
    page.removeAttribute('lang');
    await nextTask();
    expect(textOf(word)).to.equal(ENGLISH);
  });

  it('the language follows a change within the shadow root of the element', async () => {
    const frame = await fixture(html`<test-frame></test-frame>`);
    frame.shadowRoot!.firstElementChild!.setAttribute('lang', 'de');
    await nextTask();
    expect(textOf(wordIn(frame))).to.equal(GERMAN);
  });

  it('the language is that of the place to which an element is moved', async () => {
    const page = await fixture(html`
      <div>
        <p lang="en"><test-word></test-word></p>
        <p lang="de"></p>
      </div>
    `);
    const word = page.querySelector('test-word')!;
    page.querySelector('[lang="de"]')!.append(word);
    await nextTask();
    expect(textOf(word)).to.equal(GERMAN);
  });
});

describe('direction', () => {
  it('the direction is that of the nearest dir and follows its changes', async () => {
    const page = await fixture(html`<div dir="rtl"><test-frame></test-frame></div>`);
    const word = wordIn(page.firstElementChild!);
    expect(textOf(word)).to.equal('Statistics 12,345 rtl');
    page.firstElementChild!.setAttribute('dir', 'ltr');
    await nextTask();
    expect(textOf(word)).to.equal(ENGLISH);
  });
});

/** Throws in the phase that its property names. */
class TestBroken extends StatsElement {
  static override tag = 'test-broken';
  static override properties = { fails: {} };
  declare fails: string | undefined;

  protected override willUpdate() {
    if (this.fails === 'before') throw new TypeError('no model');
  }

  protected override render() {
    if (this.fails === 'while') throw new TypeError('no template');
    if (this.fails === 'within') return html`<p>${{ toString: 1 }}</p>`;
    return html`<p>fine</p>`;
  }

  protected override updated() {
    if (this.fails === 'after') throw new TypeError('no picture');
  }
}

describe('an update that throws', () => {
  const SENTENCE = 'This part of the page could not be shown.';
  let errors: (ErrorDetail & { target: unknown })[];
  const listen = (event: CustomEvent<ErrorDetail>): void =>
    void errors.push({ ...event.detail, target: event.composedPath()[0] });
  const page = document.documentElement;
  before(() => TestBroken.define());
  beforeEach(() => {
    errors = [];
    page.addEventListener('stats-error', listen);
  });
  afterEach(() => page.removeEventListener('stats-error', listen));

  for (const when of ['before', 'while', 'within', 'after']) {
    it(`shows a sentence and dispatches stats-error once if it throws ${when} the element is drawn`, async () => {
      const element = await fixture<TestBroken>(html`<test-broken .fails=${when}></test-broken>`);
      expect(textOf(element)).to.equal(SENTENCE);
      element.requestUpdate();
      await element.updateComplete;
      expect(textOf(element)).to.equal(SENTENCE);
      expect(errors.map(({ reason, target }) => [reason, target])).to.deep.equal([['code', element]]);
    });

    it(`shows the element again when a later update succeeds, if it threw ${when} the element was drawn`, async () => {
      const element = await fixture<TestBroken>(html`<test-broken></test-broken>`);
      expect(textOf(element)).to.equal('fine');
      for (const fails of [when, undefined, when, undefined]) {
        element.fails = fails;
        await element.updateComplete;
        expect(textOf(element)).to.equal(fails ? SENTENCE : 'fine');
      }
      expect(errors).to.have.length(2);
    });
  }
});

describe('an element that a server has rendered', () => {
  /** Inserts a `<test-rendered>` with a declarative shadow root, as @lit-labs/ssr writes it. */
  function rendered(tag: string): Element {
    const page = document.createElement('div');
    const content = '<style>p { color: red; }</style><!--lit-part AbC=--><p>Statistics</p><!--/lit-part-->';
    page.setHTMLUnsafe(`<${tag}><template shadowrootmode="open">${content}</template></${tag}>`);
    document.body.append(page);
    return page.firstElementChild!;
  }
  const define = (tag: string): void =>
    class extends TestWord {
      static override tag = tag;
    }.define();

  it('keeps the content of the server until its first update, which replaces it', async () => {
    const element = rendered('test-rendered');
    define('test-rendered');
    expect(element.shadowRoot!.querySelector('p')).not.to.equal(null);
    await nextTask();
    expect(textOf(element)).to.equal(ENGLISH);
    expect(element.shadowRoot!.querySelectorAll('p, style')).to.have.length(0);
    expect(element.shadowRoot!.adoptedStyleSheets).not.to.have.length(0);
    element.parentElement!.remove();
  });

  it('replaces the content of the server also if the page uses hydration of Lit', async () => {
    // The package for hydration replaces this method of all elements.
    const { createRenderRoot } = LitElement.prototype as unknown as Record<string, () => unknown>;
    Object.assign(LitElement.prototype, {
      createRenderRoot: () => {
        throw new Error('hydrated');
      },
    });
    const element = rendered('test-hydrated');
    define('test-hydrated');
    Object.assign(LitElement.prototype, { createRenderRoot });
    await nextTask();
    expect(textOf(element)).to.equal(ENGLISH);
    element.parentElement!.remove();
  });
});

describe('showUnavailable', () => {
  const failure = new StatsError('code', 'late');

  it('shows a sentence in the language of the page in place of elements that are not defined', async () => {
    const page = await fixture(html`<div lang="de"><test-absent></test-absent><test-other></test-other></div>`);
    const heard = oneEvent(page, 'stats-error');
    showUnavailable((tag) => tag === 'test-absent', failure);
    const { detail, target } = (await heard) as CustomEvent<ErrorDetail>;
    await loadLocale('de');
    await nextTask();
    const [absent, other] = page.children;
    expect([detail.reason, target]).to.deep.equal(['code', absent]);
    expect(textOf(absent!)).to.equal('Dieser Teil der Seite konnte nicht angezeigt werden.');
    expect(other!.shadowRoot).to.equal(null);
  });

  it('removes the sentence when the element is defined later', async () => {
    const late = await fixture(html`<test-late></test-late>`);
    showUnavailable((tag) => tag === 'test-late', failure);
    expect(textOf(late)).to.equal('This part of the page could not be shown.');
    class TestLate extends TestWord {
      static override tag = 'test-late';
    }
    TestLate.define();
    await nextTask();
    expect(textOf(late)).to.equal(ENGLISH);
  });

  it('shows one sentence when it is called twice for the same elements', async () => {
    const twice = await fixture(html`<test-twice></test-twice>`);
    for (let i = 0; i < 2; i++) showUnavailable((tag) => tag === 'test-twice', failure);
    expect(textOf(twice)).to.equal('This part of the page could not be shown.');
  });
});
