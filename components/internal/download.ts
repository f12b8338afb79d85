/** The address of the last file. */
let offered: string | undefined;

/** Revokes the address of the last file. */
function revoke(): void {
  if (offered !== undefined) URL.revokeObjectURL(offered);
  offered = undefined;
}

/**
 * Saves a file under a name.
 *
 * No event reports that the browser has read the file, and an address that is revoked too early saves nothing. So the address
 * is revoked with the next download or when the page is left.
 */
export function download(name: string, file: Blob): void {
  revoke();
  offered = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = offered;
  link.download = name;
  // The link is not in the page, so that routers do not catch the click.
  link.click();
  window.addEventListener('pagehide', revoke, { once: true });
}
