/**
 * Types of the elements for templates, from the custom elements manifest. The files in types/ make types of JSX, Vue and
 * Svelte of them.
 */

const indent = (text) => text.replace(/^(?=.)/gm, '  ');

/** Returns a comment above what it describes. */
function comment(text = '') {
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n');
  if (!lines[0]) return '';
  return lines.length > 1
    ? `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`
    : `/** ${lines[0]} */\n`;
}

const isOwn = ({ inheritedFrom }) => inheritedFrom === undefined;
const isSettable = ({ kind, privacy, readonly, static: isStatic }) =>
  kind === 'field' && !privacy && !readonly && !isStatic;

/** Returns an interface for a class, which extends that of its superclass. */
function interfaceOf({ name, superclass }, suffix, members, classes) {
  const parent = classes.has(superclass?.name) ? ` extends ${superclass.name}${suffix}` : '';
  const lines = members.map(
    ([key, type, description, mark]) =>
      `${comment(description)}${/^\w+$/.test(key) ? key : `'${key}'`}${mark}: ${type};`,
  );
  return `export interface ${name}${suffix}${parent} {\n${lines.map((line) => `${indent(line)}\n`).join('')}}\n`;
}

/** Returns the interfaces of a class: its attributes, properties and events. */
function interfacesOf(declaration, classes) {
  const { name, attributes = [], members = [], events = [] } = declaration;
  const fields = new Map(members.map((member) => [member.name, member]));
  /** Returns the type of a property, or that of its attribute where the property returns values of another type. */
  const typeOf = (fieldName, attribute) => {
    const returned = fields.get(fieldName)?.type?.text;
    const isOther = attribute && (!fieldName || (returned && attribute.type.text !== returned));
    return `Accepts<${isOther ? attribute.type.text : `${name}['${fieldName}']`}>`;
  };
  const attributeOf = (field) => attributes.find(({ fieldName }) => fieldName === field);
  const rows = {
    Attributes: attributes
      .filter(isOwn)
      .map((each) => [each.name, typeOf(each.fieldName, each), each.description, '?']),
    Properties: members
      .filter((member) => isOwn(member) && isSettable(member))
      .map((each) => [each.name, typeOf(each.name, attributeOf(each.name)), each.description, '?']),
    Events: events.filter(isOwn).map((each) => [each.name, each.type.text, each.description, '']),
  };
  return Object.entries(rows).map(([suffix, list]) => interfaceOf(declaration, suffix, list, classes));
}

/** Returns the text of elements.d.ts. */
export function elementTypes({ modules }) {
  const declarations = modules.flatMap(({ path, declarations = [] }) =>
    declarations.filter(({ kind }) => kind === 'class').map((each) => ({ ...each, isNamed: path === 'define.js' })),
  );
  const classes = new Map(declarations.filter(({ isNamed }) => !isNamed).map((each) => [each.name, each]));
  const elements = declarations.filter(({ tagName }) => tagName);
  const named = elements.filter(({ isNamed }) => isNamed);
  const interfaces = [...classes.values()].flatMap((each) => interfacesOf(each, classes));
  const types = elements.map(({ tagName, name, description, isNamed, superclass }) => {
    const type = isNamed
      ? `Elements['${classes.get(superclass.name).tagName}']`
      : `ElementTypes<${[name, ...['Attributes', 'Properties', 'Events'].map((suffix) => name + suffix)].join(', ')}>`;
    return `${comment(description)}'${tagName}': ${type};`;
  });
  const tags = named.map(({ tagName, superclass }) => `'${tagName}': ${superclass.name};`);
  // Types in the texts of the manifest: details of events, and values of attributes.
  const used = [...interfaces.join('\n').matchAll(/(?<=<)[A-Z]\w+/g)].map(([type]) => type);
  return `/** Types of the elements in templates. Made by the build from the custom elements manifest. */
import type {
${[...new Set([...used, ...classes.keys()])]
  .sort()
  .map((name) => `  ${name},`)
  .join('\n')}
} from './src/index.js';
import type { Accepts, ElementTypes } from './values.js';

${interfaces.join('\n')}
/** The types of every element, by its tag. */
export interface Elements {
${types.map(indent).join('\n')}
}

declare global {
  interface HTMLElementTagNameMap {
${tags.map(indent).map(indent).join('\n')}
  }
}
`;
}
