/**
 * Types of the elements in templates of Svelte 4 and 5, for its language server and svelte-check.
 * `import 'repository-stats-widgets/svelte'` once, or name it in `types` of tsconfig.json.
 */
import type { HTMLAttributes } from 'svelte/elements';
import type { Elements } from './types/elements.js';
import type { Handlers } from './types/values.js';

type SvelteElements = {
  [Tag in keyof Elements]: HTMLAttributes<Elements[Tag]['class']> &
    Elements[Tag]['attributes'] &
    Elements[Tag]['properties'] &
    Handlers<'on' | 'on:', Elements[Tag]['events']>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends SvelteElements {}
}
