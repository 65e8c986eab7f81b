import { broughtPlace } from "@palier/schema";

/** Of what came with bought sites: it stands in no place that is shown. */
export const hiddenPlace = broughtPlace;

/** Names the part of a commune in one priority district, or outside all of them where it is empty. */
export function placeName(commune: string, priorityDistrict: string): string {
  return `${commune}/${priorityDistrict}`;
}

/** As tables have it. */
export function placeColumns(place: string): {
  readonly commune: string;
  readonly priorityDistrict: string;
  readonly isBrought: boolean;
} {
  const isBrought = place === hiddenPlace;
  const [commune = "", priorityDistrict = ""] = isBrought ? [] : place.split("/");
  return { commune, priorityDistrict, isBrought };
}
