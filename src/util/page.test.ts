import { expect } from '@open-wc/testing';
import * as page from './page.js';

describe('document of the page', () => {
  it('makes, finds and reads like the document although elements have the names of its properties', () => {
    const forms = ['createElement', 'querySelector', 'documentElement', 'baseURI'].map((name) =>
      Object.assign(page.document.createElement('form'), { name }),
    );
    page.document.body.append(...forms);
    try {
      expect(Reflect.get(page.window.document, 'createElement')).to.equal(forms[0]);
      expect(page.document.createElement('p')).to.be.instanceOf(HTMLParagraphElement);
      expect(page.document.querySelector('form')).to.equal(forms[0]);
      expect(page.document.documentElement).to.be.instanceOf(HTMLHtmlElement);
      expect(page.document.baseURI).to.be.a('string');
    } finally {
      for (const form of forms) form.remove();
    }
  });

  it('hears the events of the document', () => {
    let heard = 0;
    page.document.addEventListener('heard', () => heard++, { once: true });
    page.window.document.dispatchEvent(new Event('heard'));
    expect(heard).to.equal(1);
  });
});
