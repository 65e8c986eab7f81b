/**
 * A release of 1,000 sites × 7 families × 36 months, and one more month after 35, of which all but
 * the first twelve were closed one by one: in processor time, so that neighbours do not count, with the
 * most memory that the whole process took at any time.
 */
import {
  type DividedTerritory,
  grid1,
  makeRelease,
  type Release,
  type SiteCount,
  territoriesWithTotals,
} from "@palier/schema";

const families = [
  "INCIVILITY",
  "DAMAGE",
  "THREAT",
  "VIOLENCE",
  "TRAFFICKING",
  "OBSTRUCTION",
  "PROPERTY",
];
/** Incidents a month of an ordinary site, by family; one in seven has five times as many. */
const rates = [0.8, 0.4, 0.25, 0.1, 0.1, 0.05, 0.3];
const months = Array.from({ length: 36 }, (_, index) => 24_000 + index);
const rule = { threshold: 5, grid: grid1, families, key: "of the bench".padEnd(32) };
const sites = Array.from({ length: 1_000 }, (_, index) => ({
  id: `site-${index}`,
  place: `place-${index % 50}`,
  dwellings: 20 + ((index * 37) % 200),
}));
/** Incidents by site, month and family. */
const incidents = Uint8Array.from(drawnIncidents());

const last = months.at(-1) ?? 0;
const wholeMs = processorMs(() => released([], months, months));
const former: Release[] = [];
for (const act of [months.slice(0, 12), ...months.slice(12, -1).map((month) => [month])]) {
  const closedMonths = months.filter((month) => month <= (act.at(-1) ?? 0));
  former.push(released(former, act, closedMonths));
}
const moreMs = processorMs(() => released(former, [last], months));
const territories = dividedTerritories();
let withTotals = 0;
const totalsMs = processorMs(() => {
  const least = { leastLandlords: 3, largestShare: 0.85 };
  withTotals = territoriesWithTotals(territories, least).size;
});
const peakMb = process.resourceUsage().maxRSS / 1_000;
console.log(
  `${incidents.filter((count) => count > 0).length} cells of ${incidents.length} are not empty`,
);
console.log(`from nothing, 36 months   ${wholeMs.toFixed(0)} ms (at most 5,000)`);
console.log(`one more month            ${moreMs.toFixed(0)} ms (at most 1,000)`);
console.log(
  `totals of territories     ${totalsMs.toFixed(0)} ms (at most 1,500), ${withTotals} of ${territories.length}`,
);
console.log(`most memory               ${peakMb.toFixed(0)} MB (at most 300)`);
if (wholeMs > 5_000 || moreMs > 1_000 || totalsMs > 1_500 || peakMb > 300) process.exitCode = 1;

function released(
  earlierReleases: Parameters<typeof makeRelease>[1],
  of: readonly number[],
  closedMonths: readonly number[],
) {
  const counts = countsIn(of);
  return makeRelease(rule, earlierReleases, { months: of, closedMonths, sites, counts });
}

function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function* drawnIncidents(): Generator<number> {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (const site of sites.keys()) {
    for (const _ of months)
      for (const rate of rates) yield drawn(rate * (site % 7 === 0 ? 5 : 1), random);
  }
}

function countsIn(of: readonly number[]): SiteCount[] {
  return sites.flatMap(({ id }, site) =>
    of.flatMap((month) =>
      families.flatMap((family, index) => {
        const first = (site * months.length + months.indexOf(month)) * families.length;
        const count = incidents[first + index] ?? 0;
        return count > 0 ? [{ site: id, month, family, incidents: count }] : [];
      }),
    ),
  );
}

/** Poisson. */
function drawn(mean: number, random: () => number): number {
  let count = 0;
  for (let left = random(); left > Math.exp(-mean) && count < 60; left *= random()) count += 1;
  return count;
}

/** 200 communes, half of them with a district, 24 agglomerations and 8 groups of them. */
function dividedTerritories(): DividedTerritory[] {
  const communes = Array.from({ length: 200 }, (_, commune) => {
    const dwellings = new Map([[`${commune}`, stockOf(commune)]]);
    if (commune % 2 === 0) dwellings.set(`${commune} district`, stockOf(commune + 3));
    return { code: `commune ${commune}`, dwellings };
  });
  const joined = (kind: string, count: number, overlap: number) =>
    Array.from({ length: count }, (_, index) => {
      const each = communes.length / count;
      const own = communes.slice(index * each, (index + 1) * each + overlap);
      return {
        code: `${kind} ${index}`,
        dwellings: new Map(own.flatMap(({ dwellings }) => [...dwellings])),
      };
    });
  return [...communes, ...joined("agglomeration", 24, 0), ...joined("group", 8, 2)];
}

/** Of twelve landlords three to five have dwellings there; one in nine places is of two alone, and one nearly of one. */
function stockOf(place: number): ReadonlyMap<string, number> {
  const landlords = place % 9 === 0 ? 2 : 3 + (place % 3);
  return new Map(
    Array.from({ length: landlords }, (_, index) => [
      `landlord ${(place * 5 + index * 7) % 12}`,
      place === 50 && index === 0 ? 4_000 : 20 + ((place * 31 + index * 17) % 90),
    ]),
  );
}
