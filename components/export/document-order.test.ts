import { expect, fixture, html } from '@open-wc/testing';
import { inDocumentOrder } from './document-order.js';

/** Creates an element with an id. */
function made(name: string, ...children: readonly Element[]): Element {
  const element = document.createElement('div');
  element.id = name;
  element.append(...children);
  return element;
}

/** Creates an element with others in its shadow root. */
function host(name: string, shadow: readonly Element[], ...children: readonly Element[]): Element {
  const element = made(name, ...children);
  element.attachShadow({ mode: 'open' }).append(...shadow);
  return element;
}

const order = (...elements: readonly Element[]): string =>
  inDocumentOrder(elements)
    .map(({ id }) => id)
    .join(' ');

describe('inDocumentOrder', () => {
  let page: HTMLElement;
  beforeEach(async () => {
    page = await fixture<HTMLElement>(html`<div></div>`);
  });

  it('sorts elements in the order of the page', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => made(name)) as [Element, Element, Element];
    page.append(a, made('box', b), c);
    expect(order(c, a, b)).to.equal('a b c');
  });

  it('descends into nested shadow roots', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => made(name)) as [Element, Element, Element, Element];
    page.append(a, host('one', [made('box', b), host('two', [c])]), d);
    expect(order(d, c, b, a)).to.equal('a b c d');
  });

  it('places slotted elements at their slot', () => {
    const [before, child, after] = ['before', 'child', 'after'].map((name) => made(name)) as [
      Element,
      Element,
      Element,
    ];
    page.append(host('host', [before, document.createElement('slot'), after], child));
    expect(order(after, child, before)).to.equal('before child after');
  });

  it('places an element before its descendants', () => {
    const inner = made('inner');
    const outer = made('outer', inner);
    const around = host('around', [outer]);
    page.append(around);
    expect(order(inner, around, outer)).to.equal('around outer inner');
  });
});
