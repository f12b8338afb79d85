import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { BuildError, EXIT } from '../report/errors.js';
import { ensureFolder } from './atomic.js';

/** A lock, held by one run at a time. */
export interface Lock {
  /** Tells other runs that this one goes on. */
  touch(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes the lock of a folder. A lock is abandoned if its process has ended, or, on another machine, if it has given no sign for
 * `maxAge` milliseconds.
 * @throws BuildError with the exit code `locked` if another run holds it
 */
export function takeLock(path: string, maxAge: number, now = Date.now()): Lock {
  ensureFolder(dirname(path));
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
      closeSync(file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const age = ageOf(path, now);
      if (attempt > 0 || !isAbandoned(path, age, maxAge)) {
        const minutes = Math.round((age ?? 0) / 60_000);
        throw new BuildError(
          `Another run is active (its last sign was ${minutes} min ago). If there is none, delete ${path}.`,
          EXIT.locked,
        );
      }
      rmSync(path, { force: true });
    }
  }
  return {
    touch: () => utimesSync(path, new Date(), new Date()),
    release: () => rmSync(path, { force: true }),
  };
}

function ageOf(path: string, now: number): number | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && now - stat.mtimeMs;
}

function isAbandoned(path: string, age: number | undefined, maxAge: number): boolean {
  if (age === undefined || age > maxAge) return true;
  try {
    const { pid, host } = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    return host === hostname() && !isRunning(pid);
  } catch {
    // It is being written, or its run was killed while it was.
    return age > 10_000;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
