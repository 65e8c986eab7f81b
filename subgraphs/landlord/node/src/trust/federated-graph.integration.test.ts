import { createDataSource, prepareRoles } from "@palier/landlord-store";
import { landlordTypeNames, monthNumber, monthsBetween, sitePageId } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { type ExecutionResult, execute, parse } from "graphql";
import type { DataSource } from "typeorm";
import { createLandlordSubgraph } from "../subgraph.js";
import { ExampleLandlord, today } from "../testing/example-landlord.js";

const names = landlordTypeNames("lisiere");
const question = parse(`query ($representations: [_Any!]!) {
  _service { sdl }
  _entities(representations: $representations) {
    __typename
    ... on ${names.site} {
      lookup name commune { code name } priorityDistrict { code name } address
      location { longitude latitude } dwellings landlord { slug }
      classification {
        month status level computedLevel heldLevel since gridVersion closedMonths
        decision { level reason from until }
        gates { level met conditions { measure families threshold observed met } }
      }
      history { month level }
      incidentCounts(from: "2026-01") { month family count status }
      incidents(first: 5) {
        edges { cursor node { id category { code label } day timeBand place severity complaintReference } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
      actions { id axis title status dueDate responsibleParty }
    }
    ... on ${names.contribution} { status tallies { level sites dwellings } }
    ... on ${names.sitePage} { status matching sites { id level dwellings } }
  }
}`);

const entity = (__typename: string, id: string) => ({ __typename, id });
const selection = { levels: null, first: 10, after: null };
const representations = [
  entity(names.site, "lisiere:R-1"),
  entity(names.site, "lisiere:R-2"),
  entity(names.contribution, "lisiere:247:2026-10"),
  entity(
    names.sitePage,
    sitePageId({ landlord: "lisiere", territory: "247", month: "2026-10", ...selection }),
  ),
];

it("reads with the federated login the graph that the node's own role reads", async () => {
  const landlord = await ExampleLandlord.open();
  await landlord.addSites([
    {
      reference: "R-1",
      address: "1 rue A",
      longitude: 2,
      latitude: 48,
      priorityDistrict: "QP-1",
    },
    { reference: "R-2" },
  ]);
  const months = monthsBetween(monthNumber("2025-06"), monthNumber("2026-10"));
  await landlord.addIncidents(
    months.flatMap((_, index) => {
      const day = `2026-${String(1 + (index % 10)).padStart(2, "0")}-05`;
      return [["R-1", day, "DRUG_DEALING", { severity: 2, complaintReference: "PV-1" }] as const];
    }),
  );
  await landlord.store.query(`
    INSERT INTO decision (site_id, level, reason, author, from_month, until_month)
      VALUES (1, 2, 'Travaux', 'A. Martin', ${monthNumber("2026-08")}, ${monthNumber("2026-11")});
    INSERT INTO action (site_id, axis, title, status, responsible_party)
      VALUES (1, 3, 'Marche', 'PLANNED', 'Bailleur');`);
  await landlord.close(months);
  const { federatedUrl } = await prepareRoles(landlord.store);
  const federated = await createDataSource(federatedUrl).initialize();
  const [whole, read] = [await answer(landlord.store), await answer(federated)];
  await federated.destroy();
  await landlord.end();
  expect(read).toEqual(whole);
  expect(whole.errors).toBeUndefined();
  expect(JSON.stringify(whole.data)).toContain("Travaux");
  expect(whole.data?._entities).toMatchObject([
    { name: "R-1", address: "1 rue A", actions: [{ axis: 3 }] },
    { name: "R-2", address: null, actions: [] },
    { status: "ANSWERED" },
    { status: "ANSWERED", matching: 2 },
  ]);
});

async function answer(store: DataSource): Promise<ExecutionResult> {
  const parts = { slug: "lisiere", store, convention: exampleConvention, clock: today };
  const { schema, createContext } = await createLandlordSubgraph(parts);
  const contextValue = createContext();
  return execute({ schema, document: question, contextValue, variableValues: { representations } });
}
