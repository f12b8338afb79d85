/** Offers a file to the reader: the browser saves it, or asks where to. */

let offered: string | undefined;

/** Lets go of the file that was offered last. */
function forget(): void {
  if (offered !== undefined) URL.revokeObjectURL(offered);
  offered = undefined;
}

/**
 * Downloads a file under a name.
 *
 * Nobody tells when the browser has read it, and an address that is revoked too early saves nothing. So the last file
 * stays until the next one is offered or the page is left: one file at most is kept in vain, and no timer has to guess.
 */
export function download(name: string, file: Blob): void {
  forget();
  offered = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = offered;
  link.download = name;
  // Not part of the page: scripts that catch clicks on links (routers) do not see this one.
  link.click();
  window.addEventListener('pagehide', forget, { once: true });
}
