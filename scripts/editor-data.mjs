/** Descriptions of the elements for editors, from the custom elements manifest. */

/** Returns the elements of a custom elements manifest. */
const elementsOf = ({ modules }) =>
  modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);

/** Returns the unique items of all elements under a key of the manifest, by name: events, CSS properties, parts. */
const unique = (manifest, key) => [
  ...new Map(elementsOf(manifest).flatMap((element) => (element[key] ?? []).map((each) => [each.name, each]))).values(),
];

/** Returns the values of an attribute whose type is like `'day' | 'week'`. */
const choices = ({ type, parsedType = type }) =>
  [...(parsedType?.text ?? '').matchAll(/'([^']*)'/g)].map(([, name]) => name);

/** Returns the default of an attribute as its text; nothing where the absent attribute has no text that means the same. */
const defaultOf = ({ default: code }) =>
  code === undefined || code === 'false' ? '' : code.replace(/^\[|\]$|'/g, '').replaceAll(', ', ' ');

/** Returns a list of names with their descriptions in Markdown; nothing for an empty list. */
const list = (title, items = [], print = ({ name }) => name) =>
  items.length
    ? `\n\n${title}:\n${items.map((each) => `- \`${print(each) || 'default'}\`: ${each.description}`).join('\n')}`
    : '';

/** What an element has besides attributes, as custom data for VS Code cannot have it elsewhere. */
const details = ({ slots, events, cssParts, cssProperties }) =>
  list('Slots', slots) +
  list('Events', events, ({ name, type }) => `${name}: ${type.text}`) +
  list('Parts', cssParts, ({ name }) => `::part(${name})`) +
  list('Custom properties', cssProperties);

/** Converts the manifest to HTML custom data for VS Code. */
export function htmlData(manifest) {
  /** Lists of values, which many attributes share, by their names. */
  const sets = new Map();
  const valuesOf = (attribute) => {
    if (attribute.type?.text === 'boolean') return { valueSet: 'v' };
    const names = choices(attribute);
    if (names.length) sets.set(names.join(' '), names);
    return names.length ? { valueSet: names.join(' ') } : {};
  };
  const described = (attribute) => {
    const text = defaultOf(attribute);
    return (attribute.description ?? '') + (text && `\n\nDefault: \`${text}\``);
  };
  const tags = elementsOf(manifest).map(({ tagName, description = '', attributes = [], ...element }) => ({
    name: tagName,
    description: { kind: 'markdown', value: description + details(element) },
    attributes: attributes.map((attribute) => ({
      name: attribute.name,
      description: { kind: 'markdown', value: described(attribute) },
      ...valuesOf(attribute),
    })),
  }));
  const valueSets = [...sets].map(([name, names]) => ({ name, values: names.map((each) => ({ name: each })) }));
  return { version: 1.1, tags, valueSets };
}

/** Converts the manifest to CSS custom data for VS Code. */
export const cssData = (manifest) => ({
  version: 1.1,
  properties: unique(manifest, 'cssProperties').map(({ name, description }) => ({ name, description })),
  pseudoElements: unique(manifest, 'cssParts').map(({ name, description }) => ({
    name: `::part(${name})`,
    description,
  })),
});

/** Types of attributes whose texts are more than the listed names: lists, ranges of two days, JSON. */
const OPEN = /\[\]|RangeText|string & \{\}/;

/** Converts the manifest to web-types for JetBrains IDEs. */
export function webTypes(manifest, { name, version }) {
  const all = elementsOf(manifest);
  /** Returns the fields that a page can read; those of a named element are the ones of its generic element. */
  const fieldsOf = ({ members = [], superclass }) =>
    (all.find((each) => each.name === superclass?.name)?.members ?? members).filter(
      ({ kind, privacy, static: isStatic }) => kind === 'field' && !privacy && !isStatic,
    );
  const pick = ({ name, description, type }) => ({ name, description, type: type?.text });
  const attributeOf = (attribute) => {
    const { name, description, type } = attribute;
    const names = choices(attribute).map((each) => `'${each}'`);
    const isBoolean = type?.text === 'boolean';
    const open = !names.length || OPEN.test(type?.text) ? ['string'] : [];
    return {
      ...{ name, description, default: defaultOf(attribute) || undefined },
      value: { type: isBoolean ? 'boolean' : [...names, ...open] },
    };
  };
  const elements = all.map((element) => ({
    name: element.tagName,
    description: element.description,
    attributes: (element.attributes ?? []).map(attributeOf),
    slots: (element.slots ?? []).map(pick),
    css: { properties: (element.cssProperties ?? []).map(pick), parts: (element.cssParts ?? []).map(pick) },
    js: {
      properties: fieldsOf(element).map((field) => ({ ...pick(field), 'read-only': field.readonly })),
      events: (element.events ?? []).map(pick),
    },
  }));
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    ...{ name, version },
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: { html: { elements } },
  };
}
