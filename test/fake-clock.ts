/** A fake clock for tests of elements: it stands still until the test sets it. */
const real = Date.now;

/** Sets the time that the code under test reads. Call `restoreClock` after each test. */
export function setClock(iso: string): void {
  const time = Date.parse(iso);
  Date.now = () => time;
}

export function restoreClock(): void {
  Date.now = real;
}
