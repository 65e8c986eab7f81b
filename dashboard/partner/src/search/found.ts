import { hasWords } from "@palier/dashboard-ui/language/has-words";
import type { FrameTerritory } from "../frame/frame";
import type { MapAddressesQuery } from "../generated/graphql";
import type { MapSite } from "../map/marks/site-marks";

/** Fewer would find nearly everything. */
const fewestLetters = 2;

export function isSearch(typed: string): boolean {
  return typed.trim().length >= fewestLetters;
}

/**
 * The territories that hold all sites of a visitor, none of them inside another one: a district that straddles two
 * communes stands beside the one of them that the visitor may see.
 */
export function outermost(territories: readonly FrameTerritory[]): readonly string[] {
  // A district is a part of its communes, and holds nothing else.
  const isDistrict = ({ kind }: FrameTerritory) => kind === "PRIORITY_DISTRICT";
  const holders = territories
    .filter((territory) => !isDistrict(territory))
    .toSorted((a, b) => communesOf(b).length - communesOf(a).length);
  const isHeld = (territory: FrameTerritory, by: readonly FrameTerritory[]) =>
    by.some((holder) => {
      const inside = communesOf(holder);
      const own = communesOf(territory);
      return own.length > 0 && own.every((code) => inside.includes(code));
    });
  return [
    ...holders.filter((territory, at) => !isHeld(territory, holders.slice(0, at))),
    ...territories.filter((territory) => isDistrict(territory) && !isHeld(territory, holders)),
  ].map(({ code }) => code);
}

function communesOf({ communes }: FrameTerritory): readonly string[] {
  return communes?.map(({ code }) => code) ?? [];
}

/** Addresses by the site's id; those that are not shown are absent. */
export function addressesOf(pages: readonly MapAddressesQuery[]): ReadonlyMap<string, string> {
  const edges = pages.flatMap(({ territory }) => territory?.sites?.edges ?? []);
  return new Map(
    edges.flatMap(({ node }): [string, string][] =>
      node?.address == null ? [] : [[node.id, node.address]],
    ),
  );
}

export interface Found {
  readonly territories: readonly FrameTerritory[];
  /** Those whose name has the words first, each once. */
  readonly sites: readonly MapSite[];
}

/** What is called so, or lies where something is called so; accents and capitals do not matter. */
export function foundIn(
  territories: readonly FrameTerritory[],
  sites: readonly MapSite[],
  addresses: ReadonlyMap<string, string>,
  typed: string,
): Found {
  if (!isSearch(typed)) return { territories: [], sites: [] };
  const each = [...new Map(sites.map((site) => [site.id, site])).values()];
  const named = each.filter(({ name }) => hasWords([name], typed));
  const placed = each.filter(
    (site) => !named.includes(site) && hasWords([...wordsOf(site), addresses.get(site.id)], typed),
  );
  return {
    territories: territories.filter(({ name, code }) => hasWords([name, code], typed)),
    sites: [...named, ...placed],
  };
}

function wordsOf({ id, name, commune, district }: MapSite): readonly (string | null | undefined)[] {
  return [id, name, commune?.name, commune?.code, district?.name, district?.code];
}
