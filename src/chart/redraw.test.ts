import { expect } from '@open-wc/testing';
import { Redraw } from './redraw.js';

describe('Redraw', () => {
  it('works once for all that is asked within a frame', async () => {
    let works = 0;
    const redraw = new Redraw(async () => {
      works++;
    });
    redraw.request();
    redraw.request();
    await redraw.settled();
    expect(works).to.equal(1);
  });

  it('works again for what is asked meanwhile, never two at a time', async () => {
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

  it('works at once where it is told to: a page that is printed has no frames', async () => {
    const log: string[] = [];
    const redraw = new Redraw(async () => void log.push('work'));
    const frame = new Promise(requestAnimationFrame).then(() => log.push('frame'));
    redraw.request(true);
    await Promise.all([redraw.settled(), frame]);
    expect(log).to.deep.equal(['work', 'frame']);
  });

  it('forgets what is cancelled, and can be asked again', async () => {
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

  it('is settled when nothing was asked', () => new Redraw(async () => undefined).settled());
});
