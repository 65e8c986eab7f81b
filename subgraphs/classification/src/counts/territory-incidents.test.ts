import { readCounts } from "./read-counts.js";
import { territoryIncidents } from "./territory-incidents.js";

const families = [
  ...["INCIVILITY", "DAMAGE", "THREAT", "VIOLENCE", "TRAFFICKING", "OBSTRUCTION", "PROPERTY"],
];
const spans = { MONTH: 1, YEAR: 12, YEAR_BEFORE: 12 };

interface Sum {
  readonly count: number | null | undefined;
  readonly status: string | null;
  readonly isPartial: boolean;
  readonly months: number;
}

/** A landlord that has one number everywhere, but for DAMAGE. */
function contribution(prefix: string, damage: Record<string, Partial<Sum>>, more: object = {}) {
  const landlord = prefix.toLowerCase();
  const counts = Object.entries(spans).flatMap(([span, months]) =>
    families.map((family) => ({
      ...{ family, span, months, count: 0, status: "ZERO", isPartial: false },
      ...(family === "DAMAGE" && damage[span]),
    })),
  );
  return {
    ...{ __typename: `${prefix}CountContribution`, id: `${landlord}:10001:2026-10` },
    ...{ status: "ANSWERED", dwellings: 500, counts, ...more },
  };
}

function expected(landlord: string) {
  const bounds = { dwellings: 500, least: 450, most: 550 };
  return { landlord, contribution: `${landlord}:10001:2026-10`, ...bounds };
}

function read(...contributions: readonly object[]) {
  return readCounts({
    contributions,
    expected: [expected("lisiere"), expected("orme"), expected("saule")],
  });
}

const value = (count: number, more: Partial<Sum> = {}) => ({ count, status: "VALUE", ...more });
const withheld = { count: null, status: "WITHHELD", isPartial: true };
const unknown = { ...withheld, status: null };
const others = [contribution("Orme", {}), contribution("Saule", {})];

const damage = (answers: ReturnType<typeof read>, shown: "ALL" | "WHOLE" | "NONE" = "ALL") =>
  territoryIncidents(answers, shown).find(({ family }) => family === "DAMAGE");

it("adds up what is shown, for a thousand dwellings too, with the change on a year", () => {
  const sums = { MONTH: value(6), YEAR: value(90), YEAR_BEFORE: value(60) };
  const found = damage(read(contribution("Lisiere", sums), ...others));
  expect(found).toEqual({
    ...{ family: "DAMAGE", status: "VALUE", count: 6, isPartial: false, perThousandDwellings: 4 },
    year: { status: "VALUE", count: 90, isPartial: false, perThousandDwellings: 60 },
    yearBefore: { status: "VALUE", count: 60, isPartial: false, perThousandDwellings: 40 },
    changeOnYear: 0.5,
  });
});

it("marks what lacks a landlord or a withheld number, and tells no change of it", () => {
  const sums = { MONTH: value(6), YEAR: value(90, { isPartial: true }), YEAR_BEFORE: value(60) };
  const whole = damage(read(contribution("Lisiere", sums), ...others));
  expect(whole?.year.isPartial).toBe(true);
  expect(whole?.changeOnYear).toBeNull();
  const alone = damage(read(contribution("Lisiere", sums)));
  expect(alone).toMatchObject({ count: 6, isPartial: true });
});

it("tells no rate without the dwellings of all, and one of all where a number is withheld", () => {
  const sums = { MONTH: value(6), YEAR: value(90) };
  const down = damage(read(contribution("Lisiere", sums), contribution("Orme", {})));
  expect([down?.perThousandDwellings, down?.year.perThousandDwellings]).toEqual([null, null]);
  const small = contribution("Orme", { MONTH: withheld, YEAR: value(9, { isPartial: true }) });
  const all = damage(read(contribution("Lisiere", sums), small, contribution("Saule", {})));
  expect(all).toMatchObject({ count: 6, isPartial: true, perThousandDwellings: 4 });
});

it("calls withheld what somebody withholds, and nothing that is not known", () => {
  const none = contribution("Lisiere", { YEAR_BEFORE: { ...unknown, months: 0 } });
  expect(damage(read(none, ...others))?.yearBefore).toMatchObject(unknown);
  const late = contribution("Lisiere", { YEAR: { ...unknown, months: 11 } });
  expect(damage(read(late, ...others))).toMatchObject({ status: "ZERO", year: unknown });
  expect(damage(read())).toMatchObject({ ...unknown, year: unknown, yearBefore: unknown });
  const small = contribution("Lisiere", { MONTH: withheld, YEAR: withheld });
  expect(damage(read(small, contribution("Orme", {})))).toMatchObject({
    ...withheld,
    year: withheld,
  });
});

it("takes what a gateway leaves out for null", () => {
  const small = { MONTH: { ...withheld, count: undefined }, YEAR: withheld };
  const answers = read(contribution("Lisiere", small), ...others);
  expect(answers[0]?.status).toBe("ANSWERED");
});

it("takes what a node of before calls withheld though it knows no month of it for not known", () => {
  const former = contribution("Lisiere", { YEAR_BEFORE: { ...withheld, months: 0 } });
  const now = contribution("Lisiere", { YEAR_BEFORE: { ...unknown, months: 0 } });
  expect(read(former, ...others)[0]?.status).toBe("ANSWERED");
  expect(damage(read(former, ...others))).toEqual(damage(read(now, ...others)));
});

it("takes a zero for one only where nothing is missing", () => {
  const small = contribution("Lisiere", { MONTH: withheld, YEAR: withheld });
  expect(damage(read(small, ...others))).toMatchObject({ status: "WITHHELD", count: null });
  expect(damage(read(...others))).toMatchObject({ status: null, count: null });
  expect(damage(read(contribution("Lisiere", {}), ...others))?.status).toBe("ZERO");
});

describe("to readers who see no landlord's figures", () => {
  const sums = { MONTH: value(6), YEAR: value(90), YEAR_BEFORE: value(60) };

  it("shows a total that is whole, and none of which a landlord's number is withheld", () => {
    const all = read(contribution("Lisiere", sums), ...others);
    expect(damage(all, "WHOLE")?.count).toBe(6);
    // Shown in part it would be the number of one landlord.
    const small = contribution("Orme", {
      ...{ MONTH: withheld, YEAR: withheld, YEAR_BEFORE: value(9, { isPartial: true }) },
    });
    const partly = damage(
      read(contribution("Lisiere", sums), small, contribution("Saule", {})),
      "WHOLE",
    );
    expect(partly).toMatchObject({ ...withheld, year: withheld, yearBefore: withheld });
  });

  it("shows none with a landlord missing, in the month or in one of the year, and says not known", () => {
    const down = read(contribution("Lisiere", sums), contribution("Orme", {}));
    expect(damage(down, "WHOLE")).toMatchObject({ ...unknown, year: unknown });
    const late = read(
      contribution("Lisiere", { ...sums, YEAR: value(80, { isPartial: true, months: 11 }) }),
      ...others,
    );
    expect(damage(late, "WHOLE")).toMatchObject({ count: 6, year: unknown });
  });

  it("shows none where the convention's stock allows none", () => {
    const all = read(contribution("Lisiere", sums), ...others);
    expect(damage(all, "NONE")).toMatchObject({ ...withheld, year: withheld });
  });
});

const wrong: [string, Record<string, Partial<Sum>>, object?][] = [
  ["a number beside what is withheld", { MONTH: { ...withheld, count: 3 }, YEAR: value(9) }],
  ["a value of none", { MONTH: value(0) }],
  ["a zero that lacks something", { MONTH: { isPartial: true } }],
  ["a zero of more", { MONTH: { count: 2 } }],
  ["withheld, and whole", { YEAR_BEFORE: { ...withheld, isPartial: false } }],
  ["an unknown state", { MONTH: value(7, { status: "ABOUT" }) }],
  ["no number", { MONTH: value(7, { count: null }) }],
  ["thirteen months of a year", { YEAR: value(7, { months: 13 }) }],
  ["a number of no month", { YEAR: value(7, { months: 0 }) }],
  ["a month above its year", { MONTH: value(6), YEAR: value(5) }],
  ["a month above what is shown of its year", { MONTH: value(6), YEAR: withheld }],
  ["a whole year of a month that is not", { MONTH: value(6, { isPartial: true }), YEAR: value(9) }],
  ["no sums", {}, { counts: [] }],
  ["no dwellings", {}, { dwellings: null }],
];

it.each(wrong.map(([what, sums, more = {}]) => ({ what, sums, more })))(
  "does not believe $what",
  ({ sums, more }) => {
    const [answer] = read(contribution("Lisiere", sums, more), ...others);
    expect(answer?.status).toBe("INVALID_ANSWER");
  },
);

it("does not believe more dwellings than declared, a family twice, or another's id", () => {
  const twice = contribution("Lisiere", {});
  const [first = {}] = twice.counts;
  expect([
    read(contribution("Lisiere", {}, { dwellings: 551 }))[0]?.status,
    read({ ...twice, counts: [...twice.counts, first] })[0]?.status,
    read({ ...twice, id: "orme:10001:2026-10" })[0]?.status,
    read({ ...twice, status: "MONTH_NOT_CLOSED" })[0]?.status,
    read()[0]?.status,
  ]).toEqual([
    ...["ABOVE_DECLARED", "INVALID_ANSWER", "INVALID_ANSWER", "MONTH_NOT_CLOSED", "NO_ANSWER"],
  ]);
});
