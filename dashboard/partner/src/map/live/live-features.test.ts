import type { Area, LonLat } from "../ground/geography";
import type { CommuneMark, MapSite, NamedArea } from "../marks/site-marks";
import {
  areaFeatures,
  boxesOfSites,
  communeFeatures,
  nameFeatures,
  type Screen,
  siteFeatures,
} from "./live-features";

/** A degree is 1,000 pixels. */
const screen: Screen = {
  project: ([longitude, latitude]) => [longitude * 1000, latitude * 1000],
  unproject: ([x, y]) => [x / 1000, y / 1000],
};

function commune(code: string, at: LonLat, sites: number): CommuneMark {
  return { code, name: code, at, counts: [{ level: 3, sites }], sites };
}

const site: MapSite = {
  id: "lisiere:R-1",
  name: "Les Tilleuls",
  level: null,
  dwellings: 60,
  commune: null,
  district: null,
  landlord: "lisiere",
};

it("draws a card where there is room and the number of sites elsewhere", () => {
  const crowd = [commune("a", [0, 0], 12), commune("b", [0.02, 0], 3), commune("c", [0.5, 0], 1)];
  // Of few marks a card would step aside.
  const others = ["d", "e"].map((code, at) => commune(code, [1 + at, 1], 1));
  const { features, named } = communeFeatures([...crowd, ...others], [], [], screen);
  expect(named).toEqual(new Set(["c", "d", "e"]));
  expect(features.slice(0, 3).map(({ properties }) => properties?.image)).toEqual([
    '["group",3,12]',
    '["group",3,3]',
    '["card","c",[{"level":3,"sites":1}]]',
  ]);
});

it("names a commune once: on its card or beside its marks", () => {
  const areas: readonly NamedArea[] = ["a", "c"].map((code, index) => ({
    code,
    name: code,
    center: [index / 2, 0],
    geometry: null,
    isInside: true,
    isDistrict: false,
    hasMarks: true,
  }));
  const communes = communeFeatures([commune("c", [0.5, 0], 1)], [], [], screen);
  const sites = boxesOfSites([{ site, at: [0, 0] }], screen, 26);
  const names = nameFeatures(areas, communes.named, [...communes.boxes, ...sites], screen);
  expect(names).toEqual([
    {
      type: "Feature",
      properties: { image: '["name","a",true]' },
      geometry: { type: "Point", coordinates: [0, 0.031] },
    },
  ]);
});

it("draws an undetermined site as level 0, by the names the map asks images for", () => {
  expect(siteFeatures([{ site, at: [2.6, 48.5] }])).toEqual([
    {
      type: "Feature",
      properties: { id: "lisiere:R-1", name: "Les Tilleuls", level: 0, image: '["site",0]' },
      geometry: { type: "Point", coordinates: [2.6, 48.5] },
    },
  ]);
});

it("leaves out areas without a geometry", () => {
  const area: Area = {
    code: "a",
    name: "a",
    center: [0, 0],
    geometry: null,
    isInside: true,
    isDistrict: false,
  };
  expect(areaFeatures([area])).toEqual([]);
});

it("moves a commune's card off sites that stand at its centre", () => {
  const sites = boxesOfSites([{ site, at: [0, 0] }], screen, 26);
  const { features } = communeFeatures([commune("a", [0, 0], 1)], sites, [], screen);
  const [mark] = features;
  expect(mark?.geometry.type === "Point" && mark.geometry.coordinates[1]).toBeGreaterThan(0.02);
});
