/**
 * Types of the elements in JSX: React 18 and 19, Preact, Solid. `import 'repository-stats-widgets/jsx'` once, or name it in
 * `types` of tsconfig.json. Modules of frameworks that are not installed are ignored, hence the comments for the compiler.
 */
import type { Elements } from './types/elements.js';
import type { Handlers } from './types/values.js';

/** Attributes and properties; the class attribute, which React has for custom elements only. */
type Settings<Tag extends keyof Elements> = Elements[Tag]['attributes'] &
  Elements[Tag]['properties'] & { class?: string | undefined };

type Events<Tag extends keyof Elements> = Elements[Tag]['events'];
type Class<Tag extends keyof Elements> = Elements[Tag]['class'];

// @ts-ignore
type ReactGlobals<Class> = import('react').DetailedHTMLProps<import('react').HTMLAttributes<Class>, Class>;
type ReactElements = {
  [Tag in keyof Elements]: ReactGlobals<Class<Tag>> & Settings<Tag> & Handlers<'on', Events<Tag>>;
};

// @ts-ignore
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactElements {}
  }
}

/** JSX of `@types/react` before 18.2.6, which has no namespace of its own. */
declare global {
  namespace JSX {
    interface IntrinsicElements extends ReactElements {}
  }
}

// @ts-ignore
type PreactGlobals<Class> = import('preact').HTMLAttributes<Class>;
type PreactElements = {
  [Tag in keyof Elements]: Omit<PreactGlobals<Class<Tag>>, keyof Settings<Tag>> &
    Settings<Tag> &
    Handlers<'on', Events<Tag>>;
};

// @ts-ignore
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends PreactElements {}
  }
}

/** Values under names with a prefix: `prop:pageSize`. */
type Prefixed<Prefix extends string, Values> = {
  [Name in keyof Values & string as `${Prefix}:${Name}`]?: Values[Name];
};

// @ts-ignore
type SolidGlobals<Class> = import('solid-js').JSX.HTMLAttributes<Class>;
type SolidElements = {
  [Tag in keyof Elements]: SolidGlobals<Class<Tag>> &
    Settings<Tag> &
    Prefixed<'attr', Elements[Tag]['attributes']> &
    Prefixed<'prop', Elements[Tag]['properties']> &
    Handlers<'on' | 'on:', Events<Tag>>;
};

// @ts-ignore
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends SolidElements {}
  }
}
