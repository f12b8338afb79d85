import { attributeValues } from './scripts/attribute-values.mjs';
import { elementModules } from './scripts/element-modules.mjs';
import { namedElements } from './scripts/named-elements.mjs';

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

/** Removes private members, which nobody outside can use. */
const publicMembers = {
  name: 'public-members',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    for (const declaration of modules.flatMap(({ declarations }) => declarations))
      declaration.members &&= declaration.members.filter(({ privacy }) => privacy !== 'private');
  },
};

export default {
  globs: Object.values(elementModules()),
  outdir: 'dist',
  litelement: true,
  plugins: [attributeValues, exportedNames, publicMembers, namedElements],
};
