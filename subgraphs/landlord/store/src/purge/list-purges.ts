import type { EntityManager } from "typeorm";
import { PurgeRunRow } from "./purge-run.entity.js";

/** Of a list. */
const mostListed = 1_000;

/** What purges did, the latest first. */
export function listPurges(database: EntityManager, atMost = mostListed): Promise<PurgeRunRow[]> {
  return database.find(PurgeRunRow, { order: { id: "DESC" }, take: atMost });
}
