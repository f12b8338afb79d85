import { attributeValues } from './scripts/attribute-values.mjs';
import { elementModules } from './scripts/element-modules.mjs';

/** Replaces the paths of modules by the names under which the package exports them. */
const exportedNames = {
  name: 'exported-names',
  packageLinkPhase({ customElementsManifest }) {
    const rename = (path) => path.replace(/^(layouts|components\/.*)\//, 'components/').replace(/\.ts$/, '.js');
    const visit = (node) => {
      if (typeof node !== 'object' || node === null) return;
      for (const key of ['path', 'module']) if (typeof node[key] === 'string') node[key] = rename(node[key]);
      Object.values(node).forEach(visit);
    };
    visit(customElementsManifest);
  },
};

export default {
  globs: Object.values(elementModules()),
  outdir: 'dist',
  litelement: true,
  plugins: [attributeValues, exportedNames],
};
