import { recordDecision } from "@palier/landlord-store";
import { type Month, monthNumber, monthsBetween, type PartnerKind } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer, gatewayFor } from "./viewer.fixture.js";

const closed = monthsBetween(monthNumber("2025-12"), monthNumber("2026-10"));
const scope = ["247"];

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  const place = { longitude: 2.5, latitude: 48.5 };
  await landlord.addSites(
    ["HARD", "QUIET", "DECIDED"].map((reference) => ({
      ...place,
      reference,
      address: `1 rue ${reference}`,
    })),
  );
  await landlord.addIncidents([
    ...["2026-08", "2026-09", "2026-10"].map(
      (month): ExampleIncident => ["HARD", `${month}-05`, "DRUG_DEALING"],
    ),
    ["QUIET", "2026-10-01", "NOISE"],
    ["QUIET", "2026-10-02", "THEFT", { complaintReference: "PV-2" }],
    ["QUIET", "2026-10-03", "NOISE", { complaintReference: "" }],
    ["QUIET", "2026-10-04", "THEFT"],
    ["QUIET", "2026-10-05", "THEFT", { complaintReference: "PV-5" }],
    ["QUIET", "2026-10-06", "NOISE"],
  ]);
  await landlord.close(closed);
  await recordDecision(landlord.store, {
    siteReference: "DECIDED",
    level: 3,
    reason: "Travaux",
    author: "A. Martin",
    fromMonth: monthNumber("2026-10"),
    untilMonth: monthNumber("2026-11"),
  });
});

afterAll(() => landlord.end());

const ids = ["lisiere:HARD", "lisiere:QUIET", "lisiere:DECIDED"];
const seenBy = (kind: PartnerKind) => landlord.seenBy(exampleViewer(kind, scope));

describe("exact address", () => {
  const address = "address location { longitude latitude }";
  const shown = (reference: string) => ({
    address: `1 rue ${reference}`,
    location: { longitude: 2.5, latitude: 48.5 },
  });
  const hidden = { address: null, location: null };

  it("is of every site for the police, of levels 3 and 4 for justice, in one statement", async () => {
    const found: unknown[] = [];
    const statements = await landlord.statements(async () => {
      found.push(await seenBy("POLICE").ask("Site", ids, address));
      found.push(await seenBy("JUSTICE").ask("Site", ids, `other: address ${address}`));
    });
    expect(found).toEqual([
      ["HARD", "QUIET", "DECIDED"].map(shown),
      [
        { ...shown("HARD"), other: "1 rue HARD" },
        { ...hidden, other: null },
        { ...shown("DECIDED"), other: "1 rue DECIDED" },
      ],
    ]);
    expect(statements).toHaveLength(2);
  });

  it.each(["MUNICIPALITY", "LANDLORD", "COORDINATOR"] as const)("is not for %s", async (kind) => {
    const { data, errors } = await seenBy(kind).result("Site", ids.slice(0, 1), address);
    expect(data?._entities).toEqual([hidden]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  it.each<[Month, readonly (string | null)[]]>([
    // October is closed, yet not published: neither the decision nor the third month counts.
    ["2026-09", [null, null, null]],
    ["2026-10", ["1 rue HARD", null, "1 rue DECIDED"]],
    ["2026-11", ["1 rue HARD", null, "1 rue DECIDED"]],
    // Fewer than ten closed months: there is no level.
    ["2026-08", [null, null, null]],
    ["2023-12", [null, null, null]],
  ])("follows the level of the last closed month published until %s", async (until, addresses) => {
    const publication = { from: "2024-01", until };
    const other = await landlord.with({ convention: { ...exampleConvention, publication } });
    const sites = await other.seenBy(exampleViewer("JUSTICE", scope)).ask("Site", ids, "address");
    expect(sites).toEqual(addresses.map((address) => ({ address })));
  });
});

describe("incidents", () => {
  const detail = `edges { node { day complaintReference } }
    pageInfo { hasNextPage hasPreviousPage endCursor }`;
  interface Page {
    readonly edges: readonly { readonly node: { readonly day: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }

  async function page(args: string): Promise<Page> {
    const site = await seenBy("JUSTICE").askOne(
      "Site",
      "lisiere:QUIET",
      `incidents${args} { ${detail} }`,
    );
    return (site as { incidents: Page }).incidents;
  }

  it("exist for justice only where a complaint was filed, cursors included", async () => {
    const first = await page("(first: 1)");
    expect(first).toMatchObject({
      edges: [{ node: { day: "2026-10-05", complaintReference: "PV-5" } }],
      pageInfo: { hasNextPage: true },
    });
    expect(await page(`(first: 1, after: "${first.pageInfo.endCursor}")`)).toMatchObject({
      edges: [{ node: { day: "2026-10-02", complaintReference: "PV-2" } }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect(await page("(family: INCIVILITY)")).toMatchObject({ edges: [] });
  });

  it("go on after one that does not exist for justice as after any other place", async () => {
    const whole = (await landlord.askOne(
      "Site",
      "lisiere:QUIET",
      "incidents { edges { cursor node { day } } }",
    )) as { incidents: { edges: { cursor: string; node: { day: string } }[] } };
    const cursor = whole.incidents.edges.find(({ node }) => node.day === "2026-10-04")?.cursor;
    expect((await page(`(after: "${cursor}")`)).edges).toEqual([
      { node: { day: "2026-10-02", complaintReference: "PV-2" } },
    ]);
  });

  it("are all the police's, without the complaint's reference", async () => {
    const asked = "incidents { edges { node { day complaintReference } } }";
    const { data, errors } = await seenBy("POLICE").result("Site", ["lisiere:QUIET"], asked);
    const [site] = (data?._entities ?? []) as { incidents: Page }[];
    expect(site?.incidents.edges).toHaveLength(6);
    expect(JSON.stringify(data)).not.toContain("PV-");
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

describe("counts and reasons", () => {
  it.each(["MUNICIPALITY", "COORDINATOR"] as const)(
    "withhold every count from %s, zeros too, and do not even read them",
    async (kind) => {
      const statements = await landlord.statements(async () => {
        const counts = 'incidentCounts(from: "2026-09") { month family count status }';
        const sites = (await seenBy(kind).ask("Site", ids, counts)) as {
          incidentCounts: { month: string; family: string; count: null; status: string }[];
        }[];
        const [hard, quiet] = sites;
        expect(hard).toEqual(quiet);
        expect(hard?.incidentCounts).toHaveLength(14);
        expect(hard?.incidentCounts[0]).toEqual({
          month: "2026-09",
          family: "INCIVILITY",
          count: null,
          status: "WITHHELD",
        });
        expect(new Set(hard?.incidentCounts.map(({ status }) => status))).toEqual(
          new Set(["WITHHELD"]),
        );
      });
      expect(statements.join()).not.toContain("incident_count");
    },
  );

  it("show gates without values where gates only are granted", async () => {
    const gates = `classification { decision { level reason }
      gates { level met conditions { threshold observed met } } }`;
    const { data, errors } = await seenBy("MUNICIPALITY").result(
      "Site",
      ["lisiere:DECIDED"],
      gates,
    );
    const [site] = (data?._entities ?? []) as { classification: Record<string, unknown> }[];
    expect(site?.classification.decision).toEqual({ level: 3, reason: null });
    expect(site?.classification.gates).toMatchObject([
      { level: 4, met: false, conditions: [{ observed: null, met: null }, {}, {}, {}] },
      { level: 3, met: false },
      { level: 2, met: false },
    ]);
    expect(JSON.stringify(data)).not.toMatch(/"observed":\d|Travaux/);
    expect(new Set(errors?.map(({ message }) => message.split(" ")[0]))).toEqual(
      new Set(["GateCondition.observed", "GateCondition.met", "LevelDecision.reason"]),
    );
  });
});

describe("what the landlord keeps to itself", () => {
  const inputs = async (asked: ExampleLandlord) => [
    await asked.askOne("Contribution", "lisiere:247:2026-10", "status tallies { sites }"),
    await asked.askOne("SitePage", "lisiere:247:2026-10:*:50:", "status matching sites { id }"),
    await asked.askOne("Contribution", "lisiere:99999:2026-10", "status tallies { sites }"),
  ];
  const unknown = { status: "UNKNOWN", tallies: null };
  const withheld = [
    { status: "WITHHELD", tallies: null },
    { status: "WITHHELD", matching: null, sites: null },
    unknown,
  ];

  it.each(["site-level", "site-identity"] as const)(
    "withholds totals and lists where %s is narrowed, for that kind alone",
    async (cell) => {
      const narrowed = await landlord.with({ narrowing: { [cell]: { POLICE: "denied" } } });
      expect(await inputs(narrowed.seenBy(gatewayFor("POLICE", scope)))).toEqual(withheld);
      expect(await inputs(narrowed.seenBy(gatewayFor("JUSTICE", scope)))).toMatchObject([
        { status: "ANSWERED" },
        { status: "ANSWERED", matching: 3 },
        unknown,
      ]);
    },
  );

  it("withholds the totals alone where these are narrowed", async () => {
    const narrowed = await landlord.with({
      narrowing: { "territory-figures": { POLICE: "denied" } },
    });
    expect(await inputs(narrowed.seenBy(gatewayFor("POLICE", scope)))).toMatchObject([
      { status: "WITHHELD", tallies: null },
      { status: "ANSWERED", matching: 3 },
      unknown,
    ]);
  });

  it("gives totals where the convention itself grants them without levels of sites", async () => {
    const { visibility } = exampleConvention;
    const denied = { POLICE: "denied" } as const;
    const convention = {
      ...exampleConvention,
      visibility: {
        ...visibility,
        "site-level": { ...visibility["site-level"], ...denied },
        reasons: { ...visibility.reasons, ...denied },
      },
    };
    const other = await landlord.with({ convention });
    expect(await inputs(other.seenBy(gatewayFor("POLICE", scope)))).toMatchObject([
      { status: "ANSWERED" },
      { status: "WITHHELD", matching: null, sites: null },
      unknown,
    ]);
  });

  const planOf = (asked: ExampleLandlord) =>
    asked.askOne(
      "ActionPage",
      "lisiere:247:2026-10:*:50:",
      "status actions { id } tallies { axis }",
    );
  const planWithheld = { status: "WITHHELD", actions: null, tallies: null };

  it.each(["actions", "site-identity"] as const)(
    "withholds the action plan where %s is narrowed, for that kind alone",
    async (cell) => {
      const narrowed = await landlord.with({ narrowing: { [cell]: { POLICE: "denied" } } });
      expect(await planOf(narrowed.seenBy(gatewayFor("POLICE", scope)))).toEqual(planWithheld);
      expect(await planOf(narrowed.seenBy(gatewayFor("JUSTICE", scope)))).toMatchObject({
        status: "ANSWERED",
      });
    },
  );

  it("withholds the action plan where the convention denies the sites it names", async () => {
    const visibility = Object.fromEntries(
      Object.entries(exampleConvention.visibility).map(([cell, row]) => [
        cell,
        cell === "actions" ? row : { ...row, POLICE: "denied" },
      ]),
      // Every cell of the example, each with a value of its own list.
    ) as typeof exampleConvention.visibility;
    const other = await landlord.with({ convention: { ...exampleConvention, visibility } });
    expect(await planOf(other.seenBy(gatewayFor("POLICE", scope)))).toEqual(planWithheld);
  });

  it("refuses to show more than the convention grants", async () => {
    const wider = { narrowing: { "site-address": { MUNICIPALITY: "granted" } } } as const;
    await expect(landlord.with(wider)).rejects.toThrow("a landlord may only narrow");
  });

  it("has no site for a paused partner, and says that totals and lists are withheld", async () => {
    const paused = landlord.seenBy(exampleViewer("POLICE", scope), true);
    const statements = await landlord.statements(async () => {
      expect(await paused.ask("Site", [...ids, "lisiere:NOWHERE"], "id name")).toEqual([
        null,
        null,
        null,
        null,
      ]);
      const gateway = landlord.seenBy(gatewayFor("POLICE", scope), true);
      expect(await inputs(gateway)).toEqual(withheld);
      expect(await planOf(gateway)).toEqual(planWithheld);
    });
    expect(statements).toEqual([]);
  });
});

describe("one request", () => {
  it("keeps nothing that another viewer's request has read", async () => {
    const asked =
      "name address incidents { edges { node { day } } } again: incidents { edges { node { day } } }";
    const [police, justice, outsider] = (await Promise.all(
      [
        exampleViewer("POLICE", scope),
        exampleViewer("JUSTICE", scope),
        exampleViewer("POLICE", ["10002"]),
      ].map((viewer) => landlord.seenBy(viewer).askOne("Site", "lisiere:QUIET", asked)),
    )) as ({ address: string | null; incidents: { edges: unknown[] }; again: unknown } | null)[];
    expect([police?.address, justice?.address]).toEqual(["1 rue QUIET", null]);
    expect([police?.incidents.edges.length, justice?.incidents.edges.length]).toEqual([6, 2]);
    expect(police?.again).toEqual(police?.incidents);
    expect(justice?.again).toEqual(justice?.incidents);
    expect(outsider).toBeNull();
  });

  it("takes as many statements for any viewer and number of sites as without viewer", async () => {
    const everything = `name address classification { level gates { level met } } history { level }
      incidentCounts { count } incidents { edges { node { day } } } actions { title }`;
    const count = async (asked: ExampleLandlord, sites: readonly string[]) =>
      (await landlord.statements(() => asked.ask("Site", sites, everything))).length;
    const bare = await count(landlord, ids);
    expect(await count(seenBy("POLICE"), ids)).toBe(bare);
    expect(await count(seenBy("JUSTICE"), ids)).toBe(bare);
    expect(await count(seenBy("JUSTICE"), ids.slice(0, 1))).toBe(bare);
  });
});
