import type { Fact } from "./fact.js";
import { gateFacts, toldFacts } from "./gate-facts.js";
import type { AccountReading, ReadSite, ReadTerritory, ReadTotal } from "./read-account.js";
import type { ReadElsewhere } from "./read-elsewhere.js";
import type { ToldLevel } from "./told-levels.js";
import { releasedName, type Truth } from "./true-counts.js";
import { wrongRates } from "./wrong-rates.js";

/** A number that is not shown, as a sum of cells. */
export interface Target {
  readonly name: string;
  readonly landlord: string;
  readonly place: string;
  readonly month: number;
  readonly cells: readonly string[];
}

/** What an account read at one time, with what was recorded then. */
export interface Moment {
  readonly reading: AccountReading;
  readonly truth: Truth;
  /** What levels are told elsewhere; null where that was not read. */
  readonly elsewhere: ReadElsewhere | null;
}

/** All that an account knows, as facts about the cells that it is not shown. */
export interface KnownTable {
  /** Of all cells, each as often as its line was released otherwise. */
  readonly counts: ReadonlyMap<string, number>;
  readonly unknown: ReadonlySet<string>;
  readonly facts: readonly Fact[];
  readonly targets: readonly Target[];
  /** What was shown and should not be, or is not so. */
  readonly wrong: readonly string[];
}

/** By what the account may read. */
export interface Reader {
  readonly families: readonly string[];
  readonly threshold: number;
  /** The landlord whose record the account has besides; it sees no other landlord's figures. */
  readonly own: string | null;
}

/**
 * Writes down what an account knows of several moments. It is taken to know more than it is told: which
 * lines were released anew, and of each landlord's places the subtotals that are shown in totals.
 */
export function knownTable(moments: readonly Moment[], reader: Reader): KnownTable {
  const writer = new KnownTableWriter(moments, reader);
  for (const moment of moments) writer.write(moment);
  return writer.table();
}

class KnownTableWriter {
  private readonly wrong: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly shown = new Set<string>();
  private readonly cells = new Map<string, Target>();
  private readonly subtotals = new Map<string, Target>();
  private readonly facts = new Map<string, Fact>();
  private readonly sites: ReadonlyMap<string, ReadSite>;

  constructor(
    moments: readonly Moment[],
    private readonly reader: Reader,
  ) {
    this.sites = new Map(
      moments.flatMap(({ reading }) => reading.sites.map((site) => [site.id, site])),
    );
  }

  write(moment: Moment): void {
    const { reading, truth, elsewhere } = moment;
    const closed = closedMonths(reading);
    const told = bySite(elsewhere?.levels ?? []);
    for (const site of reading.sites) {
      const months = closed.get(site.landlord) ?? [];
      this.writeCells(site, months, truth);
      if (site.landlord === this.reader.own) continue;
      const name = (month: number, family: string) => nameOf(site, month, family, truth);
      for (const fact of gateFacts(site, months, name)) this.facts.set(fact.name, fact);
      for (const fact of toldFacts(site, told.get(site.id) ?? [], months, name)) {
        this.facts.set(fact.name, fact);
      }
    }
    for (const territory of reading.territories) {
      this.writeTotals(territory, moment);
      this.wrong.push(...wrongRates(territory));
    }
    for (const { landlord, place, sites } of this.partsOf([...this.sites.keys()])) {
      for (const month of closed.get(landlord) ?? []) {
        for (const family of this.reader.families) {
          const line = `${landlord}|${place}|${month}|${family}`;
          const cells = sites.map((site) => nameOf(site, month, family, truth));
          const isWithheld = truth.withheldSubtotals.has(line);
          if (isWithheld && landlord !== this.reader.own) {
            const version = truth.restated.get(line) ?? 0;
            const name = releasedName(line, version);
            this.subtotals.set(name, { name, landlord, place, month, cells });
          }
          if (!isWithheld && this.reader.own === null) this.equal(cells);
        }
      }
    }
  }

  table(): KnownTable {
    const { counts, wrong } = this;
    const cells = [...this.cells.values()].filter(({ name }) => !this.shown.has(name));
    return {
      ...{ counts, wrong, facts: [...this.facts.values()] },
      unknown: new Set(cells.map(({ name }) => name)),
      targets: [...cells, ...this.subtotals.values()],
    };
  }

  private writeCells(site: ReadSite, months: readonly number[], truth: Truth): void {
    const { own, families, threshold } = this.reader;
    const all = months.flatMap((month) =>
      families.map((family) => ({ month, family, count: null })),
    );
    for (const { month, family, count } of site.counts ?? all) {
      const name = nameOf(site, month, family, truth);
      const value = truth.counts.get(`${site.id}|${month}|${family}`) ?? 0;
      const before = this.counts.get(name);
      if (before !== undefined && before !== value) this.wrong.push(`${name} changed unmarked`);
      this.counts.set(name, value);
      this.cells.set(name, {
        ...{ name, landlord: site.landlord, place: placeOf(site), month, cells: [name] },
      });
      if (count !== null || site.landlord === own) this.shown.add(name);
      if (count === null) continue;
      if (count !== value) this.wrong.push(`${name} is not ${count}`);
      if (count > 0 && count < threshold) this.wrong.push(`${name} is small`);
    }
  }

  private writeTotals(territory: ReadTerritory, { truth }: Moment): void {
    const { own, threshold } = this.reader;
    const parts = this.partsOf(territory.sites);
    if (parts.length === 0) return;
    const answeredIn = new Map(territory.months.map(({ month, answered }) => [month, answered]));
    const isAllIn = new Map(territory.months.map(({ month, missing }) => [month, !missing.length]));
    for (const { month, counts, answered, missing } of territory.months) {
      for (const { family, year, yearBefore, ...total } of counts) {
        /** Shown subtotals of the landlords that are in the total, and whether they are all. */
        const partsIn = (each: number) => {
          const isIn = ({ landlord, place }: Part) =>
            answered.includes(landlord) &&
            answeredIn.get(each)?.includes(landlord) === true &&
            !truth.withheldSubtotals.has(`${landlord}|${place}|${each}|${family}`);
          const cells = parts
            .filter(isIn)
            .flatMap((part) => part.sites.map((site) => nameOf(site, each, family, truth)));
          return {
            cells,
            isWhole: isAllIn.get(each) === true && missing.length === 0 && parts.every(isIn),
            isKnown: answeredIn.has(each),
          };
        };
        // Withheld, or not known since a landlord or a month is missing.
        const isHidden = own !== null && total.count === null;
        if (own !== null && missing.length > 0 && !isHidden) {
          this.wrong.push(`${territory.code} ${month} ${family} is shown without ${missing}`);
        }
        const spans: readonly (readonly [ReadTotal, readonly number[]])[] = [
          [total, [month]],
          [year, twelve(month)],
          [yearBefore, twelve(month - 12)],
        ];
        for (const [{ count, isPartial }, months] of spans) {
          const label = `${territory.code} ${month} ${family} of ${months.length}`;
          const found = months.map(partsIn);
          // Months before the published ones are nobody's.
          if (own !== null && count === null) continue;
          const cells = found.flatMap((each) => (each.isKnown ? each.cells : []));
          if (this.sum(cells) !== (count ?? 0)) this.wrong.push(`${label} is not ${count}`);
          if (isPartial !== !found.every(({ isWhole }) => isWhole)) {
            this.wrong.push(`${label} is partial: ${isPartial}`);
          }
          if (count !== null && count > 0 && count < threshold)
            this.wrong.push(`${label} is small`);
        }
        if (!isHidden) this.equal(partsIn(month).cells);
      }
    }
  }

  /** The cells add up to what they do. */
  private equal(cells: readonly string[]): void {
    const value = this.sum(cells);
    const name = `${value} ${cells}`;
    this.facts.set(name, {
      ...{ name, cells },
      say: (program, sumOf) => program.equals(sumOf(cells), value),
      holds: (amountOf) => amountOf(cells) === value,
    });
  }

  private sum(cells: readonly string[]): number {
    return cells.reduce((sum, cell) => sum + (this.counts.get(cell) ?? 0), 0);
  }

  private partsOf(ids: readonly string[]): readonly Part[] {
    const parts = new Map<string, { landlord: string; place: string; sites: ReadSite[] }>();
    for (const site of ids.flatMap((id) => this.sites.get(id) ?? [])) {
      const place = placeOf(site);
      const key = `${site.landlord}|${place}`;
      const part = parts.get(key) ?? { landlord: site.landlord, place, sites: [] };
      part.sites.push(site);
      parts.set(key, part);
    }
    return [...parts.values()];
  }
}

interface Part {
  readonly landlord: string;
  readonly place: string;
  readonly sites: readonly ReadSite[];
}

function bySite(told: readonly ToldLevel[]): ReadonlyMap<string, readonly ToldLevel[]> {
  const found = new Map<string, ToldLevel[]>();
  for (const one of told) {
    const known = found.get(one.site);
    if (known === undefined) found.set(one.site, [one]);
    else known.push(one);
  }
  return found;
}

/** By landlord: the months in which it is in some total. */
function closedMonths({ territories }: AccountReading): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  for (const { month, answered } of territories.flatMap(({ months }) => months)) {
    for (const slug of answered) {
      const months = found.get(slug) ?? new Set();
      found.set(slug, months.add(month));
    }
  }
  return new Map([...found].map(([slug, months]) => [slug, [...months].sort((a, b) => a - b)]));
}

/** The months that end with it. */
function twelve(month: number): readonly number[] {
  return Array.from({ length: 12 }, (_, back) => month - back);
}

function placeOf({ commune, district }: ReadSite): string {
  return `${commune}/${district ?? ""}`;
}

/** A cell, with how often its line was released otherwise. */
function nameOf(site: ReadSite, month: number, family: string, { restated }: Truth): string {
  const times = restated.get(`${site.landlord}|${placeOf(site)}|${month}|${family}`) ?? 0;
  return releasedName(`${site.id}|${month}|${family}`, times);
}
