import { useSession } from "@palier/dashboard-ui/session/session-context";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Frame, useFrame } from "../../frame/frame";
import type { Area, LonLat } from "./geography";
import { type Outlines, readOutlines } from "./outlines";
import { schematicCells } from "./schematic-cells";

/** The ground that sites are shown on. */
export interface Ground {
  readonly areas: readonly Area[];
  /** Limits are approximate, drawn from centres. */
  readonly isSchematic: boolean;
  /** The operator's outlines could not be read. */
  readonly hasFailed: boolean;
  /** The outlines are still on their way. */
  readonly isPending: boolean;
}

/** @param territory code of the territory that is shown. */
export function useGround(territory: string): Ground {
  const { territories } = useFrame();
  const { settings } = useSession();
  const { data, isPending, isError } = useQuery({
    queryKey: ["outlines"],
    enabled: settings.hasOutlines,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => fetchOutlines(signal),
  });
  const outlines = data ?? null;
  const areas = useMemo(
    () => areasOf(territories, territory, outlines),
    [territories, territory, outlines],
  );
  return {
    areas,
    isSchematic: outlines === null,
    hasFailed: isError,
    isPending: settings.hasOutlines && isPending,
  };
}

async function fetchOutlines(signal: AbortSignal): Promise<Outlines> {
  const response = await fetch("/outlines.geojson", { signal });
  if (!response.ok) throw new Error(`outlines: ${response.status}`);
  return readOutlines(await response.json());
}

/** Every commune that exists for the visitor. */
function areasOf(
  territories: Frame["territories"],
  territory: string,
  outlines: Outlines | null,
): readonly Area[] {
  const shown = territories.find(({ code }) => code === territory);
  const inside = new Set([territory, ...(shown?.communes ?? []).map(({ code }) => code)]);
  const communes = territories.filter(({ kind }) => kind === "COMMUNE");
  const places = communes.map(({ code, name, center }) => ({
    code,
    name: name ?? code,
    center: pointOf(center),
    isInside: inside.has(code),
  }));
  const cells =
    outlines ??
    schematicCells(
      places.flatMap(({ code, center }) => (center === null ? [] : [{ code, center }])),
    );
  return places.map((place) => ({ ...place, geometry: cells.get(place.code) ?? null }));
}

function pointOf(center: Frame["territories"][number]["center"]): LonLat | null {
  const { longitude, latitude } = center ?? {};
  return longitude == null || latitude == null ? null : [longitude, latitude];
}
