import type { Moment } from "./known-table.js";
import type { AccountReading, ReadLevel } from "./read-account.js";
import type { ToldLevel, ToldShares } from "./told-levels.js";

/**
 * Levels that are told elsewhere otherwise than in the histories of sites: they would say more. What is told
 * as published before is what an earlier moment had, where one was read; what the first of them told so
 * was published before anybody read.
 */
export function wrongLevels(
  { reading, elsewhere }: Moment,
  earlier: readonly Pick<Moment, "reading" | "elsewhere">[],
): string[] {
  if (elsewhere === null) return [];
  const before = earlier.map((moment) => moment.reading);
  const since = <T>(told: readonly T[], of: "formerLevels" | "formerShares") => {
    const known = earlier.map((moment) => moment.elsewhere?.[of] ?? []);
    const texts = new Set(known.flatMap((each) => each.map((one) => JSON.stringify(one))));
    return before.length === 0 ? [] : told.filter((one) => !texts.has(JSON.stringify(one)));
  };
  return [
    ...wrongOf(elsewhere.levels, [reading]),
    ...wrongSums(elsewhere.shares, [reading]),
    ...wrongOf(since(elsewhere.formerLevels, "formerLevels"), before),
    ...wrongSums(since(elsewhere.formerShares, "formerShares"), before),
  ];
}

function wrongOf(told: readonly ToldLevel[], readings: readonly AccountReading[]): string[] {
  const histories = readings.map(
    ({ sites }) =>
      new Map(
        sites.flatMap(({ id, levels }) =>
          levels.map((level): [string, ReadLevel] => [`${id} ${level.month}`, level]),
        ),
      ),
  );
  const isSaid = ({ site, month, levels }: ToldLevel) =>
    histories.some((history) => {
      const known = history.get(`${site} ${month}`);
      return (["level", "heldLevel", "computedLevel"] as const).every(
        (kind) => levels[kind] === undefined || levels[kind] === known?.[kind],
      );
    });
  // A landlord that is away in one answer and there in another is compared in none.
  const landlords = new Set(readings.flatMap(({ sites }) => sites.map(({ landlord }) => landlord)));
  return told
    .filter(({ site }) => landlords.has(site.split(":", 1)[0] ?? ""))
    .filter((one) => !isSaid(one))
    .map(({ way, site, month, levels }) => `${way}: ${site} ${month} ${JSON.stringify(levels)}`);
}

function wrongSums(told: readonly ToldShares[], readings: readonly AccountReading[]): string[] {
  return told
    .filter(({ isWhole }) => isWhole)
    .filter((one) => !readings.some((reading) => isSumOf(one, reading)))
    .map(({ way, territory, landlord, month, shares }) => {
      return `${way}: ${territory} ${landlord ?? "all"} ${month} ${JSON.stringify(shares)}`;
    });
}

/** Numbers of sites alone: how many dwellings they had in the month is in no history. */
function isSumOf(
  { territory, landlord, month, shares }: ToldShares,
  { sites, territories }: AccountReading,
): boolean {
  const there = new Set(territories.find(({ code }) => code === territory)?.sites);
  const levels = sites
    .filter((site) => there.has(site.id) && (landlord ?? site.landlord) === site.landlord)
    .flatMap((site) => site.levels.filter((level) => level.month === month));
  return [null, 1, 2, 3, 4].every((level) => {
    const found = levels.filter((each) => each.level === level).length;
    return found === (shares.find((share) => share.level === level)?.sites ?? 0);
  });
}
