import { html, type TemplateResult } from 'lit';

interface SelectField<T extends string> {
  /** Text in the control, before the chosen option. */
  readonly prefix: string;
  /** Accessible name of the control. */
  readonly label: string;
  readonly options: readonly T[];
  readonly texts: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly disabled?: boolean;
  readonly choose: (option: T) => void;
}

/** Renders a select element with a prefix: "by month". */
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
