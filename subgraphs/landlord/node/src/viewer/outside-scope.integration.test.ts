import { recordDecision, refreshTallies } from "@palier/landlord-store";
import {
  ClosedMonths,
  type Convention,
  isWithin,
  monthNumber,
  monthsBetween,
  monthText,
  type PartnerKind,
  type Position,
  partnerKinds,
  rulesOf,
  type SitePageKey,
  type SitePlace,
  sitePageId,
  type Viewer,
} from "@palier/schema";
import { exampleConvention, signOf } from "@palier/schema/testing";
import fc from "fast-check";
import { type ExecutionResult, execute, parse } from "graphql";
import type { EntityManager } from "typeorm";
import { createLandlordSubgraph } from "../subgraph.js";
import { type ExampleIncident, ExampleLandlord, today } from "../testing/example-landlord.js";
import { gatewayFor } from "./viewer.fixture.js";

const rules1 = rulesOf({ grid: 1 });

const months = monthsBetween(monthNumber("2025-11"), monthNumber("2026-10"));
const { territories } = exampleConvention;
const references = Array.from({ length: 24 }, (_, index) => `R-${index}`);

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  const place = { longitude: 2.5, latitude: 48.5 };
  await landlord.addSites(
    references.map((reference, index) => ({
      ...place,
      reference,
      address: `${index} rue du Port`,
      dwellings: 20 + (index % 4) * 10,
    })),
  );
  // A third of the sites deals, a third is noisy; every other incident led to a complaint.
  await landlord.addIncidents(
    references.flatMap((site, index) =>
      index % 3 === 2
        ? []
        : months.map((month): ExampleIncident => {
            const recorded = month % 2 === 0 ? { complaintReference: `PV-${index}-${month}` } : {};
            const category = index % 3 === 0 ? "DRUG_DEALING" : "NOISE";
            return [site, `${monthText(month)}-05`, category, recorded];
          }),
    ),
  );
  await landlord.close(months);
  for (const siteReference of ["R-2", "R-5", "R-8"]) {
    const span = { fromMonth: monthNumber("2026-10"), untilMonth: monthNumber("2026-12") };
    const words = { reason: "Travaux", author: "A. Martin" };
    await recordDecision(landlord.store, { siteReference, level: 3, ...words, ...span });
  }
});

afterAll(() => landlord.end());

interface World {
  readonly kind: PartnerKind;
  readonly scope: readonly string[];
  /** Of each site. */
  readonly positions: readonly Position[];
  readonly selection: Pick<SitePageKey, "levels" | "first" | "after">;
}

const world: fc.Arbitrary<World> = fc.record({
  kind: fc.constantFrom(...partnerKinds),
  scope: fc.subarray(territories.map(({ code }) => code)),
  positions: fc.array(
    fc.record({
      commune: fc.constantFrom("10001", "10002", "99999"),
      priorityDistrict: fc.constantFrom(null, null, "QP-1", "QP-9"),
    }),
    { minLength: references.length, maxLength: references.length },
  ),
  selection: fc.record({
    levels: fc.constantFrom(null, [3], [1, 3], [2, 4]),
    first: fc.integer({ min: 1, max: 25 }),
    after: fc.option(
      fc.record({
        level: fc.integer({ min: 0, max: 4 }),
        dwellings: fc.integer({ min: 10, max: 60 }),
        id: fc.constantFrom("lisiere:R-1", "lisiere:R-12", "adret:R-1", "val:R-1"),
      }) satisfies fc.Arbitrary<SitePlace>,
    ),
  }),
});

it("answers as a landlord that holds what the viewer may see, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      await inRolledBackTransaction(async (tx) => {
        await placeSites(tx, given.positions);
        const viewer = gatewayFor(given.kind, given.scope);
        const seen = await answer(tx, given, exampleConvention, viewer);
        await deleteUnseen(tx, given);
        const convention = { ...exampleConvention, territories: seenTerritories(given.scope) };
        const left = await answer(tx, given, convention, null);
        const isWithheld = signOf("IncidentCount.count", given.kind) === "s";
        expect(seen).toEqual(isWithheld ? withheld(left) : left);
      });
    }),
    { numRuns: 60 },
  );
});

/** Asks everything that the kind may be shown, of sites and territories that exist or do not. */
async function answer(
  { manager }: { manager: EntityManager },
  { kind, selection }: World,
  convention: Convention,
  viewer: Viewer | null,
): Promise<ExecutionResult> {
  const parts = { slug: "lisiere", store: { manager }, convention, clock: today };
  const { schema, createContext, createViewerContext } = await createLandlordSubgraph(parts);
  const keys = ["10001", "10002", "247", "10", "QP-1", "QP-9"].flatMap((territory) =>
    ["2026-07", "2026-10", "2026-11"].map((month) => ({ landlord: "lisiere", territory, month })),
  );
  const representations = [
    ...[...references, "R-99"].map((one) => ["LisiereSite", `lisiere:${one}`]),
    ...keys.map((key) => ["LisiereContribution", Object.values(key).join(":")]),
    ...keys.map((key) => ["LisiereSitePage", sitePageId({ ...key, ...selection })]),
  ].map(([__typename, id]) => ({ __typename, id }));
  const result = await execute({
    schema,
    document: parse(`query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename
        ... on LisiereSite { ${siteFields} ${fieldsFor(kind)} }
        ... on LisiereContribution { id status tallies { level sites dwellings } }
        ... on LisiereSitePage { id status matching sites { id level dwellings } }
      }
    }`),
    variableValues: { representations },
    contextValue: viewer === null ? createContext() : createViewerContext(viewer, false),
  });
  expect(result.errors).toBeUndefined();
  return result;
}

const siteFields = `id name dwellings commune { code } priorityDistrict { code } address
  location { longitude latitude }
  classification { level since decision { level from until } }
  history(from: "2026-08") { month level }`;

/** What hangs on the kind, as the table written by hand has it. */
function fieldsFor(kind: PartnerKind): string {
  const fields = {
    "IncidentCount.count": "incidentCounts { month family count status }",
    "Gate.met": "classification { gates { level met conditions { measure threshold } } }",
    "GateCondition.observed": "classification { gates { conditions { observed met } } }",
    "LevelDecision.reason": "classification { decision { reason } }",
    "Site.incidents": `incidents(first: 4) {
      edges { cursor node { id day complaintReference } } pageInfo { hasNextPage endCursor }
    }`,
  };
  return Object.entries(fields)
    .map(([field, selection]) => (signOf(field, kind) === "-" ? "" : selection))
    .join(" ");
}

function seenTerritories(scope: readonly string[]) {
  return territories.filter(({ kind, code, communes }) =>
    communes.every((commune) => {
      const priorityDistrict = kind === "PRIORITY_DISTRICT" ? code : null;
      return isSeen({ commune, priorityDistrict }, scope);
    }),
  );
}

function isSeen(position: Position, scope: readonly string[]): boolean {
  const own = territories.filter(({ code }) => scope.includes(code));
  return own.some((territory) => isWithin(territory, position));
}

async function placeSites(
  { manager }: { manager: EntityManager },
  positions: readonly Position[],
): Promise<void> {
  await manager.query(
    `UPDATE site SET commune = placed.commune, priority_district = placed."priorityDistrict"
     FROM jsonb_to_recordset($1::jsonb) AS placed(reference text, commune text, "priorityDistrict" text)
     WHERE site.reference = placed.reference`,
    [
      JSON.stringify(
        positions.map((position, index) => ({ ...position, reference: references[index] })),
      ),
    ],
  );
  await refreshTallies(manager, new ClosedMonths(months, rules1.grid), null);
}

/** Leaves the store with what the viewer may see. */
async function deleteUnseen(
  { manager }: { manager: EntityManager },
  { kind, scope, positions }: World,
): Promise<void> {
  const unseen = references.filter((_, index) => {
    const position = positions[index];
    return position === undefined || !isSeen(position, scope);
  });
  for (const table of ["classification", "incident_count", "incident", "decision"]) {
    await manager.query(
      `DELETE FROM ${table} WHERE site_id IN (SELECT id FROM site WHERE reference = ANY ($1))`,
      [unseen],
    );
  }
  await manager.query("DELETE FROM site WHERE reference = ANY ($1)", [unseen]);
  await refreshTallies(manager, new ClosedMonths(months, rules1.grid), null);
  const atLevels3And4 = `id IN (SELECT site_id FROM classification
    WHERE level >= 3 AND ${monthNumber("2026-10")} BETWEEN from_month AND to_month)`;
  const address = signOf("Site.address", kind);
  const isAddressKept = address === "3" ? atLevels3And4 : String(address === "+");
  await manager.query(
    `UPDATE site SET address = NULL, longitude = NULL, latitude = NULL WHERE NOT (${isAddressKept})`,
  );
  if (signOf("Site.incidents", kind) === "c") {
    await manager.query("DELETE FROM incident WHERE complaint_reference IS NULL");
  }
  if (signOf("Incident.complaintReference", kind) === "-") {
    await manager.query("UPDATE incident SET complaint_reference = NULL");
  }
}

/** The answer with every count withheld. */
function withheld(answered: ExecutionResult): ExecutionResult {
  return JSON.parse(
    JSON.stringify(answered, (key, value: unknown) => {
      if (key === "count") return null;
      return value === "VALUE" || value === "ZERO" ? "WITHHELD" : value;
    }),
  ) as ExecutionResult;
}

async function inRolledBackTransaction(
  work: (tx: { manager: EntityManager }) => Promise<void>,
): Promise<void> {
  const tx = landlord.store.createQueryRunner();
  await tx.startTransaction();
  try {
    await work(tx);
  } finally {
    await tx.rollbackTransaction();
    await tx.release();
  }
}
