import type { EntityManager } from "typeorm";
import { readCopy } from "./read-copy.js";

/** Bytes before the first row of a binary COPY: signature, flags, length of no extension. */
const headerLength = 19;

/** One row of a binary COPY, good until the next one is read. */
export class BinaryRow {
  bytes: Buffer = Buffer.alloc(0);
  /** Where the value of each column begins and ends. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  /** An integer, or a date as days since 2000-01-01. */
  integer(column: number): number {
    return this.bytes.readInt32BE(this.starts[column]);
  }

  /** A text of ASCII characters. */
  ascii(column: number): string {
    return this.bytes.toString("latin1", this.starts[column], this.ends[column]);
  }
}

/**
 * Reads a query's rows in PostgreSQL's binary COPY format, at a third of the time of an ordinary
 * query and in constant memory. COPY takes no parameters: the query may hold numbers only.
 *
 * @param query Columns of type integer, date or text, none of them null.
 */
export async function copyOut(
  tx: EntityManager,
  query: string,
  onRow: (row: BinaryRow) => void,
): Promise<void> {
  const row = new BinaryRow();
  let rest: Buffer = Buffer.alloc(0);
  let skipped = headerLength;
  for await (const chunk of readCopy(tx, `COPY (${query}) TO STDOUT (FORMAT binary)`)) {
    row.bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (row.bytes.length < skipped) {
      rest = row.bytes;
      continue;
    }
    rest = row.bytes.subarray(readRows(row, skipped, onRow));
    skipped = 0;
  }
}

/** @returns Where the first row begins that is not there in full. */
function readRows(row: BinaryRow, from: number, onRow: (row: BinaryRow) => void): number {
  const { bytes, starts, ends } = row;
  let start = from;
  for (;;) {
    if (start + 2 > bytes.length) return start;
    const columns = bytes.readInt16BE(start);
    let at = start + 2;
    for (let column = 0; column < columns; column += 1) {
      if (at + 4 > bytes.length) return start;
      const length = bytes.readInt32BE(at);
      at += 4;
      starts[column] = at;
      at += length;
      ends[column] = at;
    }
    if (at > bytes.length) return start;
    // The trailer counts -1 columns.
    if (columns > 0) onRow(row);
    start = at;
  }
}

/** Rows of integers, one after the other, as `columns` numbers each. */
export async function copyIntegers(
  tx: EntityManager,
  columns: number,
  query: string,
): Promise<Int32Array> {
  let numbers = new Int32Array(1 << 12);
  let length = 0;
  await copyOut(tx, query, (row) => {
    if (length + columns > numbers.length) {
      const larger = new Int32Array(numbers.length * 2);
      larger.set(numbers);
      numbers = larger;
    }
    for (let column = 0; column < columns; column += 1) {
      numbers[length] = row.integer(column);
      length += 1;
    }
  });
  return numbers.subarray(0, length);
}
