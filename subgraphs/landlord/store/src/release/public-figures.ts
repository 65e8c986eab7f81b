import {
  conventionHash,
  dayInFrance,
  leastPublic,
  type MonthNumber,
  monthNumber,
  monthsBetween,
  monthText,
  type PublicFigures,
  PublicFiguresError,
  type PublicFiguresRule,
  publicFigures,
  type YearlyPart,
} from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { signedConvention, signedPublication } from "../signature/signed-rules.js";
import { countedSites } from "./counted-figures.js";
import { placeColumns } from "./place-name.js";
import { ReleasedCountsRepository } from "./released-counts.repository.js";

/**
 * What the landlord publishes of a year under the convention that it has signed: the same figures as
 * long as no month of it is opened and no other version is in force.
 *
 * @throws PublicFiguresError
 */
export function yearlyFigures(
  store: DataSource,
  year: number,
  clock: () => Date = () => new Date(),
): Promise<PublicFigures> {
  return store.transaction("REPEATABLE READ", async (tx) => {
    await tx.query("SET TRANSACTION READ ONLY");
    return figuresOf(tx, year, clock());
  });
}

async function figuresOf(tx: EntityManager, year: number, now: Date): Promise<PublicFigures> {
  const convention = await signedConvention(tx, now);
  if (convention?.publicFigures === undefined) throw new PublicFiguresError("NO_TERM");
  if (dayInFrance(now) > convention.validity.until) throw new PublicFiguresError("CONVENTION_OVER");
  const { publicFigures: term, disclosure, reference, version } = convention;
  const january = monthNumber(`${String(year).padStart(4, "0")}-01`);
  const months = monthsBetween(january, january + 11);
  const published = await signedPublication(tx, now);
  refuse("NOT_PUBLISHED", months, (month) => month >= published.from && month <= published.to);
  const closed = await tx.query<{ month: MonthNumber }[]>("SELECT month FROM closed_month");
  refuse("MONTHS_NOT_CLOSED", months, (month) => closed.some((row) => row.month === month));
  const released = await releasedParts(tx, months, disclosure.threshold);
  refuse("NOT_RELEASED", months, (month) => released.some((row) => row.month === month));
  const [landlord] = await tx.query<{ slug: string }[]>("SELECT slug FROM node");
  const [newest] = await tx.query<{ madeAt: Date }[]>(
    `SELECT made_at AS "madeAt" FROM release WHERE published_months && $1::integer[]
     ORDER BY step DESC LIMIT 1`,
    [months],
  );
  if (landlord === undefined || newest === undefined) throw new Error("the store is not whole");
  const { threshold } = disclosure;
  return {
    ...{ convention: { reference, version, hash: conventionHash(convention) } },
    ...{ landlord: landlord.slug, year, grain: term.grain, rounding: term.rounding },
    threshold: leastPublic(term, threshold),
    releasedAt: newest.madeAt,
    figures: publicFigures(term, threshold, {
      parts: released.flatMap(({ month, counts }) => counts.map((part) => ({ ...part, month }))),
      places: await placesIn(tx, months),
      families: commonFamilies(released.map(({ families }) => families)),
    }),
  };
}

function refuse(
  rule: PublicFiguresRule,
  months: readonly MonthNumber[],
  isThere: (month: MonthNumber) => boolean,
): void {
  const missing = months.filter((month) => !isThere(month));
  if (missing.length > 0) throw new PublicFiguresError(rule, missing.map(monthText).join(", "));
}

async function releasedParts(tx: EntityManager, months: readonly MonthNumber[], threshold: number) {
  const communes = await tx.query<{ commune: string }[]>(
    "SELECT DISTINCT commune FROM release_line WHERE NOT is_brought AND month = ANY ($1)",
    [months],
  );
  const part = { communes: communes.map(({ commune }) => commune) };
  const range = { from: Math.min(...months), to: Math.max(...months) };
  const [found = []] = await new ReleasedCountsRepository(tx, threshold).findByPlace([
    { part, ...range },
  ]);
  return found;
}

/** Those where the landlord has a site of its own in one of the months. */
async function placesIn(
  tx: EntityManager,
  months: readonly MonthNumber[],
): Promise<Pick<YearlyPart, "commune" | "priorityDistrict">[]> {
  const sites = await countedSites(tx);
  const names = sites.flatMap(({ place, moves = [], span, ownFrom }) =>
    months
      .filter((month) => span === undefined || (month >= span.from && month <= span.to))
      .filter((month) => ownFrom === undefined || month >= ownFrom)
      .map((month) => moves.findLast(({ from }) => month >= from)?.place ?? place),
  );
  return [...new Set(names)].map(placeColumns);
}

/** In the order of the first; a family that was not counted in every month has no yearly number. */
function commonFamilies([first = [], ...others]: readonly (readonly string[])[]): string[] {
  return first.filter((family) => others.every((counted) => counted.includes(family)));
}
