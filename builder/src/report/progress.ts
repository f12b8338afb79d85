/** Lines about a run: a bar that is drawn over on a terminal, a line per stage elsewhere. */
export interface Progress {
  /** Begins a stage. */
  stage(name: string, count?: number): void;
  /** One more is done. */
  step(): void;
  /** Ends the stage with a sentence about it. */
  done(result: string): void;
  /** A line of its own, for what the reader should know. */
  note(text: string): void;
}

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const WIDTH = 24;
/** Milliseconds between two drawings of a bar. */
const PAUSE = 80;

export function progressOn(output: Output): Progress {
  const isTerminal = output.isTTY === true;
  let stage = '';
  let total = 0;
  let count = 0;
  let drawn = 0;
  const clear = (): void => {
    if (isTerminal) output.write('\r\u001b[K');
  };
  const draw = (): void => {
    const share = total ? Math.min(1, count / total) : 0;
    const filled = Math.round(share * WIDTH);
    const bar = total ? `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${count}/${total}` : '';
    output.write(`\r\u001b[K${stage} ${bar}`.slice(0, output.columns ?? 100));
  };
  return {
    stage: (name, most = 0) => {
      [stage, total, count, drawn] = [name, most, 0, 0];
      if (isTerminal) draw();
    },
    step: () => {
      count++;
      const now = performance.now();
      if (!isTerminal || now - drawn < PAUSE) return;
      drawn = now;
      draw();
    },
    done: (result) => {
      clear();
      output.write(`${stage}: ${result}\n`);
    },
    note: (text) => {
      clear();
      output.write(`${text}\n`);
    },
  };
}
