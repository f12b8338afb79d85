import { element, framed, grid, INVENTED, type Args } from './story.js';
import { scoped, type ThemeName } from './themes.js';

const WIDGETS: readonly (readonly [tag: string, args: Args])[] = [
  ['stats-figure', { metric: 'views', compare: 'previous' }],
  ['stats-timeline', { metrics: 'views', breakdown: 'resourceTypes', 'max-series': 4, height: 140 }],
];

/** A few widgets under a theme, light and dark, for guides: `<theme-preview name="university">`. */
class ThemePreview extends HTMLElement {
  connectedCallback(): void {
    const name = this.getAttribute('name') as ThemeName;
    const style = element('style');
    style.textContent = scoped(name);
    const link = element('a', { href: `./?path=/story/theming-gallery--${name}`, target: '_parent' });
    link.textContent = 'A whole dashboard';
    this.replaceChildren(style, grid(360, ...['light', 'dark'].map((scheme) => widgets(name, scheme))), link);
  }
}

function widgets(name: ThemeName, scheme: string): HTMLElement {
  const shown = WIDGETS.map(([tag, args]) => element(tag, { ...INVENTED, range: '12months', ...args }));
  const frame = framed({}, ...shown);
  frame.className = `theme-${name}`;
  frame.style.cssText = `display: grid; gap: 12px; padding: 12px; color-scheme: ${scheme}`;
  return frame;
}

customElements.define('theme-preview', ThemePreview);
