import { ref } from 'lit/directives/ref.js';

/**
 * Sets custom properties of an element by script: a strict `style-src` forbids style attributes.
 * `<li ${setStyle({ '--_share': '40%' })}>`
 */
export const setStyle = (properties: Readonly<Record<`--${string}`, string>>) =>
  ref((element) => {
    if (!(element instanceof HTMLElement)) return;
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
  });
