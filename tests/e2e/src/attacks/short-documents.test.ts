import { mostErrors } from "@palier/schema";
import { doublingChain } from "@palier/schema/testing";
import { agglomeration, melun, partners } from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";

/** Issue 7: no text that a signed-in account can send keeps the platform from answering others. */

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

const asked = () => [...platform.fronts.values()].flatMap((front) => front.take()).length;
const mainQuery = `{ territory(code: "${melun}") { levels { level dwellings } coverage { landlordsAnswered } } }`;
const site = 'site(id: "lisiere:HARD")';
const fragment = (name: string, selections: string) => `fragment ${name} on Site { ${selections} }`;

interface Attack {
  readonly what: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const sites = `query ($levels: [Int!]) { territory(code: "${melun}") { sites(levels: $levels) { totalCount } } }`;

/** Each a kilobyte, or as much as a body may hold; none may cost more than reading it. */
const attacks: readonly Attack[] = [
  { what: "a chain on Query", query: `{ ...F0 } ${doublingChain(30, "Query", "__typename")}` },
  {
    what: "a chain on Territory",
    query: `{ territory(code: "${agglomeration}") { ...F0 } } ${doublingChain(30, "Territory", "name")}`,
  },
  { what: "a chain on Site", query: `{ ${site} { ...F0 } } ${doublingChain(30, "Site", "name")}` },
  {
    what: "a chain about the schema",
    query: `{ ...F0 } ${doublingChain(30, "Query", "__schema { __typename }")}`,
  },
  {
    what: "a chain that nobody spreads",
    query: `{ __typename } ${doublingChain(30, "Query", "__typename")}`,
  },
  {
    what: "fragments that hold each other",
    query: `{ ${site} { ...A } } ${fragment("A", "...B ...B")} ${fragment("B", "...A ...A")}`,
  },
  {
    what: "blank lines",
    query: `{ ${site} {${"\n".repeat(41_000)}${" address".repeat(1_900)} } }`,
  },
  {
    what: "unknown fields",
    query: `{ ${Array.from({ length: 300 }, (_, at) => `no${at}`).join("\n")} }`,
  },
  {
    what: "wrong values",
    query: sites,
    variables: { levels: Array.from({ length: 20_000 }, () => "x") },
  },
  {
    what: "values below each other",
    query: sites,
    variables: { levels: JSON.parse(`${"[".repeat(2_000)}${"]".repeat(2_000)}`) },
  },
];

it.each(attacks)("$what: refused in few words, nobody is asked", async ({ query, variables }) => {
  for (const account of [partners.MUNICIPALITY, partners.POLICE]) {
    asked();
    const { status, data, errors = [], raw } = await platform.ask(account, query, { variables });
    expect([status, data, asked()]).toEqual([400, undefined, 0]);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(mostErrors);
    expect(raw.length).toBeLessThan(10_000);
  }
});

it("answers another partner as ever while they come", async () => {
  const quiet = await platform.ask(partners.POLICE, mainQuery);
  const flood = attacks.map(({ query, variables }) =>
    platform.ask(partners.MUNICIPALITY, query, { variables }),
  );
  const health = await fetch(new URL("/health/live", platform.url));
  const answer = await platform.ask(partners.POLICE, mainQuery);
  expect([health.status, answer.raw]).toEqual([200, quiet.raw]);
  expect((await Promise.all(flood)).map(({ status }) => status)).toEqual(attacks.map(() => 400));
});

it("shows the path of a landlord's error through fragments that spread one another", async () => {
  const { front } = platform.nodes.lisiere;
  const { target } = front;
  front.target = "http://127.0.0.1:1/graphql";
  const chain = doublingChain(5, "Site", "name dwellings");
  const { status, errors } = await platform.ask(
    partners.POLICE,
    `{ s: ${site} { id ...F0 } } ${chain}`,
  );
  front.target = target;
  expect(status).toBe(200);
  expect(errors).toMatchObject([{ path: ["s"], extensions: { code: "LANDLORD_UNAVAILABLE" } }]);
});
