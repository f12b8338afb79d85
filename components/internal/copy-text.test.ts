import { expect } from '@open-wc/testing';
import { copyText } from './copy-text.js';

/** Runs a task in a page that has another clipboard. */
async function withClipboard(clipboard: unknown, task: () => Promise<unknown>): Promise<void> {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  try {
    await task();
  } finally {
    delete (navigator as { clipboard?: unknown }).clipboard;
  }
}

/** Replaces the copy command of the browser, which requires a gesture of the reader, until a task has run. */
async function withCommand(command: () => boolean, task: () => Promise<unknown>): Promise<void> {
  Object.defineProperty(document, 'execCommand', { configurable: true, value: command });
  try {
    await task();
  } finally {
    delete (document as { execCommand?: unknown }).execCommand;
  }
}

/** Copies as a browser does: by an event with an empty clipboard. */
function copyCommand(clipboard: DataTransfer): boolean {
  document.body.dispatchEvent(
    new ClipboardEvent('copy', { clipboardData: clipboard, bubbles: true, cancelable: true }),
  );
  return true;
}

describe('copyText', () => {
  const refused = { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) };

  it('writes a text to the clipboard of a page with a secure context', async () => {
    const texts: string[] = [];
    const clipboard = { writeText: (text: string) => Promise.resolve(void texts.push(text)) };
    await withClipboard(clipboard, async () => expect(await copyText('7\t8')).to.equal(true));
    expect(texts).to.deep.equal(['7\t8']);
  });

  for (const [page, clipboard] of Object.entries({
    'without a secure context': undefined,
    'whose frame may not use the clipboard': refused,
  })) {
    it(`copies a text by the command of the browser on a page ${page}`, async () => {
      const copied = new DataTransfer();
      await withClipboard(clipboard, () =>
        withCommand(
          () => copyCommand(copied),
          async () => expect(await copyText('7\t8')).to.equal(true),
        ),
      );
      expect(copied.getData('text/plain')).to.equal('7\t8');
    });
  }

  it('returns false if the browser refuses to copy in every way', async () => {
    await withClipboard(refused, () =>
      withCommand(
        () => false,
        async () => expect(await copyText('7')).to.equal(false),
      ),
    );
  });
});
