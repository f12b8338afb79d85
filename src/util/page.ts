/**
 * The window and the document that the widgets are in. In the files for script tags, every `window` and `document`, also
 * those of Lit and Vega, is one of these (`ownGround` in scripts/ground-plugins.ts).
 */

type PageWindow = Window & typeof globalThis;

/** The property of a frame that names the window of its page, if the widgets run in that frame (layouts/own-realm.ts). */
const PAGE = 'statsPage';

export const window = (globalThis as { [PAGE]?: PageWindow })[PAGE] ?? (globalThis as unknown as PageWindow);

const real = window.document;
const inherited = Object.getPrototypeOf(real) as object;

/**
 * The document, without elements that the page has named like its properties: `<form name="createElement">` hides
 * `document.createElement`. It is not a node: give `window.document` to what requires one.
 */
export const document = new Proxy(real, {
  get(_, name) {
    const value: unknown = Reflect.get(inherited, name, real);
    return typeof value === 'function' ? (...given: unknown[]): unknown => Reflect.apply(value, real, given) : value;
  },
});
