import { isNativeError } from "node:util/types";
import pg from "pg";
import type { DataSource, EntityManager } from "typeorm";

/** Sessions of one pool at most. */
export const mostSessions = 10;

/** PostgreSQL's code where a session may only read, as it does while the database is closed to writers. */
const readOnly = "25006";

/**
 * Codes after which a session is of no more use: an administrator, a crash or an idle limit ends it
 * (57P…, 25P03), or it took over from the database, when it began, that it may only read.
 */
const endsSession = /^(57P..|25P03|25006)$/;

/** pg's words, for which it has no code. */
const tooLate = "Query read timeout";

/** pg's words for a session that ended, or could not begin, for which it has no code either. */
const endedWords =
  /^(Connection terminated|Client (was closed|has encountered a connection error)|Query read timeout|timeout exceeded when trying to connect)/;

/** Of PostgreSQL when it has no session to give, and of the network. */
const noSession = /^(08|53300|E[A-Z]+$)/;

/** Whether the session was lost, or none was to be had: what was asked may be answered by the next. */
export function isSessionLost(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return endsSession.test(code) || noSession.test(code) || endedWords.test(error.message);
}

/** What becomes of the sessions of a pool at one moment. */
export interface SessionCounts {
  readonly busy: number;
  readonly idle: number;
  /** Statements for which there is none. */
  readonly waiting: number;
}

export function sessionCounts(store: Pick<DataSource, "driver">): SessionCounts {
  const { totalCount, idleCount, waitingCount } = poolOf(store);
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

/**
 * Sends statements to the pool as they are, for those of every request: what typeorm makes around each takes a
 * twentieth of a request. After one that fails its session is not used again.
 *
 * @param store that is open.
 */
export function directQueries(store: Pick<DataSource, "driver">): Pick<EntityManager, "query"> {
  const pool = poolOf(store);
  return {
    // As with typeorm, whoever asks knows the rows.
    query: async <Rows>(text: string, values?: unknown[]) =>
      (await pool.query(text, values)).rows as Rows,
  };
}

function poolOf({ driver }: Pick<DataSource, "driver">): pg.Pool {
  // typeorm hands out the driver's own pool, untyped.
  return (driver as unknown as { readonly master: pg.Pool }).master;
}

/** By their texts, the names of statements that a session plans once. */
const namesOfPlanned = new Map<string, string>();

/**
 * Marks a statement of every request: to plan it takes as long as to answer it, so a session plans it the first
 * time alone. None whose plan depends on its values.
 *
 * @returns the text, to be sent as any other.
 */
export function plannedOnce(name: string, text: string): string {
  namesOfPlanned.set(text, name);
  return text;
}

/**
 * A session whose loss fails what is under way in it, and nothing else. The pool and typeorm listen
 * to a client's errors while they hold it, and not in between; and what PostgreSQL says last may
 * arrive together with the answer that hands the client over. An error that nobody hears of ends the
 * process.
 */
export class StoreSession extends pg.Client {
  constructor(settings?: pg.ClientConfig) {
    super(settings);
    // Whoever waits for an answer is told of the loss by the answer.
    this.on("error", () => undefined);
    this.connection.on("errorMessage", ({ code }: pg.DatabaseError) => {
      // The pool keeps what can still be asked, and learns of a connection's end only when it comes.
      if (code !== undefined && endsSession.test(code)) void this.end();
    });
    this.#endWithLateAnswers();
  }

  /** pg gives a late statement up and keeps the session, in which every later one would wait behind it. */
  #endWithLateAnswers(): void {
    const send = this.query.bind(this);
    const sendWatched = (...statement: Parameters<typeof send>) => {
      const answer: unknown = send(...asPlanned(statement));
      if (answer instanceof Promise) {
        answer.catch((error: Error) => {
          if (error.message === tooLate) void this.end();
        });
      }
      return answer;
    };
    // The same in all its forms.
    this.query = sendWatched as typeof this.query;
  }
}

/** A statement by its name, where it has one. */
function asPlanned<Statement extends readonly unknown[]>(statement: Statement): Statement {
  const [text, values, ...others] = statement;
  const name = typeof text === "string" ? namesOfPlanned.get(text) : undefined;
  // pg takes both forms in the same place, and types them as two functions.
  return name === undefined
    ? statement
    : ([{ name, text, values }, ...others] as unknown as Statement);
}

/**
 * Does a write that changes nothing where it is refused. A database that was closed to writers and is
 * open again has sessions in its pool that still may not write: each is dropped when it says so, and
 * the write is tried with the next, at last with a new one.
 */
export async function writeByNewSession<T>(write: () => Promise<T>): Promise<T> {
  for (let dropped = 0; dropped < mostSessions; dropped += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isReadOnly(error)) throw error;
    }
  }
  return write();
}

/** typeorm copies the driver's code to its own error. */
function isReadOnly(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === readOnly;
}
