import { css, type PropertyValues } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { SourceName } from '../base/property-types.js';
import { oneOf, required, sourceOr, text } from '../base/settings.js';
import { StatsElement } from '../base/stats-element.js';
import { CREDENTIALS, SOURCE_NAMES, type Credentials } from '../../src/sources/create-source.js';
import type { StatsSource } from '../../src/sources/source.js';
import { AREAS, type Area } from '../../src/vocabulary/terms.js';

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

  /** The number of changes since the first values, which dashboards read before this element is defined. */
  protected version: number | undefined;
  #isDrawn = false;
  /** The dashboard around it. */
  #dashboard: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dashboard = this.closest('stats-dashboard');
    this.#tell();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tell();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#isDrawn) this.version = (this.version ?? 0) + 1;
    this.#isDrawn = true;
    this.#tell();
  }

  #tell(): void {
    this.#dashboard?.dispatchEvent(new Event('stats-source'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-source': StatsSourceElement;
  }
}
