import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeFile } from '../files/atomic.js';

/** Days for which the salt of a day is kept: whoever has it can tell whether an address was there on that day. */
const KEPT = 2;
const DAY = 86_400_000;

/**
 * A secret for each day, by which visitors are hashed. Lines of a day that arrive in several files have the same visitors while
 * its salt is kept; afterwards nobody can find out who they were.
 */
export class Salts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns the salt of a day, a new one if there is none. It is on the disk before it is used. */
  of(day: string): string {
    const path = join(this.#folder, day);
    if (existsSync(path)) return readFileSync(path, 'utf8');
    const salt = randomBytes(32).toString('hex');
    writeFile(path, salt);
    return salt;
  }

  /** Deletes the salts of days that ended more than two days ago, at the end of a run; of one that was killed, the next one does. */
  expire(now = Date.now()): void {
    if (!existsSync(this.#folder)) return;
    for (const day of readdirSync(this.#folder)) {
      const ended = Date.parse(`${day}T00:00:00Z`) + DAY;
      if (!(ended + KEPT * DAY > now)) rmSync(join(this.#folder, day), { force: true });
    }
  }

  /** Deletes salts that are older than two days, whatever their day, before a run. */
  removeOld(now = Date.now()): void {
    if (!existsSync(this.#folder)) return;
    for (const day of readdirSync(this.#folder)) {
      const path = join(this.#folder, day);
      if (statSync(path).mtimeMs + KEPT * DAY < now) rmSync(path, { force: true });
    }
  }
}
