import type { Answer } from "@palier/dashboard-ui/graph/ask";
import { useEveryPageOfEach } from "@palier/dashboard-ui/graph/use-every-page";
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useFrame } from "../frame/frame";
import { usePlace } from "../frame/place";
import type { MapSitesQuery } from "../generated/graphql";
import { mapAddressesDocument, mapSitesDocument } from "../map/list/map.documents";
import { isForbidden, levelsWithPlace } from "../map/list/use-site-list";
import { addressesOf, outermost } from "./found";

export interface Searched {
  /** To be read with `siteListOf`; as the map asks for them, so that they are asked once. */
  readonly query: UseQueryResult<Answer<readonly MapSitesQuery[]>>;
  /** By the site's id. */
  readonly addresses: ReadonlyMap<string, string>;
  /** What is to be said of addresses; null where all are looked for, or are still on their way. */
  readonly lacking:
    | "noAddresses"
    | "hardAddressesOnly"
    | "addressesKept"
    | "addressesMissing"
    | null;
}

/** All that can be looked for in the month that is shown, asked once somebody looks for something. */
export function useSearched(isWanted: boolean): Searched {
  const { territories, visibility, may } = useFrame();
  const { month } = usePlace();
  const isAsked = isWanted && may("SITE_LEVEL") && may("SITE_IDENTITY");
  const codes = useMemo(() => outermost(territories), [territories]);
  const query = useEveryPageOfEach(
    mapSitesDocument,
    codes.map((code) => ({ code, month, landlord: null, levels: null })),
    ({ territory }) => territory?.sites?.pageInfo,
    isAsked,
  );
  const shown = levelsWithPlace(visibility("SITE_ADDRESS"), null);
  const levels = shown === "none" || shown === null ? null : [...shown];
  const { data, isError } = useEveryPageOfEach(
    mapAddressesDocument,
    codes.map((code) => ({ code, month, levels })),
    ({ territory }) => territory?.sites?.pageInfo,
    isAsked && shown !== "none",
  );
  const addresses = useMemo(() => addressesOf(data?.data ?? []), [data]);
  const errors = data?.errors ?? [];
  const told = { noAddresses: shown === "none", addressesMissing: isError };
  if (told.noAddresses) return { query, addresses, lacking: "noAddresses" };
  if (told.addressesMissing || errors.some((error) => !isForbidden(error))) {
    return { query, addresses, lacking: "addressesMissing" };
  }
  if (errors.length > 0) return { query, addresses, lacking: "addressesKept" };
  return { query, addresses, lacking: shown === null ? null : "hardAddressesOnly" };
}
