import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSigningKey } from "@palier/schema";
import { tokenForAccount } from "../identity/token-for-account.js";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { refusalRequest } from "./landlord-requests.js";
import { RefusalCounts } from "./refusal-counts.js";
import type { OpenLink, SealedLink } from "./sealed-link.js";
import { RefusalChain, verifyRefusals } from "./verify-refusals.js";

let platform: SmallPlatform;
const tokens = new Map<string, string>();
beforeAll(async () => {
  platform = await startPlatform();
  for (const account of ["police-melun", "mairie-dammarie", "coordination"]) {
    tokens.set(account, await tokenForAccount(platform.origin, account));
  }
  await askAs("mairie-dammarie", 'query Probe { site(id: "lisiere:1") { address location } }');
  await askAs(
    "police-melun",
    '{ site(id: "1") { incidents { edges { node { complaintReference } } } } }',
  );
  await askAs("police-melun", "{ nothing }");
  await askAs("police-melun", "{ unreadable");
  await ask(platform, "{ viewer { partner { code } } }", bearer("forged"));
});
afterAll(() => platform.stop());

function askAs(account: string, query: string) {
  return ask(platform, query, bearer(tokens.get(account) ?? ""));
}
interface Told {
  readonly counts: readonly unknown[];
  readonly links: readonly (OpenLink | SealedLink)[];
  readonly isLast: boolean;
}
async function get(path: string, token: string) {
  const response = await fetch(`${platform.origin}/refusals/${path}`, { headers: bearer(token) });
  // The tests look at what is in it.
  return { status: response.status, body: (await response.json()) as Told };
}
const folder = () => join(platform.folder, "refusals");

it("keeps who was refused what and why, before the answer leaves; nothing of the text", async () => {
  const [name = ""] = (await readdir(folder())).filter((each) => each.endsWith(".jsonl"));
  const text = await readFile(join(folder(), name), "utf8");
  const entries = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).entry);
  expect(
    entries.map(({ partner, operation, coordinates, reason, decision }) => {
      return { partner, operation, coordinates, reason, decision };
    }),
  ).toEqual([
    {
      partner: "mairie-dammarie",
      operation: "Probe",
      coordinates: ["Site.address", "Site.location"],
      reason: "FORBIDDEN",
      decision: "REFUSED",
    },
    {
      partner: "police-melun",
      operation: null,
      coordinates: [
        "Incident.complaintReference",
        "IncidentConnection.edges",
        "IncidentEdge.node",
        "Site.incidents",
      ],
      reason: "FORBIDDEN",
      decision: "REFUSED",
    },
    {
      partner: "police-melun",
      operation: null,
      coordinates: [],
      reason: "GRAPHQL_VALIDATION_FAILED",
      decision: "REFUSED",
    },
    {
      partner: "police-melun",
      operation: null,
      coordinates: [],
      reason: "GRAPHQL_PARSE_FAILED",
      decision: "REFUSED",
    },
    { partner: null, operation: null, coordinates: [], reason: "malformed", decision: "REFUSED" },
  ]);
  expect(text).not.toMatch(/lisiere:1|unreadable|forged/);
  expect(await verifyRefusals(folder(), { months: 12 })).toMatchObject({ isWhole: true });
});

it("shows counts to the coordinator, of months that are over, and to nobody else", async () => {
  expect(await get("counts", tokens.get("coordination") ?? "")).toEqual({
    status: 200,
    body: { counts: [] },
  });
  const now = new Date();
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const counts = await new RefusalCounts(folder()).ofWholeMonths(next);
  const month = now.toISOString().slice(0, 7);
  expect(counts).toEqual(
    expect.arrayContaining([
      { month, kind: "POLICE", reason: "FORBIDDEN", requests: 1 },
      { month, kind: "MUNICIPALITY", reason: "FORBIDDEN", requests: 1 },
      { month, kind: null, reason: "malformed", requests: 1 },
    ]),
  );
  expect((await get("counts", tokens.get("police-melun") ?? "")).status).toBe(403);
  expect((await get("counts", "forged")).status).toBe(401);
});

it("gives a landlord, by its own key, the entries that name fields of landlords, and the rest sealed", async () => {
  const proof = await refusalRequest("lisiere", platform.landlordKey, new Date());
  const { status, body } = await get("entries", proof);
  expect(status).toBe(200);
  expect(body.isLast).toBe(true);
  expect(body.links.map((link) => "entry" in link)).toEqual([true, true, false, false, false]);
  expect(JSON.stringify(body.links.slice(2))).not.toContain("POLICE");
  const chain = new RefusalChain(null, 12);
  for (const link of body.links) chain.follow(link);
  expect(chain.verdict()).toMatchObject({ isWhole: true, entries: 5 });
  const rest = await get("entries?after=4", proof);
  expect(rest.body.links).toHaveLength(1);
  expect((await get("entries?after=x", proof)).status).toBe(400);
});

it("gives it to no other key, nor for another landlord, nor after a minute", async () => {
  const stranger = await generateSigningKey();
  const { landlordKey } = platform;
  const minutesAgo = new Date(Date.now() - 5 * 60_000);
  const proofs = [
    await refusalRequest("lisiere", stranger, new Date()),
    await refusalRequest("heronniere", landlordKey, new Date()),
    await refusalRequest("lisiere", landlordKey, minutesAgo),
    tokens.get("coordination") ?? "",
    "",
  ];
  for (const proof of proofs) expect((await get("entries", proof)).status).toBe(401);
});
