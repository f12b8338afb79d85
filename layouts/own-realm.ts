/**
 * Runs the widgets with built-ins of their own on a page that has replaced those of JavaScript (Prototype.js, MooTools,
 * old polyfills). They come from an empty frame; elements and style sheets are those of the page.
 *
 * This file runs on the built-ins of the page, hence the loops. It imports nothing from the script, which waits for it.
 */
import { pageChanged } from '../src/i18n/messages/page-changed.js';
import type { BuiltIn } from '../src/util/built-ins.js';
import { NAMED } from './named-tags.js';

/** The property of the frame that names the window of the page; `PAGE` in src/util/page.ts, which cannot be imported here. */
const PAGE = 'statsPage';

type PageWindow = Window & typeof globalThis;

/** The parts of the script that are ready before it waits. */
export interface Script {
  /** Its address, without a query. */
  readonly src: string;
  readonly window: PageWindow;
  readonly document: Document;
  readonly isForeign: (value: unknown) => boolean;
  readonly foreignFunctions: (page: object) => readonly BuiltIn[];
}

/** Names of what only the page's own document accepts, and `fetch`, which pages replace in order to add a token. */
const OF_PAGE = '^((HTML|SVG)\\w*Element|customElements|CSSStyleSheet|fetch)$';

/** Names of what the page's own document makes or dispatches. Where a page has replaced it, that of the frame is used. */
const SHARED = '(Element|Event|Target|Node|Observer|Document|Fragment|Text|Root)$';

/** Gives the frame the page's own elements, events, observers, and what belongs to its view, such as `matchMedia`. */
function borrow(frame: PageWindow, { window, isForeign }: Script): void {
  // Objects and patterns of the frame, since those of the page may have more properties, or other methods.
  const [ofPage, shared] = [new frame.RegExp(OF_PAGE), new frame.RegExp(SHARED)];
  const page = window as unknown as Record<string, unknown>;
  const define = (name: string, more: PropertyDescriptor): unknown =>
    frame.Object.defineProperty(frame, name, frame.Object.assign(new frame.Object(), more, { configurable: true }));
  define(PAGE, { value: window });
  const names = frame.Object.getOwnPropertyNames(frame);
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const own = frame.Object.getOwnPropertyDescriptor(frame, name)!;
    // A copy has the built-ins of the function that makes it.
    if (!own.configurable || page[name] === undefined || name === 'structuredClone') continue;
    const isBorrowed = ofPage.test(name) || ((own.enumerable || shared.test(name)) && !isForeign(page[name]));
    if (isBorrowed) define(name, own.get ? { get: () => page[name] } : { value: page[name] });
  }
}

/** Returns true for the globals whose `toJSON` would change the JSON that the widgets, Lit and Vega write. */
const isWritten = (global: string): boolean =>
  global === 'Object' || global === 'Array' || global === 'String' || global === 'Number';

/** Returns the name of the first built-in that the page has replaced or frozen; `undefined` if it has only added some. */
function firstReplaced({ window, foreignFunctions }: Script, frame: PageWindow | undefined): string | undefined {
  for (const key in {}) return `Object.prototype.${key}`;
  if (Object.isFrozen(Object.prototype)) return 'Object.prototype, which is frozen';
  const foreign = foreignFunctions(window);
  for (let i = 0; i < foreign.length; i++) {
    const [global, part, key] = foreign[i]!;
    // Elements are those of the page in any case, and many pages have sound promises of their own (zone.js, Bluebird).
    if (global === 'Element' || global === 'Promise' || key === 'toString') continue;
    const holderIn = (page: PageWindow): object => {
      const owner = (page as unknown as Record<string, { prototype: object }>)[global]!;
      return part === 'static' ? owner : owner.prototype;
    };
    // Without a frame to compare with: what a page adds by assignment is enumerable, what it replaces is not.
    const isReplaced = frame
      ? key in holderIn(frame)
      : key === 'prototype' || !Object.getOwnPropertyDescriptor(holderIn(window), key)?.enumerable;
    if (isReplaced || (key === 'toJSON' && isWritten(global)))
      return `${global}${part === 'static' ? '' : '.prototype'}.${String(key)}`;
  }
  return undefined;
}

/** Milliseconds in which a promise that is resolved already has to call back. */
const PATIENCE = 200;

/** Resolves with true if promises of the page do what promises do. */
async function promisesWork(page: PageWindow, frame: PageWindow): Promise<boolean> {
  const Theirs = page.Promise;
  return new frame.Promise((resolve) => {
    frame.setTimeout(resolve, PATIENCE, false);
    const later = new Theirs((resolved) => resolved(1)).finally(() => undefined);
    const caught = Theirs.race([Theirs.reject(new Error('caught'))]).catch(() => 2);
    void Theirs.all([later, caught]).then((values) => resolve(String(values) === '1,2'));
  });
}

/** Methods of elements that pages replace, with uses that show whether they do what they should. */
const ELEMENT_PROBES: readonly (readonly [name: string, works: (parent: Element, child: Element) => boolean])[] = [
  ['append', (parent, child) => (parent.append(child), child.parentNode === parent)],
  ['matches', (parent) => parent.matches('*') && !parent.matches('x')],
  ['closest', (_, child) => child.closest('*') === child && child.closest('x') === null],
  ['querySelector', (parent, child) => parent.querySelector('*') === child],
  ['replaceChildren', (parent, child) => (parent.replaceChildren(child), child.parentNode === parent)],
  ['remove', (_, child) => (child.remove(), !child.parentNode)],
];

/** Returns the name of the first method of elements that does not work. A frame does not help: elements are the page's. */
function brokenMethod({ document }: Script): string | undefined {
  const [parent, child] = [document.createElement('p'), document.createElement('b')];
  for (let i = 0; i < ELEMENT_PROBES.length; i++) {
    const [name, works] = ELEMENT_PROBES[i]!;
    try {
      if (works(parent, child)) continue;
    } catch {
      // A method that throws is named like one that does something else.
    }
    return `Element.prototype.${name}`;
  }
  return undefined;
}

/** Dispatches `stats-error`. The page may have replaced the constructor of events. */
function report(target: EventTarget, { document }: Script, message: string): void {
  const event = document.createEvent('CustomEvent');
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  event.initCustomEvent('stats-error', true, false, { reason: 'code', message });
  target.dispatchEvent(event);
}

/** Writes a sentence into the widgets of the page, dispatches `stats-error`, and returns true. */
function showReplaced(script: Script, name: string): true {
  const { document } = script;
  const waiting = document.querySelectorAll<HTMLElement>(':not(:defined)');
  const { lang } = document.documentElement;
  let target: HTMLElement = document.documentElement;
  for (let i = waiting.length - 1; i >= 0; i--) {
    const element = waiting[i]!;
    if (!/^stats-/.test(element.localName) && !NAMED.test(element.localName)) continue;
    target = element;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    root.textContent = pageChanged[lang.slice(0, 2)] ?? pageChanged.en!;
  }
  report(target, script, `This page has replaced ${name}.`);
  return true;
}

/** Adds an empty frame; `undefined` in a sandbox, where it would have an origin of its own. */
function emptyFrame({ document }: Script): { element: HTMLIFrameElement; window: PageWindow | undefined } {
  const element = document.createElement('iframe');
  // Not `display: none`: some browsers draw no frames there.
  element.style.cssText = 'position: fixed; visibility: hidden; width: 0; height: 0; border: 0';
  document.documentElement.appendChild(element);
  const window = element.contentDocument ? (element.contentWindow as PageWindow) : undefined;
  return { element, window };
}

/** Starts the script in a frame, as the page has started it. */
function start(frame: PageWindow, script: Script, onError: () => void): void {
  const { document } = frame;
  const started = document.createElement('script');
  const scripts = script.document.querySelectorAll('script');
  for (let i = 0; i < scripts.length; i++) {
    const { src, nonce, integrity, crossOrigin } = scripts[i]!;
    if (src.split('?')[0] === script.src) Object.assign(started, { nonce, integrity, crossOrigin });
  }
  started.type = 'module';
  started.src = script.src;
  started.onerror = onError;
  document.documentElement.appendChild(started);
}

/**
 * Starts the script again in a frame, if the page has replaced built-ins. Where that is not possible, the widgets say so.
 * @returns true if the script must not run on the page
 */
export async function startInOwnRealm(script: Script): Promise<boolean> {
  let name = brokenMethod(script);
  try {
    if (name) return showReplaced(script, name);
    const { element, window } = emptyFrame(script);
    name = firstReplaced(script, window);
    if (!name && window && !(await promisesWork(script.window, window).catch(() => false))) name = 'Promise';
    if (!name) element.parentNode?.removeChild(element);
    else if (!window) return showReplaced(script, name);
    else {
      borrow(window, script);
      start(window, script, () => showReplaced(script, name!));
    }
    return name !== undefined;
  } catch (error) {
    return showReplaced(script, name ?? String(error));
  }
}

/** Dispatches `stats-error` if the page has replaced built-ins after the script has started, which cannot start again. */
export function reportLate(script: Script): void {
  const { element, window } = emptyFrame(script);
  const name = brokenMethod(script) ?? firstReplaced(script, window);
  element.parentNode?.removeChild(element);
  if (!name) return;
  const message = `This page has replaced ${name} after ${script.src} has started. Load that script last.`;
  report(script.document.documentElement, script, message);
}
