/** Measures the memory of a page and its workers after everything has been loaded and drawn. */
import { readFileSync, readdirSync } from 'node:fs';
import { withBrowser } from './browser.mjs';
import { dashboard, load } from './load.mjs';
import { sum, summaries } from './statistics.mjs';

/**
 * Measures memory.
 * @returns bytes of page and workers after the load, and after all tabs have been opened, so that all statistics are
 *   loaded; then also of the whole process, where that can be read
 */
export async function measureMemory(server, { size, runs }) {
  const rows = [];
  for (let run = 0; run < runs; run++) {
    await withBrowser(async (context, folder) => {
      const { page } = await load(context, server, dashboard(size));
      await server.quiet();
      const first = await memoryOf(page);
      for (const tab of await page.evaluate(() => globalThis.bench.tabs())) {
        await page.evaluate((name) => globalThis.bench.use('tab', name), tab);
      }
      await server.quiet();
      const all = await memoryOf(page);
      rows.push({ ...first, everything: all.memory, everythingInWorkers: all.workers, ...rendererMemory(folder) });
    });
  }
  return summaries(rows);
}

async function memoryOf(page) {
  const [own, ...workers] = await heaps(page);
  return { memory: own + sum(workers), workers: sum(workers), ...(await byBrowser(page)) };
}

/**
 * Returns the bytes of the page and then of each of its workers after a garbage collection: JavaScript, the DOM, and
 * the memory of array buffers. Read by the developer tools, since not every browser has
 * `measureUserAgentSpecificMemory`.
 */
async function heaps(page) {
  const session = await page.context().newCDPSession(page);
  const workers = [];
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.push(sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const senders = [(method) => session.send(method), ...workers.map((worker) => toWorker(session, worker))];
  for (let times = 0; times < 2; times++) for (const send of senders) await send('HeapProfiler.collectGarbage');
  const bytes = [];
  for (const send of senders) {
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await send('Runtime.getHeapUsage');
    bytes.push(usedSize + embedderHeapUsedSize + backingStorageSize);
  }
  return bytes;
}

/** Sends commands of the developer tools to a worker of a page. */
function toWorker(session, sessionId) {
  let last = 0;
  const answers = new Map();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result } = JSON.parse(event.message);
    answers.get(id)?.(result);
  });
  return (method) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      answers.set(id, resolve);
      const message = JSON.stringify({ id, method, params: {} });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
    });
}

/** Returns the memory of a page and its workers as measured by the browser, if it can measure it. */
const byBrowser = (page) =>
  page.evaluate(async () => {
    const measured = await performance.measureUserAgentSpecificMemory?.().catch(() => undefined);
    return measured && { userAgentSpecific: measured.bytes };
  });

/**
 * Returns the bytes of the largest renderer of the browser with a profile folder: its own share, and all resident
 * memory.
 */
function rendererMemory(folder) {
  if (process.platform !== 'linux') return undefined;
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        if (!command.includes('--type=renderer') || !ofBrowser(pid, folder)) return [];
        const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
        const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) * 1024;
        return [{ pss: field('Pss'), rss: field('Rss') }];
      } catch {
        // The process has ended in the meantime.
        return [];
      }
    });
  return found.sort((a, b) => b.pss - a.pss)[0];
}

/** Returns true if a process, or one of its ancestors, was started for a profile folder. */
function ofBrowser(pid, folder) {
  for (let at = pid; Number(at) > 1;) {
    if (readFileSync(`/proc/${at}/cmdline`, 'utf8').includes(folder)) return true;
    at = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))[1];
  }
  return false;
}
