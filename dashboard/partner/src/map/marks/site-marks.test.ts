import type { Level } from "@palier/dashboard-ui/parts/levels";
import {
  areasByName,
  countByLevel,
  groupNear,
  highestLevel,
  type MapSite,
  siteMarks,
} from "./site-marks";

const melun = { code: "77288", name: "Melun", center: [2.66, 48.54], isDistrict: false } as const;
const dammarie = {
  code: "77152",
  name: "Dammarie-les-Lys",
  center: [2.62, 48.51],
  isDistrict: false,
} as const;

const pleinCiel = {
  code: "QP-1",
  name: "Plein Ciel",
  center: [2.65, 48.545],
  isDistrict: true,
} as const;

function site(id: string, level: Level, code: string | null, of: string | null = null): MapSite {
  const commune = code === null ? null : { code, name: null };
  const district = of === null ? null : { code: of, name: null };
  return { id, name: id, level, dwellings: 60, commune, district, landlord: "lisiere" };
}

const placeOfA = new Map([["a", [2.65, 48.53] as const]]);

it("puts sites at their places and nothing beside them, where sites are to be shown", () => {
  const sites = [site("a", 4, "77288"), site("b", 3, "77288")];
  expect(siteMarks(sites, placeOfA, [dammarie, melun], "SITES")).toMatchObject({
    sites: [{ site: sites[0], at: [2.65, 48.53] }],
    communes: [],
    unplaced: [sites[1]],
  });
});

it("counts every site in its district or commune, where areas are to be shown", () => {
  const sites = [
    site("a", 4, "77288"),
    site("b", 3, "77288", "QP-1"),
    site("c", 1, "77288", "QP-1"),
    site("d", 2, "77152", "QP-unknown"),
  ];
  const areas = [dammarie, melun, pleinCiel];
  const marks = siteMarks(sites, placeOfA, areas, "AREAS", (name) => `${name}, outside`);
  expect(marks.sites).toEqual([]);
  expect(marks.communes.map(({ name, sites: own }) => [name, own])).toEqual([
    ["Dammarie-les-Lys", 1],
    ["Melun, outside", 1],
    ["Plein Ciel", 2],
  ]);
  expect(marks.communes[2]?.counts).toEqual([
    { level: 3, sites: 1 },
    { level: 1, sites: 1 },
  ]);
  expect(marks.areaOf.get("b")).toBe("QP-1");
  expect(marks.areaOf.get("d")).toBe("77152");
  // What is chosen is called as its mark is, where marks of sites are shown too.
  const { nameOf } = siteMarks(sites, placeOfA, areas, "SITES", (name) => `${name}, outside`);
  expect(marks.communes.map(({ code }) => nameOf.get(code))).toEqual(
    marks.communes.map(({ name }) => name),
  );
});

it("counts sites that it has no place for instead of making one up", () => {
  const sites = [site("a", 4, null), site("b", 3, "77999"), site("c", 1, "77038")];
  const areas = [melun, { ...melun, code: "77038", center: null }];
  const marks = siteMarks(sites, new Map(), areas, "AREAS");
  expect(marks).toMatchObject({ sites: [], communes: [], areaOf: new Map(), unplaced: sites });
});

it.each(["SITES", "AREAS"] as const)("stands for every site exactly once as %s", (kind) => {
  const sites = [1, 2, 3, 4, null].flatMap((level, index) => [
    site(`x${index}`, level as Level, "77288", index === 3 ? "QP-1" : null),
    site(`y${index}`, level as Level, index % 2 === 0 ? null : "77152"),
  ]);
  const places = new Map([
    ["x1", [2.6, 48.5] as const],
    ["y0", [2.6, 48.5] as const],
  ]);
  const marks = siteMarks(sites, places, [melun, dammarie, pleinCiel], kind);
  const inCommunes = marks.communes.reduce((sum, mark) => sum + mark.sites, 0);
  expect(marks.sites.length + inCommunes + marks.unplaced.length).toBe(sites.length);
});

it("counts by level, highest first and undetermined last", () => {
  const counts = countByLevel([site("a", null, null), site("b", 2, null), site("c", 4, null)]);
  expect(counts).toEqual([
    { level: 4, sites: 1 },
    { level: 2, sites: 1 },
    { level: null, sites: 1 },
  ]);
  expect(highestLevel(counts)).toBe(4);
  expect(highestLevel([])).toBeNull();
});

it("groups marks that would cover each other, in their order", () => {
  const marks = (
    [
      [0, 0],
      [1, 0],
      [5, 0],
      [5, 1],
    ] as const
  ).map((at, index) => ({
    site: site(String(index), 3, null),
    at,
  }));
  const groups = groupNear(marks, ([x, y]) => [x, y], 2);
  expect(groups.map(({ at, sites }) => [at, sites.map(({ id }) => id)])).toEqual([
    [
      [0, 0],
      ["0", "1"],
    ],
    [
      [5, 0],
      ["2", "3"],
    ],
  ]);
});

it("names communes with marks first, then the territory's others", () => {
  const areas = ["out", "in", "marked", "placed"].map((code) => ({
    ...melun,
    code,
    geometry: null,
    isInside: code !== "out",
  }));
  const sites = [site("a", 4, "placed"), site("b", 1, "marked")];
  const marks = siteMarks(sites, placeOfA, areas, "AREAS");
  expect(areasByName(areas, marks).map(({ code, hasMarks }) => [code, hasMarks])).toEqual([
    ["marked", true],
    ["placed", true],
    ["in", false],
    ["out", false],
  ]);
});
