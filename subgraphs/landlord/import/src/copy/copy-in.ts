import type { Client, Connection, Submittable } from "pg";
import type { EntityManager } from "typeorm";

/** A message of COPY, which the server reads whole before it takes its rows in. */
const pieceBytes = 1 << 20;

/** Loads under way at once: one that the server takes in, and the next, which waits for it. */
export const mostUnderWay = 2;

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

  /** Loads all of them, in their order. Nothing else is asked of the transaction meanwhile. */
  async load(all: readonly LoadedRows[]): Promise<void> {
    if (all.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.client.query(new Copies(all, resolve, reject));
    });
  }
}

/**
 * Several COPY in one question, with all their rows behind it. Nothing waits for the server's word that it is ready for
 * the rows, as `pg-copy-streams` does: where this thread is busy, each such word costs it a turn of the event loop.
 * What follows a COPY that failed the server passes over.
 *
 * @see https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-COPY
 */
class Copies implements Submittable {
  /** The driver puts its own in its place, where questions have a time limit, and expects it to be called. */
  callback: () => void = () => {};

  constructor(
    private readonly all: readonly LoadedRows[],
    private readonly resolve: () => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    const statements = this.all.map(
      ({ table, columns }) => `COPY ${table} (${columns.join(", ")}) FROM STDIN (FORMAT binary)`,
    );
    const { stream } = connection;
    stream.cork();
    connection.query(statements.join("; "));
    for (const { rows } of this.all) {
      for (let at = 0; at < rows.length; at += pieceBytes) {
        const piece = rows.subarray(at, at + pieceBytes);
        stream.write(message("d", piece.length));
        stream.write(piece);
      }
      stream.write(message("c", 0));
    }
    stream.uncork();
  }

  handleCopyInResponse(): void {}

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback();
    this.resolve();
  }

  handleError(error: Error): void {
    this.callback();
    this.reject(error);
  }
}

/** The beginning of CopyData or CopyDone: its letter, and the length of itself and of what follows. */
function message(letter: "d" | "c", bytes: number): Buffer {
  const lengthBytes = 4;
  const beginning = Buffer.alloc(1 + lengthBytes);
  beginning.write(letter, "latin1");
  beginning.writeUInt32BE(lengthBytes + bytes, 1);
  return beginning;
}
