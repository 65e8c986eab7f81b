import { monthNumber, monthsBetween, monthText, type Narrowing } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer, gatewayFor } from "../viewer/viewer.fixture.js";

const closed = monthsBetween(monthNumber("2024-12"), monthNumber("2026-10"));
const last = monthNumber("2026-10");

let landlord: ExampleLandlord;

/** In every month two dealings at R-1, nine thefts at R-2 and three at R-3. */
beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1", commune: "10001", priorityDistrict: "QP-1", dwellings: 50 },
    { reference: "R-2", commune: "10002", priorityDistrict: "QP-1", dwellings: 60 },
    { reference: "R-3", commune: "10002", dwellings: 70 },
  ]);
  const each = (site: string, month: number, category: string, times: number) =>
    Array.from({ length: times }, () => [site, `${monthText(month)}-05`, category] as const);
  await landlord.addIncidents(
    closed.flatMap((month) => [
      ...each("R-1", month, "DRUG_DEALING", 2),
      ...each("R-2", month, "THEFT", 9),
      ...each("R-3", month, "BURGLARY", 3),
    ]),
  );
  await landlord.close(closed);
  // As a closing would have it that released the last eleven months.
  const months = closed.filter((month) => month >= last - 10);
  await landlord.store.query("DELETE FROM release");
  await landlord.store.query(
    `INSERT INTO release VALUES (0, now(), 5, 1,
       '{INCIVILITY,DAMAGE,THREAT,VIOLENCE,TRAFFICKING,OBSTRUCTION,PROPERTY}',
       'R', 1, 'h', $1::integer[], $1::integer[], 0, 0, 0, 0)`,
    [months],
  );
  const line = (commune: string, district: string, family: string, count: number) =>
    landlord.store.query(
      `INSERT INTO release_line
       SELECT coalesce((SELECT max(id) FROM release_line), 0) + row_number() OVER (), 0, month,
         $2, $3, false, $4, $5::integer, $5 < 5, false, NULL
       FROM unnest($1::integer[]) AS month`,
      [months, commune, district, family, count],
    );
  await line("10001", "QP-1", "TRAFFICKING", 2);
  await line("10002", "QP-1", "PROPERTY", 9);
  await line("10002", "", "PROPERTY", 3);
});

afterAll(() => landlord.end());

interface Tally {
  readonly family: string;
  readonly span: string;
}

async function sums(asked: ExampleLandlord, id: string, family: string) {
  const found = (await asked.askOne(
    "CountContribution",
    id,
    "id status dwellings counts { family span count status isPartial months }",
  )) as { readonly counts: readonly Tally[] | null };
  const counts = found.counts?.flatMap(({ family: of, ...rest }) => (of === family ? [rest] : []));
  return { ...found, counts: counts ?? null };
}

const whole = (span: string, count: number, months: number) => ({
  ...{ span, count, status: count === 0 ? "ZERO" : "VALUE", isPartial: false, months },
});
const partial = (span: string, count: number, months: number) => ({
  ...whole(span, count, months),
  isPartial: true,
});
const withheld = (span: string, months: number) => ({
  ...{ span, count: null, status: "WITHHELD", isPartial: true, months },
});
/** Nobody withholds it: a month is missing. */
const unknown = (span: string, months: number) => ({ ...withheld(span, months), status: null });

const police = (code = "247") => landlord.seenBy(gatewayFor("POLICE", [code]));
const townHall = (code = "247") => landlord.seenBy(gatewayFor("MUNICIPALITY", [code]));

it("brings what was recorded, of the month and of the years, to who reads exact numbers", async () => {
  const id = "lisiere:10002:2026-10";
  expect(await sums(police(), id, "PROPERTY")).toEqual({
    ...{ id, status: "ANSWERED", dwellings: 130 },
    // Of the year before eleven months are closed.
    counts: [whole("MONTH", 12, 1), whole("YEAR", 144, 12), partial("YEAR_BEFORE", 132, 11)],
  });
  expect((await sums(police(), id, "TRAFFICKING")).counts).toEqual([
    ...[whole("MONTH", 0, 1), whole("YEAR", 0, 12), unknown("YEAR_BEFORE", 11)],
  ]);
  expect((await sums(police(), "lisiere:QP-1:2026-10", "PROPERTY")).counts?.[0]).toEqual(
    whole("MONTH", 9, 1),
  );
});

it("brings the sums of released subtotals to who does not, and of no release nothing", async () => {
  const id = "lisiere:247:2026-10";
  const year = [unknown("YEAR_BEFORE", 0)];
  expect(await sums(townHall(), id, "PROPERTY")).toEqual({
    ...{ id, status: "ANSWERED", dwellings: 180 },
    // The three are not in it, and of the twelve months eleven are released.
    counts: [partial("MONTH", 9, 1), partial("YEAR", 99, 11), ...year],
  });
  expect((await sums(townHall(), id, "TRAFFICKING")).counts).toEqual([
    ...[withheld("MONTH", 1), withheld("YEAR", 11), ...year],
  ]);
  expect((await sums(townHall(), id, "DAMAGE")).counts).toEqual([
    ...[whole("MONTH", 0, 1), unknown("YEAR", 11), ...year],
  ]);
  expect((await sums(townHall(), "lisiere:QP-1:2026-10", "PROPERTY")).counts?.[0]).toEqual(
    whole("MONTH", 9, 1),
  );
  expect((await sums(townHall(), "lisiere:10002:2025-11", "PROPERTY")).counts?.[0]).toEqual(
    unknown("MONTH", 0),
  );
});

it.each(["COORDINATOR", "LANDLORD"] as const)(
  "brings a %s the same as a town hall",
  async (kind) => {
    const id = "lisiere:247:2026-10";
    const asked = landlord.seenBy(gatewayFor(kind, ["247"]));
    expect(await sums(asked, id, "PROPERTY")).toEqual(await sums(townHall(), id, "PROPERTY"));
  },
);

it("withholds what the convention in force withholds, though an earlier one did not", async () => {
  const { exampleConvention } = await import("@palier/schema/testing");
  const disclosure = { ...exampleConvention.disclosure, threshold: 10 };
  const stricter = await landlord.with({ convention: { ...exampleConvention, disclosure } });
  const asked = stricter.seenBy(gatewayFor("MUNICIPALITY", ["247"]));
  expect((await sums(asked, "lisiere:247:2026-10", "PROPERTY")).counts?.[0]).toEqual(
    withheld("MONTH", 1),
  );
  const site = stricter.seenBy(exampleViewer("MUNICIPALITY", ["247"]));
  const found = JSON.stringify(
    await site.askOne("Site", "lisiere:R-2", "incidentCounts { count }"),
  );
  expect(found).not.toContain("9");
});

it("brings nothing of an open month, to who asks itself, and outside a scope", async () => {
  const nothing = { dwellings: null, counts: null };
  expect(await sums(police(), "lisiere:247:2026-11", "DAMAGE")).toMatchObject({
    ...{ status: "MONTH_NOT_CLOSED", ...nothing },
  });
  expect(await sums(police("10001"), "lisiere:10002:2026-10", "DAMAGE")).toMatchObject({
    ...{ status: "UNKNOWN", ...nothing },
  });
  const fields = "status dwellings counts { count }";
  const own = landlord.seenBy(exampleViewer("POLICE", ["247"]));
  const { data, errors } = await own.result("CountContribution", ["lisiere:247:2026-10"], fields);
  expect(errors?.length).toBeGreaterThan(0);
  expect(JSON.stringify(data)).not.toMatch(/ANSWERED|\d/);
});

const narrowings: readonly (readonly [string, Narrowing])[] = [
  ["its territories' counts", { "territory-counts": { MUNICIPALITY: "denied" } }],
  // The totals of several landlords are classification's to tell, by the convention.
  ["them but in totals of several", { "territory-counts": { MUNICIPALITY: "broad-totals" } }],
  ["its sites' counts", { "incident-counts": { MUNICIPALITY: "denied" } }],
  ["its territories' figures", { "territory-figures": { MUNICIPALITY: "denied" } }],
  ["its sites", { "site-identity": { MUNICIPALITY: "denied" } }],
];

it.each(narrowings)("brings nothing where it keeps back %s", async (_, narrowing) => {
  const narrowed = await landlord.with({ narrowing });
  const asked = narrowed.seenBy(gatewayFor("MUNICIPALITY", ["247"]));
  const id = "lisiere:247:2026-10";
  expect(await sums(asked, id, "PROPERTY")).toEqual({
    ...{ id, status: "WITHHELD", dwellings: null, counts: null },
  });
});

it("reads no more statements for three years than for one month", async () => {
  const ask = (months: readonly number[]) =>
    landlord.statements(() =>
      townHall().ask(
        "CountContribution",
        months.map((month) => `lisiere:247:${monthText(month)}`),
        "counts { count }",
      ),
    );
  const [one, many] = [await ask([last]), await ask(monthsBetween(last - 20, last))];
  expect(many).toHaveLength(one.length);
  expect(many.join()).not.toContain("incident_count");
});

it.each([
  ["recorded", police, "2024"],
  ["released", townHall, "2023"],
] as const)(
  "reads what was %s by the same statements, whatever is stored",
  async (how, reader, year) => {
    const ask = () =>
      landlord.statements(() =>
        reader().ask("CountContribution", ["lisiere:247:2026-10"], "dwellings counts { count }"),
      );
    const before = await ask();
    const references = Array.from({ length: 30 }, (_, index) => `${how}-${index}`);
    await landlord.addSites(
      references.map((reference) => ({ reference, commune: "10002", dwellings: 40 })),
    );
    const more = monthsBetween(monthNumber(`${year}-01`), monthNumber(`${year}-11`));
    await landlord.addIncidents(
      [...more, ...closed].flatMap((month) =>
        references.map((reference) => [reference, `${monthText(month)}-05`, "THEFT"] as const),
      ),
    );
    await landlord.close(more);
    expect(await ask()).toEqual(before);
  },
);
