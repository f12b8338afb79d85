import { expect } from '@open-wc/testing';
import { fakeFetch, heldAnswers, json, nextTask, restoreFetch } from '../test/fake-fetch.js';
import { SOURCE_NAMES } from '../src/sources/create-source.js';
import { DashboardLayout, NAMED, type LayoutSettings } from './dashboard-layout.js';

/** Returns the named layout as the package contains it. */
async function fileOf(name: string): Promise<{ tabs: { name: string }[] }> {
  const module = (await import(`./${name}.json`, { with: { type: 'json' } })) as {
    default: { tabs: { name: string }[] };
  };
  return module.default;
}

const settings = (set: Partial<LayoutSettings>): LayoutSettings => ({
  address: undefined,
  layout: undefined,
  source: undefined,
  scope: 'global',
  ...set,
});

/** Reads a layout, and returns it with everything that happened: the names of tabs after each change. */
async function read(...steps: readonly Partial<LayoutSettings>[]) {
  const changes: (string | undefined)[] = [];
  const layout = new DashboardLayout(() => changes.push(layout.parsed.layout?.tabs.map(({ name }) => name).join()));
  for (const step of steps) layout.read(settings(step));
  await layout.done;
  return { layout, changes, tabs: layout.parsed.layout?.tabs.map(({ name }) => name) };
}

const tabNames = async (name: string) => (await fileOf(name)).tabs.map((tab) => tab.name);
const OWN = { tabs: [{ name: 'own', rows: [{ components: [{ component: 'SingleStatViews' }] }] }] };

describe('DashboardLayout', () => {
  afterEach(restoreFetch);

  for (const name of ['global', 'community', ...NAMED]) {
    it(`reads the layout "${name}" by its name, without a problem`, async () => {
      const { layout, tabs } = await read({ layout: name });
      expect(tabs).to.deep.equal(await tabNames(name));
      expect(layout.errors).to.be.empty;
    });
  }

  const defaults: Partial<Record<string, string>> = {
    datacite: 'datacite',
    dataverse: 'dataverse',
    matomo: 'web',
    counter: 'counter',
    'invenio-records': 'records',
  };
  for (const source of SOURCE_NAMES) {
    const expected = defaults[source];
    it(`without a layout, shows ${expected ?? 'that of the scope'} for the source "${source}"`, async () => {
      for (const scope of ['global', 'community'] as const)
        expect((await read({ source, scope })).tabs).to.deep.equal(await tabNames(expected ?? scope));
    });
  }

  it('prefers a given layout to that of the source, and an address to both', async () => {
    fakeFetch(() => json({ tabs: [{ ...OWN.tabs[0], name: 'loaded' }] }));
    expect((await read({ source: 'datacite', layout: OWN })).tabs).to.deep.equal(['own']);
    expect((await read({ source: 'datacite', layout: OWN, address: '/a.json' })).tabs).to.deep.equal(['loaded']);
  });

  it('treats the source object of a page like the existing service', async () => {
    expect((await read({ source: { key: 'datacite' } })).tabs).to.deep.equal(await tabNames('global'));
  });

  it('has no layout while one is loading, and loads it once for several readings', async () => {
    const held = heldAnswers();
    const calls = fakeFetch(held.answer);
    const layout = new DashboardLayout(() => undefined);
    layout.read(settings({ layout: OWN }));
    for (const scope of ['global', 'community'] as const) layout.read(settings({ address: '/a.json', scope }));
    expect(layout.parsed.layout).to.equal(undefined);
    await nextTask();
    held.give(0, json({ global: OWN, community: { tabs: [{ ...OWN.tabs[0], name: 'community' }] } }));
    await layout.done;
    expect(calls).to.have.length(1);
    expect(layout.parsed.layout?.tabs[0]?.name).to.equal('community');
    layout.read(settings({ address: '/a.json' }));
    expect(layout.parsed.layout?.tabs[0]?.name).to.equal('own');
  });

  it('changes nothing if it reads the same layout again, as widgets would be made anew', async () => {
    for (const same of [{}, { layout: OWN }, { layout: 'web' }, { source: 'datacite' }]) {
      const { layout, changes } = await read(same);
      const before = changes.length;
      layout.read(settings(same));
      expect(changes).to.have.length(before);
    }
  });

  it('ignores a layout that arrives after another one was chosen', async () => {
    const held = heldAnswers();
    const calls = fakeFetch(held.answer);
    const layout = new DashboardLayout(() => undefined);
    layout.read(settings({ address: '/a.json' }));
    while (!calls.length) await nextTask();
    const first = layout.done;
    layout.read(settings({ layout: OWN }));
    held.give(0, json({ tabs: [] }));
    await first;
    expect(layout.parsed.layout?.tabs[0]?.name).to.equal('own');
    expect(layout.errors).to.be.empty;
  });

  it('loads again after an error, and after its request was ended', async () => {
    const calls = fakeFetch((_, index) => (index ? json(OWN) : json({}, 500)));
    const layout = new DashboardLayout(() => undefined);
    layout.read(settings({ address: '/a.json' }));
    await layout.done;
    expect(layout.errors.map(({ reason }) => reason)).to.deep.equal(['http']);
    layout.load();
    await layout.done;
    expect(layout.errors).to.be.empty;
    layout.resume();
    expect(calls).to.have.length(2);
    layout.load();
    layout.abort();
    await layout.done;
    expect(layout.parsed.layout).to.equal(undefined);
    layout.resume();
    await layout.done;
    expect(layout.parsed.layout?.tabs[0]?.name).to.equal('own');
  });
});
