import type { Convention, Territory } from "@palier/schema";
import type { Random } from "../record/random.js";
import type { StockPart } from "./stock-part.js";

export interface Location {
  readonly longitude: number;
  readonly latitude: number;
}

/** How far from the middle a site may stand, in degrees of latitude (0.001 is 111 m). */
const spread = { DISTRICT: 0.0032, TOWN: 0.0048, VILLAGE: 0.0026 } as const;

/** A degree of longitude is that much shorter at the latitude of Melun (cosine of 48.5°). */
const longitudeScale = 0.66;

/** How far a district's middle lies off the point of its only commune. */
const districtOffset = 0.006;

/** Gives points near the middle of a stock part's commune or, nearer to each other, of its district. */
export function siteLocator(convention: Convention): (part: StockPart, random: Random) => Location {
  const territories = new Map(
    convention.territories.map((territory) => [territory.code, territory]),
  );
  return (part, random) => {
    const { longitude, latitude } = middleOf(part, territories);
    const reach = spread[part.setting];
    return {
      longitude: fiveDecimals(longitude + (aroundZero(random) * reach) / longitudeScale),
      latitude: fiveDecimals(latitude + aroundZero(random) * reach),
    };
  };
}

function middleOf(part: StockPart, territories: ReadonlyMap<string, Territory>): Location {
  const commune = centerOf(part.commune, territories);
  if (part.priorityDistrict === null) return commune;
  const communes = [...(territories.get(part.priorityDistrict)?.communes ?? [part.commune])].sort();
  if (communes.length === 1) {
    // Any fixed direction will do, as long as two districts of one commune differ.
    const sign = part.priorityDistrict.length % 2 === 0 ? 1 : -1;
    return {
      longitude: commune.longitude + (sign * districtOffset) / longitudeScale,
      latitude: commune.latitude + (sign * districtOffset) / 2,
    };
  }
  // Where the communes meet, on the side of the part's own.
  const centers = communes.map((code) => centerOf(code, territories));
  const shared = { longitude: mean(centers, "longitude"), latitude: mean(centers, "latitude") };
  return {
    longitude: shared.longitude * 0.7 + commune.longitude * 0.3,
    latitude: shared.latitude * 0.7 + commune.latitude * 0.3,
  };
}

function centerOf(code: string, territories: ReadonlyMap<string, Territory>): Location {
  const center = territories.get(code)?.center;
  if (!center) throw new Error(`The convention gives no point for the territory ${code}`);
  return center;
}

function mean(locations: readonly Location[], axis: keyof Location): number {
  return locations.reduce((sum, location) => sum + location[axis], 0) / locations.length;
}

/** In (-1, 1), more often near zero. */
function aroundZero(random: Random): number {
  return random.next() + random.next() - 1;
}

function fiveDecimals(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
