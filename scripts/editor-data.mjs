/** Converts the custom elements manifest to HTML custom data for VS Code. */
export function editorData({ modules }) {
  const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
  return {
    version: 1.1,
    tags: elements.map(({ tagName, description = '', attributes = [] }) => ({
      name: tagName,
      description,
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        description: attribute.description ?? '',
        values: choices(attribute.type?.text).map((name) => ({ name })),
      })),
    })),
  };
}

/** The values of a type like `'day' | 'week'`. */
function choices(type = '') {
  return [...type.matchAll(/'([^']*)'/g)].map(([, name]) => name);
}
