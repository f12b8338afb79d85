/** Makes the parts of a page of DSpace from the settings of a theme and a component, as its server and Angular do. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import ts from 'typescript';

const ZONE = fileURLToPath(new URL('../../../node_modules/zone.js/fesm2015/zone.min.js', import.meta.url));
const SCHEMA = { name: 'custom-elements' };

/** Runs a component of Angular, and returns the description that it gives to its decorator. */
async function descriptionOf(file) {
  const options = {
    ...{ module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    ...{ experimentalDecorators: true },
  };
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options });
  let description;
  const Component = (given) => () => void (description = given);
  const require = (name) =>
    name === '@angular/core' ? { Component, CUSTOM_ELEMENTS_SCHEMA: SCHEMA } : { HomeNewsComponent: Object };
  new Function('require', 'exports', outputText)(require, {});
  return description;
}

const attributesOf = (attributes) =>
  Object.entries(attributes).map(([name, value]) => ` ${name}="${String(value).replaceAll('"', '&quot;')}"`);

/** The tags of a theme, as the server writes them into the head. Angular's tags have this class, to find them again. */
const tagOf = ({ tagName, attributes }) =>
  `<${tagName}${attributesOf({ ...attributes, class: 'theme-head-tag' }).join('')}>` +
  (tagName === 'script' ? '</script>' : '');

/**
 * @param {object} snippets the paths of `config`, the settings, and `component`
 * @param {object} options
 * @param {boolean} options.onServer true if the server renders the page before the browser does
 * @param {string} [options.script] another address of the script than that of the settings
 */
export async function dspacePage({ config, component }, { onServer, script }) {
  const [{ headTags }] = load(readFileSync(config, 'utf8')).themes;
  if (script) headTags.find(({ tagName }) => tagName === 'script').attributes.src = script;
  const { schemas, templateUrl } = await descriptionOf(component);
  if (!schemas?.includes(SCHEMA)) throw new Error('Angular would refuse the elements: a schema is missing.');
  const template = readFileSync(join(dirname(component), templateUrl), 'utf8');
  const json = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');
  return {
    head: onServer ? headTags.map(tagOf).join('\n') : '',
    content: onServer ? template : '',
    zone: `<script type="module">${readFileSync(ZONE, 'utf8')}</script>`,
    settings: `<script id="settings" type="application/json">${json({ headTags, template })}</script>`,
  };
}
