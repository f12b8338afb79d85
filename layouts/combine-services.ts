/** Makes one source of the services in a dashboard, and the layout for them. Loaded when a page names services. */
import { faultOf, oneOf, required, sourceOr, text, type Fault, type Setting } from '../components/base/settings.js';
import { combinedSource, type AreaService } from '../src/sources/combined-source.js';
import { CREDENTIALS, SOURCE_NAMES, createSource, type SourceSettings } from '../src/sources/create-source.js';
import { parseDay } from '../src/data/day.js';
import { StatsError } from '../src/sources/errors.js';
import type { StatsSource } from '../src/sources/source.js';
import { AREAS, type Area } from '../src/vocabulary/terms.js';
import { layoutNameFor } from './dashboard-layout.js';
import globalLayout from './global.json' with { type: 'json' };
import type { TabsInput } from './layout-input.js';
import { NAMED_LAYOUTS } from './named-layouts.js';
import { isUsageTab } from './parse-layout.js';
import { StatsSourceElement } from '../components/source/stats-source.js';

/** The settings of a service, as attributes. */
const SETTINGS = {
  for: required(oneOf(AREAS)),
  source: sourceOr(SOURCE_NAMES),
  src: text,
  community: text,
  credentials: oneOf(CREDENTIALS),
  'records-src': text,
} as const satisfies Readonly<Record<string, Setting>>;
type Settings = Readonly<Record<keyof typeof SETTINGS, unknown>>;

/** Reads an element, also one of another copy of this code: its properties, else its attributes. Absent values are empty. */
const read = (element: Element): Settings =>
  Object.fromEntries(
    Object.keys(SETTINGS).map((name) => {
      const property = name.replace(/-./, (part) => part[1]!.toUpperCase());
      const value = (element as unknown as Readonly<Record<string, unknown>>)[property];
      return [name, value ?? element.getAttribute(name)?.trim() ?? ''];
    }),
  ) as Settings;

/** Waits until the elements have taken over properties that were set before these were defined. */
async function upgraded(elements: readonly Element[]): Promise<void> {
  StatsSourceElement.define();
  for (const element of elements) await (element as Partial<StatsSourceElement>).updateComplete;
}

/** Returns the first setting that is not understood. Each area has one service at most. */
function faultIn(elements: readonly Element[]): Fault | undefined {
  const left = new Set<unknown>(AREAS);
  for (const element of elements) {
    // A property keeps its last valid value.
    const [fault] = (element as unknown as { readonly faults?: readonly Fault[] }).faults ?? [];
    if (fault) return fault;
    const service = read(element);
    for (const [name, setting] of Object.entries<Setting>(SETTINGS)) {
      const value = service[name as keyof Settings];
      if ((value || setting.readsEmpty) && setting.read(value) === undefined) return faultOf(name, value, setting);
    }
    if (left.delete(service.for)) continue;
    const text = `for="${service.for as Area}" × 2`;
    const message = `${text} is not understood: expected ${[...left].join(', ')}`;
    return { text, error: new StatsError('attribute', message, { path: 'for' }) };
  }
  return undefined;
}

/** Makes a source that fails with an error whose cause is the text for readers. */
function failing({ text, error: { message, path } }: Fault): Omit<StatsSource, 'key'> {
  const error = new StatsError('attribute', message, { path, cause: `<stats-source ${text}>` });
  return { describe: () => Promise.reject(error), load: () => Promise.reject(error) };
}

const serviceFor = (services: readonly Settings[], area: Area): Settings | undefined =>
  services.find((each) => each.for === area);

/** Returns the settings of the source for an area: of its service, else of the dashboard, without the day. */
function settingsFor(services: readonly Settings[], own: SourceSettings, area: Area): SourceSettings {
  const service = serviceFor(services, area);
  if (!service) return own;
  const { 'records-src': recordsSrc, source, src, credentials } = service;
  const given = Object.entries({ source, src, credentials, recordsSrc }).filter(([, value]) => value);
  return Object.fromEntries(given);
}

/**
 * Combines the services.
 * @param own the settings of the dashboard, for the area that none of them counts
 * @param today ISO date taken for today, for invented numbers
 */
export async function combinedFrom(
  elements: readonly Element[],
  own: SourceSettings,
  today: string | undefined,
): Promise<Omit<StatsSource, 'key'>> {
  await upgraded(elements);
  const fault = faultIn(elements);
  if (fault) return failing(fault);
  const services = elements.map(read);
  const of = (area: Area): AreaService => ({
    source: createSource({ ...settingsFor(services, own, area), today: parseDay(today ?? '') }),
    community: (serviceFor(services, area)?.community as string | undefined) || undefined,
  });
  return combinedSource({ content: of('content'), usage: of('usage') });
}

/** Returns the layout that shows each area as the service for it is shown alone. */
export async function layoutFor(elements: readonly Element[], own: SourceSettings): Promise<TabsInput> {
  await upgraded(elements);
  const services = elements.map(read);
  const tabsOf = (area: Area): TabsInput['tabs'] => {
    const { source } = settingsFor(services, own, area);
    const name = layoutNameFor(source);
    const { tabs } = (name ? NAMED_LAYOUTS[name] : globalLayout) as TabsInput;
    return tabs.filter(({ name = '' }) => (area === 'usage') === isUsageTab(name));
  };
  return { tabs: AREAS.flatMap(tabsOf) };
}
