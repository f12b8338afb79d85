/**
 * Finds a browser without downloading one: CHROME_PATH, else an installed Chrome or Chromium, else the headless shell
 * that npm has installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const names = ['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser'];
const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));

/** Returns the path of a browser. */
export function findBrowser() {
  return process.env.CHROME_PATH || installedBrowser() || unpackedShell();
}

/** Returns the options for playwright's launch(). */
export function launchOptions() {
  const executablePath = findBrowser();
  const root = process.getuid?.() === 0;
  return {
    executablePath,
    args: root ? ['--no-sandbox', '--disable-dev-shm-usage'] : [],
    env: { ...process.env, ...(executablePath.startsWith(cache) && shellEnvironment(dirname(executablePath))) },
  };
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function unpackedShell() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('No browser found: set CHROME_PATH.');
  const packed = new URL('../../', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(readFileSync(new URL('package.json', packed), 'utf8'));
  const folder = join(cache, `headless-shell-${version}`);
  const executable = join(folder, 'headless-shell');
  if (existsSync(executable)) return executable;

  const unpack = (name) => brotliDecompressSync(readFileSync(new URL(`bin/${name}`, packed)));
  mkdirSync(cache, { recursive: true });
  // Unpacked to another folder and renamed, so that a second process never sees an incomplete browser.
  const unfinished = mkdtempSync(join(cache, 'unpacking-'));
  writeFileSync(join(unfinished, 'headless-shell'), unpack('chromium.br'), { mode: 0o755 });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    execFileSync('tar', ['-x', '--no-same-owner', '-C', unfinished], { input: unpack(archive) });
  }
  writeFileSync(join(unfinished, 'fonts.conf'), `<fontconfig><dir>${folder}/fonts</dir></fontconfig>`);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(executable)) throw error;
  }
  return executable;
}

/** Returns the environment of the headless shell: its libraries, and fonts for a machine without any. */
function shellEnvironment(folder) {
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  return { LD_LIBRARY_PATH: join(folder, 'lib'), ...fonts };
}
