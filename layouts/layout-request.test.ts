import { expect, waitUntil } from '@open-wc/testing';
import { fakeFetch, heldAnswers, json, restoreFetch } from '../test/fake-fetch.js';
import { LayoutRequest, type LoadedLayout } from './layout-request.js';

describe('LayoutRequest', () => {
  afterEach(restoreFetch);

  it('ignores the value and the error of a request that was aborted', async () => {
    for (const answer of [json({ rows: [] }), new Response('', { status: 404 })]) {
      const held = heldAnswers();
      const calls = fakeFetch(held.answer);
      const loaded: LoadedLayout[] = [];
      const request = new LayoutRequest((each) => loaded.push(each));
      request.send('/layout.json');
      await waitUntil(() => calls.length === 1);
      request.abort();
      held.give(0, answer);
      await request.done;
      expect(loaded).to.deep.equal([]);
    }
  });
});
