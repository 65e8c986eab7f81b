import { BadUserInputError, checkAuthor, type MonthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { type SiteFact, siteFactNames, siteFacts } from "../facts/site-facts.js";
import type { SiteDraft } from "./site-file.js";

/** What an import of sites did to those of one file. */
export interface SiteChanges {
  readonly added: number;
  /** Of them, or of their past, something differs. */
  readonly changed: number;
}

/** Who tells of the sites, kept beside what changes. */
export interface ToldBy {
  readonly author: string | null;
  /** Its name. */
  readonly file: string;
}

/** Sites that a message names. */
const mostNamed = 5;

/**
 * Stores new sites and what changed of known ones, told by their reference. New ones begin in the month
 * given, and what is dated of known ones holds from it on, or from their first month where that is
 * later; months before keep what held in them.
 *
 * @param drafts all silent about the same facts, each reference once.
 * @throws BadUserInputError when a site has ended, or something is told of later months already.
 */
export async function upsertSites(
  tx: EntityManager,
  drafts: readonly SiteDraft[],
  month: MonthNumber,
  { author, file }: ToldBy,
): Promise<SiteChanges> {
  checkAuthor(author);
  const isTold = (fact: SiteFact) => siteFacts[fact].isRequired || drafts[0]?.[fact] !== undefined;
  const told = siteFactNames.filter(isTold);
  const dated = told.filter((fact) => siteFacts[fact].isDated).map(columnOf);
  const undated = told.filter((fact) => !siteFacts[fact].isDated).map(columnOf);
  const arrays = siteFactNames.map((fact, index) => `$${index + 2}::${siteFacts[fact].type}[]`);
  const of = (prefix: string, columns: readonly string[]) =>
    columns.map((column) => `${prefix}.${column}`).join(", ");
  const differs = (prefix: string, columns: readonly string[]) =>
    columns.length === 0
      ? "false"
      : `(${of(prefix, columns)}) IS DISTINCT FROM (${of("given", columns)})`;
  await tx.query(
    `CREATE TEMPORARY TABLE told ON COMMIT DROP AS
     WITH told AS (
       SELECT * FROM unnest($1::text[], ${arrays.join(", ")})
         AS told (number, ${siteFactNames.map(columnOf).join(", ")})
     ), given AS (
       SELECT coalesce(renumbered.reference, told.number) AS reference, told.*
       FROM told LEFT JOIN (SELECT number, reference FROM site_number JOIN site ON site.id = site_id) AS renumbered
         USING (number)
     )
     SELECT given.*, site.id, held.month,
       CASE WHEN past.site_id IS NULL THEN ${differs("site", dated)} ELSE ${differs("past", dated)} END AS is_dated,
       ${differs("site", undated)} AS is_undated
     FROM given LEFT JOIN site USING (reference)
     CROSS JOIN LATERAL (SELECT greatest($${siteFactNames.length + 2}::integer, site.first_month) AS month) AS held
     LEFT JOIN site_past AS past
       ON past.site_id = site.id AND held.month BETWEEN past.from_month AND past.to_month`,
    [
      drafts.map(({ reference }) => reference),
      ...siteFactNames.map((fact) => drafts.map((draft) => draft[fact] ?? null)),
      month,
    ],
  );
  await refuseTwice(tx);
  await refuseLate(tx);
  await refuseUnmerged(tx);
  await tx.query(
    `INSERT INTO site_past (site_id, from_month, to_month, name, commune, priority_district, dwellings)
     SELECT site.id, site.facts_from, told.month - 1, site.name, site.commune, site.priority_district, site.dwellings
     FROM told JOIN site USING (id) WHERE is_dated AND site.facts_from < told.month`,
  );
  const [, changed] = await tx.query<[unknown, number]>(
    `UPDATE site SET facts_from = CASE WHEN is_dated THEN told.month ELSE facts_from END
       ${dated.map((column) => `, ${column} = CASE WHEN is_dated THEN told.${column} ELSE site.${column} END`).join("")}
       ${undated.map((column) => `, ${column} = told.${column}`).join("")}
     FROM told WHERE site.id = told.id AND (is_dated OR is_undated)`,
  );
  const columns = [...dated, ...undated].join(", ");
  const [made] = await tx.query<{ added: number }[]>(
    `WITH made AS (
       INSERT INTO site (reference, first_month, facts_from, ${columns})
       SELECT reference, month, month, ${columns} FROM told WHERE id IS NULL RETURNING id
     ) SELECT count(*)::integer AS added FROM made`,
  );
  await tx.query(
    `INSERT INTO site_act (reference, act, month, reason, author, others,
       first_month, last_month, name, commune, priority_district, dwellings)
     SELECT reference, CASE WHEN told.id IS NULL THEN 'ADDED' ELSE 'CHANGED' END, told.month, 'IMPORT', $1, $2,
       first_month, last_month, site.name, site.commune, site.priority_district, site.dwellings
     FROM told JOIN site USING (reference) WHERE told.id IS NULL OR is_dated OR is_undated
     ORDER BY site.id`,
    [author, [file]],
  );
  await tx.query("DROP TABLE told");
  return { added: made?.added ?? 0, changed };
}

/** A renumbered site may stand in a file under its reference and its number: which line holds is not said. */
async function refuseTwice(tx: EntityManager): Promise<void> {
  const twice = await tx.query<{ reference: string; numbers: string[] }[]>(
    `SELECT reference, array_agg(number ORDER BY number) AS numbers FROM told
     GROUP BY reference HAVING count(*) > 1 ORDER BY reference LIMIT ${mostNamed}`,
  );
  if (twice.length === 0) return;
  const named = twice.map(
    ({ reference, numbers }) =>
      `${numbers.map((number) => `"${number}"`).join(" and ")} are one site, "${reference}": keep one of these lines`,
  );
  throw new BadUserInputError(`The sites are not imported: ${named.join("; ")}.`);
}

/** Nothing is told of months in which a site was no more, and nothing that was told for later is lost. */
async function refuseLate(tx: EntityManager): Promise<void> {
  const late = await tx.query<
    { reference: string; from: MonthNumber; ended: MonthNumber | null }[]
  >(
    `SELECT reference, facts_from AS from, CASE WHEN last_month < told.month THEN last_month END AS ended
     FROM told JOIN site USING (id, reference)
     WHERE is_dated AND (facts_from > told.month OR last_month < told.month)
     ORDER BY reference LIMIT ${mostNamed + 1}`,
  );
  if (late.length === 0) return;
  const named = late
    .slice(0, mostNamed)
    .map(({ reference, from, ended }) =>
      ended === null
        ? `of site "${reference}" something is told from ${monthText(from)} on already: give --from ${monthText(from)} or a later month`
        : `site "${reference}" ended with ${monthText(ended)}, and the file has other values of it: leave its line out`,
    );
  const more = late.length > mostNamed ? "; and there are more" : "";
  throw new BadUserInputError(`The sites are not imported: ${named.join("; ")}${more}.`);
}

/** A file of before a merger has the dwellings of before; put back, they would be wrong in silence. */
async function refuseUnmerged(tx: EntityManager): Promise<void> {
  const unmerged = await tx.query<
    { reference: string; merged: number; before: number; from: MonthNumber }[]
  >(
    `SELECT reference, site.dwellings AS merged, told.dwellings AS before, part.from_month AS from
     FROM told JOIN site USING (id, reference)
     CROSS JOIN LATERAL (
       SELECT from_month, coalesce(site_part.dwellings,
           (SELECT past.dwellings FROM site_past AS past
            WHERE past.site_id = site.id AND past.to_month = from_month - 1)) AS dwellings
       FROM site_part WHERE site_part.site_id = site.id ORDER BY from_month DESC LIMIT 1
     ) AS part
     WHERE is_dated AND told.dwellings = part.dwellings AND site.dwellings <> told.dwellings
     ORDER BY reference LIMIT ${mostNamed + 1}`,
  );
  if (unmerged.length === 0) return;
  const named = unmerged
    .slice(0, mostNamed)
    .map(
      ({ reference, merged, before, from }) =>
        `site "${reference}" has ${merged} dwellings since others were merged into it in ${monthText(from)}, and the file has the ${before} of before: write ${merged} there; were ${before} right, take the merger back ("palier sites merge --undo --into ${reference}") and merge again with --dwellings ${before}`,
    );
  const more = unmerged.length > mostNamed ? "; and there are more" : "";
  throw new BadUserInputError(`The sites are not imported: ${named.join("; ")}${more}.`);
}

function columnOf(fact: SiteFact): string {
  return siteFacts[fact].column;
}
