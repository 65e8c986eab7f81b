import { type Area, atLeast, boundsOf, fitBounds } from "./geography";

function area(code: string, isInside: boolean, center: Area["center"]): Area {
  return { code, name: code, center, geometry: null, isInside, isDistrict: false };
}

it("bounds points on every side", () => {
  expect(
    boundsOf([
      [2.6, 48.5],
      [2.5, 48.6],
      [2.7, 48.4],
    ]),
  ).toEqual({ west: 2.5, east: 2.7, south: 48.4, north: 48.6 });
});

it("has no bounds without points", () => {
  expect(boundsOf([])).toBeNull();
});

it("gives a single point a surrounding", () => {
  const { west, east, south, north } = atLeast({ west: 2, east: 2, south: 48, north: 48 }, 0.5);
  expect([west, east, south, north]).toEqual([1.75, 2.25, 47.75, 48.25]);
});

it("fits the territory's communes, not its neighbours", () => {
  const bounds = fitBounds([
    area("77288", true, [2.6, 48.5]),
    area("77152", true, [2.7, 48.6]),
    area("77038", false, [3.5, 49]),
  ]);
  expect(bounds).toEqual({ west: 2.6, east: 2.7, south: 48.5, north: 48.6 });
});

it("fits every commune known where the territory has none, and an outline before a centre", () => {
  const square = [
    [2, 48],
    [3, 48],
    [3, 49],
    [2, 48],
  ];
  const outlined: Area = {
    ...area("77288", false, [9, 9]),
    geometry: { type: "Polygon", coordinates: [square] },
  };
  expect(fitBounds([outlined])).toEqual({ west: 2, east: 3, south: 48, north: 49 });
  expect(fitBounds([area("77288", true, null)])).toBeNull();
});
