import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rm, truncate } from "node:fs/promises";
import {
  type AccessEntry,
  type ChainPoint,
  chainStart,
  loggedText,
  parseLogged,
} from "@palier/schema";
import { fileOf, lineOf, type RefusalFile, readEnds, refusalFiles } from "./refusal-files.js";
import { removalReason } from "./removal.js";
import { linkAfter } from "./sealed-link.js";

/** What the log may hold. */
export interface RefusalBounds {
  /** Bytes after which a file is followed by the next. */
  readonly fileBytes: number;
  /** Files; the oldest goes first. */
  readonly files: number;
}

interface KeptFile extends RefusalFile {
  readonly last: ChainPoint;
  /** Of its first and its last entry. */
  readonly begun: Date;
  readonly ended: Date;
}

/** Writes the chain of refusals to files of a folder, by one process at a time. */
export class RefusalWriter {
  /** Those that are full, oldest first. */
  #full: KeptFile[];
  #current: KeptFile | null;
  #handle: FileHandle | null = null;
  #bytes: number;
  #last: ChainPoint;

  private constructor(
    private readonly folder: string,
    private readonly bounds: RefusalBounds,
    kept: readonly KeptFile[],
    bytes: number,
  ) {
    this.#full = kept.slice(0, -1);
    this.#current = kept.at(-1) ?? null;
    this.#last = this.#current?.last ?? chainStart;
    this.#bytes = bytes;
  }

  /**
   * Goes on where the folder's last whole line ends: what a killed process had half written was
   * never acknowledged.
   */
  static async open(folder: string, bounds: RefusalBounds): Promise<RefusalWriter> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const kept: KeptFile[] = [];
    let bytes = 0;
    for (const file of await refusalFiles(folder)) {
      const found = await readKept(file);
      if (found === null) continue;
      kept.push(found);
      bytes = found.bytes;
    }
    const current = kept.at(-1);
    if (current !== undefined) await truncate(current.path, bytes);
    return new RefusalWriter(folder, bounds, kept, bytes);
  }

  /** Resolves once the entries are on the disk. One call at a time. */
  async append(entries: readonly AccessEntry[]): Promise<void> {
    const first = entries[0];
    if (first === undefined) return;
    if (this.#isToBeFollowed(first.at)) await this.#endFile();
    await this.#write(entries);
    if (this.#full.length + 1 > this.bounds.files) await this.#remove(1, null, first.at);
  }

  /**
   * Removes the files whose entries are all older than they may be kept.
   *
   * @param months that the convention keeps them.
   */
  async removeOlder(months: number, now: Date): Promise<void> {
    const limit = new Date(now);
    limit.setUTCMonth(limit.getUTCMonth() - months);
    if (this.#current !== null && this.#current.ended < limit) await this.#endFile();
    const due = this.#full.filter(({ ended }) => ended < limit).length;
    if (due > 0) await this.#remove(due, months, now);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  /** A file holds entries of one month, so that what is due can go. */
  #isToBeFollowed(at: Date): boolean {
    if (this.#current === null) return false;
    return this.#bytes >= this.bounds.fileBytes || monthOf(this.#current.begun) !== monthOf(at);
  }

  async #endFile(): Promise<void> {
    if (this.#current !== null) this.#full.push(this.#current);
    this.#current = null;
    this.#bytes = 0;
    await this.#handle?.close();
    this.#handle = null;
  }

  async #write(entries: readonly AccessEntry[]): Promise<void> {
    let last = this.#last;
    const lines = entries.map((entry) => {
      const link = linkAfter(last, { entry: loggedText(entry), salt: newSalt() });
      last = link;
      return lineOf(link);
    });
    const bytes = Buffer.from(lines.join(""));
    const file = this.#current ?? fileOf(this.folder, this.#last.sequence + 1);
    this.#handle ??= await open(file.path, "a", 0o600);
    const { size } = await this.#handle.stat();
    if (size !== this.#bytes) {
      throw new Error(`another process writes to ${this.folder}: give each gateway its own`);
    }
    try {
      await this.#handle.appendFile(bytes);
      await this.#handle.datasync();
    } catch (error) {
      // What was written of it must not stand before the next line.
      await this.#handle.truncate(this.#bytes).catch(() => undefined);
      throw error;
    }
    this.#bytes += bytes.length;
    this.#last = { sequence: last.sequence, hash: last.hash };
    const ended = entries.at(-1)?.at ?? new Date(0);
    const begun = this.#current?.begun ?? entries[0]?.at ?? ended;
    this.#current = { ...file, begun, last: this.#last, ended };
  }

  /** Says first what goes, and why: a log that lacks it without a word was tampered with. */
  async #remove(count: number, months: number | null, at: Date): Promise<void> {
    const going = this.#full.slice(0, count);
    const [first, last] = [going[0], going.at(-1)];
    if (first === undefined || last === undefined) return;
    const reason = removalReason({
      from: first.first,
      until: last.last,
      ended: last.ended,
      months,
    });
    await this.#write([entryOfOwn(reason, at)]);
    for (const { path } of going) await rm(path, { force: true });
    this.#full = this.#full.slice(count);
  }
}

/** A file as it was left; null when no entry of it is whole. */
async function readKept(
  file: RefusalFile,
): Promise<(KeptFile & { readonly bytes: number }) | null> {
  const { first, last, bytes } = await readEnds(file);
  if (first === null || last === null) return null;
  const { sequence, hash } = last;
  const [begun, ended] = [parseLogged(first.entry).at, parseLogged(last.entry).at];
  return { ...file, last: { sequence, hash }, begun, ended, bytes };
}

/** What the gateway says of its log in the log. */
function entryOfOwn(reason: string, at: Date): AccessEntry {
  return {
    at,
    operationId: null,
    operation: null,
    viewer: null,
    isProved: true,
    coordinates: [],
    decision: "REFUSED",
    reason,
    rows: 0,
    sites: [],
    territories: [],
    durationMs: 0,
  };
}

function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}

function newSalt(): string {
  return randomBytes(32).toString("hex");
}
