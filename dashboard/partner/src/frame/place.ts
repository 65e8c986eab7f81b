import { useCallback } from "react";
import { useLocation, useParams, useSearchParams } from "react-router";
import { districtsOf, useFrame } from "./frame";

/** Where the visitor stands: all of it is in the address, so that links and "back" keep it. */
export interface Place {
  /** Code of the territory. */
  readonly territory: string;
  /** Month in the address; null for the last published one. */
  readonly chosenMonth: string | null;
  /** Month that is shown. */
  readonly month: string | null;
  /** Slug of the only landlord shown; null for all. */
  readonly landlord: string | null;
  /** Code of the only priority district shown, one of the territory's; null for all places. */
  readonly district: string | null;
  /** Query to add to links that keep month, landlord and what else narrows lists of sites. */
  readonly query: string;
  /** The same by name; null for what the address does not say. */
  readonly kept: Readonly<Record<string, string | null>>;
  /** The address of the same page about another territory, with the same filters. */
  elsewhere(territory: string): string;
  /** Another value of the address's query; null takes it out. */
  set(changes: Readonly<Record<string, string | null>>): void;
}

export function usePlace(): Place {
  const { months, firstTerritory, landlords, territories } = useFrame();
  const { pathname } = useLocation();
  const { territory: named } = useParams();
  const [search, setSearch] = useSearchParams();
  const chosenMonth = search.get("month");
  const territory = named ?? search.get("territory") ?? firstTerritory?.code ?? "";
  const landlord = search.get("landlord");
  const asked = search.get("district");
  // What came along from another territory would leave nothing of this one.
  const isOfTerritory = districtsOf(territories, territory).some(({ code }) => code === asked);
  const district = isOfTerritory ? asked : null;
  const set = useCallback(
    (changes: Readonly<Record<string, string | null>>) =>
      setSearch((now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      }),
    [setSearch],
  );
  const isLandlord = landlords.some(({ slug }) => slug === landlord);
  // What narrows lists of sites, on whichever page: tabs and links keep it.
  const kept = {
    month: chosenMonth,
    landlord: isLandlord ? landlord : null,
    levels: search.get("levels"),
    district,
    worsened: search.get("worsened"),
    // Chosen one by one, on several pages.
    sites: search.get("sites"),
  };
  return {
    territory,
    chosenMonth,
    month: chosenMonth ?? months[0] ?? null,
    landlord: isLandlord ? landlord : null,
    district,
    kept,
    query: queryOf(kept),
    elsewhere: (code) => {
      const own = new URLSearchParams(search);
      for (const name of ofOneTerritory) own.delete(name);
      return `${pathname.replace(/[^/]*\/?$/, code)}${own.size === 0 ? "" : `?${own}`}`;
    },
    set,
  };
}

/** What is chosen on a map, and how far a list has been opened: of no use in another territory. */
const ofOneTerritory = ["site", "area", "district", "shown", "territory"];

/** `?month=…&landlord=…`, or nothing. */
export function queryOf(values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
