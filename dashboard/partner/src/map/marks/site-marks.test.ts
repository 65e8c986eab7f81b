import type { Level } from "@palier/dashboard-ui/parts/levels";
import {
  areasByName,
  countByLevel,
  groupNear,
  highestLevel,
  type MapSite,
  siteMarks,
} from "./site-marks";

const melun = { code: "77288", name: "Melun", center: [2.66, 48.54] } as const;
const dammarie = { code: "77152", name: "Dammarie-les-Lys", center: [2.62, 48.51] } as const;

function site(id: string, level: Level, code: string | null): MapSite {
  const commune = code === null ? null : { code, name: null };
  return { id, name: id, level, dwellings: 60, commune, landlord: "lisiere" };
}

it("puts a site at its place where that is shown, else into its commune's mark", () => {
  const sites = [site("a", 4, "77288"), site("b", 3, "77288"), site("c", 1, "77288")];
  const marks = siteMarks(sites, new Map([["a", [2.65, 48.53]]]), [dammarie, melun]);
  expect(marks).toEqual({
    sites: [{ site: sites[0], at: [2.65, 48.53] }],
    communes: [
      {
        code: "77288",
        name: "Melun",
        at: [2.66, 48.54],
        counts: [
          { level: 3, sites: 1 },
          { level: 1, sites: 1 },
        ],
        sites: 2,
      },
    ],
    unplaced: 0,
  });
});

it("counts sites that it has no place for instead of making one up", () => {
  const sites = [site("a", 4, null), site("b", 3, "77999"), site("c", 1, "77038")];
  const marks = siteMarks(sites, new Map(), [melun, { code: "77038", name: "B", center: null }]);
  expect(marks).toEqual({ sites: [], communes: [], unplaced: 3 });
});

it("stands for every site exactly once", () => {
  const sites = [1, 2, 3, 4, null].flatMap((level, index) => [
    site(`x${index}`, level as Level, "77288"),
    site(`y${index}`, level as Level, index % 2 === 0 ? null : "77152"),
  ]);
  const places = new Map([
    ["x1", [2.6, 48.5] as const],
    ["y0", [2.6, 48.5] as const],
  ]);
  const marks = siteMarks(sites, places, [melun, dammarie]);
  const inCommunes = marks.communes.reduce((sum, mark) => sum + mark.sites, 0);
  expect(marks.sites.length + inCommunes + marks.unplaced).toBe(sites.length);
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
  const marks = siteMarks(
    [site("a", 4, "placed"), site("b", 1, "marked")],
    new Map([["a", [2.6, 48.5]]]),
    areas,
  );
  expect(areasByName(areas, marks).map(({ code, hasMarks }) => [code, hasMarks])).toEqual([
    ["marked", true],
    ["placed", true],
    ["in", false],
    ["out", false],
  ]);
});
