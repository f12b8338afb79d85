import { expect } from '@open-wc/testing';
import { runFirst, runSliced, nextFrame, nextTask } from './schedule.js';

/** Works for longer than a time slice. */
function workLong(): void {
  const end = performance.now() + 20;
  while (performance.now() < end);
}

/** Starts each test in a new time slice. */
beforeEach(async () => {
  await nextFrame();
  await nextTask();
});

describe('runSliced', () => {
  it('runs the first function synchronously', () => {
    let done = false;
    expect(runSliced(() => (done = true))).to.be.undefined;
    expect(done).to.be.true;
  });

  it('defers functions after long work and runs them in order', async () => {
    const done: string[] = [];
    void runSliced(workLong);
    const turns = ['a', 'b', 'c'].map((name) => runSliced(() => done.push(name))!);
    expect(done).to.deep.equal([]);
    await turns[0];
    await Promise.all(turns);
    expect(done).to.deep.equal(['a', 'b', 'c']);
  });

  it('runs other tasks between two long functions', async () => {
    const done: string[] = [];
    void runSliced(workLong);
    const turns = ['a', 'b'].map((name) =>
      runSliced(() => {
        done.push(name);
        void nextTask().then(() => done.push(`after ${name}`));
        workLong();
      })!,
    );
    await Promise.all(turns);
    expect(done).to.deep.equal(['a', 'after a', 'b']);
  });

  it('runs deferred functions before later ones', async () => {
    const done: string[] = [];
    void runSliced(workLong);
    const first = runSliced(() => done.push('first'));
    await Promise.resolve();
    const second = runSliced(() => done.push('second'));
    await Promise.all([second, first]);
    expect(done).to.deep.equal(['first', 'second']);
  });

  it('throws or rejects with the error of a function and continues', async () => {
    const fail = (): never => {
      throw new RangeError('no');
    };
    expect(() => runSliced(fail)).to.throw(RangeError);
    void runSliced(workLong);
    const [failed, other] = [runSliced(fail), runSliced(() => undefined)];
    expect(await failed!.catch((error: unknown) => error)).to.be.instanceOf(RangeError);
    expect(await other).to.be.undefined;
  });
});

describe('runFirst', () => {
  it('runs functions synchronously and lets the page paint before deferred ones', async () => {
    const done: string[] = [];
    requestAnimationFrame(() => done.push('frame'));
    runFirst(() => done.push('first'));
    const turn = runSliced(() => done.push('other'));
    runFirst(() => done.push('first, too'));
    await turn;
    expect(done).to.deep.equal(['first', 'first, too', 'frame', 'other']);
  });
});

describe('nextFrame', () => {
  const requestAnimationFrame = window.requestAnimationFrame.bind(window);
  afterEach(() => {
    window.requestAnimationFrame = requestAnimationFrame;
  });

  it('resolves also on a hidden page, which has no frames', async () => {
    window.requestAnimationFrame = () => 0;
    await nextFrame();
  });
});
