import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, prepareRoles, recordSignature } from "@palier/landlord-store";
import { generateSigningKey, signConvention } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { runPalier } from "../testing/command.fixture.js";

/** Of gateway and issuer: a key set, and the time by this clock. */
let secondsAhead = 0;
/** For how long something in between has kept the answer. */
let keptSeconds = 0;
const keys = createServer((_request, response) => {
  if (keptSeconds > 0) response.setHeader("age", keptSeconds);
  response.setHeader("date", new Date(Date.now() + secondsAhead * 1_000).toUTCString());
  response.end(JSON.stringify({ keys: [{ kty: "OKP", kid: "a" }] }));
});

let folder: string;
let complete: Record<string, string>;
let sign: () => Promise<void>;
let close: () => Promise<void>;

beforeAll(async () => {
  keys.listen(0, "127.0.0.1");
  await once(keys, "listening");
  const origin = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), "palier-check-"));
  const key = await generateSigningKey();
  const { text, convention } = writeConvention({ landlords: [{ slug: "lisiere", key: key.x }] });
  const conventionFile = join(folder, "convention.yaml");
  await writeFile(conventionFile, text);
  const databaseUrl = await createDatabase();
  const store = await openStore(databaseUrl, "lisiere");
  const { federatedUrl } = await prepareRoles(store);
  sign = async () => {
    const signature = await signConvention(convention, "lisiere", key);
    await recordSignature(store, convention, signature, key.x);
  };
  close = () => store.destroy();
  complete = {
    PALIER_LANDLORD: "lisiere",
    PALIER_CONVENTION: conventionFile,
    PALIER_FEDERATED_DATABASE_URL: federatedUrl,
    PALIER_GATEWAY_KEYS: `${origin}/gateway`,
    PALIER_GATEWAY_ISSUER: "urn:palier:gateway",
    PALIER_ISSUER: "https://issuer.example",
    PALIER_ISSUER_KEYS: `${origin}/issuer`,
    PALIER_GATEWAY_CLIENT: "palier-gateway",
  };
});
afterAll(async () => {
  await close();
  keys.close();
  await rm(folder, { recursive: true });
});

async function check(changes: Readonly<Record<string, string>> = {}) {
  const settings = join(folder, "lisiere.env");
  const lines = Object.entries({ ...complete, ...changes }).map(([name, value]) => {
    return `${name}=${value}`;
  });
  await writeFile(settings, lines.join("\n"));
  const run = await runPalier(["node", "check", "--settings", settings]);
  const outcomes: Record<string, readonly [string, string]> = {};
  for (const line of run.printed.trim().split("\n").slice(1)) {
    const [what = "", outcome = "", words = ""] = line.split(/ {2,}/);
    outcomes[what] = [outcome, words];
  }
  return { ...run, outcomes };
}

it("asks for the signature of a node that lacks nothing else, and then is content", async () => {
  const unsigned = await check();
  expect(unsigned.exitCode).toBe(1);
  expect(unsigned.outcomes.signature).toEqual([
    "wrong",
    expect.stringContaining("palier convention sign"),
  ]);
  expect(unsigned.complained).toContain("1 of 10 wrong");
  await sign();
  const signed = await check();
  expect([signed.exitCode, signed.complained]).toEqual([0, ""]);
  expect(Object.entries(signed.outcomes).map(([what, [outcome]]) => [what, outcome])).toEqual([
    ["settings", "ok"],
    ["convention", "ok"],
    ["certificate", "not tried"],
    ["database", "ok"],
    ["signature", "ok"],
    ["gateway's keys", "ok"],
    ["issuer's keys", "ok"],
    ["clock", "ok"],
    ["log key", "not tried"],
    ["narrowing", "not tried"],
  ]);
});

it.each([120, -120])("names by how much the clocks differ: %s s", async (seconds) => {
  secondsAhead = seconds;
  const { outcomes } = await check();
  secondsAhead = 0;
  const [outcome, words] = outcomes.clock ?? [];
  expect(outcome).toBe("wrong");
  // A busy machine takes its time between the answer's date and its reading.
  expect(words).toMatch(
    seconds > 0
      ? /^1(1[5-9]|20) s behind the issuer's, more than 60 s/
      : /^12[0-5] s ahead of the issuer's, more than 60 s/,
  );
});

it("takes a key set that was kept in between for as old as it says to be", async () => {
  [secondsAhead, keptSeconds] = [-3_600, 3_600];
  const { outcomes } = await check();
  [secondsAhead, keptSeconds] = [0, 0];
  expect(outcomes.clock).toEqual(["ok", expect.stringContaining("60 s are let pass")]);
});

it("tries what does not rest on what is wrong, and shows no password", async () => {
  const url = complete.PALIER_FEDERATED_DATABASE_URL ?? "";
  const { password } = new URL(url);
  const { outcomes, printed, complained } = await check({
    PALIER_FEDERATED_DATABASE_URL: url.replace(password, "another"),
    PALIER_GATEWAY_KEYS: "http://127.0.0.1:1/keys",
  });
  expect(outcomes.database?.[0]).toBe("wrong");
  expect(outcomes.signature).toEqual(["not tried", "the database is not open"]);
  expect(outcomes["gateway's keys"]?.[0]).toBe("wrong");
  expect(outcomes["issuer's keys"]?.[0]).toBe("ok");
  expect(printed + complained).not.toContain("another");
  const broken = await check({ PALIER_LANDLORD: "", PALIER_NAROWING: "x" });
  expect(broken.outcomes.settings?.[1]).toMatch(
    /PALIER_LANDLORD is missing.*PALIER_NAROWING is no setting.*PALIER_NARROWING/,
  );
  expect(
    Object.values(broken.outcomes)
      .slice(1)
      .map(([outcome]) => outcome),
  ).toEqual(new Array(9).fill("not tried"));
});
