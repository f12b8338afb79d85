import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { MarkdownNode } from './guide-links.js';

/**
 * Languages of the viewer of code by the endings of files; it has none for templates of Vue, Svelte and Astro, and shows PHP
 * without colours.
 */
const LANGUAGES: Record<string, string> = {
  '.cfg': 'text',
  '.css': 'css',
  '.html': 'html',
  '.ini': 'text',
  '.js': 'jsx',
  '.json': 'json',
  '.php': 'text',
  '.phtml': 'text',
  '.pl': 'text',
  '.ts': 'typescript',
  '.tsx': 'tsx',
  '.txt': 'text',
  '.yml': 'yml',
};

/** Folders whose files are shown, as guides link to them. */
const SHOWN = ['../../test/hosts/', './snippets/', './themes/'];

/**
 * A plugin of remark that shows the code of example applications, snippets and themes in guides. A paragraph that is only a link to
 * such a file (`[src/main.tsx](../../test/hosts/react-19/src/quick-start.tsx)`) becomes the text of the link with the code below.
 * Where the guides are read as plain files, the link leads to the code. So it exists once, where tests run it: `npm run hosts`
 * the applications, `test/pages/systems.test.mjs` the snippets, `test/pages/themes.test.mjs` the themes.
 */
export const guideCode = () => (tree: MarkdownNode) => {
  tree.children = tree.children?.flatMap((node) => shownCode(node) ?? [node]);
};

function shownCode({ type, children = [] }: MarkdownNode): MarkdownNode[] | undefined {
  const [link, ...more] = children;
  const { url } = link ?? {};
  if (type !== 'paragraph' || more.length || !url || !SHOWN.some((folder) => url.startsWith(folder))) return undefined;
  const value = readFileSync(new URL(url, new URL('../stories/guides/', import.meta.url)), 'utf8').trimEnd();
  const name = link?.children?.[0]?.value ?? '';
  return [
    { type: 'paragraph', children: [{ type: 'inlineCode', value: name }] },
    { type: 'code', lang: LANGUAGES[extname(url)] ?? 'html', value },
  ];
}
