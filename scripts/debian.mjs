/** Installs programs that tests need from the packages of Debian, where that needs no confirmation. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** Returns the path of a program; `undefined` if it is not installed. */
export const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Time limit for an installation, in seconds. */
const PATIENCE = 150;

/**
 * Installs packages on Debian, as root. Elsewhere, and if it fails, nothing happens: the tests that need them are skipped
 * and reported as skipped.
 */
export async function installPackages(...names) {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return;
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  const quietly = `DEBIAN_FRONTEND=noninteractive timeout ${PATIENCE}`;
  const { code } = await run(`${quietly} ${install}`);
  if (code) await run(`${quietly} sh -c 'apt-get update && ${install}'`);
}
