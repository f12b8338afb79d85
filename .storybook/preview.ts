/// <reference types="vite/client" />
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';

// Controls and documentation come from the manifest, which `npm run analyze` writes first. A glob may match nothing.
const manifests = import.meta.glob<object>('../dist/custom-elements.json', { eager: true, import: 'default' });
Object.values(manifests).forEach(setCustomElementsManifest);

const backgrounds: Record<string, string> = { light: '#f4f5f7', dark: '#0d0f13' };

const preview: Preview = {
  parameters: { controls: { expanded: true } },
  initialGlobals: { theme: 'light', language: 'en' },
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
