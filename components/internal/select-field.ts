import { html, type TemplateResult } from 'lit';

interface SelectField<T extends string> {
  /** Stands in the control, before what is chosen. */
  readonly prefix: string;
  /** Names the control. */
  readonly label: string;
  readonly options: readonly T[];
  readonly texts: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly disabled: boolean;
  readonly choose: (option: T) => void;
}

/** A choice of one among few, its own meaning written in front: "by month". */
export const selectField = <T extends string>(field: SelectField<T>): TemplateResult =>
  html`<label class="select">
    <span>${field.prefix}</span>
    <select
      aria-label=${field.label}
      ?disabled=${field.disabled}
      @change=${(event: Event) => field.choose((event.target as HTMLSelectElement).value as T)}
    >
      ${field.options.map(
        (option) => html`<option value=${option} .selected=${option === field.chosen}>${field.texts[option]}</option>`,
      )}
    </select>
  </label>`;
