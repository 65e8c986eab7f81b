import { headHour, type LogHead, newSeal, type SigningKey, signLogHead } from "@palier/schema";
import type { EntityManager } from "typeorm";

type Queries = Pick<EntityManager, "query">;

/** Signs heads of a node's log with a key that no role of the database holds. */
export class LogCheckpoints {
  private last: { readonly hour: string; readonly head: Promise<string> } | null = null;

  /** @param database Of the role that partners are served by. */
  constructor(
    private readonly database: Queries,
    private readonly landlord: string,
    private readonly key: SigningKey,
  ) {}

  /**
   * The head of the fixed hour that an instant belongs to, made where there is none yet. Several
   * processes of one node give the same one.
   */
  at(now: Date): Promise<string> {
    const hour = headHour(now);
    if (this.last?.hour !== hour) {
      const head = this.make(hour);
      this.last = { hour, head };
      // Tried again at the next question.
      head.catch(() => {
        if (this.last?.head === head) this.last = null;
      });
    }
    return this.last.head;
  }

  private async make(hour: string): Promise<string> {
    const [end] = await this.database.query<{ sequence: string; hash: string }[]>(
      "SELECT sequence, hash FROM access_log_end()",
    );
    if (end === undefined) throw new Error("the access log has no end");
    const { salt, seal } = newSeal(end.hash);
    const head = await signLogHead({ landlord: this.landlord, hour, seal }, this.key);
    const [kept] = await this.database.query<{ head: string }[]>(
      "SELECT keep_log_checkpoint($1, $2, decode($3, 'hex'), $4) AS head",
      [hour, end.sequence, salt, head],
    );
    if (kept === undefined) throw new Error("a head of the access log was not kept");
    return kept.head;
  }
}

/** Keeps another landlord's head, whose signature has been checked; of an hour the first that came. */
export async function keepPeerHead(
  database: Queries,
  { landlord, hour }: LogHead,
  text: string,
): Promise<void> {
  await database.query("SELECT keep_peer_log_head($1, $2, $3)", [landlord, hour, text]);
}

/** The heads that a node has: all of its own, and the last ones of others; each by hour. */
export async function listHeads(database: Queries): Promise<string[]> {
  const rows = await database.query<{ head: string }[]>(`
    SELECT head FROM (
      SELECT '' AS landlord, hour, head FROM log_checkpoint
      UNION ALL SELECT landlord, hour, head FROM peer_log_head
    ) AS held ORDER BY landlord, hour`);
  return rows.map(({ head }) => head);
}
