import { grid1, makeRelease, publicFigures, type ShownCount, totalOf } from "@palier/schema";
import { families } from "./random-landlord.js";
import { exactly, intervals } from "./table-attack.js";
import { unbounded } from "./whole-program.js";

/** Intervals worked out by hand: an attacker that finds wider ones proves nothing. */
describe("the attacker", () => {
  it("computes a cell of a table in which every line lacks two or more", () => {
    const found = intervals({
      cells: {
        a1: null,
        b1: null,
        c1: null,
        a2: null,
        c2: null,
        b3: null,
        d3: null,
        b4: null,
        d4: null,
      },
      lines: [
        exactly(9, "a1", "b1", "c1"),
        exactly(4, "a2", "c2"),
        exactly(3, "b3", "d3"),
        exactly(7, "b4", "d4"),
        exactly(4, "a1", "a2"),
        exactly(9, "b1", "b3", "b4"),
        exactly(5, "c1", "c2"),
        exactly(5, "d3", "d4"),
      ],
    });
    expect(found).toEqual({
      a1: [0, 4],
      b1: [4, 4],
      c1: [1, 5],
      a2: [0, 4],
      c2: [0, 4],
      b3: [0, 3],
      d3: [0, 3],
      b4: [2, 5],
      d4: [2, 5],
    });
  });

  /** Sites by family, with all margins: of each row and column one number is small. */
  const bySite = {
    S1: { INCIVILITY: 12, DAMAGE: 7, TRAFFICKING: 3 },
    S2: { INCIVILITY: 9, DAMAGE: 15, TRAFFICKING: 6 },
    S3: { INCIVILITY: 20, DAMAGE: 4, TRAFFICKING: 8 },
    S4: { INCIVILITY: 11, DAMAGE: 6, TRAFFICKING: 10 },
  };

  it("computes lone small numbers by rows and columns, and has the known intervals beside further cells", () => {
    const cells = Object.entries(bySite).flatMap(([site, counts]) =>
      Object.entries(counts).map(([family, count]) => ({ site, family, count })),
    );
    const intervalsWithout = (...withheld: readonly string[]) => {
      const named = cells.map((cell) => ({ ...cell, name: `${cell.site} ${cell.family}` }));
      const margin = (isOf: (cell: (typeof named)[number]) => boolean) => {
        const own = named.filter(isOf);
        const total = own.reduce((sum, { count }) => sum + count, 0);
        return exactly(total, ...own.map(({ name }) => name));
      };
      return intervals({
        cells: Object.fromEntries(
          named.map(({ name, count }) => [name, withheld.includes(name) ? null : count]),
        ),
        lines: [
          ...Object.keys(bySite).map((site) => margin((cell) => cell.site === site)),
          ...Object.keys(bySite.S1).map((family) => margin((cell) => cell.family === family)),
        ],
      });
    };
    const small = ["S1 TRAFFICKING", "S3 DAMAGE"];
    expect(intervalsWithout(...small)).toEqual({ "S1 TRAFFICKING": [3, 3], "S3 DAMAGE": [4, 4] });
    // The only two that are enough.
    expect(intervalsWithout(...small, "S1 DAMAGE", "S3 TRAFFICKING")).toEqual({
      "S1 DAMAGE": [0, 10],
      "S1 TRAFFICKING": [0, 10],
      "S3 DAMAGE": [1, 11],
      "S3 TRAFFICKING": [1, 11],
    });
  });

  it("keeps two values of each small number of that table once it is released, for two further cells", () => {
    const months = Array.from({ length: 12 }, (_, index) => 24_000 + index);
    const counts = Object.entries(bySite).flatMap(([site, own]) =>
      Object.entries(own).map(([family, incidents]) => ({
        ...{ site, family, incidents },
        month: 24_011,
      })),
    );
    const release = makeRelease(
      { threshold: 5, grid: grid1, families: [...families], key: "k".repeat(32) },
      [],
      {
        ...{ months, closedMonths: months, counts },
        sites: Object.keys(bySite).map((id) => ({ id, place: "here", dwellings: 200 })),
      },
    );
    for (const { family, cells, isSubtotalWithheld } of release.lines) {
      expect([family, isSubtotalWithheld]).toEqual([family, false]);
      const total = cells.reduce((sum, { count }) => sum + count, 0);
      const line = exactly(total, ...cells.map(({ site }) => site));
      const shown = cells.map(({ site, count, isWithheld }) => [site, isWithheld ? null : count]);
      for (const [least, most] of Object.values(
        intervals({ cells: Object.fromEntries(shown), lines: [line] }),
      )) {
        expect(most).toBeGreaterThan(least);
      }
    }
    expect(release.cells).toMatchObject({ small: 2, further: 2 });
    expect(release.pinned).toEqual([]);
  });

  it("computes what lies in a commune and outside its district", () => {
    const cells = { inside: null, outside: null };
    expect(intervals({ cells, lines: [exactly(40, "inside", "outside")] }).outside).toEqual([
      0, 40,
    ]);
    const both = [exactly(40, "inside", "outside"), exactly(38, "inside")];
    expect(intervals({ cells, lines: both }).outside).toEqual([2, 2]);
  });

  it("computes the month by which two cumulative windows differ", () => {
    const cells = { january: null, february: null, march: null, april: null };
    const quarter = exactly(17, "january", "february", "march");
    const longer = exactly(18, "january", "february", "march", "april");
    expect(intervals({ cells, lines: [longer] }).april).toEqual([0, 18]);
    expect(intervals({ cells, lines: [quarter, longer] }).april).toEqual([1, 1]);
  });

  it("narrows what margins rounded apart contradict", () => {
    const rounded = (to: number, ...of: string[]) => ({ of, least: to - 2, most: to + 2 });
    const found = intervals({
      cells: { one: null, other: null },
      lines: [rounded(10, "one"), rounded(10, "other"), rounded(25, "one", "other")],
    });
    expect(found).toEqual({ one: [11, 12], other: [11, 12] });
  });

  it("computes the only other share for a contributor that knows its own", () => {
    const lines = [exactly(12, "own", "other")];
    expect(intervals({ cells: { own: 9, other: null }, lines }).other).toEqual([3, 3]);
    const three = [exactly(12, "own", "second", "third")];
    expect(intervals({ cells: { own: 9, second: null, third: null }, lines: three })).toEqual({
      second: [0, 3],
      third: [0, 3],
    });
  });

  it("learns nothing of a withheld subtotal from public figures beside a total of three landlords", () => {
    const truth = { large: 72, small: 4, middle: 21 };
    const secret: ShownCount = { status: "WITHHELD", count: null };
    const shown = Object.entries(truth).map(([name, count]) => ({
      ...(count < 5 ? secret : { status: "VALUE" as const, count }),
      name,
    }));
    const published = shown.map(({ name, ...count }) => {
      const place = { commune: "10001", priorityDistrict: "" };
      const part = { ...place, ...count, month: 24_000, family: "NOISE", isRestated: false };
      const term = { grain: "COMMUNE", threshold: 10, rounding: 5 } as const;
      const of = { parts: [part], places: [place], families: ["NOISE"] };
      return { name, figure: publicFigures(term, 5, of)[0]?.incidents ?? null };
    });
    expect(published.map(({ figure }) => figure)).toEqual([70, null, 20]);
    const rounded = published.flatMap(({ name, figure }) =>
      figure === null ? [] : [{ of: [name], least: figure - 2, most: figure + 2 }],
    );
    const cells = { large: null, small: null, middle: null };
    const total = totalOf(shown, true);
    expect(total).toEqual({ status: "VALUE", count: 93, isPartial: true });
    const parts = ["large", "middle"];
    const found = intervals({ cells, lines: [...rounded, exactly(93, ...parts)] });
    expect(found.small).toEqual([0, unbounded]);
    // Had the total been of true counts, it would have.
    const whole = exactly(97, ...parts, "small");
    expect(intervals({ cells, lines: [...rounded, whole] }).small).toEqual([3, 11]);
  });

  it("refuses sums that no table of whole numbers has", () => {
    const lines = [exactly(3, "one"), exactly(4, "one")];
    expect(() => intervals({ cells: { one: null }, lines })).toThrow("No table agrees");
  });
});
