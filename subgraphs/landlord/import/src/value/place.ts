import type { IncidentPlace } from "@palier/landlord-store";

const words: Readonly<Record<IncidentPlace, readonly string[]>> = {
  ENTRANCE_HALL: ["hall", "hall d'entrée", "entrée"],
  STAIRWELL: ["cage d'escalier", "escalier", "palier"],
  BASEMENT: ["sous-sol", "cave", "caves"],
  CAR_PARK: ["parking", "parc de stationnement", "garage"],
  OUTDOORS: ["extérieur", "espaces extérieurs", "abords"],
  ROOF: ["toit", "toiture", "terrasse"],
  DWELLING: ["logement", "appartement"],
  SHARED_ROOM: ["local commun", "parties communes", "local vélos", "local poubelles"],
  OTHER: ["autre", "autre lieu"],
};

/** What a file may say for each kind of place, the codes included. */
export const placeWords: ReadonlyMap<string, IncidentPlace> = new Map(
  (Object.keys(words) as IncidentPlace[]).flatMap((code) =>
    [code, ...words[code]].map((word) => [word, code] as const),
  ),
);
