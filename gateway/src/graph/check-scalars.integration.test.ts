import { tokenForAccount } from "../identity/token-for-account.js";
import { bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";

const platforms: SmallPlatform[] = [];
const headers: Record<string, Record<string, string>> = { off: {}, on: {} };

beforeAll(async () => {
  const on = await startPlatform();
  const off = await startPlatform(null);
  platforms.push(on, off);
  headers.on = bearer(await tokenForAccount(on.origin, "police-melun"));
});
beforeEach(() => {
  for (const { received, log } of platforms) {
    received.splice(0);
    log.splice(0);
  }
});
afterAll(() => Promise.all(platforms.map((platform) => platform.stop())));

async function ask(identity: "on" | "off", query: string, variables: unknown) {
  const platform = platforms[identity === "on" ? 0 : 1];
  if (platform === undefined) throw new Error("no platform");
  const response = await fetch(platform.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers[identity] },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json(), ...platform };
}

const history = "history(from: $from) { month }";
const wording = '"abc" is not a Month; write it YYYY-MM, e.g. 2026-10';

describe.each(["on", "off"] as const)("with identity %s", (identity) => {
  it.each([
    ["literal", '{ site(id: "lisiere:1") { history(from: "abc") { month } } }', {}, wording],
    [
      "variable",
      `query ($from: Month) { site(id: "lisiere:1") { ${history} } }`,
      { from: "abc" },
      `Variable "$from" got invalid value "abc"; ${wording}`,
    ],
    [
      "default",
      `query ($from: Month = "abc") { site(id: "lisiere:1") { ${history} } }`,
      {},
      wording,
    ],
    [
      "number",
      '{ site(id: "lisiere:1") { history(from: 2026) { month } } }',
      {},
      "2026 is not a Month; write it YYYY-MM, e.g. 2026-10",
    ],
  ])("refuses a %s that is no month, and asks nobody", async (_what, query, variables, message) => {
    const { status, body, received, log } = await ask(identity, query, variables);
    expect([status, body]).toEqual([
      400,
      {
        errors: [{ message, locations: expect.any(Array), extensions: { code: "BAD_USER_INPUT" } }],
      },
    ]);
    expect([received, log]).toEqual([[], []]);
  });

  it.each([
    ["literal", '{ site(id: "lisiere:1") { history(from: "2026-02") { month } } }', {}],
    [
      "variable",
      `query ($from: Month) { site(id: "lisiere:1") { ${history} } }`,
      { from: "2026-02" },
    ],
    ["null", `query ($from: Month) { site(id: "lisiere:1") { ${history} } }`, { from: null }],
  ])("lets a good %s through", async (_what, query, variables) => {
    const { received } = await ask(identity, query, variables);
    expect(received.map(({ subgraph }) => subgraph)).not.toEqual([]);
  });
});
