/** What a visitor of the page "Try it" chooses, as the address of that page, as attributes, and as HTML. */
import packageJson from '../../package.json' with { type: 'json' };
import type { Reason } from '../../src/sources/errors.js';
import type { ErrorDetail } from '../../src/state/events.js';
import { isWebAddress } from '../../src/util/link.js';
import { SERVICES, type ServiceName } from './try-services.js';

export interface Choice {
  readonly service: ServiceName;
  /** Address of the service; empty: the default. */
  readonly src: string;
  /** What is counted of the service: the attribute `community`. */
  readonly scope: string;
  /** The attribute `range`; empty: the default of the dashboard. */
  readonly range: string;
}

export const CHOICE_NAMES = ['service', 'src', 'scope', 'range'] as const;

export const RANGES: Readonly<Record<string, string>> = {
  '': 'Default',
  yearToDate: 'This year',
  '24months': 'Two years',
  '3years': 'Three years',
  '5years': 'Five years',
  allTime: 'Since the beginning',
};

/** Reads a choice from the query of an address; `undefined` without a service that exists. */
export function choiceFrom(parameters: URLSearchParams): Choice | undefined {
  const read = (name: keyof Choice): string => parameters.get(name)?.trim() ?? '';
  const service = read('service');
  if (!Object.hasOwn(SERVICES, service)) return undefined;
  return { service: service as ServiceName, src: read('src'), scope: read('scope'), range: read('range') };
}

/** Writes a choice, or none, so that `choiceFrom` reads it back; other parameters stay. */
export function parametersOf(choice: Choice | undefined, others = new URLSearchParams()): URLSearchParams {
  const parameters = new URLSearchParams(others);
  for (const name of CHOICE_NAMES) {
    if (choice?.[name]) parameters.set(name, choice[name]);
    else parameters.delete(name);
  }
  return parameters;
}

/** Returns an address as it is meant: `demo.dataverse.org` is that of a server. */
export function addressOf(text: string): string {
  const [, host] = /^([\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?(?:\/|$)/.exec(text) ?? [];
  if (host === undefined) return text;
  return `${host === 'localhost' ? 'http' : 'https'}://${text}`;
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/**
 * Returns what is wrong with each field of a choice, in a sentence; a field without an entry is right.
 * @param base the address that relative ones belong to
 */
export function faultsOf({ service, src, scope }: Choice, base: string): Partial<Record<'src' | 'scope', string>> {
  const { address, scope: part } = SERVICES[service];
  return {
    ...(src &&
      !isWebAddress(addressOf(src), base) && { src: 'Write an address that begins with https:// or http://.' }),
    ...(!src && address.required && { src: `Write the ${lower(address.label)}.` }),
    ...(!scope && part?.required && { scope: `Write the ${lower(part.label)}.` }),
  };
}

const lower = (label: string): string => label.slice(0, 1).toLowerCase() + label.slice(1);

/** Returns the attributes of the dashboard. What is default is left out. */
export function attributesOf({ service, src, scope, range }: Choice): Readonly<Record<string, string>> {
  const { address, scope: part, attributes } = SERVICES[service];
  const given = addressOf(src);
  const isDefault = !given || withoutSlash(given) === withoutSlash(address.usual ?? '');
  return {
    ...(service !== 'invenio' && { source: service }),
    ...(!isDefault && { src: given }),
    ...(part && scope && { community: scope }),
    ...attributes,
    ...(range && { range }),
  };
}

const SCRIPT = `https://cdn.jsdelivr.net/npm/${packageJson.name}@${packageJson.version}/dist/define.js`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&"<>]/g, (character) => ENTITIES[character]!);

/** Returns the HTML of the dashboard, with its script. */
export function htmlOf(choice: Choice): string {
  const attributes = Object.entries(attributesOf(choice)).map(([name, value]) => `\n  ${name}="${escaped(value)}"`);
  return `<script type="module" src="${SCRIPT}"></script>
<stats-dashboard${attributes.join('')}${attributes.length ? '\n' : ''}></stats-dashboard>`;
}

type Advice = string | ((choice: Choice, error: ErrorDetail) => string);

/** What to do about an error, by its reason. A row of a service takes precedence. */
const ADVICE: Readonly<Record<Reason, Advice>> = {
  network:
    'No answer has reached this page. Check the address. If it is right, the service does not let pages of other servers read it (CORS): let its operator allow this, or put the dashboard on a page of the same server, which needs no permission.',
  timeout: 'The service did not answer in time. Try again later: a first answer may have to be computed.',
  http: ({ service, scope }, { message }) =>
    /\b404\b/.test(message)
      ? `${SERVICES[service].name} is not at this address (404): it may be that of another service${scope && `. Or there is no “${scope}”`}.`
      : 'The service reported an error. Check the address; if it is right, try again later.',
  auth: 'The service answers only those who have logged in. Its numbers have to be public: a key or a password cannot be in a page, where everybody reads it.',
  csrf: 'The service answers pages of its own server only. Put the dashboard there.',
  'rate-limit': 'The service has received too many requests from your network. Wait a few minutes.',
  malformed: ({ service }) =>
    `The answer is not one of ${SERVICES[service].name}. Is this the address of another service, or does it lead to a login page?`,
  service: 'The service could not compute the numbers. Check what you have entered, or try again later.',
  layout: 'The layout of the dashboard cannot be read. This is a mistake of ours: please report it.',
  attribute: ({ service, scope }, { path }) => {
    const { address, scope: part } = SERVICES[service];
    if (path === 'community') return `“${scope}” is not known there. Check the field “${part?.label ?? 'Community'}”.`;
    if (path === 'src') return `The address cannot be used. Check the field “${address.label}”.`;
    return 'A value is not understood. The message below names it.';
  },
  code: 'A part of the dashboard could not be loaded. Check your connection, and load this page again.',
};

/** Returns what to do about an error of the dashboard. */
export function adviceOf(error: ErrorDetail, choice: Choice): string {
  const advice = SERVICES[choice.service].advice?.[error.reason] ?? ADVICE[error.reason];
  return typeof advice === 'string' ? advice : advice(choice, error);
}
