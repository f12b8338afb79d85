/** The README and the guides as texts. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const read = (file) => readFileSync(join(root, file), 'utf8');

export const GUIDES = 'stories/guides';
export const START = 'stories/start.mdx';
export const guides = readdirSync(join(root, GUIDES))
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => `${GUIDES}/${name}`);
export const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/README.md', START, ...guides];

/** A block of code, which is indented inside a list. */
const BLOCK = /^( *)```(\w*)\n([^]*?)^\1```/gm;

/** Returns a text without its blocks of code. */
export const prose = (text) => text.replace(BLOCK, '');

/** Returns the blocks of code of a text, each with its language. */
export const blocksOf = (text) =>
  [...text.matchAll(BLOCK)].map(([, indent, language, code]) => ({
    language,
    code: code.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
