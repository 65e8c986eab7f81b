import { type AccessEntry, loggedText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { plannedOnce, writeByNewSession } from "../sql/store-session.js";

/** What one transaction writes at most: it holds the chain's head meanwhile. */
const entriesAWrite = 1_000;

const appendSql = plannedOnce("append access log", "SELECT append_access_log($1)");

interface Waiter {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends to the access log. Entries that come while others are being written wait and are written
 * together, so that a busy node pays one commit for many operations and an idle one waits for none.
 */
export class AccessLog {
  private waiting: Waiter[] = [];
  private isWriting = false;

  /** @param database Of a role that may call append_access_log; each write is a transaction. */
  constructor(private readonly database: Pick<EntityManager, "query">) {}

  /**
   * Resolves once the entry is committed; an answer must wait for it. A write that fails rejects
   * all of its entries, and the next write is tried as if nothing had been.
   */
  async append(entry: AccessEntry): Promise<void> {
    const text = loggedText(entry);
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, resolve, reject });
      if (!this.isWriting) void this.writeWaiting();
    });
  }

  private async writeWaiting(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) await this.write(this.waiting.splice(0, entriesAWrite));
    this.isWriting = false;
  }

  private async write(waiters: readonly Waiter[]): Promise<void> {
    try {
      const texts = waiters.map(({ text }) => text);
      await writeByNewSession(() => this.database.query(appendSql, [texts]));
      for (const { resolve } of waiters) resolve();
    } catch (error) {
      for (const { reject } of waiters) reject(error);
    }
  }
}
