/** Styles in documents other than that of the script: frames, pop-ups and picture-in-picture windows. */
import type { CSSResult, CSSResultOrNative } from 'lit';

/** The sheets of each document, which cannot be used in another one. */
const sheets = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

function sheetIn(view: Window & typeof globalThis, style: CSSResultOrNative): CSSStyleSheet {
  const made = sheets.get(view.document) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  sheets.set(view.document, made);
  let sheet = made.get(style);
  if (!sheet) {
    made.set(style, (sheet = new view.CSSStyleSheet()));
    sheet.replaceSync((style as CSSResult).cssText);
  }
  return sheet;
}

/**
 * Applies styles in the document that a shadow root is in now. Nothing is done in a document that is not shown, such as that of a
 * template.
 */
export function applyStyles(root: ShadowRoot, styles: readonly CSSResultOrNative[]): void {
  const { ownerDocument: shownIn } = root;
  const view = shownIn === window.document ? window : shownIn.defaultView;
  if (!view) return;
  root.adoptedStyleSheets = styles.map((style) =>
    view === window ? (style as CSSResult).styleSheet! : sheetIn(view, style),
  );
}
