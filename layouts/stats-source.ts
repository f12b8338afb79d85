import { css, type PropertyValues } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { SourceName } from '../components/base/property-types.js';
import { oneOf, required, sourceOr, text } from '../components/base/settings.js';
import { StatsElement } from '../components/base/stats-element.js';
import { CREDENTIALS, SOURCE_NAMES, type Credentials } from '../src/sources/create-source.js';
import type { StatsSource } from '../src/sources/source.js';
import { AREAS, type Area } from '../src/vocabulary/terms.js';

/**
 * A service that counts one area of the dashboard around it: what is there (`content`), or what readers do with it (`usage`). The
 * other area comes from a second one, or from the attributes of the dashboard. It shows nothing itself.
 *
 * ```html
 * <stats-dashboard>
 *   <stats-source for="content" source="datacite" community="cern.zenodo"></stats-source>
 *   <stats-source for="usage" source="matomo" src="https://stats.example.org/" community="1"></stats-source>
 * </stats-dashboard>
 * ```
 *
 * @tag stats-source
 */
export class StatsSourceElement extends StatsElement {
  static override tag = 'stats-source';
  static override styles = css`
    :host {
      display: none;
    }
  `;

  /** The area that it counts: `content` or `usage`. */
  @property({ converter: required(oneOf(AREAS)) }) for: Area | undefined;
  /** Name of the source, as of a dashboard; as a property also any `StatsSource`. */
  @property({ converter: sourceOr(SOURCE_NAMES) }) source: SourceName | StatsSource | undefined;
  /** Address of the service. */
  @property({ converter: text }) src: string | undefined;
  /** What the service calls the repository or community; default: the `community` of the dashboard. */
  @property({ converter: text }) community: string | undefined;
  /** Address of the search for records (`/api/records`), if it is not beside the service. */
  @property({ attribute: 'records-src', converter: text }) recordsSrc: string | undefined;
  /** Credentials as for `fetch`: `same-origin` (default), `include` or `omit`. */
  @property({ converter: oneOf(CREDENTIALS) }) credentials: Credentials | undefined;

  /** The dashboard around it. */
  #dashboard: Element | null = null;
  #isRead = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dashboard = this.parentElement;
    this.#tell();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tell();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // The dashboard has read the first values.
    if (this.#isRead) this.#tell(true);
    this.#isRead = true;
  }

  /** @param hasChanged true if settings have changed; else the element has been added or removed */
  #tell(hasChanged = false): void {
    this.#dashboard?.dispatchEvent(new CustomEvent('stats-source', { detail: hasChanged }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-source': StatsSourceElement;
  }
}
