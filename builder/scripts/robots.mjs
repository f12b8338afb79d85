/** npm run robots: renews the lists of agents in data/, and the table in its README. Nothing is written unless both lists are complete. */
import { readFileSync, writeFileSync } from 'node:fs';

const LISTS = {
  robots: {
    href: 'https://raw.githubusercontent.com/atmire/COUNTER-Robots/master/COUNTER_Robots_list.json',
    read: (text) => JSON.parse(text).map(({ pattern }) => pattern),
    least: 300,
  },
  machines: {
    href: 'https://raw.githubusercontent.com/inveniosoftware/counter-robots/master/counter_robots/data/machine.txt',
    read: (text) => text.split(/\r?\n/).filter((line) => line && !line.startsWith('#')),
    least: 25,
  },
};
const at = (name) => new URL(`../data/${name}`, import.meta.url);

const lists = await Promise.all(
  Object.entries(LISTS).map(async ([name, { href, read, least }]) => {
    const response = await fetch(href, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`${href} answers ${response.status}`);
    const patterns = read(await response.text());
    if (patterns.length < least) throw new Error(`${href} has ${patterns.length} expressions, fewer than ${least}`);
    for (const pattern of patterns) new RegExp(pattern, 'i');
    return [name, patterns];
  }),
);

let readme = readFileSync(at('README.md'), 'utf8');
const today = new Date().toISOString().slice(0, 10);
for (const [name, patterns] of lists) {
  const rows = patterns.map((pattern) => `  { "pattern": ${JSON.stringify(pattern)} }`);
  writeFileSync(at(`${name}.json`), `[\n${rows.join(',\n')}\n]\n`);
  const row = new RegExp(`^(\\| \`${name}\\.json\`.*?\\|.*?\\|)[^|]*\\|[^|]*\\|`, 'm');
  readme = readme.replace(row, `$1 ${patterns.length} | fetched on ${today} |`);
  process.stdout.write(`${name}.json: ${patterns.length} expressions\n`);
}
writeFileSync(at('README.md'), readme);
