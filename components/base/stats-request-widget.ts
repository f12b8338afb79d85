import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import type { Day } from '../../src/data/day.js';
import { toStatsError, type StatsError } from '../../src/sources/errors.js';
import type { StatsSource } from '../../src/sources/source.js';
import type { DataNeed } from '../../src/state/needs.js';
import { errorText } from './notes.js';
import { StatsDisplayWidget } from './stats-display-widget.js';
import type { Provenance, WidgetView } from './widget-view.js';

/** A pending request. */
interface Load {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Base of the elements whose numbers are not statistics of years: they have a request of their own, independent of the range. */
export abstract class StatsRequestWidget<V extends WidgetView, Answer> extends StatsDisplayWidget<V> {
  /** The loaded answer; `null` if the source does not have it. */
  @state() protected loaded: Answer | null | undefined;
  @state() protected error: StatsError | undefined;
  @state() private load: Load | undefined;

  /** What the request depends on, besides the source and the day; `undefined` while there is nothing to request. */
  protected abstract get subject(): readonly unknown[] | undefined;

  /** Sends the request; `undefined` if the source does not have it. */
  protected abstract ask(
    source: StatsSource,
    signal: AbortSignal,
    reload: boolean,
  ): Promise<Answer | undefined> | undefined;

  /** Identifies the request whose answer is loaded, failed or pending. */
  #subject: string | undefined;
  /** The day of that request. */
  #day: Day | undefined;

  /** No statistics. */
  override get needs(): readonly [] {
    return [];
  }

  /** The metrics of the answer. Notes on statistics of years are not about them. */
  protected abstract get counted(): readonly DataNeed[];

  override get provenance(): Provenance | undefined {
    const known = super.provenance;
    return known && { ...known, shownMetrics: this.counted };
  }

  override get complete(): boolean {
    return this.loaded !== undefined;
  }

  protected override get busy(): boolean {
    return this.load !== undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A loaded answer is kept; a pending request is sent again after reconnection.
    if (this.load) this.#subject = undefined;
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnected) this.#follow();
  }

  /** Sends a request if the source, the subject or the day has changed. */
  #follow(): void {
    const { scope } = this;
    if (scope && !scope.source) return;
    const own = this.subject;
    const subject = scope && own && JSON.stringify([scope.source?.key, ...own]);
    const day = scope?.state.today;
    const isSame = subject === this.#subject;
    if (isSame && day === this.#day) return;
    this.#day = day;
    // Another day has other counts: the old ones stay until the new ones are loaded.
    if (isSame) return this.#start();
    this.#subject = subject;
    this.#stop();
    this.loaded = this.current = this.error = undefined;
    this.#start();
  }

  #stop(): void {
    this.load?.abort.abort();
    this.load = undefined;
  }

  #start(reload = false): void {
    const { source } = this.scope ?? {};
    if (!source || !this.subject) return;
    this.#stop();
    const abort = new AbortController();
    // Within a promise, because the source may throw.
    const asked = (async () => (await this.ask(source, abort.signal, reload)) ?? null)();
    this.load = { abort, done: this.#receive(asked, abort.signal) };
  }

  async #receive(asked: Promise<Answer | null>, signal: AbortSignal): Promise<void> {
    try {
      const loaded = await asked;
      if (signal.aborted) return;
      this.loaded = loaded;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = toStatsError(error);
      this.report(this.error);
    }
    this.load = undefined;
  }

  readonly #retry = (): void => {
    this.error = undefined;
    this.#start();
  };

  /** Loads again, bypassing every cache; the old numbers stay until the new ones are loaded. */
  override async refresh(): Promise<void> {
    this.#start(true);
    await Promise.all([super.refresh(), this.load?.done]);
  }

  protected override async whenDrawn(): Promise<void> {
    await this.updateComplete;
    while (this.load) {
      await this.load.done;
      await this.updateComplete;
    }
  }

  /** Returns the sentence about a failure. */
  protected errorText(error: StatsError): string {
    return errorText(this.i18n, error);
  }

  /**
   * Shows a failure, inside a dashboard too, since the request is the element's own. Announces it unless the dashboard announces
   * a failure of its own.
   */
  protected override failure(): unknown {
    if (!this.error) return super.failure();
    const { messages } = this;
    const { status } = this.state ?? {};
    const isAlone = this.hasOwnSource || status === 'ready' || status === 'idle';
    return html`<div class="failure" role=${isAlone ? 'alert' : nothing}>
      <span>${this.errorText(this.error)} ${this.view ? messages.lastNumbers : ''}</span>
      <button @click=${this.#retry}>${messages.retry}</button>
    </div>`;
  }

  protected override placeholder(): TemplateResult {
    const { messages } = this;
    if (!this.scope) return super.placeholder();
    if (this.error) return html`<p class="nothing">${messages.unavailable}</p>`;
    return html`<div class="skeleton">
      <p class="nothing"><span class="sr-only">${messages.loading}</span></p>
    </div>`;
  }
}
