import { UnavailableError } from "@palier/schema";
import type pg from "pg";
import type { DataSource, EntityManager } from "typeorm";
import { isSessionLost } from "./store-session.js";

/** The session in which one request reads. */
export interface RequestSession {
  /** Of all that the request reads; its statements run one after the other. */
  readonly manager: EntityManager;
  /** To be called when nothing more is asked; waits until nothing runs any more. */
  end(): Promise<void>;
}

/**
 * Lets one request have one session at a time, however many statements it asks for at once, so that
 * as many requests work as sessions are set aside for them. It is taken from the pool with the first
 * statement.
 *
 * @param leaving aborted when the answer is of no more use: PostgreSQL is told to break the running
 *   statement off, no other begins, and both fail with its reason.
 * @param around does each statement, which it is told by verb and tables: its text is nobody's.
 */
export function openRequestSession(
  store: DataSource,
  leaving: AbortSignal,
  around?: AroundStatement,
): RequestSession {
  const runner = store.createQueryRunner();
  const send = runner.query.bind(runner);
  let running: Promise<unknown> = Promise.resolve();
  let cancelling: Promise<void> = Promise.resolve();
  const run = async (...statement: Parameters<typeof send>) => {
    leaving.throwIfAborted();
    // typeorm hands out the driver's own client, untyped, and pg's types leave the process out.
    const { processID } = (await runner.connect().catch(toldLoss)) as pg.Client & {
      readonly processID: number;
    };
    const cancel = () => {
      cancelling = cancelStatement(store, processID).catch(() => undefined);
    };
    leaving.throwIfAborted();
    leaving.addEventListener("abort", cancel);
    try {
      return await send(...statement);
    } catch (error) {
      leaving.throwIfAborted();
      return toldLoss(error);
    } finally {
      leaving.removeEventListener("abort", cancel);
    }
  };
  runner.query = (...statement: Parameters<typeof send>) => {
    const answer = running.then(() =>
      around === undefined
        ? run(...statement)
        : around(...summaryOf(statement[0], store), () => run(...statement)),
    );
    running = answer.catch(() => undefined);
    return answer;
  };
  return {
    manager: store.createEntityManager(runner),
    end: async () => {
      await running;
      // Who has the session next must not be cancelled in this one's place.
      await cancelling;
      await runner.release();
    },
  };
}

type AroundStatement = <T>(
  name: string,
  facts: Readonly<Record<string, string>>,
  send: () => Promise<T>,
) => Promise<T>;

/** Verb and tables of a statement, without anything else of its text. */
function summaryOf(statement: string, { entityMetadatas }: Pick<DataSource, "entityMetadatas">) {
  const [verb = "statement"] = /^\s*[a-z]+/i.exec(statement) ?? [];
  const words = new Set(statement.match(/[a-z_]+/g));
  const tables = entityMetadatas.map(({ tableName }) => tableName).filter((one) => words.has(one));
  const name = [verb.trim().toUpperCase(), ...tables].join(" ");
  return [name, { "db.system.name": "postgresql", "db.query.summary": name }] as const;
}

/** @throws what failed; the loss of a session as what may be asked again. */
function toldLoss(error: unknown): never {
  throw isSessionLost(error) ? new UnavailableError({ cause: error }) : error;
}

/** One of the same login may; the statement's own time limit holds where no session is free for it. */
async function cancelStatement(store: DataSource, processId: number): Promise<void> {
  await store.query("SELECT pg_cancel_backend($1)", [processId]);
}
