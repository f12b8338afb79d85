import { expect } from '@open-wc/testing';
import { blockOf, body, sentWhole, whole } from '../../../test/builders.js';
import {
  RealWorker,
  failureOf,
  fakeFetch,
  json,
  nextTask,
  restoreFetch,
  statsErrorOf,
} from '../../../test/fake-fetch.js';
import { FORMAT, type Job, type JobResult, type RunJob } from './job.js';
import type { WorkerResponse, WorkerRequest } from './protocol.js';
import { createWorkerClient, loadBlock } from './client.js';
import { pack } from '../cache/encode-block.js';
import { unpack } from '../cache/decode-block.js';

const answer = body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2025-05-30': 7 }) } } });
let count = 0;
const job = (url: string): Job => ({
  decoder: 'stats-body',
  requests: [{ url, init: {} }],
  timeout: 5000,
  statistic: 'usage-delta',
  year: 2025,
  key: `off-thread test ${++count} ${Math.random()}`,
  reload: false,
});
const block = blockOf('usage-delta', 2025, whole('views', { '05-30': 7 }));
const viewsOf = (fetched: JobResult): number | undefined =>
  ('bytes' in fetched ? unpack(fetched) : fetched).tables[0]?.columns[0]?.find((value) => value === value);
const { signal } = new AbortController();

/** A worker that is controlled by the test. */
class HeldWorker {
  static all: HeldWorker[] = [];
  /** The messages to the worker, without pings. */
  readonly told: Extract<WorkerRequest, { id: number }>[] = [];
  pings = 0;
  onmessage: ((event: { data: WorkerResponse }) => void) | undefined;
  onerror: ((event: Event) => void) | undefined;
  onmessageerror: (() => void) | undefined;
  terminated = false;
  readonly address: string;
  constructor(address: string | { toString(): string }) {
    this.address = String(address);
    HeldWorker.all.push(this);
  }
  postMessage(told: WorkerRequest): void {
    if ('ping' in told) this.pings++;
    else if ('id' in told) this.told.push(told);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(response: WorkerResponse): void {
    this.onmessage?.({ data: response });
  }
  get lastId(): number {
    return this.told.at(-1)!.id;
  }
}

describe('createWorkerClient', () => {
  const none = globalThis.Worker;
  afterEach(() => {
    restoreFetch();
    globalThis.Worker = none;
  });

  it('runs a job in a real worker, which fetches, decodes and transfers the columns', async () => {
    const { runJob: load } = createWorkerClient();
    const address = URL.createObjectURL(new Blob([JSON.stringify(answer)]));
    // The page itself sends no request.
    const calls = fakeFetch(() => json({}, 500));
    globalThis.Worker = RealWorker;
    const done = await load(job(address), signal);
    expect([viewsOf(done), calls.length]).to.deep.equal([7, 0]);
    const failure = await statsErrorOf(load(job(URL.createObjectURL(new Blob(['<html>']))), signal));
    expect([failure.reason, failure.path]).to.deep.equal(['malformed', '$']);
    URL.revokeObjectURL(address);
  });

  describe('a held worker', () => {
    let load: RunJob;
    /** The callbacks of each second. */
    let seconds: (() => void)[];
    const pass = (count: number): void => {
      for (let i = 0; i < count; i++) for (const tick of [...seconds]) tick();
    };
    beforeEach(() => {
      seconds = [];
      load = createWorkerClient((tick) => {
        seconds.push(tick);
        return () => seconds.splice(seconds.indexOf(tick), 1);
      }).runJob;
      HeldWorker.all = [];
      globalThis.Worker = HeldWorker as unknown as typeof Worker;
    });
    const [first, second] = [() => HeldWorker.all[0]!, () => HeldWorker.all[1]!];

    it('runs all jobs on the page if the worker does not answer for four seconds, and all later jobs too', async () => {
      const loads = [load(job('/a'), signal), load(job('/b'), signal)];
      await nextTask();
      const calls = fakeFetch(() => json(answer));
      pass(3);
      expect([first().terminated, calls.length]).to.deep.equal([false, 0]);
      pass(1);
      expect((await Promise.all(loads)).map(viewsOf)).to.deep.equal([7, 7]);
      expect(viewsOf(await load(job('/c'), signal))).to.equal(7);
      expect([HeldWorker.all.length, first().terminated]).to.deep.equal([1, true]);
    });

    it('runs a job on the page if the worker closes itself during the job', async () => {
      const done = load(job('/a'), signal);
      await nextTask();
      pass(3);
      first().says({ alive: true });
      fakeFetch(() => json(answer));
      pass(7);
      expect(first().terminated).to.be.false;
      pass(1);
      expect(viewsOf(await done)).to.equal(7);
    });

    for (const garbage of [5, null, 'ready', {}, [], { id: 10_000 }, { ping: true }] as unknown[]) {
      it(`runs a job on the page if the worker only sends ${JSON.stringify(garbage)}`, async () => {
        const done = load(job('/a'), signal);
        await nextTask();
        const calls = fakeFetch(() => json(answer));
        for (let i = 0; i < 10; i++) {
          first().says(garbage as WorkerResponse);
          pass(1);
        }
        expect([viewsOf(await done), first().terminated, calls.length]).to.deep.equal([7, true, 1]);
      });
    }

    it('leaves a long job to a worker that sends signs of life', async () => {
      const done = load(job('/a'), signal);
      await nextTask();
      for (let i = 0; i < 20; i++) {
        pass(3);
        first().says({ alive: true });
      }
      first().says({ id: first().lastId, block, format: FORMAT });
      expect(viewsOf(await done)).to.equal(7);
      // Without jobs, the watchdog does not run.
      expect([first().pings, seconds.length]).to.deep.equal([61, 0]);
    });

    it('sends a request from the page if the worker asks for one', async () => {
      void load(job('/a'), signal);
      await nextTask();
      const calls = fakeFetch(() => new Response('{}', { headers: { ETag: '"1"' } }));
      const told = new Promise<WorkerRequest>((resolve) => (first().postMessage = resolve));
      const init = { method: 'POST', headers: { Accept: 'text/x' }, timeout: 5000 };
      first().says({ ask: 1, request: { url: '/a', init, validators: { etag: '"0"' } } });
      const { answer: answered } = (await told) as Extract<WorkerRequest, { answer: unknown }>;
      expect(new TextDecoder().decode(answered.bytes)).to.equal('{}');
      expect(answered.validators).to.deep.equal({ etag: '"1"' });
      expect(Object.fromEntries(calls[0]!.headers)).to.deep.equal({ accept: 'text/x', 'if-none-match': '"0"' });
    });

    it('runs several jobs in the same worker at the same time', async () => {
      const loads = [load(job('/a'), signal), load(job('/b'), signal)];
      await nextTask();
      expect(HeldWorker.all).to.have.length(1);
      expect(first().told.map((told) => told.job?.requests[0]?.url)).to.deep.equal(['/a', '/b']);
      for (const { id } of [...first().told].reverse())
        first().says({ id, block: { ...block, fetchedAt: id }, format: FORMAT });
      const [a, b] = await Promise.all(loads);
      expect(b!.fetchedAt).to.equal(a!.fetchedAt + 1);
    });

    it('delivers a stale block before the final one', async () => {
      const stale: number[] = [];
      const done = load(job('/a'), signal, ({ fetchedAt }) => stale.push(fetchedAt));
      await nextTask();
      first().says({ id: first().lastId, stale: { ...block, fetchedAt: 1 }, format: FORMAT });
      first().says({ id: first().lastId, block, format: FORMAT });
      await done;
      expect(stale).to.deep.equal([1]);
    });

    it('K11: cancels an aborted job in the worker at once and ignores its result', async () => {
      const abort = new AbortController();
      const failure = failureOf(load(job('/a'), abort.signal));
      await nextTask();
      abort.abort();
      expect(await failure).to.have.property('name', 'AbortError');
      const { id } = first().told[0]!;
      expect(first().told).to.deep.equal([first().told[0], { id }]);
      first().says({ id, block, format: FORMAT });
    });

    it('starts no worker for a job whose signal is aborted before', async () => {
      expect(await failureOf(load(job('/a'), AbortSignal.abort('late')))).to.equal('late');
      expect(HeldWorker.all).to.have.length(0);
    });

    it('starts another worker after an idle one was terminated', async () => {
      const done = load(job('/a'), signal);
      await nextTask();
      first().says({ id: first().lastId, block, format: FORMAT });
      await done;
      first().says({ idle: true });
      expect(first().terminated).to.be.true;
      void load(job('/b'), signal);
      await nextTask();
      expect(second().told.map((told) => told.job?.requests[0]?.url)).to.deep.equal(['/b']);
    });

    for (const name of ['block', 'stale'] as const) {
      it(`runs a job on the page if the first message shows a worker of another version (${name})`, async () => {
        const told: JobResult[] = [];
        const done = load(job('/a'), signal, (stale) => told.push(stale));
        await nextTask();
        fakeFetch(() => json(answer));
        const other = { id: first().lastId, [name]: { ...block, tables: [] }, format: FORMAT + 1 };
        first().says(other as unknown as WorkerResponse);
        expect([viewsOf(await done), first().terminated, told]).to.deep.equal([7, true, []]);
      });
    }

    it('does not terminate an idle worker that has just been sent a job', async () => {
      void load(job('/a'), signal);
      await nextTask();
      first().says({ idle: true });
      expect(first().terminated).to.be.false;
    });

    for (const how of ['onerror', 'onmessageerror'] as const) {
      it(`runs all jobs on the page after ${how} of the worker, and all later jobs too`, async () => {
        const loads = [load(job('/a'), signal), load(job('/b'), signal)];
        await nextTask();
        const calls = fakeFetch(() => json(answer));
        const event = new Event('error', { cancelable: true });
        first()[how]!(event);
        expect((await Promise.all(loads)).map(viewsOf)).to.deep.equal([7, 7]);
        expect(viewsOf(await load(job('/c'), signal))).to.equal(7);
        expect(calls.map(({ url }) => url)).to.deep.equal(['/a', '/b', '/c']);
        expect([HeldWorker.all.length, first().terminated]).to.deep.equal([1, true]);
        // It is not an error of the page and must not be logged.
        if (how === 'onerror') expect(event.defaultPrevented).to.be.true;
      });
    }
  });

  describe('several ways of starting a worker', () => {
    type Way = () => Worker | Promise<Worker>;
    const held = (name: string): Worker => new HeldWorker(name) as unknown as Worker;
    const lose = (worker: HeldWorker): void => worker.onerror!(new Event('error'));
    const told = ({ told }: HeldWorker): (string | undefined)[] => told.map(({ job }) => job?.requests[0]?.url);
    const answers = (worker: HeldWorker): void => worker.says({ id: worker.lastId, block, format: FORMAT });
    beforeEach(() => (HeldWorker.all = []));

    it('gives all jobs to a worker that is started in the next way if the first cannot be loaded', async () => {
      const { runJob: load } = createWorkerClient(undefined, [() => held('file'), () => Promise.resolve(held('text'))]);
      const loads = [load(job('/a'), signal), load(job('/b'), signal)];
      await nextTask();
      const [file] = HeldWorker.all;
      lose(file!);
      await nextTask();
      const text = HeldWorker.all[1]!;
      expect([file!.terminated, text.address, told(text)]).to.deep.equal([true, 'text', ['/a', '/b']]);
      for (const { id } of text.told) text.says({ id, block, format: FORMAT });
      expect((await Promise.all(loads)).map(viewsOf)).to.deep.equal([7, 7]);
      // Later jobs do not try the first way again.
      text.says({ idle: true });
      void load(job('/c'), signal);
      await nextTask();
      expect(HeldWorker.all.map(({ address }) => address)).to.deep.equal(['file', 'text', 'text']);
    });

    const refuse = (): never => {
      throw new DOMException('another origin', 'SecurityError');
    };
    it('tries the next way if the first throws', async () => {
      const { runJob: load } = createWorkerClient(undefined, [refuse, () => held('text')]);
      const done = load(job('/a'), signal);
      await nextTask();
      answers(HeldWorker.all[0]!);
      expect(viewsOf(await done)).to.equal(7);
    });

    it('runs all jobs on the page if no way succeeds', async () => {
      const ways: Way[] = [refuse, () => Promise.reject(new Error('no code')), () => held('last')];
      const { runJob: load } = createWorkerClient(undefined, ways);
      const done = load(job('/a'), signal);
      await nextTask();
      fakeFetch(() => json(answer));
      lose(HeldWorker.all[0]!);
      expect([viewsOf(await done), HeldWorker.all.length]).to.deep.equal([7, 1]);
    });

    it('runs all jobs on the page if a worker is lost that has answered before', async () => {
      const { runJob: load } = createWorkerClient(undefined, [() => held('file'), () => held('text')]);
      const done = load(job('/a'), signal);
      await nextTask();
      const [file] = HeldWorker.all;
      file!.says({ alive: true });
      fakeFetch(() => json(answer));
      lose(file!);
      expect([viewsOf(await done), HeldWorker.all.length]).to.deep.equal([7, 1]);
    });
  });

  it('shows a cached block before it reports that the request for a newer one has failed', async () => {
    const events: unknown[] = [];
    // Reading takes a while when its code has to be loaded.
    const onStale = (stale: JobResult): unknown => nextTask().then(() => events.push(viewsOf(stale)));
    const loading = loadBlock(job('/a'), signal, onStale, async (_, __, onKept) => {
      onKept?.(pack(block));
      throw new Error('500');
    });
    await loading.catch((error: unknown) => events.push((error as Error).message));
    expect(events).to.deep.equal([7, '500']);
  });

  it('loads a block again with `reload` if the stored one is damaged', async () => {
    const { bytes, ...rest } = pack(block);
    const asked: boolean[] = [];
    const loaded = await loadBlock(job('/a'), signal, undefined, ({ reload }) => {
      asked.push(reload);
      return Promise.resolve(reload ? block : { ...rest, bytes: bytes.slice(1) });
    });
    expect(viewsOf(loaded)).to.equal(7);
    expect(asked).to.deep.equal([false, true]);
  });

  describe('without a worker', () => {
    for (const [why, Refusing] of [
      ['the browser has no workers', undefined],
      [
        'a policy forbids workers',
        function Forbidden() {
          throw new DOMException('policy', 'SecurityError');
        },
      ],
    ] as const) {
      it(`runs a job on the page if ${why}`, async () => {
        const { runJob: load } = createWorkerClient();
        const calls = fakeFetch(() => json(answer));
        Object.defineProperty(globalThis, 'Worker', { value: Refusing, configurable: true, writable: true });
        expect(viewsOf(await load(job('/a'), signal))).to.equal(7);
        expect(calls).to.have.length(1);
      });
    }
  });
});
