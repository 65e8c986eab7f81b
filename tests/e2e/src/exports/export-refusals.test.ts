import { usualCosts } from "@palier/gateway";
import { melun, partners } from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { getFile } from "./get-file.js";

/** Whoever asks wrongly, or too much, is told so in words; and nobody else is asked anything. */

/** A person's minute pays for some files. */
const costs = { ...usualCosts, most: 400, partnerPerMinute: 1_600 };
const accounts = {
  greedy: partners.POLICE,
  careful: partners.MUNICIPALITY,
  neighbour: partners.JUSTICE,
};

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform({ costs, accounts });
});
afterAll(() => platform.stop());

const asked = () => [...platform.fronts.values()].flatMap((front) => front.take()).length;
const sites = `/exports/sites.csv?territory=${melun}`;
const get = (path: string, init: RequestInit = {}) => getFile(platform, "careful", path, init);
const told = (text: string) =>
  (JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] }).errors;

it.each([
  "/exports/sites.csv",
  sites,
  `/exports/sites.geojson?territory=${melun}`,
  "/exports/sites.csv-metadata.json?nonsense",
  "/exports/levels.csv?month=never",
])("gives nothing to whom nobody knows: %s", async (path) => {
  asked();
  const none = await getFile(platform, null, path);
  const forged = await getFile(platform, null, path, {
    headers: { authorization: `Bearer ${(await platform.token("careful")).slice(0, -4)}AAAA` },
  });
  for (const { status, text } of [none, forged]) {
    expect([status, told(text)]).toMatchObject([
      401,
      [{ extensions: { code: "UNAUTHENTICATED" } }],
    ]);
  }
  const inAddress = await getFile(
    platform,
    null,
    `${sites}&access_token=${await platform.token("careful")}`,
  );
  expect([inAddress.status, asked()]).toEqual([401, 0]);
});

it.each([
  ["", "`territory` is missing"],
  ["?territory=", '`territory` is ""'],
  [`?territory=${melun}&territory=${melun}`, "`territory` stands 2 times"],
  [`?territory[]=${melun}`, "`territory[]` is no parameter here"],
  [`?territory=${melun}&month=2025-13`, '`month` is "2025-13"'],
  [`?territory=${melun}&month=${"2".repeat(8_000)}`, "`month` is"],
  [`?territory=${melun}%00`, "`territory` is"],
  [`?territory=${melun}%22)%7Baddress%7D`, "`territory` is"],
  [`?territory=${melun}&first=100000`, "`first` is no parameter here"],
  [`?territory=${melun}&fields=address`, "`fields` is no parameter here"],
  [`?territory=${melun}&query={landlords{slug}}`, "`query` is no parameter here"],
  [`?territory=${melun}&format=xlsx`, '`format` is "xlsx"; give one of standard, fr'],
  [`?territory=${melun}&month=2025-07`, "a published month: 2024-01 to 2025-06"],
])("says what is wrong with %s, and what would be right", async (query, words) => {
  asked();
  const { status, text, headers } = await get(`/exports/sites.csv${query}`);
  const [error] = told(text);
  expect([status, error?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(error?.message).toContain(words);
  expect(text.length).toBeLessThan(1_500);
  expect([headers.get("content-disposition"), headers.get("content-type")]).toEqual([
    null,
    "application/json; charset=utf-8",
  ]);
  // Which months are published, the graph alone knows.
  if (!query.endsWith("2025-07")) expect(asked()).toBe(0);
});

it.each([
  ["month=2024-05&since=year", "2023-05 is not published", "compare 2024-05 with"],
  ["month=2024-01", "2023-12 is not published", "compare 2024-01 with"],
  ["since=week", '`since` is "week"', "month, year"],
])("says what changes are compared with: %s", async (query, ...words) => {
  const { status, text } = await get(`/exports/changes.csv?territory=${melun}&${query}`);
  const [error] = told(text);
  expect([status, error?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  for (const each of words) expect(error?.message).toContain(each);
  // No advice to ask what was asked.
  expect(error?.message.includes("since=month")).toBe(query.endsWith("since=year"));
});

it("takes no month for the action plan, which is that of today", async () => {
  const { status, text } = await get(`/exports/actions.csv?territory=${melun}&month=2025-06`);
  expect([status, told(text)[0]?.message]).toEqual([
    400,
    "`month` is no parameter here; known are: territory, format, language, notice",
  ]);
});

it.each(["POST", "HEAD", "PUT", "DELETE", "OPTIONS"])(
  "is read by GET, not by %s",
  async (method) => {
    asked();
    const { status, headers } = await get(sites, { method });
    expect([status, headers.get("allow"), asked()]).toEqual([405, "GET", 0]);
  },
);

it("says what it is to whoever takes something else", async () => {
  const { status, text } = await get(sites, { headers: { accept: "application/pdf" } });
  expect([status, told(text)[0]?.message]).toEqual([
    406,
    "This is text/csv; take it with Accept: text/csv",
  ]);
  for (const accept of ["text/csv", "text/*;q=0.5, */*;q=0.1", "*/*"]) {
    expect((await get(sites, { headers: { accept } })).status).toBe(200);
  }
});

it.each([
  "/exports",
  "/exports/",
  "/exports/incidents.csv",
  "/exports/../graphql.csv",
  "/exports/sites.csv/x",
])("has nothing at %s", async (path) => {
  expect((await get(path, { headers: { accept: "text/html" } })).status).toBe(404);
});

it("tells who is denied a row of the matrix which one it is", async () => {
  // The rule is the graph's own: see the matrix's tests; here that files stand behind it.
  const purpose = "INVESTIGATION";
  const { status, text } = await get(sites, { headers: { "palier-purpose": purpose } });
  expect([status, told(text)[0]?.extensions.code]).toEqual([403, "PURPOSE_REQUIRED"]);
});

it("costs each page as a question does, and says when to ask again once that is used up", async () => {
  const statuses: number[] = [];
  let refused = await getFile(platform, "greedy", sites);
  while (refused.status === 200) {
    statuses.push(refused.status);
    refused = await getFile(platform, "greedy", sites);
  }
  expect(statuses.length).toBeGreaterThan(1);
  expect([refused.status, told(refused.text)]).toMatchObject([
    429,
    [{ extensions: { code: "RATE_LIMITED", reason: "PERSON" } }],
  ]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // What files have used is used for questions too, and the reverse; nobody else is harmed.
  const costly = `{ territory(code: "${melun}") { sites(first: 200) { edges { node { name } } } } }`;
  expect((await platform.ask("greedy", costly)).status).toBe(429);
  expect((await getFile(platform, "neighbour", sites)).status).toBe(200);
});
