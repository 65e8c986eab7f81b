/** Degrees, WGS 84. */
export type Position = readonly [longitude: number, latitude: number];

type Ground = readonly [west: number, south: number, east: number, north: number];

/** Where communes of France lie: a degree's fraction too wide rather than too narrow. */
const grounds: readonly Ground[] = [
  // The mainland with Corsica.
  [-5.6, 41.2, 9.8, 51.3],
  // Guadeloupe with its islands; Saint-Martin and Saint-Barthélemy.
  [-61.9, 15.7, -60.9, 16.6],
  [-63.3, 17.7, -62.6, 18.3],
  // Martinique, Guyane.
  [-61.4, 14.3, -60.7, 15],
  [-54.7, 2, -51.5, 6],
  // La Réunion, Mayotte.
  [55.1, -21.5, 55.95, -20.8],
  [44.9, -13.2, 45.4, -12.5],
  // Saint-Pierre-et-Miquelon.
  [-56.6, 46.6, -56, 47.3],
  // New Caledonia; Wallis and Futuna; Polynesia.
  [158, -23.3, 172.5, -17.8],
  [-178.5, -14.5, -176, -13],
  [-154.9, -28.1, -134.2, -7.7],
];

export function isInFrance([longitude, latitude]: Position): boolean {
  return grounds.some(
    ([west, south, east, north]) =>
      longitude >= west && longitude <= east && latitude >= south && latitude <= north,
  );
}
