import { grid1 } from "../grid/grid-1.js";
import type { CountedSite, SiteCount } from "./figures.js";
import { openLedger } from "./ledger.js";
import { makeRelease } from "./make-release.js";
import type { Release } from "./release.js";
import { shownOf } from "./shown.js";
import { verifyReleases } from "./verify-releases.js";

const families = [
  "INCIVILITY",
  "DAMAGE",
  "THREAT",
  "VIOLENCE",
  "TRAFFICKING",
  "OBSTRUCTION",
  "PROPERTY",
];
const rule = {
  threshold: 5,
  grid: grid1,
  families,
  key: "a secret of the landlord, drawn at random",
};
const january = 24_000;
const months = Array.from({ length: 12 }, (_, index) => january + index);

function sitesIn(places: Readonly<Record<string, readonly string[]>>): CountedSite[] {
  return Object.entries(places).flatMap(([place, ids]) =>
    ids.map((id) => ({ id, place, dwellings: 60 })),
  );
}

const sites = sitesIn({ north: ["n1", "n2", "n3", "n4"], south: ["s1"] });

function counted(site: string, incidents: number, family = "PROPERTY", month = january): SiteCount {
  return { site, month, family, incidents };
}

function released(counts: readonly SiteCount[], former: readonly Release[] = []): Release {
  return makeRelease(rule, former, { months, closedMonths: months, sites, counts });
}

/** The line of a place as it is shown, the subtotal last: a number, or "?" where it is withheld. */
function shown(release: Release, place = "north", family = "PROPERTY", month = january) {
  const line = shownOf(release, grid1).lines.find(
    (each) => each.place === place && each.family === family && each.month === month,
  );
  const cells = sites
    .filter((site) => site.place === place)
    .map(({ id }) => line?.cells.find(({ site }) => site === id)?.status)
    .map((status) => status ?? "ZERO");
  return [...cells, line?.subtotal.status ?? "ZERO"].map((status) => status[0]).join("");
}

it("shows zeros and numbers from the threshold on, and no smaller one", () => {
  expect(shown(released([]))).toBe("ZZZZZ");
  expect(shown(released([counted("n1", 5), counted("n2", 12)]))).toBe("VVZZV");
  expect(shown(released([counted("n1", 4)]))).toBe("WZZZW");
  expect(shown(released([counted("s1", 1)]), "south")).toBe("WW");
  expect(shown(released([counted("s1", 7)]), "south")).toBe("VV");
});

it("shows a subtotal from the threshold on of several small numbers", () => {
  expect(shown(released([counted("n1", 4), counted("n3", 1)]))).toBe("WZWZV");
});

it("withholds one more cell where a subtotal would give a lone small number back", () => {
  const line = shown(released([counted("n1", 3), counted("n2", 20)]));
  expect(line).toMatch(/^W...V$/);
  expect(line.match(/W/g)).toHaveLength(2);
});

it("withholds the subtotal where no other cell of the place can take the difference", () => {
  const pair = sitesIn({ north: ["n1"], south: ["s1"] });
  const release = makeRelease(rule, [], {
    months,
    closedMonths: months,
    sites: pair.map((site) => ({ ...site, place: "north" })),
    // One trafficking month less or more would open or shut a gate at the second site.
    counts: [
      counted("n1", 3, "TRAFFICKING"),
      ...[1, 2].map((later) => counted("s1", 9, "TRAFFICKING", january + later)),
      counted("n1", 5, "TRAFFICKING", january + 1),
    ],
  });
  const [line] = shownOf(release, grid1).lines;
  expect(line?.subtotal.status).toBe("WITHHELD");
  expect(release.pinned).toEqual([]);
});

it("leaves several tables where a site stands exactly at its gate", () => {
  // One incivility in each of six months, and six open the second gate: none may be one less alone.
  const counts = months.slice(0, 6).map((month) => counted("n1", 1, "INCIVILITY", month));
  const edge = released([...counts, ...counts.map((count) => ({ ...count, site: "s1" }))]);
  expect(edge.pinned).toEqual([]);
  expect(shown(edge, "north", "INCIVILITY")).toBe("WZZZW");
});

it("says the same of the same, whatever the order of sites and counts", () => {
  const counts = [counted("n1", 3), counted("n2", 20), counted("n3", 9), counted("s1", 2)];
  const once = released(counts);
  const again = makeRelease(rule, [], {
    months: [...months].reverse(),
    closedMonths: [...months].reverse(),
    sites: [...sites].reverse(),
    counts: [...counts].reverse(),
  });
  expect(shownOf(again, grid1).lines).toEqual(shownOf(once, grid1).lines);
});

it("refuses counts of a site or a family that it does not know", () => {
  expect(() => released([counted("n9", 1)])).toThrow("n9");
  expect(() => released([counted("n1", 1, "WEATHER")])).toThrow("WEATHER");
});

it("refuses a key that can be tried out", () => {
  const closing = { months, closedMonths: months, sites, counts: [] };
  expect(() => makeRelease({ ...rule, key: "x".repeat(31) }, [], closing)).toThrow(
    "The key of the figures has fewer than 32 characters",
  );
});

it("tells its key nowhere", () => {
  const release = released([counted("n1", 3), counted("n2", 20)]);
  expect(JSON.stringify(release)).not.toContain(rule.key);
});

it("publishes incidents of a month in which the landlord does not have their site", () => {
  const late = sites.map((site) =>
    site.id === "n2" ? { ...site, span: { from: january + 3, to: january + 99 } } : site,
  );
  const closing = { months, closedMonths: months, sites: late, counts: [counted("n2", 9)] };
  const first = makeRelease(rule, [], closing);
  expect(shown(first)).toBe("ZVZZV");
  const again = makeRelease(rule, [first], { ...closing, months: [january] });
  expect(again.lines).toEqual([]);
  const more = [counted("n2", 9), counted("n2", 8, "DAMAGE")];
  const added = makeRelease(rule, [first], { ...closing, months: [january], counts: more });
  expect(added.lines.map(({ family }) => family)).toEqual(["DAMAGE"]);
  const corrected = makeRelease(rule, [first], { ...closing, months: [january], counts: [] });
  expect(corrected.lines.map(({ isRestated, cells }) => [isRestated, cells])).toEqual([[true, []]]);
});

it("chooses among equals by the landlord's key", () => {
  const counts = [counted("n1", 3), counted("n2", 20), counted("n3", 20), counted("n4", 20)];
  const closing = { months, closedMonths: months, sites, counts };
  const chosen = Array.from({ length: 20 }, (_, key) =>
    shown(makeRelease({ ...rule, key: `key ${key}`.padEnd(32) }, [], closing)),
  );
  expect(new Set(chosen).size).toBe(3);
});

describe("a month that is closed again", () => {
  const first = released([counted("n1", 3), counted("n2", 2), counted("n3", 9)]);
  const again = (counts: readonly SiteCount[]) =>
    makeRelease(rule, [first], { months: [january], closedMonths: months, sites, counts });

  it("publishes nothing that it published before", () => {
    const same = again([counted("n1", 3), counted("n2", 2), counted("n3", 9)]);
    expect(same.lines).toEqual([]);
  });

  it("keeps withheld what was withheld, whatever it is now, and marks the line", () => {
    const corrected = again([counted("n1", 8), counted("n3", 9)]);
    expect(shown(corrected)).toBe("WWVZV");
    expect(corrected.lines.map(({ isRestated }) => isRestated)).toEqual([true]);
  });

  it("withholds a number that has become small", () => {
    const corrected = again([counted("n1", 3), counted("n2", 2), counted("n3", 4)]);
    expect(shown(corrected)).toBe("WWWZV");
  });

  it("restates a place that has lost its sites, and one that a site has come to", () => {
    const moved = sites.map((site) => (site.place === "south" ? { ...site, place: "west" } : site));
    const before = released([counted("s1", 7)]);
    const closing = { months: [january], closedMonths: months, sites: moved };
    const after = makeRelease(rule, [before], { ...closing, counts: [counted("s1", 7)] });
    expect(after.lines.map(({ place, isRestated, cells }) => [place, isRestated, cells])).toEqual([
      ["south", true, []],
      ["west", true, [{ site: "s1", count: 7, isWithheld: false }]],
    ]);
    // Later acts count it where it is now, and publish nothing twice.
    const same = makeRelease(rule, [before, after], { ...closing, counts: [counted("s1", 7)] });
    expect(same.lines).toEqual([]);
  });

  it("takes its levels from what its line said then and says now, wherever the site lies", () => {
    // Fifteen incidents open the second gate for 60 dwellings.
    const many = [0, 1, 2].map((month) => counted("s1", 5, "INCIVILITY", january + month));
    const levelOf = (release: Release) =>
      shownOf(release, grid1).levels.find(
        ({ site, month }) => site === "s1" && month === january + 11,
      );
    const before = released(many);
    expect(levelOf(before)?.level).toBe(2);
    for (const place of ["east", "west"]) {
      const moved = sites.map((site) => (site.id === "s1" ? { ...site, place } : site));
      const closing = { months: [january], closedMonths: months, sites: moved };
      const after = makeRelease(rule, [before], { ...closing, counts: many.slice(0, 1) });
      expect(levelOf(after)?.level).toBe(2);
      const less = makeRelease(rule, [before], { ...closing, counts: [] });
      expect(levelOf(less)?.level).toBe(1);
      expect(verifyReleases(rule, moved, [before, after])).toEqual([]);
      expect(verifyReleases(rule, moved, [before, less])).toEqual([]);
    }
  });

  it("says to the releases after it that a line which had nothing is restated", () => {
    const quiet = released([]);
    const restated = makeRelease(rule, [quiet], {
      months: [january],
      closedMonths: months,
      sites,
      counts: [counted("n4", 7)],
    });
    const ledger = openLedger(rule, [quiet, restated], {
      months: [january + 12],
      closedMonths: [...months, january + 12],
      sites,
      counts: [],
    });
    const versions = [...ledger.lines.values()].find(([line]) => line?.month === january) ?? [];
    expect(versions.map(({ subtotal, corrected }) => [subtotal, corrected?.subtotal])).toEqual([
      [0, undefined],
      [7, 0],
    ]);
  });

  it("takes a line that had nothing", () => {
    const corrected = again([
      counted("n1", 3),
      counted("n2", 2),
      counted("n3", 9),
      counted("n4", 1, "DAMAGE"),
    ]);
    expect(corrected.lines.map(({ family, isRestated }) => [family, isRestated])).toEqual([
      ["DAMAGE", true],
    ]);
    expect(shown(corrected, "north", "DAMAGE")).toBe("ZZZWW");
  });
});

it("publishes the levels of a new month, and those that rest on a corrected one again", () => {
  const first = released([]);
  expect(first.levels.map(({ month }) => month - january)).toEqual(
    sites.flatMap(() => [9, 10, 11]),
  );
  const closedMonths = [...months, january + 12];
  const next = makeRelease(rule, [first], {
    months: [january + 12],
    closedMonths,
    sites,
    counts: [],
  });
  expect(next.levels.map(({ month }) => month - january)).toEqual(sites.map(() => 12));
  const corrected = makeRelease(rule, [first, next], {
    months: [january],
    closedMonths,
    sites,
    counts: [counted("s1", 6)],
  });
  expect(corrected.levels.map(({ month }) => month - january)).toEqual(
    sites.flatMap(() => [9, 10, 11]),
  );
});

describe("what a record brings", () => {
  const closing = { months, closedMonths: months, sites };

  it("counts a site where it lies in the month, and keeps withheld what was, wherever it is counted", () => {
    const counts = [counted("n1", 3), counted("n2", 20)];
    const first = makeRelease(rule, [], { ...closing, counts });
    const [further] = first.lines.flatMap(({ cells }) =>
      cells.filter(({ isWithheld, count }) => isWithheld && count !== 3),
    );
    const moved = sites.map((site) =>
      site.id === further?.site ? { ...site, moves: [{ from: january, place: "south" }] } : site,
    );
    const next = makeRelease(rule, [first], {
      ...{ closedMonths: months, sites: moved, months: [january] },
      counts: counts.map((count) =>
        count.site === further?.site ? { ...count, incidents: 30 } : count,
      ),
    });
    const south = next.lines.find(({ place }) => place === "south");
    const north = next.lines.find(({ place }) => place === "north");
    expect(north?.cells.map(({ site }) => site)).not.toContain(further?.site);
    if (further?.site === "n2") expect(south?.cells).toMatchObject([{ isWithheld: true }]);
    expect(verifyReleases(rule, moved, [first, next])).toEqual([]);
  });

  it("shows nothing of months in which another landlord had the site, and counts them for its levels", () => {
    const bought = sites.map((site) =>
      site.id === "s1"
        ? { ...site, span: { from: january, to: january + 99 }, ownFrom: january + 8 }
        : site,
    );
    const release = makeRelease(rule, [], {
      ...{ ...closing, sites: bought },
      counts: months.map((month) => counted("s1", 9, "TRAFFICKING", month)),
    });
    const own = shownOf(release, grid1).lines.filter(({ place }) => place === "south");
    expect(own.map(({ month }) => month - january)).toEqual([8, 9, 10, 11]);
    for (const { place, cells, isSubtotalWithheld } of release.lines) {
      if (place === "south") continue;
      expect([place, isSubtotalWithheld]).toEqual(["brought", true]);
      expect(cells.every(({ isWithheld }) => isWithheld)).toBe(true);
    }
    const levels = release.levels.filter(({ site }) => site === "s1");
    expect(levels.map(({ month, met }) => [month - january, met.includes(true)])).toEqual([
      [9, true],
      [10, true],
      [11, true],
    ]);
  });

  it("leaves what came with a site as it was released once it is gone from the record", () => {
    const bought = sites.map((site) =>
      site.id === "s1"
        ? { ...site, span: { from: january, to: january + 99 }, ownFrom: january + 8 }
        : site,
    );
    const counts = months.map((month) => counted("s1", 9, "TRAFFICKING", month));
    const first = makeRelease(rule, [], { ...closing, sites: bought, counts });
    const later = {
      ...{ months: [january + 12], closedMonths: [...months, january + 12], sites: bought },
      // Of two months more is gone than of the third.
      counts: counts.filter(({ month }) => month === january + 2),
      recordedFrom: january + 2,
    };
    const brought = (release: Release) =>
      release.lines.filter(({ place }) => place === "brought").map(({ month }) => month - january);
    const next = makeRelease(rule, [first], later);
    expect(brought(next)).toEqual([3, 4, 5, 6, 7]);
    const purged = makeRelease(rule, [first], { ...later, counts: [], recordedFrom: january + 8 });
    expect(brought(purged)).toEqual([]);
    const [level] = purged.levels.filter(({ site }) => site === "s1");
    expect([level?.month, level?.met.includes(true)]).toEqual([january + 12, true]);
    expect(verifyReleases(rule, bought, [first, purged])).toEqual([]);
  });

  it("shows no gates of a part of a split site while they rest on its share of the whole", () => {
    const closedMonths = Array.from({ length: 24 }, (_, index) => january + index);
    const ofWhole = { from: january, to: january + 7 };
    const split = [
      ...sites.map((site) => (site.id === "s1" ? { ...site, span: ofWhole } : site)),
      ...["p1", "p2"].map((id, part) => ({
        ...{ id, place: "south", dwellings: 30 },
        ...{ span: { from: january, to: january + 99 }, ownFrom: january + 8 },
        division: { of: ["s1"], months: ofWhole, shares: [1, 1], part },
      })),
    ];
    const counts = closedMonths.flatMap((month) =>
      month > ofWhole.to
        ? [counted("p1", 9, "TRAFFICKING", month)]
        : Object.entries({ s1: 18, p1: 9, p2: 9 }).map(([id, incidents]) =>
            counted(id, incidents, "TRAFFICKING", month),
          ),
    );
    const { levels } = makeRelease(rule, [], {
      ...{ months: closedMonths, closedMonths, sites: split, counts },
    });
    const hidden = levels.filter(({ areGatesWithheld }) => areGatesWithheld);
    expect(hidden.map(({ site, month }) => [site, month - january])).toEqual(
      ["p1", "p2"].flatMap((id) => Array.from({ length: 10 }, (_, index) => [id, index + 9])),
    );
    const shown = levels.filter(({ site, month }) => site === "p1" && month > january + 18);
    expect(shown.map(({ areGatesWithheld }) => areGatesWithheld)).toEqual(Array(5).fill(false));
  });

  it("publishes levels alone where a month was opened", () => {
    const counts = months.map((month) => counted("s1", 9, "TRAFFICKING", month));
    const first = makeRelease(rule, [], { ...closing, counts });
    const left = months.filter((month) => month !== january + 3);
    const opened = makeRelease(rule, [first], {
      ...{ months: [], touched: [january + 3], closedMonths: left, sites, counts: [] },
    });
    expect(opened.lines).toEqual([]);
    expect(new Set(opened.levels.map(({ month }) => month - january))).toEqual(new Set([10, 11]));
  });

  it("holds each release to its own threshold", () => {
    const counts = [counted("n1", 7), counted("n2", 20)];
    const first = makeRelease(rule, [], { ...closing, counts });
    const stricter = { ...rule, threshold: 10 };
    const next = makeRelease(stricter, [first], {
      ...{ months: [january + 12], closedMonths: [...months, january + 12], sites },
      counts: [counted("n1", 7, "PROPERTY", january + 12)],
    });
    expect(shown(first)).toBe("VVZZV");
    expect(shown(next, "north", "PROPERTY", january + 12)).toBe("WZZZW");
    expect([first.threshold, next.threshold]).toEqual([5, 10]);
    expect(next.pinned).toEqual([]);
    expect(verifyReleases(stricter, sites, [first, next])).toEqual([]);
  });

  it("looks at no level of which counts are gone", () => {
    const counts = months.map((month) => counted("n1", 1, "INCIVILITY", month));
    const kept = { keptFrom: january + 1, counts };
    const release = makeRelease(rule, [], {
      ...{ ...closing, months: [january + 11], ...kept },
      closedMonths: [...months],
    });
    expect(release.levels).toEqual([]);
    const later = makeRelease(rule, [release], {
      ...{ sites, ...kept, months: [january + 12], closedMonths: [...months, january + 12] },
    });
    // It rests on counts that are in no release.
    expect(later.levels.find(({ site }) => site === "n1")?.met).toEqual([false, false, true]);
  });
});
