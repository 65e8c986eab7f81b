import { ConfigurationError } from "@palier/schema";
import type { DataSource } from "typeorm";
import { type ConnectionLimits, createDataSource } from "./data-source.js";
import { findExcess } from "./roles/role-excess.js";
import { submissionCalls } from "./roles/submission-rights.js";

/** What the database said to a submission; the words are those of `submit_incidents`. */
export type SubmissionAnswer = "TAKEN" | "SAME" | "OTHER" | "FULL" | "UNKNOWN";

export interface SubmissionState {
  readonly state: "WAITING" | "LOADED" | "REFUSED";
  readonly outcome: unknown;
}

/** Who has a key. */
export interface KeyHolder {
  readonly name: string;
  readonly perMinute: number;
  readonly isRevoked: boolean;
}

/** No statement of a submission takes long: whoever waits longer is told to come again. */
const limits: ConnectionLimits = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 3_000,
  query_timeout: 4_000,
};

/** A landlord's database as a login that can submit, and read what became of that. */
export class SubmissionDoor {
  private constructor(private readonly database: DataSource) {}

  /** @throws ConfigurationError when the login may do more than that, or cannot do it. */
  static async open(databaseUrl: string): Promise<SubmissionDoor> {
    const database = createDataSource(databaseUrl, limits);
    await database.initialize();
    try {
      await check(database);
    } catch (error) {
      await database.destroy();
      throw error;
    }
    return new SubmissionDoor(database);
  }

  async holderOf(keyHash: Buffer): Promise<KeyHolder | null> {
    const [holder] = await this.database.query<KeyHolder[]>(
      `SELECT name, per_minute AS "perMinute", is_revoked AS "isRevoked" FROM submitting_system($1)`,
      [keyHash],
    );
    return holder ?? null;
  }

  /** Resolves once it is committed. */
  async submit(
    keyHash: Buffer,
    reference: string,
    contentHash: Buffer,
    content: string,
  ): Promise<SubmissionAnswer> {
    const [row] = await this.database.query<{ answer: SubmissionAnswer }[]>(
      "SELECT submit_incidents($1, $2, $3, $4) AS answer",
      [keyHash, reference, contentHash, content],
    );
    if (row === undefined) throw new Error("no answer to a submission");
    return row.answer;
  }

  async stateOf(keyHash: Buffer, reference: string): Promise<SubmissionState | null> {
    const [row] = await this.database.query<SubmissionState[]>(
      "SELECT state, outcome FROM submission_state($1, $2)",
      [keyHash, reference],
    );
    return row ?? null;
  }

  async check(): Promise<void> {
    await this.database.query("SELECT FROM submitting_system($1)", [Buffer.alloc(32)]);
  }

  close(): Promise<void> {
    return this.database.destroy();
  }
}

async function check(database: DataSource): Promise<void> {
  const prepare = '"palier systems prepare" makes one that may not';
  const [session] = await database.query<{ role: string; may: boolean | null }[]>(
    `SELECT current_user AS role,
       (SELECT bool_and(has_function_privilege(to_regprocedure(call)::oid, 'EXECUTE'))
        FROM unnest($1::text[]) AS call WHERE to_regprocedure(call) IS NOT NULL
        HAVING count(*) = cardinality($1::text[])) AS may`,
    [submissionCalls],
  );
  if (session?.may !== true) {
    throw new ConfigurationError([
      'the login of PALIER_SUBMIT_DATABASE_URL cannot submit; "palier systems prepare" makes one that can',
    ]);
  }
  const allowed = { columns: [], calls: submissionCalls };
  const [excess] = await findExcess(database.manager, session.role, allowed);
  if (excess === undefined) return;
  throw new ConfigurationError([
    `the login "${session.role}" of PALIER_SUBMIT_DATABASE_URL may do more than submit: it ${excess}; ${prepare}`,
  ]);
}
