/** The HTML and the styles of `<try-repository>`. */

export const TEMPLATE = `
  <div class="choice">
    <div>
      <form>
        <div class="field">
          <label for="service">Service</label>
          <select id="service" name="service"></select>
        </div>
        <div class="field">
          <label for="src"></label>
          <input id="src" name="src" inputmode="url" autocomplete="url" autocapitalize="off" spellcheck="false" />
        </div>
        <div class="field">
          <label for="scope"></label>
          <input id="scope" name="scope" list="scopes" autocomplete="off" autocapitalize="off" spellcheck="false" />
          <datalist id="scopes"></datalist>
        </div>
        <div class="field">
          <label for="range">Period</label>
          <select id="range" name="range"></select>
        </div>
        <button>Show</button>
        <p class="guide"></p>
      </form>
      <div class="problems" role="status"></div>
    </div>
    <section class="code" aria-labelledby="code" hidden>
      <h2 id="code">The HTML for your page</h2>
      <pre dir="ltr"><code></code></pre>
      <button type="button" class="copy">Copy HTML</button>
      <p class="copied" role="status"></p>
    </section>
  </div>
  <div class="dashboard"></div>
`;

const STYLES = `
  :host {
    display: block;
    container-type: inline-size;
    font: 16px/1.5 system-ui, sans-serif;
    color: light-dark(#171b22, #eceff3);
    --line: light-dark(#8b93a1, #6d7685);
    --accent: light-dark(#1f5fbf, #8ab4f8);
    --surface: light-dark(#ffffff, #171a20);
  }
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .choice {
    display: grid;
    gap: 24px;
    align-items: start;
  }
  form {
    display: grid;
    gap: 14px;
    justify-items: start;
  }
  .field {
    display: grid;
    gap: 4px;
    width: 100%;
  }
  label {
    font-size: 0.9em;
    font-weight: 600;
  }
  input,
  select {
    width: 100%;
    min-width: 0;
    font: inherit;
    color: inherit;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 7px 10px;
  }
  ::placeholder {
    color: light-dark(#646c79, #9aa3b1);
    opacity: 1;
  }
  button {
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    padding: 7px 18px;
    border-radius: 6px;
    border: 1px solid var(--accent);
    background: var(--accent);
    color: light-dark(#ffffff, #10131a);
  }
  .copy {
    background: none;
    color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  p {
    margin: 0;
  }
  a {
    color: var(--accent);
  }
  .guide,
  .copied,
  .message {
    font-size: 0.9em;
    color: light-dark(#4d5562, #b3bbc7);
    overflow-wrap: anywhere;
  }
  .code {
    min-width: 0;
  }
  h2 {
    font-size: 0.9em;
    margin: 0 0 4px;
  }
  pre {
    margin: 0 0 12px;
    padding: 12px 14px;
    font: 13px/1.5 ui-monospace, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    background: var(--surface);
    border: 1px solid light-dark(#dfe3e9, #2a2f38);
    border-radius: 6px;
  }
  code {
    font-family: ui-monospace, monospace;
  }
  .copied {
    margin-top: 8px;
    min-height: 1.5em;
  }
  .problems:not(:empty) {
    margin-top: 20px;
    padding: 12px 14px;
    background: light-dark(#fff4e0, #33290f);
    border-radius: 6px;
  }
  .problems p + p:not(.message) {
    margin-top: 12px;
  }
  .dashboard {
    margin-top: 28px;
  }
  @container (min-width: 46em) {
    .choice {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      gap: 32px;
    }
  }
`;

/** Returns the styles. */
export function sheet(): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(STYLES);
  return made;
}
