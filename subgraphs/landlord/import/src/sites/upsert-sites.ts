import type { EntityManager } from "typeorm";
import { optionalFacts, type SiteDraft } from "./site-file.js";

/** A site that an import of sites changed. */
export interface SiteChange {
  readonly id: number;
  readonly isNew: boolean;
  /** Whether its dwellings or its place changed, on which levels and territories rest. */
  readonly isRestated: boolean;
}

const columnOf = {
  address: "address",
  longitude: "longitude",
  latitude: "latitude",
  priorityDistrict: "priority_district",
} as const;

/**
 * Stores new sites and what changed of known ones, told by their reference.
 *
 * @param drafts all silent about the same facts, each reference once.
 */
export async function upsertSites(
  tx: EntityManager,
  drafts: readonly SiteDraft[],
): Promise<SiteChange[]> {
  const told = optionalFacts.filter((fact) => drafts[0]?.[fact] !== undefined);
  const columns = ["name", "commune", "dwellings", ...told.map((fact) => columnOf[fact])];
  const list = (prefix: string) => columns.map((column) => `${prefix}.${column}`).join(", ");
  const known = told.includes("priorityDistrict")
    ? "given.priority_district"
    : "site.priority_district";
  return tx.query<SiteChange[]>(
    `WITH given AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[],
                            $6::float8[], $7::float8[], $8::text[])
         AS given (reference, name, commune, dwellings, address, longitude, latitude,
                   priority_district)
     ), changed AS (
       UPDATE site SET (${columns.join(", ")}) = ROW (${list("given")})
       FROM given JOIN site AS before USING (reference)
       WHERE site.id = before.id AND (${list("site")}) IS DISTINCT FROM (${list("given")})
       RETURNING site.id, false AS "isNew",
         (before.dwellings, before.commune, before.priority_district)
         IS DISTINCT FROM (given.dwellings, given.commune, ${known}) AS "isRestated"
     ), created AS (
       INSERT INTO site (reference, ${columns.join(", ")})
       SELECT given.reference, ${list("given")} FROM given
       WHERE NOT EXISTS (SELECT FROM site WHERE site.reference = given.reference)
       RETURNING id, true AS "isNew", true AS "isRestated"
     )
     SELECT * FROM changed UNION ALL SELECT * FROM created`,
    [
      drafts.map(({ reference }) => reference),
      drafts.map(({ name }) => name),
      drafts.map(({ commune }) => commune),
      drafts.map(({ dwellings }) => dwellings),
      drafts.map(({ address }) => address ?? null),
      drafts.map(({ longitude }) => longitude ?? null),
      drafts.map(({ latitude }) => latitude ?? null),
      drafts.map(({ priorityDistrict }) => priorityDistrict ?? null),
    ],
  );
}
