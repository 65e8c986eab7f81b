import { createInterface } from "node:readline/promises";
import type { ReadStream, WriteStream } from "node:tty";

/** Says how far a step is, e.g. "12,000 rows". */
export type ShowProgress = (detail: string) => void;

/** What the commands say to the person in front of them. */
export interface Terminal {
  line(text: string): void;
  /** To standard error. */
  complain(text: string): void;
  /** Shows what is being done while it is done, with the elapsed seconds. */
  step<Result>(title: string, work: (show: ShowProgress) => Promise<Result>): Promise<Result>;
  /** @returns false unless the person says yes; nobody is asked where nobody can answer. */
  confirm(question: string): Promise<boolean>;
  /** @returns what the person answers to each; null where nobody can answer. */
  ask(questions: readonly string[]): Promise<readonly string[] | null>;
}

/** The streams of a process, or a test's. */
export interface TerminalStreams {
  readonly input: Pick<ReadStream, "isTTY"> & NodeJS.ReadableStream;
  readonly output: Pick<WriteStream, "isTTY" | "columns"> & NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 100;
/** Without a terminal: a short step is one line, a long one says now and then how far it is. */
const patienceMs = 2_000;
const detailEveryMs = 10_000;
const eraseLine = "\r\x1b[K";

export function createTerminal({ input, output, errors }: TerminalStreams): Terminal {
  /** Draws the running step again below a line that was printed meanwhile. */
  let erase = () => {};

  return {
    line(text) {
      erase();
      output.write(`${text}\n`);
    },
    complain(text) {
      erase();
      errors.write(`${text}\n`);
    },
    async step(title, work) {
      const progress = output.isTTY ? spinner(title) : plainProgress(title);
      try {
        const result = await work(progress.show);
        progress.end("✔", "done");
        return result;
      } catch (error) {
        progress.end("✖", "failed");
        throw error;
      }
    },
    async confirm(question) {
      if (!input.isTTY || !output.isTTY) return false;
      const dialogue = createInterface({ input, output });
      const answer = await dialogue.question(`${question} [y/N] `).finally(() => dialogue.close());
      return /^(y|yes|o|oui)$/i.test(answer.trim());
    },
    async ask(questions) {
      if (!input.isTTY || !output.isTTY) return null;
      const dialogue = createInterface({ input, output });
      try {
        const answers: string[] = [];
        for (const question of questions) {
          answers.push((await dialogue.question(`${question}\n  `)).trim());
        }
        return answers;
      } finally {
        dialogue.close();
      }
    },
  };

  function spinner(title: string) {
    const startedAt = performance.now();
    let frame = 0;
    let detail = "";
    const draw = () => {
      frame = (frame + 1) % frames.length;
      const text = `${frames[frame]} ${title} ${seconds(startedAt, 0)}${detail && `, ${detail}`}`;
      output.write(eraseLine + text.slice(0, (output.columns ?? 80) - 1));
    };
    const timer = setInterval(draw, frameMs);
    erase = () => output.write(eraseLine);
    return {
      show(text: string) {
        detail = text;
      },
      end(mark: string) {
        clearInterval(timer);
        erase = () => {};
        output.write(
          `${eraseLine}${mark} ${title} (${seconds(startedAt)}${detail && `, ${detail}`})\n`,
        );
      },
    };
  }

  function plainProgress(title: string) {
    const startedAt = performance.now();
    let detail = "";
    const say = () =>
      output.write(`${title}: ${seconds(startedAt, 0)}${detail && `, ${detail}`}\n`);
    const first = setTimeout(() => output.write(`${title} …\n`), patienceMs);
    const timer = setInterval(say, detailEveryMs);
    return {
      show(text: string) {
        detail = text;
      },
      end(_mark: string, word: string) {
        clearTimeout(first);
        clearInterval(timer);
        output.write(`${title}: ${word} (${seconds(startedAt)}${detail && `, ${detail}`})\n`);
      },
    };
  }
}

/** Time since `startedAt` (performance.now(), milliseconds) as text, e.g. "3.2 s". */
function seconds(startedAt: number, decimals = 1): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(decimals)} s`;
}
