/**
 * A release of 1,000 sites × 7 families × 36 months, and one more month after 35: in processor time,
 * so that neighbours do not count, with the memory of the whole process.
 */
import { grid1, makeRelease, type SiteCount } from "@palier/schema";

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
const counts = countsOf();

const last = months.at(-1) ?? 0;
const earlier = months.slice(0, -1);
const former = released([], earlier, earlier);
const whole = measured(() => released([], months, months));
const more = measured(() => released([former], [last], months));
console.log(`${counts.length} cells of 252,000 are not empty`);
console.log(`from nothing, 36 months   ${whole.ms.toFixed(0)} ms (at most 5,000)`);
console.log(`one more month            ${more.ms.toFixed(0)} ms (at most 1,000)`);
console.log(
  `resident memory           ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB (at most 300)`,
);
if (whole.ms > 5_000 || more.ms > 1_000 || process.memoryUsage().rss > 300e6) process.exitCode = 1;

function released(
  earlierReleases: Parameters<typeof makeRelease>[1],
  of: readonly number[],
  closedMonths: readonly number[],
) {
  const own = counts.filter(({ month }) => of.includes(month));
  return makeRelease(rule, earlierReleases, { months: of, closedMonths, sites, counts: own });
}

function measured<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, value };
}

function countsOf(): SiteCount[] {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return sites.flatMap(({ id }, site) =>
    months.flatMap((month) =>
      families.flatMap((family, index) => {
        const mean = (rates[index] ?? 0) * (site % 7 === 0 ? 5 : 1);
        const incidents = drawn(mean, random);
        return incidents > 0 ? [{ site: id, month, family, incidents }] : [];
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
