import { expect } from '@open-wc/testing';
import { download } from './download.js';

interface Click {
  readonly href: string;
  readonly name: string;
  readonly inPage: boolean;
}

describe('download', () => {
  let clicks: Click[];

  beforeEach(() => {
    clicks = [];
    HTMLAnchorElement.prototype.click = function () {
      clicks.push({ href: this.href, name: this.download, inPage: this.isConnected });
    };
  });
  afterEach(() => {
    delete (HTMLAnchorElement.prototype as Partial<HTMLAnchorElement>).click;
    window.dispatchEvent(new Event('pagehide'));
  });

  /** Returns the text at a URL, or undefined if the URL has been revoked. */
  const read = (href: string): Promise<string | undefined> =>
    fetch(href).then(
      (response) => response.text(),
      () => undefined,
    );

  it('offers the file under its name by a link outside the page', async () => {
    download('länder.csv', new Blob(['a,b'], { type: 'text/csv' }));
    expect(clicks).to.have.length(1);
    const [{ href, name, inPage }] = clicks as [Click];
    expect({ name, inPage }).to.deep.equal({ name: 'länder.csv', inPage: false });
    expect(href).to.match(/^blob:/);
    expect(await read(href)).to.equal('a,b');
  });

  it('keeps the URL of the file until the next file is offered', async () => {
    download('a', new Blob(['first']));
    download('b', new Blob(['second']));
    expect(await Promise.all(clicks.map(({ href }) => read(href)))).to.deep.equal([undefined, 'second']);
  });

  it('revokes the URL of the file when the page is left', async () => {
    download('a', new Blob(['first']));
    window.dispatchEvent(new Event('pagehide'));
    expect(await read(clicks[0]!.href)).to.be.undefined;
  });
});
