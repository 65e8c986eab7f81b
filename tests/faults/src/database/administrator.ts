import pg from "pg";

/** Who may do anything to one landlord's database, from a session in another that nothing here ends. */
export class Administrator {
  readonly #databaseUrl: string;
  readonly #name: string;
  readonly #session: pg.Client;

  private constructor(databaseUrl: string, session: pg.Client) {
    this.#databaseUrl = databaseUrl;
    this.#name = new URL(databaseUrl).pathname.slice(1);
    this.#session = session;
  }

  static async of(databaseUrl: string): Promise<Administrator> {
    const session = new pg.Client({ connectionString: new URL("/postgres", databaseUrl).href });
    await session.connect();
    return new Administrator(databaseUrl, session);
  }

  close(): Promise<void> {
    return this.#session.end();
  }

  /** Changes a setting of the database, which its sessions take at their beginning. */
  async alter(change: string): Promise<void> {
    await this.#session.query(`ALTER DATABASE ${this.#name} ${change}`);
  }

  /** Ends all sessions in the database, and returns when there are none left. */
  async endSessions(): Promise<void> {
    do {
      await this.#end("true");
    } while ((await this.#count("true")) > 0);
  }

  /** Does one thing in the database. */
  async query(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#databaseUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** Lets nobody read a table of the database meanwhile. */
  async whileLocked(work: () => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: this.#databaseUrl });
    await client.connect();
    try {
      await client.query(`
        BEGIN;
        DO $$ BEGIN EXECUTE (
          SELECT 'LOCK TABLE ' || string_agg(quote_ident(tablename), ', ') FROM pg_tables
          WHERE schemaname = 'public');
        END $$`);
      await work();
    } finally {
      await client.end();
    }
  }

  /** Returns once a session in the database waits for a lock, or this is settled. */
  async oneWaits(outcome: Promise<void>): Promise<void> {
    await this.#untilSettled(outcome, async () => (await this.#count(waits)) > 0);
  }

  /** Ends each session that waits for a lock, until this is settled; settles alike. */
  async endWaitingUntil(outcome: Promise<void>): Promise<void> {
    await this.#untilSettled(outcome, async () => {
      await this.#end(waits);
      return false;
    });
    await outcome;
  }

  /** Looks again and again until it finds, or this is settled. */
  async #untilSettled(outcome: Promise<void>, look: () => Promise<boolean>): Promise<void> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    outcome.then(settle, settle);
    while (!isSettled && !(await look()));
  }

  async #end(which: string): Promise<void> {
    await this.#session.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND ${which}`,
      [this.#name],
    );
  }

  async #count(which: string): Promise<number> {
    const { rows } = await this.#session.query<{ sessions: number }>(
      `SELECT count(*)::int AS sessions FROM pg_stat_activity WHERE datname = $1 AND ${which}`,
      [this.#name],
    );
    return rows[0]?.sessions ?? 0;
  }
}

const waits = "wait_event_type = 'Lock'";
