import { recordDecision } from "@palier/landlord-store";
import { monthNumber, monthsBetween, monthText } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";

const last = monthNumber("2026-10");
const neverClosed = monthNumber("2026-02");
/** With the hole, the window of March 2026 has nine closed months and April's ten. */
const closed = monthsBetween(monthNumber("2025-06"), last).filter((month) => month !== neverClosed);

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1" },
    { reference: "R-2", dwellings: 300 },
    { reference: "R-3" },
  ]);
  await landlord.addIncidents([
    ...[...closed, neverClosed, last + 1].map(
      (month) => ["R-1", `${monthText(month)}-05`, "DRUG_DEALING"] as const,
    ),
    ["R-1", "2026-10-31", "STAFF_ASSAULT"],
    ["R-1", "2026-09-30", "BURGLARY"],
  ]);
  await landlord.close(closed);
  await recordDecision(landlord.store, {
    siteReference: "R-3",
    level: 2,
    reason: "Travaux",
    author: "A. Martin",
    fromMonth: monthNumber("2026-08"),
    untilMonth: monthNumber("2026-09"),
  });
});

afterAll(() => landlord.end());

const site = (fields: string, id = "lisiere:R-1") => landlord.askOne("Site", id, fields);

const levels =
  "month status level computedLevel heldLevel since gridVersion closedMonths decision { level reason from until }";

it("classifies the last closed month unless told", async () => {
  const october = {
    month: "2026-10",
    status: "CLASSIFIED",
    level: 3,
    computedLevel: 3,
    heldLevel: 3,
    since: "2026-04",
    gridVersion: 1,
    closedMonths: 11,
    decision: null,
  };
  expect(await site(`classification { ${levels} }`)).toEqual({ classification: october });
  expect(await site(`classification(month: "2026-10") { ${levels} }`)).toEqual({
    classification: october,
  });
});

it.each(["2026-02", "2026-11", "2031-01", "0000-01"])("does not classify %s", async (month) => {
  expect(await site(`classification(month: "${month}") { level }`)).toEqual({
    classification: null,
  });
});

it("says of a closed month with too few closed ones that it is undetermined", async () => {
  expect(await site(`classification(month: "2026-03") { ${levels} gates { level } }`)).toEqual({
    classification: {
      month: "2026-03",
      status: "UNDETERMINED",
      level: null,
      computedLevel: null,
      heldLevel: null,
      since: null,
      gridVersion: 1,
      closedMonths: 9,
      decision: null,
      gates: [],
    },
  });
});

it("shows a decision beside the computed level, for as long as it covers", async () => {
  const decision = { level: 2, reason: "Travaux", from: "2026-08", until: "2026-09" };
  const fields = "month level computedLevel heldLevel since decision { level reason from until }";
  const computed = { computedLevel: 1, heldLevel: 1 };
  expect(await site(`history(from: "2026-07") { ${fields} }`, "lisiere:R-3")).toEqual({
    history: [
      { month: "2026-07", level: 1, ...computed, since: "2026-04", decision: null },
      { month: "2026-08", level: 2, ...computed, since: "2026-08", decision },
      { month: "2026-09", level: 2, ...computed, since: "2026-08", decision },
      { month: "2026-10", level: 1, ...computed, since: "2026-10", decision: null },
    ],
  });
});

it("gives the history of the closed months, oldest first", async () => {
  const { history } = (await site("history { month status }")) as {
    history: { month: string; status: string }[];
  };
  expect(history.map(({ month }) => month)).toEqual(closed.map(monthText));
  expect(history.filter(({ status }) => status === "CLASSIFIED")).toHaveLength(7);
  expect(await site('history(to: "2025-07") { month }')).toEqual({
    history: [{ month: "2025-06" }, { month: "2025-07" }],
  });
  expect(await site('history(from: "2026-11", to: "2027-01") { month }')).toEqual({ history: [] });
});

it("gives 60 months of history at most", async () => {
  expect(await site('history(from: "2021-11") { month }')).toEqual({
    history: closed.map((month) => ({ month: monthText(month) })),
  });
  for (const range of ['(from: "2021-10")', '(from: "0001-01", to: "9999-12")']) {
    const { data, errors } = await landlord.result(
      "Site",
      ["lisiere:R-1"],
      `name history${range} { month }`,
    );
    expect(data?._entities).toEqual([{ name: "R-1", history: null }]);
    expect(errors).toMatchObject([
      {
        message: "At most 60 months can be asked for at once",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  }
});

it("explains a level by every gate, with what was observed in closed months", async () => {
  const observed = (await site(
    "classification { gates { level met conditions { measure families threshold observed met } } }",
  )) as { classification: { gates: unknown[] } };
  expect(observed.classification.gates).toEqual([
    {
      level: 4,
      met: false,
      conditions: [
        { measure: "MONTHS", families: ["TRAFFICKING"], threshold: 6, observed: 11, met: true },
        { measure: "INCIDENTS", families: ["VIOLENCE"], threshold: 3, observed: 1, met: false },
        { measure: "INCIDENTS", families: ["DAMAGE"], threshold: 3, observed: 0, met: false },
        {
          measure: "INCIDENTS",
          families: ["OBSTRUCTION", "THREAT"],
          threshold: 3,
          observed: 0,
          met: false,
        },
      ],
    },
    {
      level: 3,
      met: true,
      conditions: [
        { measure: "MONTHS", families: ["TRAFFICKING"], threshold: 3, observed: 11, met: true },
      ],
    },
    {
      level: 2,
      met: false,
      conditions: [
        {
          measure: "INCIDENTS",
          families: ["INCIVILITY", "DAMAGE", "THREAT"],
          threshold: 6,
          observed: 0,
          met: false,
        },
        {
          measure: "MONTHS",
          families: ["INCIVILITY", "DAMAGE", "THREAT"],
          threshold: 3,
          observed: 0,
          met: false,
        },
      ],
    },
  ]);
  expect(
    await site("classification { gates { conditions { threshold } } }", "lisiere:R-2"),
  ).toEqual({
    classification: {
      gates: [
        expect.anything(),
        expect.anything(),
        { conditions: [{ threshold: 12 }, { threshold: 3 }] },
      ],
    },
  });
});

it("observes the same gates alone and within a history", async () => {
  const gates = "month gates { level conditions { observed } }";
  const { history } = (await site(`history { ${gates} }`)) as { history: { month: string }[] };
  for (const entry of history) {
    expect(await site(`classification(month: "${entry.month}") { ${gates} }`)).toEqual({
      classification: entry,
    });
  }
});
