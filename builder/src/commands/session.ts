/** What the commands share that look at a build without changing it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { Engine } from '../engine/engine.js';
import { storeIn, type Store } from '../files/store.js';

/** Opens an engine for a command that reads, and closes it. It has a temporary folder of its own, because a build may be running. */
export async function reading<T>(config: Config, work: (engine: Engine, store: Store) => Promise<T>): Promise<T> {
  const store = storeIn(config.work);
  const temporary = join(store.folder, `temporary-${process.pid}`);
  const engine = await Engine.open({ memory: config.memory, threads: config.threads, temporary });
  try {
    return await work(engine, store);
  } finally {
    engine.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}
