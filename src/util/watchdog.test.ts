import { expect } from '@open-wc/testing';
import { watchdog, type Ticks } from './watchdog.js';

describe('watchdog', () => {
  let asked: number;
  let lost: number;
  let running: (() => void)[];
  const ticks: Ticks = (tick) => {
    running.push(tick);
    return () => running.splice(running.indexOf(tick), 1);
  };
  const pass = (count: number): void => {
    for (let i = 0; i < count; i++) for (const tick of [...running]) tick();
  };
  const make = () =>
    watchdog(
      () => asked++,
      () => lost++,
      ticks,
    );
  beforeEach(() => {
    [asked, lost, running] = [0, 0, []];
  });

  it('requests a sign of life when it starts and once per period', () => {
    const dog = make();
    expect([asked, running.length]).to.deep.equal([0, 0]);
    dog.start();
    pass(2);
    expect(asked).to.equal(3);
  });

  it('reports a loss once, after four periods without a first sign of life', () => {
    make().start();
    pass(3);
    expect(lost).to.equal(0);
    pass(5);
    expect([lost, running.length]).to.deep.equal([1, 0]);
  });

  it('waits for eight periods after a sign of life, because work may take long', () => {
    const dog = make();
    dog.start();
    pass(3);
    dog.alive();
    pass(7);
    expect(lost).to.equal(0);
    pass(1);
    expect(lost).to.equal(1);
  });

  it('never reports a loss while signs of life arrive', () => {
    const dog = make();
    dog.start();
    for (let i = 0; i < 50; i++) {
      pass(3);
      dog.alive();
    }
    expect(lost).to.equal(0);
  });

  it('reports nothing after it was stopped, and waits for a first sign of life when it is started again', () => {
    const dog = make();
    dog.start();
    dog.alive();
    dog.stop();
    pass(20);
    expect([asked, lost]).to.deep.equal([1, 0]);
    dog.start();
    pass(4);
    expect(lost).to.equal(1);
  });

  it('runs a single timer when it is started twice', () => {
    const dog = make();
    dog.start();
    dog.start();
    expect(running).to.have.length(1);
  });
});
