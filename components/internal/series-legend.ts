import { css, html, type TemplateResult } from 'lit';
import type { ChartSelection } from '../../src/chart/parameters.js';
import { swatch } from './swatch.js';

/** An entry of a legend. */
interface LegendEntry {
  readonly id: string;
  /** The name as it is written, and in full. */
  readonly short: string;
  readonly name: string;
  readonly color: string;
  /** True for an entry that cannot be isolated. */
  readonly isFixed: boolean;
  readonly isDashed: boolean;
}

/** The choices in the chart beside a legend. */
interface Choices {
  readonly selection: ChartSelection | undefined;
  /** Emphasises a series; `undefined` none. */
  readonly highlight: (id: string | undefined) => void;
  /** Shows a series without the others, or the others again. */
  readonly isolate: (id: string) => void;
}

/** Renders the legend of a chart: each entry highlights its series under the pointer or the focus, and isolates it. */
export const seriesLegend = (entries: readonly LegendEntry[], choices: Choices): TemplateResult => {
  const isolated = (choices.selection?.isolate ?? []).filter((id) => entries.some((each) => each.id === id));
  const isPale = (id: string): boolean => isolated.length > 0 && !isolated.includes(id);
  const entry = ({ id, short, name, color, isFixed, isDashed }: LegendEntry): TemplateResult => {
    const text = html`${swatch(color)}<span title=${name}>${short}</span>`;
    if (isFixed) return html`<li class=${isDashed ? 'dashed' : ''}>${text}</li>`;
    // A series that is not drawn cannot be emphasised.
    const emphasise = (): void => choices.highlight(isPale(id) ? undefined : id);
    return html`<li class=${isPale(id) ? 'pale' : ''}>
      <button
        aria-pressed=${isolated.includes(id)}
        @pointerenter=${emphasise}
        @pointerleave=${() => choices.highlight(undefined)}
        @focus=${emphasise}
        @blur=${() => choices.highlight(undefined)}
        @click=${() => choices.isolate(id)}
      >
        ${text}
      </button>
    </li>`;
  };
  return html`<ul part="legend" class="series">
    ${entries.map(entry)}
  </ul>`;
};

/** Styles of legends. */
export const seriesLegendStyles = css`
  .series {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
    color: var(--_muted);
    font-size: calc(13em / 15);
  }
  .series li,
  .series button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .series button {
    block-size: auto;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .series button:hover,
  .series button[aria-pressed='true'] {
    color: var(--_text);
  }
  /* Names of pale entries have to be readable. */
  .series .pale .swatch {
    opacity: 0.3;
  }
  .series .dashed .swatch {
    block-size: 0;
    border-block-start: 2px dashed var(--_swatch);
    border-radius: 0;
    background: none;
  }
  .series span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    max-inline-size: 32ch;
  }
`;
