/**
 * Copies a text to the clipboard. Pages without a secure context have no `navigator.clipboard`, and frames may be refused its
 * use; there, the text is put into the copy command of the browser.
 * @returns false if the browser refuses that, too
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  let isCopied = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    // Scripts of the page that add to copied texts come later.
    event.stopImmediatePropagation();
    isCopied = event.clipboardData !== null;
  };
  window.addEventListener('copy', onCopy, { capture: true });
  // The only way to copy without a secure context.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isAllowed = document.execCommand('copy');
  window.removeEventListener('copy', onCopy, { capture: true });
  return isAllowed && isCopied;
}
