import type { Client } from "pg";
import { to } from "pg-copy-streams";
import type { EntityManager } from "typeorm";

/**
 * What a `COPY … TO STDOUT` writes. Left before its end, it ends the session of the transaction, and with
 * it the transaction: pg-copy-streams would keep the connection, and ROLLBACK wait behind it for ever.
 */
export async function* readCopy(tx: EntityManager, statement: string): AsyncGenerator<Buffer> {
  if (tx.queryRunner === undefined) throw new Error("COPY needs the connection of a transaction");
  // typeorm hands out the driver's own client, untyped.
  const client = (await tx.queryRunner.connect()) as Client;
  const copy = client.query(to(statement));
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  copy.on("end", over).on("error", over);
  try {
    yield* copy as AsyncIterable<Buffer>;
  } finally {
    if (!isOver) await client.end();
  }
}
