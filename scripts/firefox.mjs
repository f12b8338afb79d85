/** Finds a Firefox without downloading one: FIREFOX_PATH, else an installed one, else that of the distribution. */
import { installPackages, onPath } from './debian.mjs';

const names = ['firefox-esr', 'firefox'];

/** Returns the path of a Firefox; `undefined` if there is none. */
export const findFirefox = () => process.env.FIREFOX_PATH || names.map(onPath).find(Boolean);

/** Installs the Firefox of the distribution if there is none. */
export async function installFirefox() {
  if (!findFirefox()) await installPackages('firefox-esr');
}
