import { expect } from '@open-wc/testing';
import { runFirst, runSliced, nextFrame, nextTask } from './schedule.js';

/** Works for longer than anybody may in one task. */
function workLong(): void {
  const end = performance.now() + 20;
  while (performance.now() < end);
}

/** Nobody has worked in this task. */
beforeEach(async () => {
  await nextFrame();
  await nextTask();
});

describe('inTurn', () => {
  it('does at once what comes first', () => {
    let done = false;
    expect(runSliced(() => (done = true))).to.be.undefined;
    expect(done).to.be.true;
  });

  it('puts off what comes after long work, and keeps the order', async () => {
    const done: string[] = [];
    void runSliced(workLong);
    const turns = ['a', 'b', 'c'].map((name) => runSliced(() => done.push(name))!);
    expect(done).to.deep.equal([]);
    await turns[0];
    await Promise.all(turns);
    expect(done).to.deep.equal(['a', 'b', 'c']);
  });

  it('lets what has come meanwhile go between two long pieces', async () => {
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

  it('does not overtake those that wait', async () => {
    const done: string[] = [];
    void runSliced(workLong);
    const first = runSliced(() => done.push('first'));
    await Promise.resolve();
    const second = runSliced(() => done.push('second'));
    await Promise.all([second, first]);
    expect(done).to.deep.equal(['first', 'second']);
  });

  it('hands on what goes wrong, now and later, and goes on', async () => {
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

describe('beforeOthers', () => {
  it('does it now, and lets it be painted before what waits for its turn', async () => {
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

  it('comes also on a page that nobody sees, which has no frames', async () => {
    window.requestAnimationFrame = () => 0;
    await nextFrame();
  });
});
