/** Imports every entry point where there is no page: nothing is defined, and nothing fails. */
import { readdirSync } from 'node:fs';

const NAME = 'repository-stats-widgets';
const folder = new URL('components/', import.meta.resolve(NAME));
const components = readdirSync(folder).filter((name) => name.endsWith('.js'));
const entries = ['', '/define.js', '/autoload.js', '/invenio.js', ...components.map((name) => `/components/${name}`)];

const problems = [];
// `node --import lit main.js`: Lit has installed a registry of elements.
if (globalThis.customElements) customElements.define = (tag) => problems.push(`<${tag}> has been defined`);

// Globals of Lit are not ours.
const globals = () => Object.keys(globalThis).filter((name) => !/^(lit|reactiveElement|customElements)/.test(name));
const before = globals();

for (const entry of entries) {
  try {
    const all = Object.values(await import(NAME + entry));
    for (const element of all) if (element.tag) element.define();
  } catch (error) {
    problems.push(`${NAME}${entry}: ${error.stack.split('\n', 2).join('')}`);
  }
}
const added = globals().filter((name) => !before.includes(name));
if (added.length) problems.push(`new globals: ${added.join(', ')}`);

for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
