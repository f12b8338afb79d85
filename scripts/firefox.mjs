/** Finds a Firefox without downloading one: FIREFOX_PATH, else an installed one, else that of the distribution. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const names = ['firefox-esr', 'firefox'];

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Returns the path of a Firefox; `undefined` if there is none. */
export const findFirefox = () => process.env.FIREFOX_PATH || names.map(onPath).find(Boolean);

/** Time limit for an installation, in seconds. */
const PATIENCE = 150;

/**
 * Installs Firefox where that needs no confirmation: on Debian, as root. Elsewhere, and if it fails, the tests in
 * Firefox are skipped and reported as skipped.
 */
export async function installFirefox() {
  if (findFirefox() || process.getuid?.() !== 0 || !onPath('apt-get')) return;
  const install = 'apt-get install -y --no-install-recommends firefox-esr';
  const quietly = `DEBIAN_FRONTEND=noninteractive timeout ${PATIENCE}`;
  const { code } = await run(`${quietly} ${install}`);
  if (code) await run(`${quietly} sh -c 'apt-get update && ${install}'`);
}
