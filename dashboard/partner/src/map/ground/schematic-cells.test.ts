import type { Polygon } from "geojson";
import type { LonLat } from "./geography";
import { schematicCells } from "./schematic-cells";

function cellsOf(...centers: LonLat[]): ReadonlyMap<string, Polygon> {
  return schematicCells(centers.map((center, index) => ({ code: String(index), center })));
}

/** Ray casting. */
function holds(polygon: Polygon | undefined, [x, y]: LonLat): boolean {
  const ring = polygon?.coordinates[0] ?? [];
  return ring.slice(1).reduce((isIn, [bx = 0, by = 0], index) => {
    const [ax = 0, ay = 0] = ring[index] ?? [];
    const crosses = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    return crosses ? !isIn : isIn;
  }, false);
}

it("draws nothing from no centre", () => {
  expect(cellsOf().size).toBe(0);
});

it.each<[string, LonLat[]]>([
  ["one centre", [[2.6, 48.5]]],
  [
    "two centres",
    [
      [2.6, 48.5],
      [2.7, 48.5],
    ],
  ],
  [
    "three in a line",
    [
      [2.6, 48.5],
      [2.65, 48.55],
      [2.7, 48.6],
    ],
  ],
  [
    "four in a line to the east",
    [
      [2.6, 48.5],
      [2.62, 48.5],
      [2.66, 48.5],
      [2.7, 48.5],
    ],
  ],
  [
    "many",
    [
      [2.6, 48.5],
      [2.7, 48.5],
      [2.65, 48.6],
      [2.64, 48.54],
      [2.61, 48.58],
    ],
  ],
])("gives each centre a closed cell around it and around no other: %s", (_, centers) => {
  const cells = cellsOf(...centers);
  expect(cells.size).toBe(centers.length);
  for (const [code, cell] of cells) {
    const [ring = []] = cell.coordinates;
    expect(ring.length).toBeGreaterThan(3);
    expect(ring.at(-1)).toEqual(ring[0]);
    centers.forEach((center, index) => {
      expect(holds(cell, center)).toBe(String(index) === code);
    });
  }
});

it("draws communes at one point once, for the first of them", () => {
  const cells = cellsOf([2.6, 48.5], [2.6, 48.5], [2.7, 48.5]);
  expect([...cells.keys()]).toEqual(["0", "2"]);
});

it("is the same whenever it is drawn", () => {
  const centers: LonLat[] = [
    [2.6, 48.5],
    [2.7, 48.5],
    [2.65, 48.6],
  ];
  expect(cellsOf(...centers)).toEqual(cellsOf(...centers));
});

it("stays near its centres", () => {
  const [[ring = []] = []] = [...cellsOf([2.6, 48.5]).values()].map(
    ({ coordinates }) => coordinates,
  );
  for (const [longitude = 0, latitude = 0] of ring) {
    expect(Math.abs(longitude - 2.6)).toBeLessThan(0.03);
    expect(Math.abs(latitude - 48.5)).toBeLessThan(0.021);
  }
});
