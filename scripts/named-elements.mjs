/** Describes the named elements of the catalogue (`<resource-types-table>` …) in the custom elements manifest. */
import { load } from '../demo/node.mjs';

const { ROWS_BY_TAG } = await load('layouts/catalogue.ts');
const { deferred } = await load('src/i18n/messages/deferred.ts');
const { metrics: METRICS, parts: PARTS } = deferred({});

/** The days that a number is of. */
const DAYS = { delta: 'in the range', snapshot: 'in total, as of the last day of the range' };

/** What an element with these presets shows, by its generic element. */
const CONTENTS = {
  'stats-figure': ({ metric, kind }) =>
    metric ? `${METRICS[metric]} ${DAYS[kind]}` : 'A number of its own, given as `value`',
  'stats-timeline': ({ metrics, kind }) =>
    `${metrics.map((metric) => METRICS[metric]).join(', ')} over time, ${kind === 'delta' ? 'each bucket by itself' : 'in total at the end of each bucket'}`,
  'stats-breakdown': ({ metric, breakdown, kind }) => `${METRICS[metric]} by ${PARTS[breakdown]}, ${DAYS[kind]}`,
  'stats-top-records': ({ order }) => `The ${order === 'mostviewed' ? 'most viewed' : 'most downloaded'} records`,
};

/** Returns a preset as the default in a manifest, as the source of a class would have it. */
const literal = (value) =>
  Array.isArray(value)
    ? `[${value.map(literal).join(', ')}]`
    : typeof value === 'string'
      ? `'${value}'`
      : String(value);

/** Returns a preset as the text of its attribute. */
const text = (value) => (Array.isArray(value) ? value.join(' ') : String(value));

/** Describes an element: what it shows, its name in layouts, and the generic element that it is. */
function describe({ label, base, presets }, attributes) {
  const content = CONTENTS[base]?.(presets);
  const set = attributes
    .filter(({ fieldName }) => fieldName in presets)
    .map(({ name, fieldName }) => ` ${name}="${text(presets[fieldName])}"`);
  return `${content ? `${content}. ` : ''}\`<${base}${set.join('')}>\`, in layouts \`${label}\`.`;
}

/**
 * Returns the declaration of a named element: that of its generic element, with its presets as the defaults. Members
 * without a preset are those of the superclass, which is named.
 */
function declarationOf(row, { module, ...base }) {
  const isPreset = (name) => name in row.presets;
  const preset = (member, name) => (isPreset(name) ? { ...member, default: literal(row.presets[name]) } : member);
  const { attributes = [], members = [] } = base;
  return {
    ...base,
    name: row.label,
    tagName: row.tag,
    description: describe(row, attributes),
    attributes: attributes.map((attribute) => preset(attribute, attribute.fieldName)),
    members: members.filter(({ name }) => isPreset(name)).map((member) => preset(member, member.name)),
    superclass: { name: base.name, module },
  };
}

/** A plugin of the manifest analyzer that adds the named elements, as a part of `define.js`, which defines them. */
export const namedElements = {
  name: 'named-elements',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const bases = new Map(
      modules.flatMap(({ path, declarations }) =>
        declarations.map((each) => [each.tagName, { ...each, module: path }]),
      ),
    );
    const declarations = [...ROWS_BY_TAG.values()].map((row) => declarationOf(row, bases.get(row.base)));
    const path = 'define.js';
    modules.push({
      kind: 'javascript-module',
      path,
      declarations,
      exports: declarations.map(({ name, tagName }) => ({
        kind: 'custom-element-definition',
        name: tagName,
        declaration: { name, module: path },
      })),
    });
  },
};
