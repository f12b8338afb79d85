/** Returns the elements of a custom elements manifest. */
const elementsOf = ({ modules }) =>
  modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);

/** Converts the custom elements manifest to HTML custom data for VS Code. */
export const htmlData = (manifest) => ({
  version: 1.1,
  tags: elementsOf(manifest).map(({ tagName, description = '', attributes = [] }) => ({
    name: tagName,
    description,
    attributes: attributes.map(({ name, description = '', type, parsedType = type }) => ({
      name,
      description,
      values: choices(parsedType?.text).map((name) => ({ name })),
    })),
  })),
});

/** Converts the custom elements manifest to CSS custom data for VS Code. */
export function cssData(manifest) {
  const properties = elementsOf(manifest).flatMap(({ cssProperties = [] }) => cssProperties);
  const descriptions = new Map(properties.map(({ name, description }) => [name, description]));
  return { version: 1.1, properties: [...descriptions].map(([name, description]) => ({ name, description })) };
}

/** Returns the values of a type like `'day' | 'week'`. */
function choices(type = '') {
  return [...type.matchAll(/'([^']*)'/g)].map(([, name]) => name);
}
