import { finished } from "node:stream/promises";
import type { Client } from "pg";
import { from } from "pg-copy-streams";
import type { EntityManager } from "typeorm";

/** Pieces that the socket takes in one go while the next chunk is being read. */
const pieceBytes = 1 << 20;

/** Rows of one COPY. */
export interface LoadedRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Buffer;
}

/** The connection of a transaction, below typeorm, for what only the driver can do: COPY. */
export class CopyIn {
  private constructor(private readonly client: Client) {}

  static async of(tx: EntityManager): Promise<CopyIn> {
    if (tx.queryRunner === undefined) throw new Error("COPY needs a transaction of its own");
    // typeorm gives the driver's own client, untyped.
    return new CopyIn((await tx.queryRunner.connect()) as Client);
  }

  /** Queries of the same transaction wait for it. */
  async load({ table, columns, rows }: LoadedRows): Promise<void> {
    const copy = this.client.query(
      from(`COPY ${table} (${columns.join(", ")}) FROM STDIN (FORMAT binary)`),
    );
    for (let at = 0; at < rows.length; at += pieceBytes) {
      copy.write(rows.subarray(at, at + pieceBytes));
    }
    copy.end();
    await finished(copy);
  }
}
