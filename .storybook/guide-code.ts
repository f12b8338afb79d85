import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { MarkdownNode } from './guide-links.js';

/** Languages of the viewer of code by the endings of files; it has none for templates of Vue, Svelte and Astro. */
const LANGUAGES: Record<string, string> = {
  '.html': 'html',
  '.js': 'jsx',
  '.json': 'json',
  '.ts': 'typescript',
  '.tsx': 'tsx',
};

/**
 * A plugin of remark that shows the code of the example applications in guides. A paragraph that is only a link to a file of
 * one (`[src/main.tsx](../../test/hosts/react-19/src/quick-start.tsx)`) becomes the text of the link with the code below. Where
 * the guides are read as plain files, the link leads to the code. So it exists once, where `npm run hosts` runs it.
 */
export const guideCode = () => (tree: MarkdownNode) => {
  tree.children = tree.children?.flatMap((node) => shownCode(node) ?? [node]);
};

function shownCode({ type, children = [] }: MarkdownNode): MarkdownNode[] | undefined {
  const [link, ...more] = children;
  if (type !== 'paragraph' || more.length || !link?.url?.startsWith('../../test/hosts/')) return undefined;
  const value = readFileSync(new URL(link.url, new URL('../stories/guides/', import.meta.url)), 'utf8').trimEnd();
  const name = link.children?.[0]?.value ?? '';
  return [
    { type: 'paragraph', children: [{ type: 'inlineCode', value: name }] },
    { type: 'code', lang: LANGUAGES[extname(link.url)] ?? 'html', value },
  ];
}
