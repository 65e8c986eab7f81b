import type { Closing, CountedSite, SiteCount } from "@palier/schema";

export const families = [
  "INCIVILITY",
  "DAMAGE",
  "THREAT",
  "VIOLENCE",
  "TRAFFICKING",
  "OBSTRUCTION",
  "PROPERTY",
] as const;

/** Incidents a month, by family, of a quiet site, of sites at the edge of every gate, and of a busy one. */
const hard = [1.2, 0.35, 0.2, 0.25, 0.45, 0.15, 0.6];
const rates = [[0.5, 0.2, 0.1, 0.05, 0.15, 0.05, 0.4], hard, hard, [5, 2, 1, 0.6, 0.8, 0.4, 4]];
/** So many kinds of sites there are, numbered from 0. */
export const kinds = rates.length;

export const firstMonth = 24_000;
const always = { from: firstMonth, to: firstMonth + 99 };

/** Numbers from 0 to 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A small landlord, made so that many of its sites stand at the edge of a gate. */
export function randomLandlord(seed: number): {
  readonly sites: CountedSite[];
  readonly months: number[];
  readonly counts: SiteCount[];
} {
  const random = randomOf(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const months = Array.from({ length: whole(12, 16) }, (_, index) => firstMonth + index);
  const places = whole(1, 3);
  const ids = Array.from({ length: whole(1, 8) }, (_, index) => `site-${index}`);
  const lives = livesOf();
  const counts = ids.flatMap((id, index): SiteCount[] => {
    const { from, to } = lives[index]?.span ?? always;
    const kind = whole(0, kinds - 1);
    const own = months.filter((month) => from <= month && month <= to);
    return own.flatMap((month) => countsOf(id, kind, month, random));
  });
  const sites = ids.map((id, index) => ({
    id,
    place: `place-${index % places}`,
    dwellings: 25 * (nuisances(id, whole(11, months.length - 1)) + whole(0, 1)),
    ...lives[index],
  }));
  return { sites, months, counts };

  /** Some landlords have a site that began late, one that went into another, and one that grew. */
  function livesOf(): Pick<CountedSite, "span" | "joined" | "changes">[] {
    const found: Pick<CountedSite, "span" | "joined" | "changes">[] = ids.map(() => ({}));
    const { length } = ids;
    const join = firstMonth + whole(8, 12);
    if (length > 1 && random() < 0.3) {
      found[length - 1] = { span: { from: firstMonth, to: join - 1 } };
      found[0] = { joined: [{ id: `site-${length - 1}`, from: join }] };
    }
    if (length > 2 && random() < 0.3) {
      found[1] = { span: { from: firstMonth + whole(1, 4), to: firstMonth + 99 } };
    }
    if (length > 3 && random() < 0.3) {
      found[2] = { changes: [{ from: firstMonth + 12, dwellings: 25 * whole(6, 20) }] };
    }
    return found;
  }

  /** What the second gate counts over a year: with so many dwellings a quarter of a hundred each, it is just met. */
  function nuisances(id: string, last: number): number {
    return nuisancesIn(counts, id, months.slice(last - 11, last + 1));
  }
}

/** What a site of a kind has in a month. */
export function countsOf(
  site: string,
  kind: number,
  month: number,
  random: () => number,
): SiteCount[] {
  return families.flatMap((family, index) => {
    const incidents = drawn(rates[kind]?.[index] ?? 0, random);
    return incidents > 0 ? [{ site, month, family, incidents }] : [];
  });
}

/** What the second gate counts of a site in these months. */
export function nuisancesIn(
  counts: readonly SiteCount[],
  id: string,
  months: readonly number[],
): number {
  return counts
    .filter(({ site, month }) => site === id && months.includes(month))
    .filter(({ family }) => families.indexOf(family as never) < 3)
    .reduce((sum, { incidents }) => sum + incidents, 0);
}

/** One closing for each of the acts, which publish the months that are theirs. */
export function closingsOf(
  { sites, months, counts }: ReturnType<typeof randomLandlord>,
  acts: readonly (readonly number[])[],
): Closing[] {
  return acts.map((act) => ({
    months: act,
    closedMonths: months.filter((month) => month <= (act.at(-1) ?? 0)),
    sites,
    counts: counts.filter(({ month }) => act.includes(month)),
  }));
}

/** A correction: some counts of one of the closed months are others when it is closed again. */
export function reopened(
  { sites, counts }: ReturnType<typeof randomLandlord>,
  closedMonths: readonly number[],
  seed: number,
): Closing {
  const random = randomOf(seed);
  const month = closedMonths[Math.floor(random() * closedMonths.length)] ?? firstMonth;
  const kept = counts.filter((count) => count.month === month && random() < 0.8);
  const more = sites.flatMap(({ id }) =>
    random() < 0.4
      ? [{ site: id, month, family: families[Math.floor(random() * 7)] ?? "DAMAGE", incidents: 1 }]
      : [],
  );
  return { months: [month], closedMonths, sites, counts: [...kept, ...more] };
}

/** Poisson. */
function drawn(mean: number, random: () => number): number {
  let left = Math.exp(-mean);
  let count = 0;
  for (let at = random(); at > left && count < 60; at -= left, count += 1) {
    left *= mean / (count + 1);
    if (left < 1e-12) break;
  }
  return count;
}
