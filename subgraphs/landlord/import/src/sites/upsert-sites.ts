import type { EntityManager } from "typeorm";
import { type SiteFact, siteFactNames, siteFacts } from "../facts/site-facts.js";
import type { SiteDraft } from "./site-file.js";

/** A site that an import of sites changed. */
export interface SiteChange {
  readonly id: number;
  readonly isNew: boolean;
  /** Whether its dwellings or its place changed, on which levels and territories rest. */
  readonly isRestated: boolean;
}

/**
 * Stores new sites and what changed of known ones, told by their reference.
 *
 * @param drafts all silent about the same facts, each reference once.
 */
export async function upsertSites(
  tx: EntityManager,
  drafts: readonly SiteDraft[],
): Promise<SiteChange[]> {
  const isTold = (fact: SiteFact) => siteFacts[fact].isRequired || drafts[0]?.[fact] !== undefined;
  const columns = siteFactNames.filter(isTold).map(columnOf);
  const list = (prefix: string) => columns.map((column) => `${prefix}.${column}`).join(", ");
  const counted = siteFactNames.filter((fact) => siteFacts[fact].isCounted);
  const before = counted.map((fact) => `before.${columnOf(fact)}`);
  const after = counted.map((fact) => `${isTold(fact) ? "given" : "site"}.${columnOf(fact)}`);
  const arrays = siteFactNames.map((fact, index) => `$${index + 2}::${siteFacts[fact].type}[]`);
  return tx.query<SiteChange[]>(
    `WITH given AS (
       SELECT * FROM unnest($1::text[], ${arrays.join(", ")})
         AS given (reference, ${siteFactNames.map(columnOf).join(", ")})
     ), changed AS (
       UPDATE site SET (${columns.join(", ")}) = ROW (${list("given")})
       FROM given JOIN site AS before USING (reference)
       WHERE site.id = before.id AND (${list("site")}) IS DISTINCT FROM (${list("given")})
       RETURNING site.id, false AS "isNew",
         (${before.join(", ")}) IS DISTINCT FROM (${after.join(", ")}) AS "isRestated"
     ), created AS (
       INSERT INTO site (reference, ${columns.join(", ")})
       SELECT given.reference, ${list("given")} FROM given
       WHERE NOT EXISTS (SELECT FROM site WHERE site.reference = given.reference)
       RETURNING id, true AS "isNew", true AS "isRestated"
     )
     SELECT * FROM changed UNION ALL SELECT * FROM created`,
    [
      drafts.map(({ reference }) => reference),
      ...siteFactNames.map((fact) => drafts.map((draft) => draft[fact] ?? null)),
    ],
  );
}

function columnOf(fact: SiteFact): string {
  return siteFacts[fact].column;
}
