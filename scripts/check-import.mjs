/** Checks that importing the package changes nothing: no element is defined, also in Node. */
import { strictEqual } from 'node:assert';
import 'lit';

// Lit has installed a registry by now.
const defined = [];
customElements.define = (tag) => defined.push(tag);
await import('../dist/index.js');
strictEqual(defined.join(' '), '', 'elements were defined');
