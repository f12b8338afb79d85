import { readFileSync } from 'node:fs';

/** A list of expressions, see data/README.md. */
const list = (name: string): readonly string[] => {
  const file = new URL(`../../data/${name}.json`, import.meta.url);
  const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly pattern: string }[];
  return rows.map(({ pattern }) => pattern);
};

const anyOf = (patterns: readonly string[]): RegExp =>
  new RegExp(patterns.map((pattern) => `(?:${pattern})`).join('|'), 'i');

let lists: { readonly robots: RegExp; readonly machines: RegExp } | undefined;

/** COUNTER's list has programs, too: what the list of programs has is taken out of it, so that they can be told apart. */
function read(): NonNullable<typeof lists> {
  if (lists) return lists;
  const machines = list('machines');
  const robots = list('robots').filter((pattern) => !machines.includes(pattern));
  return (lists = { robots: anyOf(robots), machines: anyOf(machines) });
}

/** Returns true for the agent of a robot, by the list of COUNTER. */
export const isRobot = (agent: string): boolean => read().robots.test(agent);

/** Returns true for an agent that fetches for a person, such as a script or a tool, by the list of InvenioRDM. */
export const isMachine = (agent: string): boolean => read().machines.test(agent);
