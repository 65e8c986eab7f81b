import { BackupError } from "./backup.error.js";
import {
  type BackupHeader,
  type BackupTable,
  endOfBackup,
  parseHeader,
  parseTableEnd,
  tableLine,
} from "./backup-header.js";
import { RowDigest } from "./copy-text.js";

/** Behind the rows; no row holds it, since COPY writes a backslash twice. */
const endOfRows = Buffer.from("\n\\.\n");

/** Of the head, which names the tables and nothing of their rows; of the other lines by far. */
const longestLineBytes = 1 << 20;

/** Reads the text of a backup piece by piece, and believes none of it that its digests do not bear out. */
export class BackupReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #place = () => "in its head";

  constructor(text: AsyncIterable<Buffer>) {
    this.#chunks = text[Symbol.asyncIterator]();
  }

  /** @throws BackupError when it is no backup, or one that this program cannot read. */
  async header(): Promise<BackupHeader> {
    return parseHeader(await this.#line());
  }

  /**
   * The rows of the next table, in COPY's text format. What they are is known only at their end: until
   * then they must be taken back when this throws.
   *
   * @throws BackupError naming the table, with what was expected, when the file is damaged or cut off.
   */
  async *rows(table: BackupTable): AsyncGenerator<Buffer> {
    const digest = new RowDigest();
    this.#place = () => `before table ${table.name}, of which ${table.rows} rows were expected`;
    const opening = await this.#line();
    if (`${opening}\n` !== tableLine(table)) throw this.#damaged("its rows do not begin there");
    this.#place = () =>
      `in table ${table.name}, after ${digest.rows} of the ${table.rows} rows that were expected`;
    for await (const chunk of this.#untilEndOfRows()) {
      digest.take(chunk);
      yield chunk;
    }
    this.#place = () => `at the end of table ${table.name}`;
    const [found, said] = [digest.end(), parseTableEnd(await this.#line())];
    if (said === null) throw this.#damaged("the digest of its rows is missing");
    if (found.rows !== table.rows || said.rows !== table.rows) {
      throw this.#damaged(`it holds ${found.rows} rows, ${table.rows} were expected`);
    }
    if (found.sha256 !== said.sha256) {
      throw this.#damaged(
        `its ${found.rows} rows have the digest ${found.sha256}, ${said.sha256} was expected`,
      );
    }
  }

  /** @throws BackupError when anything is missing or more follows. */
  async end(): Promise<void> {
    this.#place = () => "at its end";
    if ((await this.#line()) !== endOfBackup) throw this.#damaged("the mark of its end is missing");
    if ((await this.#more()) || this.#rest.length > 0) throw this.#damaged("more follows");
  }

  /** Gives up what it reads from. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async *#untilEndOfRows(): AsyncGenerator<Buffer> {
    // The newline of the line before, which counts for a table without rows.
    let held = Buffer.concat([endOfRows.subarray(0, 1), this.#rest]);
    let skipped = 1;
    for (;;) {
      const end = held.indexOf(endOfRows);
      if (end >= 0) {
        if (end + 1 > skipped) yield held.subarray(skipped, end + 1);
        this.#rest = held.subarray(end + endOfRows.length);
        return;
      }
      const given = held.length - (endOfRows.length - 1);
      if (given > skipped) {
        yield held.subarray(skipped, given);
        held = held.subarray(given);
        skipped = 0;
      }
      this.#rest = Buffer.alloc(0);
      if (!(await this.#more())) throw this.#damaged("the file ends there");
      held = Buffer.concat([held, this.#rest]);
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end >= 0) {
        const line = this.#rest.toString("utf8", 0, end);
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      if (this.#rest.length > longestLineBytes) throw this.#damaged("a line has no end");
      if (!(await this.#more())) throw this.#damaged("the file ends there");
    }
  }

  /** @returns false at the end of the file. */
  async #more(): Promise<boolean> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#rest = Buffer.concat([this.#rest, value]);
      return true;
    } catch (error) {
      if (error instanceof BackupError || (error instanceof Error && "syscall" in error))
        throw error;
      throw this.#damaged("what follows was changed or is not there", error);
    }
  }

  #damaged(what: string, cause?: unknown): BackupError {
    return new BackupError(`the backup is damaged or cut off ${this.#place()}: ${what}`, { cause });
  }
}
