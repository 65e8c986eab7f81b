import { jest } from "@jest/globals";
import { GraphQLError, Source } from "graphql";
import { tokenForAccount } from "../identity/token-for-account.js";
import { GatewayMetrics } from "../metrics/gateway-metrics.js";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";

const text = '{ a(b: "PV-2026-123 Mme Dupont) }';

/** What was printed past the log, as Apollo Server and others find the console when the gateway starts. */
let printed: unknown[];
let platform: SmallPlatform | null = null;

beforeEach(() => {
  printed = [];
  for (const method of ["error", "warn", "info", "log", "debug"] as const) {
    jest.spyOn(console, method).mockImplementation((...words) => void printed.push(...words));
  }
});
afterEach(async () => {
  jest.restoreAllMocks();
  await platform?.stop();
});

async function start(): Promise<(query: string) => ReturnType<typeof ask>> {
  const started = await startPlatform();
  platform = started;
  const token = await tokenForAccount(started.origin, "police-melun");
  // Its identity provider greets some versions of Node.
  printed = [];
  return (query) => ask(started, query, bearer(token));
}

it("answers a text that is no GraphQL with 400, and neither log nor console holds a word of it", async () => {
  const askPolice = await start();
  for (const query of ['{ "', text]) {
    expect(await askPolice(query)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }] },
    });
  }
  expect(platform?.log.join("\n")).not.toMatch(/Apollo|Unexpected|PV-2026|Dupont/);
  expect(printed).toEqual([]);
});

it("says of an error that nobody foresaw where it was thrown, and nothing that it quotes", async () => {
  const source = new Source(text);
  jest.spyOn(GatewayMetrics.prototype, "plugin").mockReturnValueOnce({
    requestDidStart: async () => ({
      willSendResponse: async () => {
        throw new GraphQLError("Syntax Error: Dupont", { source, positions: [7] });
      },
    }),
  });
  const askPolice = await start();
  expect((await askPolice("{ __typename }")).status).toBe(500);
  const log = platform?.log.join("\n");
  expect(log).toContain("Unexpected: GraphQLError\n");
  expect(log).toContain("Apollo Server: Unexpected error processing request");
  expect(log).not.toMatch(/PV-2026|Dupont/);
  expect(printed).toEqual([]);
});
