/**
 * Lets a visitor choose a service and see its dashboard: `<try-repository></try-repository>`, for the demo and the documentation.
 * What is chosen is in the address of the page. The page defines the elements of the library itself. An attribute `guides` is
 * the address that names of guides are added to (`?path=/docs/guides-`, with `--docs` behind them); without it, their files are named.
 */
import type { DataverseCollection } from '../../src/sources/dataverse/collections.js';
import type { Reason } from '../../src/sources/errors.js';
import type { ErrorDetail } from '../../src/state/events.js';
import {
  CHOICE_NAMES,
  RANGES,
  addressOf,
  adviceOf,
  attributesOf,
  choiceFrom,
  faultsOf,
  htmlOf,
  parametersOf,
  type Choice,
} from './try-choice.js';
import { SERVICES, type ServiceName } from './try-services.js';
import { TEMPLATE, sheet } from './try-template.js';

const option = (value: string, label: string): HTMLOptionElement => new Option(label, value);

const paragraph = (text: string, className = ''): HTMLParagraphElement =>
  Object.assign(document.createElement('p'), { textContent: text, className });

class TryRepository extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  #dashboard: HTMLElement | undefined;
  /** What is shown now. */
  #shown: Choice | undefined;
  /** Aborted when the element leaves the page. */
  #leave = new AbortController();
  /** The address whose collections are offered. */
  #listed = '';

  constructor() {
    super();
    const template = document.createElement('template');
    template.innerHTML = TEMPLATE;
    this.#root.append(template.content);
    this.#root.adoptedStyleSheets = [sheet()];
    const { service, range, src } = this.#fields;
    service.append(...Object.entries(SERVICES).map(([value, { name }]) => option(value, name)));
    range.append(...Object.entries(RANGES).map(([value, label]) => option(value, label)));
    service.addEventListener('change', () => this.#onService());
    src.addEventListener('change', () => void this.#listCollections());
    for (const field of [src, this.#fields.scope]) field.addEventListener('input', () => this.#check());
    this.#find('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#find('.copy').addEventListener('click', () => void this.#copy());
  }

  connectedCallback(): void {
    this.#leave = new AbortController();
    addEventListener('popstate', () => this.#follow(), { signal: this.#leave.signal });
    this.#follow();
  }

  disconnectedCallback(): void {
    this.#leave.abort();
    this.#show(undefined);
  }

  /** Resolves when the dashboard is complete, as that of a dashboard does. */
  get settled(): Promise<unknown> | undefined {
    return (this.#dashboard as { settled?: Promise<unknown> } | undefined)?.settled;
  }

  #find(selector: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(selector)!;
  }

  get #fields() {
    const input = (name: string) => this.#find(`[name=${name}]`) as HTMLInputElement;
    const select = (name: string) => this.#find(`[name=${name}]`) as HTMLSelectElement;
    return { service: select('service'), src: input('src'), scope: input('scope'), range: select('range') };
  }

  get #choice(): Choice {
    const { service, src, scope, range } = this.#fields;
    const part = SERVICES[service.value as ServiceName].scope ? scope.value.trim() : '';
    return { service: service.value as ServiceName, src: src.value.trim(), scope: part, range: range.value };
  }

  /** Shows the choice in the address of the page. */
  #follow(): void {
    const choice = choiceFrom(new URLSearchParams(location.search));
    this.#fill(choice ?? { service: 'datacite', src: '', scope: '', range: '' });
    tellFrame(choice);
    this.#show(choice);
  }

  #fill(choice: Choice): void {
    const fields = this.#fields;
    const { range } = choice;
    // An address may have any range, such as two days.
    if (![...fields.range.options].some(({ value }) => value === range)) fields.range.append(option(range, range));
    for (const name of CHOICE_NAMES) fields[name].value = choice[name];
    this.#label();
    this.#check();
    void this.#listCollections();
  }

  /** The address and the part of one service are none of another one. */
  #onService(): void {
    const { src, scope } = this.#fields;
    src.value = scope.value = '';
    this.#show(undefined);
    this.#label();
    this.#check();
    void this.#listCollections();
  }

  /** Names the fields as the chosen service does. */
  #label(): void {
    const { address, scope: part, guide, name } = SERVICES[this.#choice.service];
    const { src, scope } = this.#fields;
    for (const [input, field] of [
      [src, address],
      [scope, part],
    ] as const) {
      input.closest<HTMLElement>('.field')!.hidden = !field;
      input.required = field?.required ?? false;
      input.placeholder = field?.example ?? '';
      input.labels![0]!.textContent = `${field?.label ?? ''}${field?.required ? '' : ' (optional)'}`;
    }
    const guides = this.getAttribute('guides');
    const link = Object.assign(document.createElement(guides === null ? 'code' : 'a'), {
      textContent: guides === null ? `stories/guides/${guide}.mdx` : name,
      ...(guides !== null && { href: `${guides}${guide}--docs`, target: '_parent' }),
    });
    this.#find('.guide').replaceChildren('What it shows, and what has to be switched on: ', link);
  }

  /** Has the browser refuse a choice with faults. */
  #check(): Partial<Record<'src' | 'scope', string>> {
    const faults = faultsOf(this.#choice, document.baseURI);
    for (const name of ['src', 'scope'] as const) this.#fields[name].setCustomValidity(faults[name] ?? '');
    return faults;
  }

  #submit(): void {
    const choice = this.#choice;
    const address = withChoice(location.href, choice);
    if (address !== location.href) history.pushState(null, '', address);
    tellFrame(choice);
    this.#show(choice);
  }

  /** Shows the dashboard of a choice and its HTML, or neither. */
  #show(choice: Choice | undefined): void {
    const faults = Object.values(choice ? faultsOf(choice, document.baseURI) : {});
    this.#dashboard?.remove();
    this.#shown = choice && !faults.length ? choice : undefined;
    this.#dashboard = this.#shown && this.#makeDashboard(this.#shown);
    this.#find('.problems').replaceChildren(...faults.map((fault) => paragraph(fault)));
    this.#find('.copied').textContent = '';
    this.#find('.code code').textContent = this.#shown ? htmlOf(this.#shown) : '';
    this.#find('.code').hidden = !this.#shown;
    if (this.#dashboard) this.#find('.dashboard').append(this.#dashboard);
  }

  #makeDashboard(choice: Choice): HTMLElement {
    const dashboard = document.createElement('stats-dashboard');
    for (const [name, value] of Object.entries(attributesOf(choice))) dashboard.setAttribute(name, value);
    const told = new Set<Reason>();
    dashboard.addEventListener('stats-error', ({ detail }) => {
      // Requests with the same fault fail together.
      if (dashboard !== this.#dashboard || told.has(detail.reason)) return;
      told.add(detail.reason);
      this.#tell(detail, choice);
    });
    return dashboard;
  }

  #tell(error: ErrorDetail, choice: Choice): void {
    this.#find('.problems').append(
      paragraph(adviceOf(error, choice)),
      paragraph(`For developers: ${error.message}`, 'message'),
    );
  }

  /** Offers the collections of a Dataverse installation. Without them, the field can be filled in all the same. */
  async #listCollections(): Promise<void> {
    const choice = this.#choice;
    const list = this.#find('datalist');
    const address = choice.service === 'dataverse' && choice.src && !this.#check().src ? addressOf(choice.src) : '';
    if (address === this.#listed) return;
    this.#listed = address;
    list.replaceChildren();
    if (!address) return;
    const collections = await collectionsAt(address, this.#leave.signal);
    if (address === this.#listed) list.append(...collections.map(({ alias, name }) => option(alias, name)));
  }

  async #copy(): Promise<void> {
    const code = this.#find('.code code');
    let result = 'Copied.';
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      // Browsers offer no clipboard to pages without https, and ask for a permission.
      getSelection()?.selectAllChildren(code);
      result = 'The browser does not let this page copy. The HTML is selected: press Ctrl+C or ⌘C.';
    }
    this.#find('.copied').textContent = result;
  }
}

const withChoice = (address: string, choice: Choice | undefined): string => {
  const url = new URL(address);
  url.search = parametersOf(choice, url.searchParams).toString();
  return url.href;
};

/** Writes a choice into the address that a visitor of Storybook sees, which shows this page in a frame. */
function tellFrame(choice: Choice | undefined): void {
  if (parent === window) return;
  try {
    const address = withChoice(parent.location.href, choice);
    if (address !== parent.location.href) parent.history.replaceState(parent.history.state, '', address);
  } catch {
    // The frame is on a page of another server.
  }
}

const collectionsAt = async (address: string, signal: AbortSignal): Promise<readonly DataverseCollection[]> => {
  try {
    const { dataverseCollections } = await import('../../src/sources/dataverse/collections.js');
    return await dataverseCollections(address, { signal });
  } catch {
    return [];
  }
};

customElements.define('try-repository', TryRepository);
