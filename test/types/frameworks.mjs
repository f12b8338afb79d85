/** How each framework writes the cases (cases.mjs), and how its compiler reports errors. */
import { readFileSync } from 'node:fs';
import { CASES, DECLARED, STATEMENTS } from './cases.mjs';

const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const handler = ({ detail }) => `(event: CustomEvent<${detail}>) => void event.detail`;

/** Prints an attribute, property or handler as JSX has it; names of attributes are also accepted for properties. */
const jsx = ({ name, event, text, value, detail }) => {
  if (event) return `on${event}={${handler({ detail })}}`;
  return text === undefined ? `${name}={${value}}` : `${name}="${text}"`;
};

/** The same under the names of properties. */
const jsxProperty = ({ name, ...setting }) => jsx({ ...setting, name: name && camelCase(name) });

const ATTRIBUTE = /^(id|lang|class)$/;

/** Prints with the prefixes of Solid. */
const solid = ({ name, event, text, value, detail }) => {
  if (event) return `on:${event}={${handler({ detail })}}`;
  if (ATTRIBUTE.test(name)) return `${name}="${text}"`;
  return text === undefined ? `prop:${camelCase(name)}={${value}}` : `attr:${name}="${text}"`;
};

/** vue-tsc infers the parameter of a handler, but does not compare a declared one: it is used as the expected type. */
const vue = ({ name, event, text, value, detail }) => {
  if (event) return `@${event}="(event) => void (event.detail satisfies ${detail})"`;
  return text === undefined ? `:${name}="${value}"` : `${name}="${text}"`;
};

const oldSvelte = ({ name, event, text, value, detail }) =>
  event ? `on:${event}={${handler({ detail })}}` : jsx({ name, text, value });

/** A module with a fragment of elements. */
const module = (types, lines) =>
  [
    `import 'repository-stats-widgets/${types}';`,
    DECLARED,
    'export const elements = (',
    '<>',
    ...lines,
    '</>',
    ');',
    '',
  ].join('\n');

const script = (types) => ['<script lang="ts">', `import 'repository-stats-widgets/${types}';`, DECLARED, '</script>'];

/** Options of TypeScript that all of them share. */
const OPTIONS = {
  ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'] },
  ...{ strict: true, noEmit: true, exactOptionalPropertyTypes: true, types: [] },
};

/** An error of tsc and vue-tsc: `app.tsx(12,4): error TS2322: …`. */
const TSC = /^(?<file>[^\s(]+)\((?<line>\d+),\d+\): (?<message>error .*)/gm;
const forTsx = (source, print, options) => ({
  file: 'app.tsx',
  command: 'tsc --pretty false',
  options: { jsx: 'preserve', jsxImportSource: source, skipLibCheck: false, ...options },
  prints: [print, jsxProperty],
  textOf: (lines) => module('jsx', lines),
  error: TSC,
});

/**
 * The frameworks: the file with the cases, the command that checks it, its options of TypeScript, the ways to write a setting,
 * and the lines of its report.
 */
export const FRAMEWORKS = {
  script: {
    file: 'app.ts',
    command: 'tsc --pretty false',
    options: { skipLibCheck: false },
    textOf: (lines) => [`import 'repository-stats-widgets/define.js';`, DECLARED, ...lines, ''].join('\n'),
    error: TSC,
  },
  react: forTsx('react', jsx, { jsx: 'react-jsx' }),
  preact: forTsx('preact', jsx, { jsx: 'react-jsx' }),
  solid: { ...forTsx('solid-js', jsx), prints: [jsx, jsxProperty, solid] },
  vue: {
    file: 'app.vue',
    command: 'vue-tsc --pretty false',
    options: { jsx: 'preserve', skipLibCheck: true },
    vueCompilerOptions: { strictTemplates: true },
    prints: [vue],
    textOf: (lines) =>
      [...script('vue').with(0, '<script setup lang="ts">'), '<template>', ...lines, '</template>', ''].join('\n'),
    error: TSC,
  },
  svelte: {
    file: 'App.svelte',
    command: 'svelte-check --output machine',
    options: { verbatimModuleSyntax: true, skipLibCheck: true },
    prints: [jsx, jsxProperty],
    textOf: (lines) => [...script('svelte'), ...lines, ''].join('\n'),
    error: /^\d+ ERROR "(?<file>[^"]*)" (?<line>\d+):\d+ (?<message>.*)/gm,
  },
};
FRAMEWORKS['svelte-4'] = { ...FRAMEWORKS.svelte, prints: [oldSvelte] };

/** Returns the cases as lines of a framework; without ways to write a setting, those of a script. */
const linesOf = ({ prints }) =>
  prints?.flatMap((print) =>
    CASES.map((row) => ({ accepted: row.accepted, text: `<${row.tag} ${print(row)}></${row.tag}>` })),
  ) ?? STATEMENTS;

const GUIDE = new URL('../../stories/guides/types-and-editors.mdx', import.meta.url);

/** Returns the examples of the guide in the language of a file. */
function examplesFor(file) {
  const language = file.split('.').at(-1);
  const blocks = readFileSync(GUIDE, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'));
  return [...blocks].map(([, code]) => code).join('\n');
}

/** Returns the files of a project that has all cases, and the examples of the guide: contents by name. */
export function projectOf(name) {
  const { file, options, vueCompilerOptions, textOf, ...framework } = FRAMEWORKS[name];
  const text = textOf(linesOf(framework).map((line) => line.text));
  const example = `example.${file.split('.').at(-1)}`;
  const tsconfig = {
    compilerOptions: { ...OPTIONS, ...options },
    ...(vueCompilerOptions && { vueCompilerOptions }),
    include: [file, example],
  };
  return { [file]: text, [example]: examplesFor(file), 'tsconfig.json': JSON.stringify(tsconfig) };
}

/** The files that this checks; errors in other declarations are those of other packages. */
const OUR_TYPES = /dist\/(\w+|types\/\w+)\.d\.ts$|^example\./;

/**
 * Compares the report of the command with the cases.
 * @returns a sentence for each right line with an error, each wrong line without one, and each error elsewhere
 */
export function faultsIn(name, report) {
  const { file, error, ...framework } = FRAMEWORKS[name];
  const text = projectOf(name)[file].split('\n');
  const lines = linesOf(framework);
  const first = text.indexOf(lines[0].text) + 1;
  const errors = [...report.matchAll(error)].map(({ groups: { line, ...each } }) => ({ ...each, line: Number(line) }));
  const faults = lines.flatMap((line, i) => {
    const found = errors.find((each) => each.file === file && each.line === first + i);
    if ((found === undefined) === line.accepted) return [];
    return line.accepted ? `${line.text} is refused: ${found.message}` : `${line.text} is accepted`;
  });
  const isCase = ({ line }) => line >= first && line < first + lines.length;
  const elsewhere = errors.filter((each) => (each.file === file ? !isCase(each) : OUR_TYPES.test(each.file)));
  return [...faults, ...elsewhere.map((each) => `${each.file}(${each.line}): ${each.message}`)];
}
