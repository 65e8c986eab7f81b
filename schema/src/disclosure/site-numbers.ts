import type { MonthNumber, MonthRange } from "../ground/month.js";
import type { Division } from "./division.js";
import type { CountedSite } from "./figures.js";
import type { Release } from "./release.js";

/** Where a site's counts stand of months in which another landlord had it. */
export const broughtPlace = "brought";

/** The sites of a landlord by number, those too that only earlier releases know. */
export class SiteNumbers {
  readonly ids: readonly string[];
  readonly places: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly byId: ReadonlyMap<string, CountedSite>;
  private readonly byPlace: ReadonlyMap<string, readonly CountedSite[]>;
  private readonly alone: readonly (readonly number[])[];
  private readonly idsAlone: readonly (readonly string[])[];
  /** Of parts of sites that were split. */
  private readonly divisions: ReadonlyMap<number, Division<number>>;
  /** What was asked before: lines of one place and month are of the same sites. */
  private readonly known = new Map<string, readonly number[]>();

  constructor(sites: readonly CountedSite[], former: readonly Release[]) {
    const ids = new Set(sites.map(({ id }) => id));
    for (const { lines, levels } of former) {
      for (const { cells } of lines) for (const { site } of cells) ids.add(site);
      for (const { counted } of levels) for (const site of counted) ids.add(site);
    }
    this.ids = [...ids].sort();
    this.numbers = new Map(this.ids.map((id, number) => [id, number]));
    this.alone = this.ids.map((_, number) => [number]);
    this.idsAlone = this.ids.map((id) => [id]);
    this.byId = new Map(sites.map((site) => [site.id, site]));
    const byPlace = new Map<string, CountedSite[]>();
    for (const site of sites) {
      const places = new Set([site.place, ...(site.moves ?? []).map(({ place }) => place)]);
      if (site.ownFrom !== undefined) places.add(broughtPlace);
      for (const place of places) {
        const found = byPlace.get(place) ?? [];
        found.push(site);
        byPlace.set(place, found);
      }
    }
    this.byPlace = byPlace;
    this.divisions = new Map(
      sites.flatMap(({ id, division }): [number, Division<number>][] =>
        division === undefined
          ? []
          : [[this.number(id), { ...division, of: division.of.map((site) => this.number(site)) }]],
      ),
    );
    this.places = [...byPlace.keys()].sort();
  }

  /** @throws Error for a site that is not among those given. */
  number(id: string): number {
    const number = this.numbers.get(id);
    if (number === undefined) throw new Error(`Site ${id} is not among the sites of the figures`);
    return number;
  }

  /** Most levels rest on one site: its list is the same for all of them. */
  all(ids: readonly string[]): readonly number[] {
    const found = ids.map((id) => this.number(id));
    return found.length === 1 ? (this.alone[found[0] as number] as readonly number[]) : found;
  }

  allIds(numbers: readonly number[]): readonly string[] {
    if (numbers.length === 1) return this.idsAlone[numbers[0] as number] as readonly string[];
    return numbers.map((number) => this.id(number));
  }

  id(number: number): string {
    return this.ids[number] as string;
  }

  spanOf(id: string): MonthRange {
    return (
      this.byId.get(id)?.span ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
    );
  }

  /** Whether it is among those given, and not known by earlier releases alone. */
  isGiven(id: string): boolean {
    return this.byId.has(id);
  }

  /** Whether another landlord had the site then. */
  isBrought(id: string, month: MonthNumber): boolean {
    return month < (this.byId.get(id)?.ownFrom ?? month);
  }

  /** By what the site's counts of the month follow from those of a site that was split; else null. */
  divisionOf(site: number, month: MonthNumber): Division<number> | null {
    const division = this.divisions.get(site);
    return division !== undefined && month <= division.months.to ? division : null;
  }

  /** By what the site's counts from a month on follow from those of split sites: of parts that were split again, the earlier splits too. */
  divisionsBehind(site: number, first: MonthNumber): readonly Division<number>[] {
    const division = this.divisionOf(site, first);
    if (division === null) return [];
    return [
      division,
      ...division.of.flatMap((whole) => this.divisionsBehind(whole, division.months.from)),
    ];
  }

  /** Of a site that is given. */
  placeOf(id: string, month: MonthNumber): string | null {
    const site = this.byId.get(id);
    return site === undefined ? null : placeIn(site, month);
  }

  /** The sites that a line is of, with those that it names besides; in the order of their numbers. */
  inPlace(
    place: string,
    month: MonthNumber,
    named: readonly { readonly site: string }[],
  ): readonly number[] {
    const key = `${month}/${place}`;
    const known = this.known.get(key) ?? this.presentIn(place, month);
    this.known.set(key, known);
    const others = named
      .map(({ site }) => this.number(site))
      .filter((site) => !known.includes(site));
    return others.length === 0 ? known : [...known, ...others].sort((a, b) => a - b);
  }

  private presentIn(place: string, month: MonthNumber): readonly number[] {
    const present = (this.byPlace.get(place) ?? []).filter(
      (site) =>
        placeIn(site, month) === place &&
        (site.span === undefined || (site.span.from <= month && month <= site.span.to)),
    );
    return present.map(({ id }) => this.number(id)).sort((a, b) => a - b);
  }
}

function placeIn({ place, moves = [], ownFrom }: CountedSite, month: MonthNumber): string {
  if (ownFrom !== undefined && month < ownFrom) return broughtPlace;
  return moves.findLast(({ from }) => from <= month)?.place ?? place;
}
