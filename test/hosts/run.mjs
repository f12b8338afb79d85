/** Makes every check of a host, and collects the results. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/run.mjs';
import { look } from './checks.mjs';
import { HOSTS } from './hosts.mjs';
import { FOLDER } from './install.mjs';
import { serveHost } from './server.mjs';

const IN_PAGES = [
  'figure',
  'dashboard',
  'quick start',
  'chart',
  'worker',
  'cache',
  'event',
  'quiet',
  'no script',
  'weight',
];

/** The names of all checks, in their order. */
export const CHECKS = ['install', 'types', 'refusal', 'build', 'start', ...IN_PAGES];

/** Time limits for a command of a host, in milliseconds. */
const BUILDS = 300_000;

/** Returns the start and the end of a long output: tools name the fault at either. */
const excerpt = (text) =>
  text.trim().length > 3500 ? `${text.trim().slice(0, 1500)}\n…\n${text.trim().slice(-2000)}` : text.trim();

/** Fails with the reason why something is not checked. */
class Skipped extends Error {}

/** Returns what the pages with the script tag show, which the pages of all hosts have to show. */
export async function reference(browser) {
  const site = await serveHost(fileURLToPath(new URL('script-tag/', import.meta.url)));
  const { shown, close } = await look({ browser, site });
  await Promise.all([close(), site.close()]);
  for (const page of Object.values(shown)) if (page instanceof Error) throw page;
  return shown;
}

/** Runs a script of the package.json of an installed host. */
const script = (name, folder) => run(`npm run ${name} --silent`, { cwd: folder, limit: BUILDS });

async function mustRun(name, folder) {
  const { code, output } = await script(name, folder);
  if (code) throw new Error(excerpt(output));
}

/** Makes mistakes in copies of source files, and checks that the type check names each file. */
async function refuses(folder, wrong) {
  if (typeof wrong === 'string') throw new Skipped(wrong);
  const texts = new Map(wrong.map(([file]) => [file, readFileSync(join(folder, file), 'utf8')]));
  try {
    for (const [file, right, mistake] of wrong) {
      if (!texts.get(file).includes(right)) throw new Error(`${file} does not contain ${right}`);
      writeFileSync(join(folder, file), texts.get(file).replace(right, mistake));
    }
    const { code, output } = await script('types', folder);
    const accepted = wrong.filter(([file]) => !output.includes(file));
    if (!code || accepted.length)
      throw new Error(`accepted: ${wrong.map(([, , mistake]) => mistake).join(', ')}\n${excerpt(output)}`);
  } finally {
    for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  }
}

/**
 * Makes every check of a host.
 * @param {string} host
 * @param {object} options
 * @param options.browser
 * @param options.expected what the pages have to show, see `reference`
 * @param {() => Promise<string>} options.install installs the host, and returns its folder
 * @returns {Promise<Record<string, {failure?: string, skipped?: string, value?: string}>>} a cell of the table per check;
 * checks that cannot be made after a failure are absent
 */
export async function checkHost(host, { browser, expected, install }) {
  const row = HOSTS[host];
  const cells = {};
  /** Makes a check, and returns true if what follows can be checked. */
  async function check(name, make) {
    try {
      const made = await make();
      cells[name] = typeof made === 'string' ? { value: made } : (made ?? {});
      return true;
    } catch (error) {
      cells[name] = error instanceof Skipped ? { skipped: error.message } : { failure: excerpt(error.message) };
      return false;
    }
  }

  let folder;
  if (!(await check('install', async () => void (folder = await install())))) return cells;
  const typesFile = join(folder, 'node_modules/repository-stats-widgets/dist', row.types ?? 'index.js');
  const types = async (make) => {
    if (!existsSync(typesFile)) throw new Skipped(`the package has no ${row.types}`);
    await make();
  };
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (scripts.types) {
    await check('types', () => types(() => mustRun('types', folder)));
    await check('refusal', () => types(() => refuses(folder, row.wrong)));
  }
  if (scripts.start) await check('start', () => mustRun('start', folder));
  if (!scripts.build || !(await check('build', () => mustRun('build', folder)))) return cells;

  const site = await serveHost(join(folder, row.out ?? 'dist'), row);
  try {
    const pictures = join(FOLDER, 'pictures', host);
    const { checks, close } = await look({ ...row, browser, site, expected, pictures });
    for (const name of IN_PAGES) if (checks[name]) await check(name, checks[name]);
    await close();
  } catch (error) {
    cells.figure = { failure: excerpt(error.stack) };
  } finally {
    await site.close();
  }
  return cells;
}
