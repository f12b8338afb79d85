import { expect } from '@open-wc/testing';
import { lazy } from './lazy.js';

/** Loads that the test ends by hand. */
function heldLoads() {
  const loads: { readonly resolve: (text: string) => void; readonly reject: (error: Error) => void }[] = [];
  return {
    loads,
    load: () => new Promise<string>((resolve, reject) => loads.push({ resolve, reject })),
  };
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('expected a failure'),
    (error: unknown) => error,
  );

describe('lazy', () => {
  it('loads with the first call and shares the result with all later calls', async () => {
    const { loads, load } = heldLoads();
    const get = lazy(load);
    expect(loads).to.have.length(0);
    const both = Promise.all([get(), get()]);
    loads[0]!.resolve('code');
    expect(await both).to.deep.equal(['code', 'code']);
    expect(await get()).to.equal('code');
    expect(loads).to.have.length(1);
  });

  it('rejects with the failure of a load, and loads again with the next call', async () => {
    const { loads, load } = heldLoads();
    const get = lazy(load);
    const first = failureOf(get());
    loads[0]!.reject(new Error('404'));
    expect(await first).to.have.property('message', '404');
    const second = get();
    loads[1]!.resolve('code');
    expect(await second).to.equal('code');
  });

  it('rejects with a TimeoutError when a load exceeds its time limit, and rejects at once while that load goes on', async () => {
    const { loads, load } = heldLoads();
    const get = lazy(load, 1);
    expect(await failureOf(get())).to.have.property('name', 'TimeoutError');
    expect(await failureOf(get())).to.have.property('name', 'TimeoutError');
    expect(loads).to.have.length(1);
  });

  it('returns the result of an overdue load once it has arrived', async () => {
    const { loads, load } = heldLoads();
    const get = lazy(load, 1);
    await failureOf(get());
    const { pending } = get;
    loads[0]!.resolve('late');
    expect(await pending).to.equal('late');
    expect(await get()).to.equal('late');
    expect([get.pending, loads.length]).to.deep.equal([undefined, 1]);
  });

  it('loads again after an overdue load has failed', async () => {
    const { loads, load } = heldLoads();
    const get = lazy(load, 1);
    await failureOf(get());
    const late = failureOf(get.pending!);
    loads[0]!.reject(new Error('connection lost'));
    await late;
    expect(get.pending).to.equal(undefined);
    void failureOf(get());
    expect(loads).to.have.length(2);
  });

  it('reports a load as pending only while it is in progress', async () => {
    const { loads, load } = heldLoads();
    const get = lazy(load);
    expect(get.pending).to.equal(undefined);
    const got = get();
    expect(get.pending).to.be.a('promise');
    loads[0]!.resolve('code');
    await got;
    expect(get.pending).to.equal(undefined);
  });
});
