import {
  type ChangePageKey,
  type ChangeSelection,
  changePageId,
  compareSitePlaces,
} from "@palier/schema";
import { isRecord } from "@palier/service";
import { isCount, isLevel, listOf } from "../border/guards.js";
import { readExpected } from "../contribution/expected.js";
import { isPage } from "../list/ordered-page.js";
import { type Disbelief, type LandlordPage, readPages } from "../list/read-pages.js";
import type { ChangeTally } from "./level-change-counts.js";
import { type LandlordChanges, placeOf, type SiteChange } from "./merge-changes.js";

type Given = Readonly<Record<string, unknown>>;

/** Counts and lists of each landlord: it may be asked for one alone, and give one alone. */
export interface ChangePages {
  readonly counted: LandlordPage<readonly ChangeTally[]>[];
  readonly listed: LandlordPage<LandlordChanges>[];
}

/** @param representation A `LevelChangeConnection` as the gateway sends it. */
export function readChangePages(selection: ChangeSelection, representation: unknown): ChangePages {
  const declared = readExpected(isRecord(representation) ? representation.declared : null);
  const most = new Map(declared.map(({ landlord, most: dwellings }) => [landlord, dwellings]));
  const mostOf = ({ landlord }: ChangePageKey) => mostInBothMonths * (most.get(landlord) ?? 0);
  const read = <Content>(
    given: unknown,
    readContent: (page: Given, key: ChangePageKey) => Content | Disbelief,
  ) => readPages({ pageType: "changePage", pageId: changePageId, readContent }, selection, given);
  return {
    counted: read(representation, (page, key) => readTallies(page, mostOf(key))),
    listed: read(withListStatus(representation), (page, key) => readSites(page, key, mostOf(key))),
  };
}

/** Sites that came and sites that went are both in it, each month no more than was declared. */
const mostInBothMonths = 2;

/** Pages whose status is that of their list; where the gateway fills in why none came, that. */
function withListStatus(representation: unknown): unknown {
  if (!isRecord(representation) || !Array.isArray(representation.pages)) return representation;
  const pages = representation.pages.map((page: unknown) =>
    isRecord(page) ? { ...page, status: page.listStatus ?? page.status } : page,
  );
  return { ...representation, pages };
}

function readTallies({ tallies: given }: Given, most: number): readonly ChangeTally[] | Disbelief {
  const tallies = listOf(given, readTally);
  if (tallies === null) return "INVALID_ANSWER";
  const moves = new Set(tallies.map(({ before, after }) => `${before} ${after}`));
  if (moves.size < tallies.length) return "INVALID_ANSWER";
  const dwellings = tallies.reduce((sum, tally) => sum + tally.dwellings, 0);
  return dwellings > most ? "ABOVE_DECLARED" : tallies;
}

function readTally(value: unknown): ChangeTally | null {
  if (!isRecord(value)) return null;
  // Some gateways leave out what is null.
  const { before = null, after = null, sites, dwellings, decided } = value;
  if (!isLevelOrAbsent(before) || !isLevelOrAbsent(after) || before === after) return null;
  if (!isCount(sites) || !isCount(dwellings) || !isCount(decided)) return null;
  const isPossible = sites > 0 && dwellings >= sites && decided <= sites;
  return isPossible ? { before, after, sites, dwellings, decided } : null;
}

function readSites(
  { sites: given, matching }: Given,
  key: ChangePageKey,
  most: number,
): LandlordChanges | Disbelief {
  const sites = listOf(given, (site) => readSite(key, site));
  if (sites === null || !isPage(sites.map(placeOf), key, compareSitePlaces))
    return "INVALID_ANSWER";
  if (new Set(sites.map(({ id }) => id)).size < sites.length) return "INVALID_ANSWER";
  if (!isCount(matching) || matching < sites.length) return "INVALID_ANSWER";
  // Each site that follows has one dwelling at least.
  const shown = sites.reduce((sum, { dwellings }) => sum + dwellings, 0);
  if (shown + matching - sites.length > most) return "ABOVE_DECLARED";
  return { landlord: key.landlord, sites, matching };
}

function readSite({ landlord }: ChangePageKey, value: unknown): SiteChange | null {
  if (!isRecord(value)) return null;
  const { id, before = null, after = null, dwellings } = value;
  const { heldBefore = null, heldAfter = null, computedAfter = null } = value;
  if (typeof id !== "string" || !id.startsWith(`${landlord}:`)) return null;
  if (!isLevelOrAbsent(before) || !isLevelOrAbsent(after) || before === after) return null;
  // A site is there with all levels of a month or with none, and undetermined in all or in none.
  if (!areOfOneMonth(before, heldBefore) || !areOfOneMonth(after, heldAfter)) return null;
  if (!areOfOneMonth(after, computedAfter)) return null;
  // A level is held at what the months before had, never below what its own month has.
  if ((computedAfter ?? 0) > (heldAfter ?? 0)) return null;
  if (!isCount(dwellings) || dwellings === 0) return null;
  return { id, before, after, heldBefore, heldAfter, computedAfter, dwellings };
}

function areOfOneMonth(level: number | null, other: unknown): other is number | null {
  return level ? isLevel(other) && other > 0 : other === level;
}

function isLevelOrAbsent(value: unknown): value is number | null {
  return value === null || isLevel(value);
}
