import {
  BadUserInputError,
  firstDay,
  type MonthNumber,
  type MonthRange,
  monthText,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { actMonth } from "../month/act-month.js";
import { SiteRow } from "../site/site.entity.js";
import { siteCalled } from "../site/site-called.js";
import { SitePartRow } from "../site/site-part.entity.js";

/** Of an act on sites that is not done: nothing of it is in the store. */
export class SiteActError extends BadUserInputError {}

/** The site that an act names, by its reference or a number of it. */
export async function knownSite(tx: EntityManager, called: string): Promise<SiteRow> {
  const site = await siteCalled(tx, called);
  if (site !== null) return site;
  throw new SiteActError(`There is no site "${called}"; "palier sites list" shows the references.`);
}

/** Splits that were not taken back, with what each made. */
const splits = `(
  SELECT reference, others FROM site_act AS split WHERE act = 'SPLIT' AND NOT EXISTS (
    SELECT FROM site_act AS later
    WHERE later.reference = split.reference AND later.act IN ('GOES_ON', 'REMOVED') AND later.id > split.id)
)`;

/** What it was split into counts in its place: it would be counted beside that. */
async function refuseSplit(
  tx: EntityManager,
  { reference, lastMonth }: Pick<SiteRow, "reference" | "lastMonth">,
): Promise<void> {
  const parts = await tx.query<{ reference: string; first: MonthNumber }[]>(
    `SELECT part.reference, part.first_month AS first FROM ${splits} AS split
     JOIN site AS part ON part.reference = ANY (split.others)
     WHERE split.reference = $1 ORDER BY part.first_month, part.reference`,
    [reference],
  );
  const [earliest] = parts;
  if (earliest === undefined) return;
  const named = parts.map((part) => `"${part.reference}"`).join(", ");
  const removals = parts.map((part) => `"palier sites remove ${part.reference}"`).join(", ");
  throw new SiteActError(
    `Site "${reference}" was split into ${named}, counted from ${monthText(earliest.first)} on in its place: its last month stays ${monthText(lastMonth)}. Where the split was the mistake, take them back first (${removals}).`,
  );
}

/** What a site was split into does not begin while that one is still there. */
export async function refuseBesideSplit(
  tx: EntityManager,
  { reference }: Pick<SiteRow, "reference">,
  first: MonthNumber,
): Promise<void> {
  const [whole] = await tx.query<{ reference: string; last: MonthNumber }[]>(
    `SELECT whole.reference, whole.last_month AS last FROM ${splits} AS split
     JOIN site AS whole USING (reference)
     WHERE $1 = ANY (split.others) AND whole.last_month >= $2 LIMIT 1`,
    [reference, first],
  );
  if (whole === undefined) return;
  throw new SiteActError(
    `Site "${reference}" was made of "${whole.reference}", which is counted up to ${monthText(whole.last)}: give a first month from ${monthText(whole.last + 1)} on.`,
  );
}

/** Its buyer counts the site from the month after its last on: it would be counted twice. */
export async function refuseHandedOver(
  tx: EntityManager,
  { id, reference }: Pick<SiteRow, "id" | "reference">,
): Promise<void> {
  const [handed] = await tx.query<{ buyer: string; last: MonthNumber }[]>(
    `SELECT buyer, to_month AS last FROM handed_over WHERE site_id = $1
     ORDER BY handed_at DESC LIMIT 1`,
    [id],
  );
  if (handed === undefined) return;
  const { buyer, last } = handed;
  throw new SiteActError(
    `Site "${reference}" was handed over to ${buyer}, which counts it from ${monthText(last + 1)} on: its last month stays ${monthText(last)}. A site that comes back is taken over from ${buyer} ("palier sites request"), or begins as a new one ("palier sites import"). Where ${buyer} never took it over, since the sale fell through: "palier sites end ${reference} --undo --sale-fell-through".`,
  );
}

/**
 * Of months that go out of a site's life, or into it again, it becomes known that the site has none: out of
 * them it is in no figure, and in them it has true zeros. Where its count was withheld, another's small
 * number stands behind it and would follow. A month that is opened before the site goes out of it is
 * released anew, and nobody can tell what its former lines held; nothing was told of one that is still
 * released with the site.
 */
export async function refuseToldZeros(
  tx: EntityManager,
  { id, reference }: Pick<SiteRow, "id" | "reference">,
  { from, to, way }: MonthRange & { readonly way: "out" | "in" },
  instead: string,
): Promise<void> {
  const rows = await tx.query<{ month: MonthNumber }[]>(
    `SELECT DISTINCT line.month FROM release_cell AS cell JOIN release_line AS line ON line.id = line_id
     WHERE site_id = $1 AND is_withheld AND month BETWEEN $2 AND $3 AND CASE $4::text
       WHEN 'out' THEN month IN (SELECT month FROM closed_month)
       ELSE NOT EXISTS (SELECT FROM release_line AS now JOIN release_cell AS kept ON kept.line_id = now.id
         WHERE now.corrected_by IS NULL AND kept.site_id = $1 AND kept.is_withheld
           AND (now.month, now.commune, now.priority_district, now.is_brought, now.family)
             = (line.month, line.commune, line.priority_district, line.is_brought, line.family))
       END ORDER BY month`,
    [id, from, to, way],
  );
  if (rows.length === 0) return;
  const months = rows.map(({ month }) => monthText(month)).join(", ");
  throw new SiteActError(
    `Of site "${reference}" a count of ${months} was withheld from some readers: told to have none there, it would give another site's back. Instead, ${instead}.`,
  );
}

/**
 * Makes a month a site's last, in the transaction of an act. A later or earlier one that was told
 * before is replaced, as long as neither changes what was published.
 *
 * @throws MonthStateError when a month after it is closed.
 */
export async function endInMonth(
  tx: EntityManager,
  site: SiteRow,
  last: MonthNumber,
): Promise<void> {
  await refuseHandedOver(tx, site);
  await refuseSplit(tx, site);
  await actMonth(tx, Math.min(last, site.lastMonth) + 1);
  const { reference, firstMonth, lastMonth, factsFrom } = site;
  const added = { from: lastMonth + 1, to: last, way: "in" } as const;
  await refuseToldZeros(
    tx,
    site,
    added,
    "give a last month before these, or begin it as a new site",
  );
  if (last < firstMonth) {
    throw new SiteActError(
      `Site "${reference}" began in ${monthText(firstMonth)} and cannot end before; "palier sites remove ${reference}" takes back a site that was made by mistake.`,
    );
  }
  if (last < factsFrom) {
    throw new SiteActError(
      `Of site "${reference}" something is told from ${monthText(factsFrom)} on, after its end: give a last month from ${monthText(factsFrom)} on ("palier sites list ${reference}" shows what holds).`,
    );
  }
  if (await tx.existsBy(SitePartRow, { partId: site.id })) {
    throw new SiteActError(
      `Site "${reference}" was merged into another, and ended then ("palier sites list ${reference}"; "palier sites merge --undo --into" takes that back).`,
    );
  }
  const [after] = await tx.query<{ incidents: number }[]>(
    "SELECT count(*)::integer AS incidents FROM incident WHERE site_id = $1 AND day >= $2",
    [site.id, firstDay(last + 1)],
  );
  const incidents = after?.incidents ?? 0;
  if (incidents > 0) {
    throw new SiteActError(
      `Site "${reference}" has ${incidents} ${incidents === 1 ? "incident" : "incidents"} after ${monthText(last)}: end it later, or take ${incidents === 1 ? "it" : "them"} back first ("palier incidents withdraw", "palier import undo").`,
    );
  }
  await tx.update(SiteRow, { id: site.id }, { lastMonth: last });
  // Shares of parts that were removed: of another split they would take theirs.
  await tx.query(
    `DELETE FROM taken_over USING node WHERE site_id IS NULL AND share IS NOT NULL
       AND seller = slug AND seller_site = slug || ':' || $1`,
    [reference],
  );
}
