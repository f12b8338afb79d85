/// <reference types="vite/client" />
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { themes } from 'storybook/theming';

interface Member {
  readonly kind: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly attribute?: string;
}

interface Declaration {
  readonly members?: readonly Member[];
  readonly cssParts?: readonly { readonly name: string }[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

/** Returns true for members that a page can set: not private or static ones, and no property with an attribute. */
const isPublic = ({ kind, privacy, attribute, ...member }: Member): boolean =>
  kind === 'field' && !privacy && !member.static && !attribute;

/** Prefixes the names of parts: Storybook has one row per name, and some parts have the name of an attribute. */
const documented = ({ members = [], cssParts = [], ...declaration }: Declaration): Declaration => ({
  ...declaration,
  members: members.filter(isPublic),
  cssParts: cssParts.map((part) => ({ ...part, name: `::part(${part.name})` })),
});

// Controls and documentation come from the manifest, which `npm run analyze` writes first. A glob may match nothing.
const manifests = import.meta.glob<Manifest>('../dist/custom-elements.json', { eager: true, import: 'default' });
for (const { modules } of Object.values(manifests)) {
  setCustomElementsManifest({
    modules: modules.map(({ declarations }) => ({ declarations: declarations.map(documented) })),
  });
}

const backgrounds: Record<string, string> = { light: '#f4f5f7', dark: '#0d0f13' };

/** The colour scheme of the reader: Storybook's own pages follow it, pages with guides need to be told. */
const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
document.documentElement.style.colorScheme = scheme;

const preview: Preview = {
  parameters: {
    docs: { theme: themes[scheme] },
    controls: { expanded: true },
    options: {
      storySort: {
        order: [
          'Start',
          'Try it',
          'Guides',
          [
            'Elements and attributes',
            'Layouts',
            'Charts',
            'Theming',
            'Numbers in detail',
            'Languages',
            'Sources and caching',
            'Scripts and files',
            'InvenioRDM',
            'DSpace',
            'Dataverse',
            'EPrints',
            'Types and editors',
            'Bundlers',
            'React',
            'Vue',
            'Svelte',
            'Angular',
            'Solid',
            'Astro',
            'WordPress',
            'Drupal',
            'Omeka',
            'Server rendering',
            'Security policy',
            'A source of your own',
            'A widget of your own',
            'Performance and testing',
          ],
          'Theming',
          'Dashboard',
          'Widgets',
          'Controls',
        ],
      },
    },
  },
  initialGlobals: { theme: scheme, language: 'en' },
  globalTypes: {
    theme: {
      description: 'Colour scheme',
      toolbar: { icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    language: {
      description: 'Language',
      toolbar: { icon: 'globe', items: ['en', 'de', 'ar'], dynamicTitle: true },
    },
  },
  argTypesEnhancers: [
    ({ argTypes }) =>
      Object.fromEntries(
        Object.entries(argTypes).map(([name, row]) => {
          // Stories set attributes only, so that other rows have no control.
          const { category = 'attributes' } = row.table ?? {};
          return [name, category === 'attributes' ? row : { control: false, ...row }];
        }),
      ),
  ],
  decorators: [
    (story, { globals }) => {
      const root = document.documentElement;
      const theme = String(globals['theme']);
      root.style.colorScheme = theme;
      root.style.background = backgrounds[theme] ?? '';
      document.body.style.background = 'transparent';
      root.lang = String(globals['language']);
      root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
      return story();
    },
  ],
};

export default preview;
