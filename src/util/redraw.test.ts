import { expect } from '@open-wc/testing';
import { Redraw } from './redraw.js';

describe('Redraw', () => {
  it('draws once for all requests within a frame', async () => {
    let works = 0;
    const redraw = new Redraw(async () => {
      works++;
    });
    redraw.request();
    redraw.request();
    await redraw.settled();
    expect(works).to.equal(1);
  });

  it('draws again after requests during a drawing, never twice at a time', async () => {
    const log: string[] = [];
    const redraw = new Redraw(async () => {
      log.push('begin');
      if (log.length === 1) redraw.request();
      await Promise.resolve();
      log.push('end');
    });
    redraw.request();
    await redraw.settled();
    expect(log).to.deep.equal(['begin', 'end', 'begin', 'end']);
  });

  it('draws without waiting for a frame on request, because a printed page has no frames', async () => {
    const log: string[] = [];
    const redraw = new Redraw(async () => void log.push('work'));
    const frame = new Promise(requestAnimationFrame).then(() => log.push('frame'));
    redraw.request('now');
    await Promise.all([redraw.settled(), frame]);
    expect(log).to.deep.equal(['work', 'frame']);
  });

  it('draws nothing after cancel, and draws again on a later request', async () => {
    let works = 0;
    const redraw = new Redraw(async () => {
      works++;
    });
    redraw.request();
    redraw.cancel();
    await redraw.settled();
    expect(works).to.equal(0);
    redraw.request();
    await redraw.settled();
    expect(works).to.equal(1);
  });

  it('resolves `settled` without a request', () => new Redraw(async () => undefined).settled());
});
