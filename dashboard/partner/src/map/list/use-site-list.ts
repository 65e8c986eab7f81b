import type { Answer } from "@palier/dashboard-ui/graph/ask";
import type { GraphError } from "@palier/dashboard-ui/graph/errors";
import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useFrame } from "../../frame/frame";
import type {
  MapChangesQuery,
  MapPlacesQuery,
  MapSitesQuery,
  VisibilityValue,
} from "../../generated/graphql";
import type { LonLat } from "../ground/geography";
import { mapChangesDocument, mapPlacesDocument, mapSitesDocument } from "./map.documents";
import { placesOf } from "./site-list";

/** Which sites are shown. */
export interface ShownSites {
  /** Code of the territory. */
  readonly code: string;
  readonly month: string | null;
  readonly landlord: string | null;
  /** Null for all, those without a level included. */
  readonly levels: readonly number[] | null;
}

/** To be read with `siteListOf`. */
export function useSiteList(
  selection: ShownSites,
): UseQueryResult<Answer<readonly MapSitesQuery[]>> {
  const { may } = useFrame();
  return useEveryPage(
    mapSitesDocument,
    variablesOf(selection),
    pageInfoOf,
    may("SITE_LEVEL") && may("SITE_IDENTITY"),
  );
}

export interface SitePlaces {
  /** By the site's id. */
  readonly places: ReadonlyMap<string, LonLat>;
  /** Some places could not be read. */
  readonly isPartial: boolean;
  /** Landlords keep some to themselves: which of those that are not there is not told. */
  readonly isNarrowed: boolean;
  readonly isPending: boolean;
}

/** Exact places of the selection's sites, of those that the convention shows to the visitor. */
export function useSitePlaces(selection: ShownSites): SitePlaces {
  const { visibility, may } = useFrame();
  const shown = levelsWithPlace(visibility("SITE_ADDRESS"), selection.levels);
  const isAsked = shown !== "none" && may("SITE_LEVEL") && may("SITE_IDENTITY");
  const levels = shown === "none" ? [] : shown;
  const { data, isError, isPending } = useEveryPage(
    mapPlacesDocument,
    variablesOf({ ...selection, levels }),
    pageInfoOf,
    isAsked,
  );
  const errors = data?.errors ?? [];
  const places = useMemo(() => placesOf(isAsked ? (data?.data ?? []) : []), [data, isAsked]);
  return {
    places,
    isPartial: isAsked && (isError || errors.some((each) => !isForbidden(each))),
    isNarrowed: isAsked && errors.some(isForbidden),
    isPending: isAsked && isPending,
  };
}

/** A landlord that narrows what the convention grants says so. */
export function isForbidden({ extensions }: GraphError): boolean {
  return extensions?.code === "FORBIDDEN";
}

/** Ids of the territory's sites that rose since the month before; asked only where it is wanted. */
export function useWorsened(
  { code, month }: Pick<ShownSites, "code" | "month">,
  isWanted: boolean,
): UseQueryResult<Answer<readonly MapChangesQuery[]>> {
  const { may } = useFrame();
  return useEveryPage(
    mapChangesDocument,
    { code, month },
    ({ territory }) => territory?.changes?.pageInfo,
    isWanted && may("TERRITORY_FIGURES") && may("SITE_IDENTITY"),
  );
}

/** Levels of whose sites addresses and places are shown, of those that are wanted; null for all. */
export function levelsWithPlace(
  visibility: VisibilityValue,
  levels: readonly number[] | null,
): readonly number[] | null | "none" {
  if (visibility === "GRANTED") return levels;
  if (visibility !== "LEVEL_3_AND_4") return "none";
  const hard = (levels ?? [3, 4]).filter((level) => level >= 3);
  return hard.length === 0 ? "none" : hard;
}

function pageInfoOf({ territory }: MapSitesQuery | MapPlacesQuery) {
  return territory?.sites?.pageInfo;
}

function variablesOf({ code, month, landlord, levels }: ShownSites) {
  return { code, month, landlord, levels: levels === null ? null : [...levels] };
}
