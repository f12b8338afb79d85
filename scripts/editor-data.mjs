/** The elements of a custom elements manifest. */
const elementsOf = ({ modules }) =>
  modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);

/** Turns the custom elements manifest into what VS Code needs to complete tags and attributes in HTML. */
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

/** Turns it into what VS Code needs to complete custom properties in CSS. */
export function cssData(manifest) {
  const properties = elementsOf(manifest).flatMap(({ cssProperties = [] }) => cssProperties);
  const descriptions = new Map(properties.map(({ name, description }) => [name, description]));
  return { version: 1.1, properties: [...descriptions].map(([name, description]) => ({ name, description })) };
}

/** The values of a type like `'day' | 'week'`. */
function choices(type = '') {
  return [...type.matchAll(/'([^']*)'/g)].map(([, name]) => name);
}
