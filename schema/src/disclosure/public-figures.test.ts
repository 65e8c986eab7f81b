import fc from "fast-check";
import { monthNumber } from "../ground/month.js";
import { type PublicFigures, publicFigures, type YearlyPart } from "./public-figures.js";
import { publicFiguresCsv, publicFiguresNote } from "./public-figures-text.js";
import { shownCount } from "./shown.js";

const january = monthNumber("2025-01");
const smallest = 5;

function part(count: number, changes: Partial<YearlyPart> & { isWithheld?: boolean } = {}) {
  const { isWithheld = false, ...others } = changes;
  return {
    ...shownCount(count, isWithheld),
    ...{ month: january, commune: "77288", priorityDistrict: "", family: "NOISE" },
    isRestated: false,
    ...others,
  };
}

const terms = fc.record({
  grain: fc.constantFrom("COMMUNE" as const, "PRIORITY_DISTRICT" as const),
  threshold: fc.integer({ min: 2, max: 8 }).map((steps) => 5 * steps),
  rounding: fc.constant(5),
});

/** As releases show them: small ones withheld, and others besides. */
const parts = fc.array(
  fc
    .record({
      truth: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
      isBesides: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
      month: fc.integer({ min: january, max: january + 11 }),
      commune: fc.constantFrom("77288", "77285"),
      priorityDistrict: fc.constantFrom("", "QN07707M"),
      family: fc.constantFrom("NOISE", "TRAFFICKING"),
    })
    .map(({ truth, isBesides, ...of }) => {
      const isWithheld = isBesides || (truth > 0 && truth < smallest);
      return { truth, part: part(truth, { isWithheld, ...of }) };
    }),
  { maxLength: 40 },
);

it("shows no small number, rounds each by itself, and says nothing that the releases do not", () => {
  fc.assert(
    fc.property(terms, parts, fc.integer({ min: 5, max: 45 }), (term, drawn, now) => {
      const of = { places: drawn.map((one) => one.part), families: ["NOISE", "TRAFFICKING"] };
      const figures = publicFigures(term, now, { ...of, parts: drawn.map((one) => one.part) });
      for (const { code, family, status, incidents } of figures) {
        const own = drawn.filter(
          (one) =>
            one.part.family === family &&
            (term.grain === "COMMUNE" ? one.part.commune : one.part.priorityDistrict) === code,
        );
        const truth = own.reduce((sum, one) => sum + one.truth, 0);
        const isHidden = own.some(
          (one) => one.part.status === "WITHHELD" || (one.truth > 0 && one.truth < now),
        );
        if (isHidden || (truth > 0 && truth < Math.max(term.threshold, now))) {
          expect(status).toBe("WITHHELD");
        }
        if (status === "WITHHELD") expect(incidents).toBeNull();
        if (status === "ZERO") expect(truth).toBe(0);
        if (status !== "VALUE") continue;
        expect(incidents).toBeGreaterThanOrEqual(Math.max(term.threshold, now));
        expect((incidents ?? 0) % 5).toBe(0);
        expect(Math.abs((incidents ?? 0) - truth)).toBeLessThanOrEqual(2);
      }
    }),
  );
});

const commune = { grain: "COMMUNE", threshold: 10, rounding: 5 } as const;
const place = { commune: "77288", priorityDistrict: "" };

it.each([
  ["nothing in a place of the landlord", [], "ZERO", 0],
  ["less than the threshold", [part(9)], "WITHHELD", null],
  ["the threshold", [part(5), part(5)], "VALUE", 10],
  ["what is rounded up", [part(13)], "VALUE", 15],
  ["a part that is withheld", [part(50), part(0, { isWithheld: true })], "WITHHELD", null],
])("publishes %s as it may", (_, of, status, incidents) => {
  expect(publicFigures(commune, 5, { parts: of, places: [place], families: ["NOISE"] })).toEqual([
    { code: "77288", family: "NOISE", status, incidents, isRestated: false },
  ]);
});

it("publishes nothing of what lies outside the districts when it is asked for districts", () => {
  const district = { grain: "PRIORITY_DISTRICT", threshold: 10, rounding: 5 } as const;
  const both = [part(40), part(20, { priorityDistrict: "QN07707M", isRestated: true })];
  expect(publicFigures(district, 5, { parts: both, places: [place], families: ["NOISE"] })).toEqual(
    [{ code: "QN07707M", family: "NOISE", status: "VALUE", incidents: 20, isRestated: true }],
  );
});

it("writes a table and what belongs beside it", () => {
  const published: PublicFigures = {
    ...{ convention: { reference: "CV", version: 2, hash: "sha256-x" }, landlord: "lisiere" },
    ...{ year: 2025, grain: "COMMUNE", threshold: 10, rounding: 5 },
    releasedAt: new Date("2026-02-01T08:00:00Z"),
    figures: [
      ...publicFigures(commune, 5, {
        ...{ parts: [part(23), part(3, { isWithheld: true, family: "THREAT" })] },
        ...{ places: [], families: ["NOISE", "THREAT"] },
      }),
      { code: 'Q"1,2', family: "NOISE", status: "ZERO", incidents: 0, isRestated: true },
    ],
  };
  expect(publicFiguresCsv(published).split("\r\n")).toEqual([
    "landlord,year,grain,code,family,status,incidents,restated",
    "lisiere,2025,COMMUNE,77288,NOISE,VALUE,25,no",
    "lisiere,2025,COMMUNE,77288,THREAT,WITHHELD,,no",
    'lisiere,2025,COMMUNE,"Q""1,2",NOISE,ZERO,0,yes',
    "",
  ]);
  const note = JSON.parse(publicFiguresNote(published));
  expect(note).toMatchObject({
    ...{ convention: { version: 2, hash: "sha256-x" }, releasedAt: "2026-02-01T08:00:00.000Z" },
    figures: { all: 3, shown: 1, zeros: 1, withheld: 1, shareWithheld: 0.333, restated: 1 },
  });
  expect(note.reading.en.join(" ")).toContain("sums of rounded numbers are not the totals");
  expect(note.reading.fr.join(" ")).toContain("la somme de nombres arrondis n’est pas le total");
});
