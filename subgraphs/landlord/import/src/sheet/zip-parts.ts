import { type Entry, openPromise, type ZipFile } from "yauzl";
import { UnusableWorkbookError } from "./workbook.js";

/** Files in an archive. */
const mostParts = 10_000;

/** Bytes of one sheet once it is unpacked: it is read as it comes. */
const mostSheetBytes = 2 * 1024 ** 3;

/** Bytes of a file once it is unpacked, over all its sheets and however often one is read. */
export const mostFileBytes = 2 * mostSheetBytes;

/** Bytes of another part once it is unpacked: it is held. */
const mostHeldBytes = 128 * 1024 ** 2;

/** The parts of a workbook, which is a zip archive. */
export class ZipParts {
  private constructor(
    private readonly archive: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    /** That may still be unpacked. */
    private bytesLeft: number,
  ) {}

  /** @throws UnusableWorkbookError when it is no such archive. */
  static async open(path: string, mostBytes = mostFileBytes): Promise<ZipParts> {
    try {
      const archive = await openPromise(path, { autoClose: false, lazyEntries: true });
      const entries = new Map<string, Entry>();
      for await (const entry of archive.eachEntry()) {
        entries.set(entry.fileName, entry);
        if (entries.size > mostParts) {
          archive.close();
          throw new UnusableWorkbookError("", `a workbook of at most ${mostParts} parts`);
        }
      }
      return new ZipParts(archive, entries, mostBytes);
    } catch (error) {
      throw damaged(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  close(): void {
    this.archive.close();
  }

  /** Text of a part that is held; empty where there is none. */
  async text(name: string): Promise<string> {
    if (!this.has(name)) return "";
    let text = "";
    for await (const piece of this.pieces(name, mostHeldBytes)) text += piece;
    return text;
  }

  /** Text of a sheet, as it comes. */
  sheet(name: string): AsyncGenerator<string> {
    return this.pieces(name, mostSheetBytes);
  }

  /** What an archive says of its size, unpacking it proves: more bytes than announced are an error. */
  private async *pieces(name: string, mostBytes: number): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw damaged(new Error(`there is no ${name}`));
    if (entry.uncompressedSize > mostBytes) {
      const size = `${Math.ceil(entry.uncompressedSize / 1024 ** 2)} MB`;
      const most = `at most ${mostBytes / 1024 ** 2} MB once unpacked`;
      throw new UnusableWorkbookError(
        `${name}: ${size}`,
        `${most}; save the sheet as CSV, which may be of any size`,
      );
    }
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      const bytes = await this.archive.openReadStreamPromise(entry);
      for await (const piece of bytes) {
        this.bytesLeft -= (piece as Buffer).length;
        if (this.bytesLeft < 0) throw tooMuch();
        yield decoder.decode(piece as Buffer, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw damaged(error);
    }
  }
}

function tooMuch(): UnusableWorkbookError {
  const most = `a workbook of at most ${mostFileBytes / 1024 ** 3} GB once unpacked, over all its sheets`;
  return new UnusableWorkbookError("", `${most}; save the sheet as CSV, which may be of any size`);
}

/** Of what the archive's reader says. */
export function damaged(error: unknown): unknown {
  if (error instanceof UnusableWorkbookError) return error;
  const expected = "a workbook that is whole; open it and save it again, or save the sheet as CSV";
  const reason = error instanceof Error ? error.message : String(error);
  return new UnusableWorkbookError(reason.slice(0, 200), expected, { cause: error });
}
