import { expect, fixture, html } from '@open-wc/testing';
import { inDocumentOrder } from './document-order.js';

/** An element with a name. */
function made(name: string, ...children: readonly Element[]): Element {
  const element = document.createElement('div');
  element.id = name;
  element.append(...children);
  return element;
}

/** An element with others in its shadow. */
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

  it('is that of the page, not that of the list', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => made(name)) as [Element, Element, Element];
    page.append(a, made('box', b), c);
    expect(order(c, a, b)).to.equal('a b c');
  });

  it('goes into every shadow on its way', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => made(name)) as [Element, Element, Element, Element];
    page.append(a, host('one', [made('box', b), host('two', [c])]), d);
    expect(order(d, c, b, a)).to.equal('a b c d');
  });

  it('has what is shown in a slot where the slot is', () => {
    const [before, child, after] = ['before', 'child', 'after'].map((name) => made(name)) as [
      Element,
      Element,
      Element,
    ];
    page.append(host('host', [before, document.createElement('slot'), after], child));
    expect(order(after, child, before)).to.equal('before child after');
  });

  it('has an element before what is in it', () => {
    const inner = made('inner');
    const outer = made('outer', inner);
    const around = host('around', [outer]);
    page.append(around);
    expect(order(inner, around, outer)).to.equal('around outer inner');
  });
});
