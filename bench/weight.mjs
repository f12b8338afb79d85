/** Measures the script that a page must fetch before it can show its first number. */
import { withBrowser } from './browser.mjs';
import { sum } from './statistics.mjs';

/** Milliseconds after which a number is not expected any more. */
const PATIENCE = 4000;

/**
 * Takes one script after another away from a page, the largest first, and leaves away all without which a number still
 * appears: what remains is what it waits for.
 * @returns bytes (gzip) and paths of these, and the bytes of all that had been fetched by then when nothing was missing
 */
export async function measureWeight(server, address) {
  const bytesOf = (path) => server.files.get(path.replace(/^\/dist\//, ''))?.bytes.length ?? 0;
  const comes = (withheld) =>
    withBrowser(async (context) => {
      server.forget();
      await context.route('**/*.js', (route) => {
        const { pathname } = new URL(route.request().url());
        // Neither answered nor refused: a refusal would make the page say so.
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
      // Without anything missing: what it fetches at all.
      if (!withheld.size) await server.quiet();
      return came ? { fetched, ever: scripts() } : undefined;
    });

  const whole = await comes(new Set());
  if (!whole) throw new Error(`${address} shows no number`);
  const all = whole.fetched;
  const withheld = new Set();
  for (const path of [...all].sort((a, b) => bytesOf(b) - bytesOf(a))) {
    const instead = await comes(new Set([...withheld, path]));
    // A page that fetches something else in its place has needed it.
    if (instead?.fetched.every((other) => whole.ever.includes(other))) withheld.add(path);
  }
  const needed = all.filter((path) => !withheld.has(path));
  console.log(needed.map((path) => `  ${path} ${bytesOf(path)}`).join('\n'));
  return { bytes: sum(needed.map(bytesOf)), scripts: needed, fetched: sum(all.map(bytesOf)) };
}
