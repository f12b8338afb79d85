/** Rendering on a server. */
import { html, isServer, type TemplateResult } from 'lit';

/** True where there is no page: on a server. Tests of pages in Node (jsdom) have one, although they load Lit for servers. */
export const onServer: boolean = (isServer as boolean) && typeof document === 'undefined';

/** Renders the element's own children: what readers see who have no JavaScript. */
export const fallback = (): TemplateResult => html`<slot></slot><slot name="fallback"></slot>`;
