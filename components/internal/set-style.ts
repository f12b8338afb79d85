import { ref } from 'lit/directives/ref.js';

/**
 * Custom properties of one element, set from script: a style attribute would break pages with a strict `style-src`.
 * `<li ${setStyle({ '--_share': '40%' })}>`
 */
export const setStyle = (properties: Readonly<Record<`--${string}`, string>>) =>
  ref((element) => {
    if (!(element instanceof HTMLElement)) return;
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
  });
