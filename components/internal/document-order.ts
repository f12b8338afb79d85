/** What stands around an element as the reader sees it: its slot, its parent, or the element in whose shadow it is. */
const around = (node: Node): Node | null =>
  (node instanceof Element && node.assignedSlot) || (node instanceof ShadowRoot ? node.host : node.parentNode);

/** From the page down to the node itself. */
function pathTo(node: Node): Node[] {
  const path = [node];
  for (let at = around(node); at; at = around(at)) path.unshift(at);
  return path;
}

/** Elements in the order in which a reader meets them, through all shadow roots. */
export function inPageOrder<T extends Node>(nodes: readonly T[]): T[] {
  const paths = new Map(nodes.map((node) => [node, pathTo(node)]));
  return nodes.toSorted((a, b) => {
    const [left, right] = [paths.get(a)!, paths.get(b)!];
    const fork = left.findIndex((node, i) => node !== right[i]);
    if (fork < 0) return left.length - right.length;
    const other = right[fork];
    if (!other) return 1;
    // Where the paths part, both nodes are children of the same one: they stand in the same tree.
    return left[fork]!.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
  });
}
