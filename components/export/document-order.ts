/** Returns the parent of a node in the flattened tree: its slot, the host of its shadow root, or its parent. */
const around = (node: Node): Node | null =>
  // Nodes of other documents are instances of other classes.
  (node as Element).assignedSlot ??
  (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? (node as ShadowRoot).host : node.parentNode);

/** Returns the path from the document to a node. */
function pathTo(node: Node): Node[] {
  const path = [node];
  for (let at = around(node); at; at = around(at)) path.unshift(at);
  return path;
}

/** Sorts nodes in the order of the flattened tree, which is that of the page. */
export function inDocumentOrder<T extends Node>(nodes: readonly T[]): T[] {
  const paths = new Map(nodes.map((node) => [node, pathTo(node)]));
  return nodes.toSorted((a, b) => {
    const [left, right] = [paths.get(a)!, paths.get(b)!];
    const fork = left.findIndex((node, i) => node !== right[i]);
    if (fork < 0) return left.length - right.length;
    const other = right[fork];
    if (!other) return 1;
    // At the fork, both nodes are children of the same node, and so in the same tree.
    return left[fork]!.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
  });
}
