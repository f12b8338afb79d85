import { expect } from '@open-wc/testing';
import { SharedRequests } from './shared-requests.js';

const { signal } = new AbortController();

describe('SharedRequests', () => {
  /** Loads 1, 2, 3 … on a day that the test moves. */
  const counter = (keeps?: (value: number) => boolean) => {
    const clock = { day: 100 };
    const requests = new SharedRequests<number>(keeps, () => clock.day);
    let loads = 0;
    const outdated: boolean[] = [];
    const get = (): Promise<number> =>
      requests.get('key', signal, async (_, bypassCaches) => {
        outdated.push(bypassCaches);
        return ++loads;
      });
    return { clock, get, outdated };
  };

  it('loads a result again on the next day, and reports that the earlier one is outdated', async () => {
    const { clock, get, outdated } = counter();
    const values = [await get(), await get()];
    clock.day++;
    values.push(await get(), await get());
    expect(values).to.deep.equal([1, 1, 2, 2]);
    expect(outdated).to.deep.equal([false, true]);
  });

  it('keeps a result that is valid beyond the day of its load', async () => {
    const { clock, get } = counter((value) => value > 1);
    const values: number[] = [];
    for (let i = 0; i < 4; i++, clock.day++) values.push(await get());
    expect(values).to.deep.equal([1, 2, 2, 2]);
  });

  it('does not restart a load that is in progress at midnight', async () => {
    const { clock, get } = counter();
    const first = get();
    clock.day++;
    expect(await Promise.all([first, get()])).to.deep.equal([1, 1]);
    expect(await get()).to.equal(2);
  });
});
