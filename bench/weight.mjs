/** Measures the script that a page must fetch before it can show its first number. */
import { withBrowser } from './browser.mjs';
import { sum } from './statistics.mjs';

/** Milliseconds after which a number is not expected any more. */
const PATIENCE = 4000;

/**
 * Withholds one script after another from a page, the largest first, and continues without each one that is not needed
 * for a number: the others are those that the page waits for.
 * @returns bytes (gzip) and paths of these, the bytes of everything fetched by then if nothing is withheld, and those of
 *   the largest script of all, which draws the charts
 */
export async function measureWeight(server, address) {
  const bytesOf = (path) => server.files.get(path.replace(/^\/dist\//, ''))?.bytes.length ?? 0;
  const comes = (withheld) =>
    withBrowser(async (context) => {
      server.forget();
      await context.route('**/*.js', (route) => {
        const { pathname } = new URL(route.request().url());
        // Neither answered nor refused: the page would report a refusal.
        if (withheld.has(pathname)) return undefined;
        return route.continue();
      });
      const page = await context.newPage();
      await page.goto(`${server.origin}${address}`, { waitUntil: 'commit' });
      const came = await Promise.race([
        page.evaluate(() => globalThis.bench.firstNumber.then(() => true)),
        page.waitForTimeout(PATIENCE).then(() => false),
      ]);
      const scripts = () => [...new Set(server.log.map(({ path }) => path).filter((path) => path.endsWith('.js')))];
      const fetched = scripts();
      // With nothing withheld: everything that the page fetches.
      if (!withheld.size) await server.quiet();
      return came ? { fetched, ever: scripts() } : undefined;
    });

  const whole = await comes(new Set());
  if (!whole) throw new Error(`${address} shows no number`);
  const all = whole.fetched;
  const withheld = new Set();
  for (const path of [...all].sort((a, b) => bytesOf(b) - bytesOf(a))) {
    const instead = await comes(new Set([...withheld, path]));
    // A page that fetches another script instead did need this one.
    if (instead?.fetched.every((other) => whole.ever.includes(other))) withheld.add(path);
  }
  const needed = all.filter((path) => !withheld.has(path));
  console.log(needed.map((path) => `  ${path} ${bytesOf(path)}`).join('\n'));
  const largest = Math.max(...whole.ever.map(bytesOf));
  return { bytes: sum(needed.map(bytesOf)), scripts: needed, fetched: sum(all.map(bytesOf)), largest };
}
