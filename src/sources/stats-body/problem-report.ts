/** Reports of values that could not be read. */
import type { Problem } from '../../data/year-block.js';

/** Returns a JSON path with one more key: `a.b`, or `a["b.c"]` where the key needs it. */
export const join = (path: string, key: string): string => {
  const step = /^[\w-]+$/.test(key) ? key : `[${JSON.stringify(key)}]`;
  return path && !step.startsWith('[') ? `${path}.${step}` : `${path}${step}`;
};

/** Returns a value as messages quote it: as JSON, or its kind if it has none, as a list that contains itself. */
export function quote(value: unknown): string {
  if (typeof value === 'number') return String(value);
  try {
    const json = JSON.stringify(value) as string | undefined;
    return json ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** Limit on the unreadable values of one body that are reported; further ones are left out, too. */
const MOST_PROBLEMS = 20;

/** Collects values that could not be read. */
export class Report {
  readonly problems: Problem[] = [];
  add(path: string, found: unknown): void {
    if (this.problems.length >= MOST_PROBLEMS || this.problems.some((problem) => problem.path === path)) return;
    this.problems.push({ path, found: quote(found).slice(0, 60) });
  }
}
