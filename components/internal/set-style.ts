import type { DirectiveResult } from 'lit/directive.js';
import { ref } from 'lit/directives/ref.js';

/**
 * Sets custom properties of an element by script: a strict `style-src` forbids style attributes.
 * `<li ${setStyle({ '--_share': '40%' })}>`
 */
export const setStyle = (properties: Readonly<Record<`--${string}`, string>>): DirectiveResult =>
  ref((element) => {
    for (const [name, value] of Object.entries(properties))
      (element as HTMLElement | undefined)?.style.setProperty(name, value);
  });
