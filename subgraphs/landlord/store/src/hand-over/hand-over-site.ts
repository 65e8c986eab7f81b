import { randomUUID } from "node:crypto";
import {
  ClosedMonths,
  type Convention,
  dayInFrance,
  type HandOver,
  HandOverError,
  type HandOverGround,
  type MonthNumber,
  monthsBetween,
  monthText,
  type Rules,
  readRequest,
  rulesOf,
  type SigningKey,
  type SiteState,
  sealHandOver,
  type TakeOverRequest,
} from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { openEnd, StoredRuns } from "../classification/stored-runs.js";
import { TakenSites } from "../classification/taken-sites.js";
import { familyCounts } from "../incident/family-counts.js";
import { IncidentCountRepository } from "../incident/incident-count.repository.js";
import { knownSite, SiteActError } from "../life/known-site.js";
import { ClosedMonthRepository } from "../month/closed-month.repository.js";
import { SiteRow } from "../site/site.entity.js";
import { keepSiteActs, type SiteActReason } from "../site/site-act.js";
import { siteId, siteReference } from "../site/site-id.js";
import { SitePartRow } from "../site/site-part.entity.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { endOfFile, handOverGround, logHandOver } from "./ground.js";
import { HandedOverRow } from "./handed-over.entity.js";

/** A hand-over as its seller does it. */
export interface Handing {
  /** The site, by its reference or a number of it: what was sold is said by the seller, not by who asks. */
  readonly site: string;
  /** The buyer's, as its file has it. */
  readonly request: string;
  /** By which the seller signs conventions. */
  readonly key: SigningKey;
  readonly author?: string;
}

/** What was handed over. */
export interface Handed {
  /** For the buyer alone. */
  readonly sealed: string;
  readonly reference: string;
  readonly buyer: string;
  readonly from: MonthNumber;
  readonly to: MonthNumber;
  /** The request was answered before: this is that answer. */
  readonly isRepeated: boolean;
}

/**
 * Gives the buyer of a site that ended its counts by month and family, as far back as the buyer's windows
 * reach, and its held state: signed, and sealed for the buyer's key. A request that comes again gets the
 * same file again.
 *
 * @throws HandOverError naming the first rule that is broken; nothing is kept then.
 * @param onWait Called once when another writer holds the store.
 */
export function handOverSite(
  store: DataSource,
  { site: called, request: text, key, author: writer }: Handing,
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
): Promise<Handed> {
  return withStoreLock(
    store,
    async (tx) => {
      const ground = await handOverGround(tx, clock());
      const { convention, landlord } = ground;
      const author = writer ?? null;
      const own = convention.landlords.find(({ slug }) => slug === landlord)?.key;
      if (own !== key.x) {
        throw new HandOverError("WRONG_SIGNATURE", `Sign with the key that it lists: ${own}.`);
      }
      const request = await readRequest(text, ground);
      const asked = siteReference(landlord, request.site);
      if (asked === null) throw new HandOverError("OTHER_LANDLORD", `It names ${request.site}.`);
      const site = await knownSite(tx, called);
      const { reference } = site;
      const other = await knownSite(tx, asked);
      if (other.id !== site.id) {
        throw new HandOverError(
          "OTHER_SITE",
          `${request.from} asks for "${other.reference}": where that is what you sold it, name it.`,
        );
      }
      const buyer = request.from;
      const known = await tx.findOneBy(HandedOverRow, { requestId: request.id });
      if (known !== null) {
        const { sealed, fromMonth, toMonth } = known;
        if (sealed === "") {
          throw new SiteActError("What was handed over then is purged, as the convention says.");
        }
        return { sealed, reference, buyer, from: fromMonth, to: toMonth, isRepeated: true };
      }
      await refuseHandedOver(tx, site, buyer, ground);
      const id = siteId(landlord, reference);
      const handOver = await contentOf(tx, site, { ...request, site: id }, convention);
      const sealed = await sealHandOver(handOver, key);
      const [from, to] = [handOver.firstMonth, site.lastMonth];
      await tx.insert(HandedOverRow, {
        ...{ id: handOver.id, requestId: request.id, siteId: site.id, buyer, sealed, author },
        ...{ conventionHash: request.convention.hash, fromMonth: from, toMonth: to },
        handedAt: ground.now,
      });
      const sold = { act: "HANDED_OVER", reason: "SALE", author, others: [buyer] } as const;
      await keepSiteActs(tx, [site.id], { ...sold, month: to + 1 });
      const act = { operation: "sites hand-over", other: buyer, author };
      await logHandOver(tx, handOver, act, ground.now);
      return { sealed, reference, buyer, from, to, isRepeated: false };
    },
    onWait,
  );
}

/** Handed over twice, the same counts would be in the windows of two sites. */
async function refuseHandedOver(
  tx: EntityManager,
  { id: siteId, reference }: SiteRow,
  buyer: string,
  ground: HandOverGround,
): Promise<void> {
  const before = await tx.find(HandedOverRow, { where: { siteId }, order: { handedAt: "DESC" } });
  const other = before.find((row) => row.buyer !== buyer);
  if (other !== undefined) {
    throw new HandOverError(
      "HANDED_OVER",
      `${other.buyer} has those of "${reference}" since ${dayInFrance(other.handedAt)}: at ${buyer} it begins without a level ("palier sites import" there).`,
    );
  }
  const [latest] = before;
  if (latest === undefined) return;
  const end = endOfFile(latest.handedAt, ground);
  if (ground.now >= end) return;
  throw new HandOverError(
    "HANDED_OVER",
    `${buyer} has a file that is good until ${dayInFrance(end)}; its own request gets it again. Where it stays unused, a new request is answered after that day.`,
  );
}

async function contentOf(
  tx: EntityManager,
  site: SiteRow,
  request: TakeOverRequest,
  convention: Convention,
): Promise<HandOver> {
  const { id: siteId, reference, lastMonth } = site;
  if (lastMonth === openEnd) {
    throw new HandOverError(
      "NOT_ENDED",
      `"palier sites end ${reference} --reason SALE" says its last month.`,
    );
  }
  if (await tx.existsBy(SitePartRow, { partId: siteId })) {
    throw new HandOverError(
      "NOT_ENDED",
      `"${reference}" was merged into another site ("palier sites list ${reference}").`,
    );
  }
  const [end] = await tx.query<{ reason: SiteActReason }[]>(
    "SELECT reason FROM site_act WHERE reference = $1 AND act = 'ENDED' ORDER BY id DESC LIMIT 1",
    [reference],
  );
  if (end?.reason !== "SALE") {
    throw new HandOverError(
      "NOT_SOLD",
      `"palier sites end ${reference} --last ${monthText(lastMonth)} --reason SALE" says so.`,
    );
  }
  const rules = rulesOf(convention);
  const closed = await new ClosedMonthRepository(tx).findAll();
  const parts = await tx.findBy(SitePartRow, { siteId });
  const group = [siteId, ...parts.map(({ partId }) => partId)];
  const first = await firstCounted(tx, group, closed, lastMonth, rules);
  const months = monthsBetween(first, lastMonth);
  const open = months.filter((month) => !closed.includes(month));
  if (open.length > 0 || months.length === 0) {
    const named = open.map(monthText).join(", ") || monthText(lastMonth);
    throw new HandOverError("MONTHS_NOT_CLOSED", `Close first: ${named} ("palier close-month").`);
  }
  const { id, from: buyer, to: seller, sealFor, ...terms } = request;
  const families = countedFamilies(rules);
  return {
    ...terms,
    ...{ id: randomUUID(), request: id, from: seller, to: buyer, sealedFor: sealFor },
    ...{ firstMonth: first, families },
    counts: await countsOf(tx, group, months, families, rules),
    state: await stateOf(tx, siteId, closed, lastMonth, rules),
  };
}

/** Where the buyer's first window begins, or the record of the site where that is later. */
async function firstCounted(
  tx: EntityManager,
  group: readonly number[],
  closed: readonly MonthNumber[],
  last: MonthNumber,
  { grid }: Rules,
): Promise<MonthNumber> {
  const taken = await TakenSites.read(tx);
  const begun: MonthNumber[] = [];
  for (const id of group) {
    const { firstMonth } = await tx.findOneByOrFail(SiteRow, { id });
    begun.push(taken.countedFrom(id) ?? firstMonth);
  }
  return Math.max(last - grid.windowMonths + 2, Math.min(...begun), closed[0] ?? last);
}

/** Families that a gate looks at, in a steady order. */
export function countedFamilies({ grid }: Rules): string[] {
  const families = grid.gates.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => condition.families),
  );
  return [...new Set(families)].sort();
}

async function countsOf(
  tx: EntityManager,
  group: readonly number[],
  months: readonly MonthNumber[],
  families: readonly string[],
  { nomenclature }: Rules,
): Promise<number[][]> {
  const [from = 0, to = months.at(-1) ?? 0] = [months[0]];
  const keys = group.map((siteId) => ({ siteId, from, to }));
  const found = await new IncidentCountRepository(tx).findByMonth(keys);
  const counts = familyCounts(found.flat(), nomenclature);
  return months.map((month) =>
    families.map((family) =>
      counts
        .filter((count) => count.month === month && count.family === family)
        .reduce((sum, { incidents }) => sum + incidents, 0),
    ),
  );
}

async function stateOf(
  tx: EntityManager,
  siteId: number,
  months: readonly MonthNumber[],
  last: MonthNumber,
  { grid }: Rules,
): Promise<SiteState | null> {
  const closed = new ClosedMonths(months, grid);
  const [month, earlier] = closed.classified.filter((at) => at <= last).reverse();
  const runs = await StoredRuns.read(tx, null, [siteId]);
  return (await TakenSites.read(tx)).stateAt(siteId, runs.take(siteId), month, earlier);
}
