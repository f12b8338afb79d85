/** A node of a Markdown tree: only links and pictures have a `url`, only texts and code a `value`. */
export interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly lang?: string;
  url?: string;
  children?: readonly MarkdownNode[];
}

/**
 * A plugin of remark that rewrites links to guides. In the files they are relative (`./layouts.mdx`), so that they
 * also work where the repository is read; Storybook shows a file under its title, which is the name of the file in words.
 */
export const guideLinks = () => (tree: MarkdownNode) => rewrite(tree);

function rewrite(node: MarkdownNode): void {
  if (node.url) node.url = node.url.replace(/^\.\/(?:guides\/)?([\w-]+)\.mdx/, '?path=/docs/guides-$1--docs');
  node.children?.forEach(rewrite);
}
