import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { listPauses, openStore } from "@palier/landlord-store";
import { parsePartyFile, readLeaving, verifySignature } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { readConvention } from "@palier/service";
import { createDatabase } from "@palier/test-support";
import { runPalier } from "../../testing/command.fixture.js";

/** Gateway and issuer: key sets, what the issuer says of itself, and of whom the gateway holds something. */
let ofGateway: { graph: string[]; ending: string[]; heads: string[] } = {
  graph: ["lisiere", "glycine"],
  ending: [],
  heads: [],
};
const shared = createServer((request, response) => {
  response.setHeader("date", new Date().toUTCString());
  const told: Record<string, unknown> = {
    "/.well-known/palier-keys.json": { keys: [{ kty: "OKP", kid: "a" }] },
    "/oidc/jwks": { keys: [{ kty: "OKP", kid: "b" }] },
    "/oidc/.well-known/openid-configuration": {
      issuer: `${origin}/oidc`,
      jwks_uri: `${origin}/oidc/jwks`,
    },
    "/health/landlords": ofGateway,
  };
  const answer = told[request.url ?? ""];
  response.statusCode = answer === undefined ? 404 : 200;
  response.end(JSON.stringify(answer ?? {}));
});

let origin: string;
let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const node = (...names: string[]) => at("node", ...names);
let administratorUrl: string;
/** The server is other tests' too. */
const slug = `glycine-${Date.now().toString(36)}`;

beforeAll(async () => {
  shared.listen(0, "127.0.0.1");
  await once(shared, "listening");
  origin = `http://127.0.0.1:${(shared.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), "palier-landlord-"));
  administratorUrl = new URL("/postgres", await createDatabase()).href;
  await writeFile(
    at("answers.yaml"),
    `name: Glycine Habitat
organisationNumber: "552100554"
address: http://127.0.0.1:4199
mailbox: surete@glycine.example
slug: ${slug}
stock: [{ commune: "77288", dwellings: 300 }]
`,
  );
  await writeFile(at("convention-1.yaml"), writeConvention({ landlords: ["lisiere"] }).text);
});
afterAll(async () => {
  shared.close();
  await rm(folder, { recursive: true });
});

const landlord = (...args: string[]) =>
  runPalier(["landlord", ...args, "--folder", node()], { administratorUrl });
const init = (...args: string[]) =>
  landlord("init", "--gateway", origin, "--issuer", `${origin}/oidc`, ...args);

it("asks nobody where nobody can answer, and says how to answer", async () => {
  const { exitCode, complained } = await init();
  expect([exitCode, complained]).toEqual([1, expect.stringContaining("--answers")]);
});

it("makes keys, settings and a database, readable by their owner alone, and nothing secret to send", async () => {
  const { exitCode, complained, printed } = await init("--answers", at("answers.yaml"));
  expect([exitCode, complained]).toEqual([0, ""]);
  const secrets = ["signing-key.json", "log-key.json", "database-url", "federated-database-url"];
  for (const name of secrets) expect((await stat(node(name))).mode & 0o777).toBe(0o600);
  const file = node(`${slug}.landlord.yaml`);
  const text = await readFile(file, "utf8");
  const { landlord: entry, organisationNumber } = parsePartyFile(text, file);
  const { x, d } = JSON.parse(await readFile(node("signing-key.json"), "utf8")) as {
    x: string;
    d: string;
  };
  expect([organisationNumber, entry]).toMatchObject([
    "552100554",
    { slug, endpoint: "http://127.0.0.1:4199/graphql", key: x, stock: [{ dwellings: 300 }] },
  ]);
  const password = new URL((await readFile(node("database-url"), "utf8")).trim()).password;
  for (const secret of [d, password]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(text + printed + (await readFile(node("node.env"), "utf8"))).not.toContain(secret);
  }
  expect(parseEnv(await readFile(node("node.env"), "utf8"))).toMatchObject({
    HOST: "127.0.0.1",
    PORT: "4199",
    PALIER_LANDLORD: slug,
    PALIER_GATEWAY_KEYS: `${origin}/.well-known/palier-keys.json`,
    PALIER_ISSUER_KEYS: `${origin}/oidc/jwks`,
  });
  expect(printed).toContain(x);
});

it("leaves keys, passwords and an administrator's own settings as they are, and says what is there", async () => {
  const names = ["signing-key.json", "log-key.json", "database-url", "federated-database-url"];
  const read = () =>
    Promise.all([...names, "node.env"].map((name) => readFile(node(name), "utf8")));
  const settings = await readFile(node("node.env"), "utf8");
  await writeFile(node("node.env"), settings.replace("PORT=4199", "PORT=4198"));
  const before = await read();
  const { exitCode, printed } = await init();
  expect([exitCode, await read()]).toEqual([0, before]);
  expect(printed).toMatch(/signing key +kept/);
  expect(printed).toMatch(/settings +differs +.*PORT=4199/);
  expect(printed).toMatch(/database +kept/);
  await writeFile(node("node.env"), settings);
});

it("does not take a database over of which it has no password", async () => {
  const other = at("other");
  const run = await runPalier(
    [
      ...["landlord", "init", "--gateway", origin, "--issuer", `${origin}/oidc`],
      ...["--answers", at("answers.yaml"), "--folder", other],
    ],
    { administratorUrl },
  );
  expect([run.exitCode, run.complained]).toEqual([1, expect.stringContaining("has the database")]);
  await expect(stat(join(other, "database-url"))).rejects.toThrow("ENOENT");
});

it("comes into the next version as it has described itself, and nothing else changes", async () => {
  const add = (party: string) =>
    runPalier([
      ...["convention", "add-landlord", at("convention-1.yaml"), party],
      ...["--from", "2098-01-01", "--output", at("convention-2.yaml")],
    ]);
  const party = node(`${slug}.landlord.yaml`);
  const { exitCode, printed } = await add(party);
  expect(exitCode).toBe(0);
  expect(printed).toMatch(new RegExp(`To be signed before 2098-01-01 by lisiere, ${slug}\\.`));
  const [before, after] = [
    readConvention(at("convention-1.yaml")),
    readConvention(at("convention-2.yaml")),
  ];
  expect(after).toEqual({
    ...before,
    version: 2,
    validity: { ...before.validity, from: "2098-01-01" },
    landlords: [...before.landlords, expect.objectContaining({ slug })],
  });
  const again = await add(party);
  expect([again.exitCode, again.complained]).toEqual([
    1,
    expect.stringContaining("exists already"),
  ]);
});

it.each([
  ["another key", /"key": "[\w-]{43}"/, `"key": "${"A".repeat(43)}"`, "another key"],
  ["other dwellings", /"?dwellings"?: 300/, "dwellings: 3000", "stock: it has"],
  ["another address", "127.0.0.1:4199", "127.0.0.1:4200", "endpoint: it has"],
])("signs nothing that says %s of it", async (_what, from, to, words) => {
  const text = await readFile(at("convention-2.yaml"), "utf8");
  const wrong = at("wrong.yaml");
  const party = text.indexOf(slug);
  const changed = text
    .slice(party)
    .replace(from, to)
    .replace(/key: [\w-]{43}/, (found) =>
      words === "another key" ? `key: ${"A".repeat(43)}` : found,
    );
  expect(changed).not.toBe(text.slice(party));
  await writeFile(wrong, text.slice(0, party) + changed);
  const { exitCode, complained } = await landlord("join", wrong);
  expect([exitCode, complained]).toEqual([1, expect.stringContaining(words)]);
});

it("signs, follows and checks, and says who is missing", async () => {
  const file = at("convention-2.yaml");
  const { exitCode, complained, printed } = await landlord("join", file);
  expect([exitCode, complained]).toEqual([0, ""]);
  expect(printed).toMatch(/signature +ok/);
  expect(printed).toContain("Signatures that are not here: lisiere.");
  expect(printed).toContain("Nothing is missing from you.");
  const convention = readConvention(node("convention", "essai-2.yaml"));
  const jws = (await readFile(node(`essai-2.yaml.${slug}.jws`), "utf8")).trim();
  const key = convention.landlords.at(-1)?.key ?? "";
  expect(await verifySignature(convention, jws, slug, key)).toEqual({ ok: true });
  const again = await landlord("join", file);
  const withoutClock = (text: string) => text.replace(/^clock .*$/m, "");
  expect([again.exitCode, withoutClock(again.printed)]).toEqual([0, withoutClock(printed)]);
});

it("shows nobody anything once it has left, and shows what is held elsewhere", async () => {
  const left = await landlord("leave", "--reason", "Fusion");
  expect(left.exitCode).toBe(0);
  expect(left.printed).toMatch(/graph +nothing/);
  const url = (await readFile(node("database-url"), "utf8")).trim();
  const store = await openStore(url, slug);
  const { partners } = readConvention(at("convention-2.yaml"));
  const paused = (await listPauses(store)).filter(({ resumedAt }) => resumedAt === null);
  await store.destroy();
  expect(new Set(paused.map(({ partner }) => partner))).toEqual(
    new Set(partners.map(({ code }) => code)),
  );
  const statement = await readFile(node(`${slug}.leaving.jws`), "utf8");
  ofGateway = { graph: [slug], ending: [], heads: [slug] };
  const again = await landlord("leave");
  expect(again.printed).toMatch(/paused already/);
  expect(again.printed).toMatch(/graph +held[\s\S]*ending +nothing[\s\S]*heads +held/);
  expect(await readFile(node(`${slug}.leaving.jws`), "utf8")).toBe(statement);
  const key = readConvention(at("convention-2.yaml")).landlords.at(-1)?.key ?? "";
  expect(await readLeaving(statement.trim(), key)).toMatchObject({ landlord: slug });
});

it("is left out by its own statement, and by nobody else's", async () => {
  const remove = (of: string, statement: string) =>
    runPalier([
      ...["convention", "remove-landlord", at("convention-2.yaml"), "--landlord", of],
      ...["--statement", statement, "--from", "2098-07-01", "--output", at("convention-3.yaml")],
    ]);
  const statement = node(`${slug}.leaving.jws`);
  const refused = await remove("lisiere", statement);
  expect([refused.exitCode, refused.complained]).toEqual([
    1,
    expect.stringContaining('no statement of "lisiere"'),
  ]);
  const { exitCode, printed } = await remove(slug, statement);
  expect([exitCode, printed]).toEqual([0, expect.stringContaining("by its own statement")]);
  const { version, landlords } = readConvention(at("convention-3.yaml"));
  expect([version, landlords.map((one) => one.slug)]).toEqual([3, ["lisiere"]]);
});
