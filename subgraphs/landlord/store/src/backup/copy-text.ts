import { createHash } from "node:crypto";
import type { TableEnd } from "./backup-header.js";

const newline = 0x0a;

/** Counts and digests the rows of one table while they pass, in COPY's text format: a line a row. */
export class RowDigest {
  readonly #hash = createHash("sha256");
  rows = 0;

  take(chunk: Buffer): void {
    this.#hash.update(chunk);
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) {
      this.rows += 1;
    }
  }

  end(): TableEnd {
    return { rows: this.rows, sha256: this.#hash.digest("hex") };
  }
}

/**
 * The same text of the same values, whatever a database, an account or a server's version sets; no limit
 * of time, which are for questions.
 */
export const copySettings = `
  SET LOCAL datestyle = 'ISO, YMD';
  SET LOCAL intervalstyle = 'postgres';
  SET LOCAL timezone = 'UTC';
  SET LOCAL extra_float_digits = 3;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL row_security = off;
  SET LOCAL statement_timeout = 0;
  SET LOCAL lock_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
`;
