/** Imports every entry point where there is no page: nothing is defined, and nothing fails. */
import { deepEqual } from 'node:assert/strict';
import { readdirSync } from 'node:fs';

const NAME = 'repository-stats-widgets';
const folder = new URL('./', import.meta.resolve(NAME));
const components = readdirSync(new URL('components/', folder)).filter((name) => name.endsWith('.js'));
const entries = ['define.js', 'autoload.js', 'invenio.js', ...components.map((name) => `components/${name}`)];

// With `--import lit`, Lit installs a registry of elements before.
const globals = () => Object.keys(globalThis).filter((name) => !/^(lit|reactiveElement|customElements)/.test(name));
const before = globals();
const defined = [];
if (globalThis.customElements) customElements.define = (tag) => defined.push(tag);

const failures = [];
for (const path of ['', ...entries.map((entry) => `/${entry}`)]) {
  try {
    const classes = Object.values(await import(NAME + path));
    for (const element of classes) if (element.tag) element.define();
  } catch (error) {
    failures.push(`${path || '/'}: ${error.stack.split('\n', 3).join(' ')}`);
  }
}
deepEqual({ failures, defined, globals: globals() }, { failures: [], defined: [], globals: before });
