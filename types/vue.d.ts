/**
 * Types of the elements in templates of Vue, for its language server and vue-tsc. `import 'repository-stats-widgets/vue'` once,
 * or name it in `types` of tsconfig.json.
 */
import type { HTMLAttributes, ReservedProps } from 'vue';
import type { Elements } from './types/elements.js';
import type { Handlers } from './types/values.js';

/** The name of an event as Vue writes it for components: `StatsSelect`. */
type PascalCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${PascalCase<Rest>}`
  : Capitalize<Name>;

type Events<Tag extends keyof Elements> = {
  [Name in keyof Elements[Tag]['events'] & string as PascalCase<Name>]: Elements[Tag]['events'][Name];
};

type VueElements = {
  [Tag in keyof Elements]: new () => {
    $props: HTMLAttributes &
      ReservedProps &
      Elements[Tag]['attributes'] &
      Elements[Tag]['properties'] &
      Handlers<'on', Events<Tag>>;
  };
};

declare module 'vue' {
  interface GlobalComponents extends VueElements {}
}
