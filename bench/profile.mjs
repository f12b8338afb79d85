/** Profiles the main thread of a page: a .cpuprofile for the developer tools, and its heaviest functions. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { cached } from './bodies.mjs';

/** Starts sampling; the returned function stops it and returns the profile. */
export async function sample(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 250 });
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  await session.send('Profiler.start');
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    return { profile, navigationStart: metrics.find(({ name }) => name === 'NavigationStart').value };
  };
}

/** Starts sampling; the returned function stops it, writes the file and prints the heaviest functions. */
export async function startProfile(page, name) {
  const stop = await sample(page);
  return async () => {
    const { profile } = await stop();
    const file = cached(`${name}.cpuprofile`);
    writeFileSync(file, JSON.stringify(profile));
    console.log(`\n${relative('', file)}`);
    for (const [where, time] of heaviest(profile))
      console.log(`  ${(time / 1000).toFixed(0).padStart(6)} ms  ${where}`);
  };
}

/**
 * Returns the milliseconds of a task that were spent neither in certain files nor in functions called from them.
 * @param task its start, in milliseconds since the navigation began, and its duration
 * @param files names of the files that are left out
 */
export function timeOutside({ profile, navigationStart }, task, files) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const inside = (id) => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      if (files.has(nodes.get(at).callFrame.url.split('/').at(-1))) return true;
    }
    return false;
  };
  let time = profile.startTime;
  let left = task.duration;
  let within = false;
  profile.samples.forEach((id, i) => {
    time += profile.timeDeltas[i];
    // A garbage collection has no caller in a profile: it counts for the code that ran before it.
    if (nodes.get(id).callFrame.functionName !== '(garbage collector)') within = inside(id);
    const at = time / 1000 - navigationStart * 1000;
    const length = (profile.timeDeltas[i + 1] ?? 0) / 1000;
    if (within && at >= task.startTime && at < task.startTime + task.duration) left -= length;
  });
  return Math.max(0, left);
}

/** Returns the functions with the most time of their own, without functions that they call: name and microseconds. */
function heaviest({ nodes, samples, timeDeltas }, count = 15) {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber, columnNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${url ? `${url.split('/').at(-1)}:${lineNumber + 1}:${columnNumber + 1}` : ''}`,
    ]),
  );
  const times = new Map();
  samples.forEach((id, i) => times.set(names.get(id), (times.get(names.get(id)) ?? 0) + (timeDeltas[i + 1] ?? 0)));
  return [...times]
    .filter(([name]) => !name.startsWith('(idle)'))
    .sort(([, a], [, b]) => b - a)
    .slice(0, count);
}
