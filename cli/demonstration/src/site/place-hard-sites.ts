import type { Random } from "../record/random.js";
import { splitIntoExactly } from "./split-dwellings.js";
import type { Setting, StockPart } from "./stock-part.js";

/**
 * How many hard sites the generator builds, and of how many dwellings together: the addresses with
 * dealing points that the study of Melun Val de Seine found (AORIF, revue « Ensemble » n° 56, April
 * 2020). These are sites and dwellings, not levels: levels come from the incidents through the grid.
 */
const studyFigures = { hardSites: 28, hardDwellings: 4_300 } as const;

const hardSizes = { least: 58, most: 290, skew: 1 } as const;

/** Share of a part's dwellings that hard sites may take: most of them stand in priority districts. */
const hardShare: Readonly<Record<Setting, number>> = { DISTRICT: 0.7, TOWN: 0.2, VILLAGE: 0 };

/** Sizes of the hard sites in each part of the stock. */
export function placeHardSites(
  parts: readonly StockPart[],
  random: Random,
): ReadonlyMap<StockPart, readonly number[]> {
  const { hardSites, hardDwellings } = studyFigures;
  const sizes = splitIntoExactly(hardSites, hardDwellings, hardSizes, random);
  const left = new Map(parts.map((part) => [part, part.dwellings * hardShare[part.setting]]));
  const placed = new Map<StockPart, number[]>();
  // The largest first, while there is room for it.
  for (const size of sizes.sort((one, other) => other - one)) {
    const room = parts.filter((part) => (left.get(part) ?? 0) >= size);
    const part =
      room.length > 0
        ? random.pickWeighted(room, (candidate) => left.get(candidate) ?? 0)
        : roomiestPart(parts, placed, size);
    left.set(part, (left.get(part) ?? 0) - size);
    placed.set(part, [...(placed.get(part) ?? []), size]);
  }
  return placed;
}

/** When no share has room: the part with most dwellings that hard sites have not taken. */
function roomiestPart(
  parts: readonly StockPart[],
  placed: ReadonlyMap<StockPart, readonly number[]>,
  size: number,
): StockPart {
  const free = (part: StockPart) =>
    (placed.get(part) ?? []).reduce((left, taken) => left - taken, part.dwellings);
  const roomiest = [...parts].sort((one, other) => free(other) - free(one))[0];
  if (!roomiest || free(roomiest) < size) {
    throw new Error(`The convention's stock has no room for a hard site of ${size} dwellings`);
  }
  return roomiest;
}
