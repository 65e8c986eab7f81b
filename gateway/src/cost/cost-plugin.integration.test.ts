import { tokenForAccount } from "../identity/token-for-account.js";
import { bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { usualCosts } from "./cost-settings.js";

const platforms: SmallPlatform[] = [];
/** Its people have 400 a minute each, and answers as fast as the machine may not use up the rest. */
const scarce = { ...usualCosts, most: 200, partnerPerMinute: 800 };

beforeAll(async () => {
  platforms.push(await startPlatform({}, 3_000, undefined, scarce));
  platforms.push(await startPlatform(null));
  platforms.push(await startPlatform({}, 3_000, undefined, { ...scarce, mode: "MEASURE" }));
});
beforeEach(() => {
  for (const { received } of platforms) received.splice(0);
});
afterAll(() => Promise.all(platforms.map((platform) => platform.stop())));

interface Told {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

async function ask(
  which: "enforced" | "open" | "measured",
  query: string,
  account: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told & { readonly asked: number }> {
  const platform = platforms[["enforced", "open", "measured"].indexOf(which)];
  if (platform === undefined) throw new Error("no platform");
  const token = account && (await tokenForAccount(platform.origin, account));
  const response = await fetch(platform.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && bearer(token)), ...headers },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as Omit<Told, "status" | "retryAfter">;
  const retryAfter = response.headers.get("retry-after");
  return { ...body, status: response.status, retryAfter, asked: platform.received.length };
}

const levels = '{ territory(code: "77288") { levels { level dwellings } } }';
const history = `{ territory(code: "77288") { sites(first: 200) { edges { node {
  history { level gates { level met conditions { observed } } } } } } } }`;

it("refuses what costs too much before anybody is asked, with the figures", async () => {
  const { status, retryAfter, errors, asked } = await ask("enforced", history, "police-melun");
  expect([status, retryAfter, asked]).toEqual([400, null, 0]);
  expect(errors).toEqual([
    {
      message: expect.stringContaining("The operation asks for too much (cost "),
      extensions: {
        code: "TOO_COSTLY",
        fr: expect.stringContaining("La question demande trop (coût "),
        cost: {
          requested: expect.any(Number),
          limit: 200,
          requests: 1 + 2 + 1 + 2,
          values: expect.any(Number),
          limits: { requests: 30, values: 4_000 },
          mostCostly: "Classification.gates",
        },
      },
    },
  ]);
});

it("says what an operation cost and what is left, to who asks for it", async () => {
  expect((await ask("enforced", levels, "coordination")).extensions?.cost).toBeUndefined();
  const { extensions } = await ask("enforced", levels, "coordination", { "palier-cost": "yes" });
  expect(extensions?.cost).toEqual({
    requested: expect.any(Number),
    limit: 200,
    left: expect.any(Number),
  });
  const cost = extensions?.cost as { requested: number; left: number } | undefined;
  expect(cost?.requested).toBeLessThan(40);
  expect(cost?.left).toBeLessThan(400);
  expect((await ask("open", levels, null, { "palier-cost": "yes" })).extensions?.cost).toEqual({
    requested: expect.any(Number),
    limit: 2_000,
    left: null,
  });
});

it("turns away who has used its budget, with 429 and the seconds to wait, and answers the others", async () => {
  let refused: Awaited<ReturnType<typeof ask>> | null = null;
  let answered = 0;
  for (; refused === null && answered < 1_000; answered += 1) {
    const told = await ask("enforced", levels, "mairie-dammarie");
    if (told.status === 429) refused = told;
  }
  expect(refused).toMatchObject({
    retryAfter: expect.stringMatching(/^[1-9]\d?$/),
    errors: [
      {
        message: "Too much is being asked at once. Try again in a moment.",
        extensions: {
          code: "RATE_LIMITED",
          fr: "Trop de demandes arrivent en même temps. Réessayez dans un moment.",
          reason: "PERSON",
          retryAfterSeconds: Number(refused?.retryAfter),
        },
      },
    ],
  });
  expect(answered).toBeGreaterThan(5);
  expect((await ask("enforced", levels, "parquet-melun")).status).toBe(200);
});

it("does not read who goes on asking, and says so in the same words", async () => {
  const told = [];
  for (let turn = 0; turn < 15; turn += 1)
    told.push(await ask("enforced", "{", "bailleur-lisiere"));
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set([400]));
  let last: Awaited<ReturnType<typeof ask>> | null = null;
  // What is no GraphQL is refused for that as long as it is read.
  for (let turn = 0; turn < 200 && last?.status !== 429; turn += 1) {
    await Promise.all(
      Array.from({ length: 12 }, () => ask("enforced", levels, "bailleur-lisiere")),
    );
    last = await ask("enforced", "{", "bailleur-lisiere");
  }
  expect(last).toMatchObject({
    status: 429,
    retryAfter: expect.stringMatching(/^([1-9]|10)$/),
    errors: [{ extensions: { code: "RATE_LIMITED", reason: "BUSY" } }],
  });
  expect((await ask("enforced", levels, "coordination")).status).toBe(200);
});

it("has questions about the schema and wrong documents paid for, too", async () => {
  const asked = ["{ __schema { queryType { name } } }", "{ nothing }", "{ viewer { nothing } }"];
  const told: Awaited<ReturnType<typeof ask>>[] = [];
  for (let turn = 0; turn < 50 && !told.some(({ status }) => status === 429); turn += 1) {
    const answers = asked.map((query) => ask("enforced", query, "police-melun"));
    told.push(...(await Promise.all(answers)));
  }
  expect(told.slice(0, 3).map(({ status }) => status)).toEqual([200, 400, 400]);
  expect(told.find(({ status }) => status === 429)).toMatchObject({
    // Fifteen of four hundred a minute.
    retryAfter: expect.stringMatching(/^[1-3]$/),
    errors: [{ extensions: { code: "RATE_LIMITED", reason: "PERSON" } }],
  });
  expect((await ask("enforced", levels, "parquet-melun")).status).toBe(200);
  expect((await ask("open", asked[0] ?? "", null)).status).toBe(200);
});

it("answers everything while it measures", async () => {
  const { status, asked } = await ask("measured", history, "police-melun");
  expect([status, asked > 0]).toEqual([200, true]);
  expect(platforms[2]?.log.join("\n")).toContain("would refuse police-melun TOO_COSTLY");
});
