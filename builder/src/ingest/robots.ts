import { readFileSync } from 'node:fs';

/** A list of expressions, see data/README.md. */
const expressions = (name: string): RegExp => {
  const file = new URL(`../../data/${name}.json`, import.meta.url);
  const list = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly pattern: string }[];
  return new RegExp(list.map(({ pattern }) => `(?:${pattern})`).join('|'), 'i');
};

let lists: { readonly robots: RegExp; readonly machines: RegExp } | undefined;
const read = () => (lists ??= { robots: expressions('robots'), machines: expressions('machines') });

/** Returns true for the agent of a robot, by the list of COUNTER. */
export const isRobot = (agent: string): boolean => read().robots.test(agent);

/** Returns true for an agent that fetches for a program, such as a script or a tool, by the list of InvenioRDM. */
export const isMachine = (agent: string): boolean => read().machines.test(agent);
