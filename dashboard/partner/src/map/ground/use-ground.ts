import { useSession } from "@palier/dashboard-ui/session/session-context";
import type { Settings } from "@palier/dashboard-ui/session/settings";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Frame, useFrame } from "../../frame/frame";
import type { TerritoryKind } from "../../generated/graphql";
import { type Area, type LonLat, middleOf } from "./geography";
import { type Outlines, readOutlines } from "./outlines";
import { schematicCells } from "./schematic-cells";

/** The ground that sites are shown on. */
export interface Ground {
  /** Communes, then the priority districts that have an outline. */
  readonly areas: readonly Area[];
  /** Limits of communes are approximate, drawn from centres. */
  readonly isSchematic: boolean;
  /** What is to be said of whose outlines they are. */
  readonly sources: NonNullable<Settings["outlines"]>["sources"];
  /** The outlines could not be read. */
  readonly hasFailed: boolean;
  /** The outlines are still on their way. */
  readonly isPending: boolean;
}

/** @param territory code of the territory that is shown. */
export function useGround(territory: string): Ground {
  const { territories } = useFrame();
  const { settings } = useSession();
  const { outlines: served } = settings;
  const { data, isPending, isError } = useQuery({
    queryKey: ["outlines", served?.url],
    enabled: served !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => fetchOutlines(served?.url ?? "", signal),
  });
  const outlines = data ?? noOutlines;
  const drawn = useMemo(
    () => groundOf(territories, territory, outlines),
    [territories, territory, outlines],
  );
  return {
    ...drawn,
    sources: data === undefined ? [] : (served?.sources ?? []),
    hasFailed: isError,
    isPending: served !== null && isPending,
  };
}

const noOutlines: Outlines = new Map();

async function fetchOutlines(url: string, signal: AbortSignal): Promise<Outlines> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`outlines: ${response.status}`);
  return readOutlines(await response.json());
}

/** Every commune and district that exists for the visitor. */
function groundOf(
  territories: Frame["territories"],
  territory: string,
  outlines: Outlines,
): Pick<Ground, "areas" | "isSchematic"> {
  const shown = territories.find(({ code }) => code === territory);
  const inside = new Set([territory, ...(shown?.communes ?? []).map(({ code }) => code)]);
  const placesOf = (wanted: TerritoryKind) =>
    territories
      .filter(({ kind }) => kind === wanted)
      .map(({ code, name, center, communes }) => ({
        code,
        name: name ?? code,
        center: pointOf(center),
        isInside:
          inside.has(code) || (communes?.some((commune) => inside.has(commune.code)) ?? false),
      }));
  const communes = placesOf("COMMUNE");
  const isSchematic = !communes.some(({ code }) => outlines.has(code));
  const cells = isSchematic
    ? schematicCells(
        communes.flatMap(({ code, center }) => (center === null ? [] : [{ code, center }])),
      )
    : outlines;
  return {
    areas: [
      ...communes.map((place) => ({
        ...place,
        geometry: cells.get(place.code) ?? null,
        isDistrict: false,
      })),
      ...placesOf("PRIORITY_DISTRICT").flatMap((place) => {
        const geometry = outlines.get(place.code);
        if (geometry === undefined) return [];
        const center = place.center ?? middleOf(geometry);
        return [{ ...place, geometry, center, isDistrict: true }];
      }),
    ],
    isSchematic,
  };
}

function pointOf(center: Frame["territories"][number]["center"]): LonLat | null {
  const { longitude, latitude } = center ?? {};
  return longitude == null || latitude == null ? null : [longitude, latitude];
}
