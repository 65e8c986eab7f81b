import { createContext, useContext } from "react";
import type { FrameQuery, VisibilityRow, VisibilityValue } from "../generated/graphql";

export type FrameTerritory = NonNullable<FrameQuery["territories"]>[number];
export type FrameLandlord = NonNullable<FrameQuery["landlords"]>[number];
/** What every page stands in. */
export interface Frame {
  readonly viewer: FrameQuery["viewer"];
  readonly convention: FrameQuery["convention"];
  /** Published months, latest first. */
  readonly months: readonly string[];
  readonly landlords: readonly FrameLandlord[];
  /** Those that exist for the visitor, in the convention's order. */
  readonly territories: readonly FrameTerritory[];
  /** Where a visitor who names no territory begins. */
  readonly firstTerritory: FrameTerritory | null;
  /** What the matrix says of a row for the visitor; `DENIED` for a row it does not hold. */
  visibility(row: VisibilityRow): VisibilityValue;
  /** Whether anything of a row is shown, with or without conditions. */
  may(row: VisibilityRow): boolean;
  landlordName(slug: string): string;
  /** Null for a partner whom the convention does not name. */
  partnerName(code: string): string | null;
}

export function frameOf(data: FrameQuery): Frame {
  const territories = data.territories ?? [];
  const landlords = data.landlords ?? [];
  // Without identity nobody is refused anything.
  const values =
    data.viewer === null || data.viewer === undefined
      ? null
      : new Map((data.viewer.visibility ?? []).map(({ row, value }) => [row, value]));
  const visibility = (row: VisibilityRow) =>
    values === null ? "GRANTED" : (values.get(row) ?? "DENIED");
  return {
    viewer: data.viewer,
    convention: data.convention,
    months: data.convention?.months ?? [],
    landlords,
    territories,
    firstTerritory: largestOf(territories, data.viewer?.partner?.scope ?? []),
    visibility,
    may: (row) => visibility(row) !== "DENIED",
    partnerName: (code) =>
      data.convention?.partners?.find((each) => each.code === code)?.name ?? null,
    landlordName: (slug) => landlords.find((each) => each.slug === slug)?.name ?? slug,
  };
}

/** The largest territory of the visitor's own scope, else of all it is shown. */
function largestOf(
  territories: readonly FrameTerritory[],
  scope: readonly { readonly code: string }[],
): FrameTerritory | null {
  const own = territories.filter(({ code }) => scope.some((each) => each.code === code));
  const size = ({ communes }: FrameTerritory) => communes?.length ?? 0;
  const [largest] = [...(own.length > 0 ? own : territories)].sort((a, b) => size(b) - size(a));
  return largest ?? null;
}

/** Priority districts that lie, in part at least, in a territory; it is none of its own. */
export function districtsOf(
  territories: readonly FrameTerritory[],
  territory: string,
): FrameTerritory[] {
  const inside = new Set(
    territories.find(({ code }) => code === territory)?.communes?.map(({ code }) => code),
  );
  return territories.filter(
    ({ code, kind, communes }) =>
      kind === "PRIORITY_DISTRICT" &&
      code !== territory &&
      communes?.some((commune) => inside.has(commune.code)),
  );
}

export const FrameContext = createContext<Frame | null>(null);

/** @throws outside of the layout. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === null) throw new Error("no frame");
  return frame;
}
