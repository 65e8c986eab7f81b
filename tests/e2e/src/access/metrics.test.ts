import { readFile } from "node:fs/promises";
import { melun, partners } from "./access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** A name that is no code of a partner. */
const commander = "anne.martin";
const observability = new URL("../../../../docker/observability/", import.meta.url);

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform({ accounts: { [commander]: partners.POLICE } });
  urls.set("gateway", platform.metricsUrl);
  for (const name of ["convention", "classification", "lisiere", "orme"]) {
    const endpoint = { host: "127.0.0.1", port: 0 };
    urls.set(name, (await platform.numbersOf(name).serve(endpoint, () => undefined)) ?? "");
  }
});
afterAll(() => platform.stop());

/** Where each process of the platform tells its numbers, by name. */
const urls = new Map<string, string>();

async function metrics(service = "gateway"): Promise<string> {
  const response = await fetch(urls.get(service) ?? "");
  expect(response.headers.get("content-type")).toMatch(/^application\/openmetrics-text/);
  return response.text();
}

/** Of the first line that begins so and has all of these labels. */
function sampleOf(text: string, name: string, labels: Readonly<Record<string, string>>): number {
  const line = text
    .split("\n")
    .find(
      (each) =>
        each.startsWith(`${name}{`) &&
        Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)),
    );
  return Number(line?.split("} ")[1] ?? Number.NaN);
}

it("tells what was asked, refused, spent and missing, and of nobody by name (issue 10)", async () => {
  const query = (name: string) =>
    `query ${name} { territory(code: "${melun}") { levels { level sites } coverage { landlordsAnswered } } }`;
  expect((await platform.ask(commander, query("SecretOfAnne"))).errors).toBeUndefined();
  await platform.ask(
    commander,
    '{ site(id: "lisiere:HARD") { incidents { edges { node { day } } } } }',
  );
  const { front } = platform.nodes.orme;
  const target = front.target;
  front.target = null;
  await platform.ask(commander, query("WithoutOrme"));
  front.target = target;

  const text = await metrics();
  expect(
    sampleOf(text, "palier_operation_seconds_count", { operation: "other", outcome: "ok" }),
  ).toBe(2);
  expect(sampleOf(text, "palier_operation_seconds_count", { outcome: "refused" })).toBe(1);
  expect(sampleOf(text, "palier_refusals_total", { rule: "PURPOSE_REQUIRED" })).toBe(1);
  expect(
    sampleOf(text, "palier_subgraph_seconds_count", { subgraph: "lisiere", outcome: "ok" }),
  ).toBe(2);
  expect(
    sampleOf(text, "palier_landlord_missing_total", { landlord: "orme", status: "UNREACHABLE" }),
  ).toBe(1);
  expect(sampleOf(text, "palier_cost_spent_total", { partner: partners.POLICE })).toBeGreaterThan(
    0,
  );
  expect(sampleOf(text, "palier_breaker_open", { subgraph: "orme" })).toBe(0);
  expect(sampleOf(text, "palier_convention_days_left", {})).toEqual(expect.any(Number));
  expect(text).not.toMatch(/anne|Secret|WithoutOrme|HARD|eyJ/);
});

it("has every metric that the dashboard and the alert rules name", async () => {
  const texts = await Promise.all([...urls.keys()].map(metrics));
  // A gauge of what there is none of, here certificates, has no sample yet.
  const isTold = /^(?:# TYPE (\w+) gauge|(\w+)[{ ])/gm;
  const told = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(isTold)].map(([, gauge, sample]) => gauge ?? sample ?? ""),
    ),
  );
  const files = ["palier.dashboard.json", "palier.rules.yaml"].map((file) =>
    readFile(new URL(file, observability), "utf8"),
  );
  const named = (await Promise.all(files)).flatMap((text) =>
    [...text.matchAll(/\b(?:palier|nodejs)_[a-z\d_]+/g)].map(([name]) => name),
  );
  expect(new Set(named).size).toBeGreaterThan(8);
  expect(named.filter((name) => !told.has(name))).toEqual([]);
});

it("tells of a node what it was asked, refused, read, wrote and agreed to, and of nobody by name (issue 10)", async () => {
  const stranger = await fetch(platform.nodes.lisiere.front.target ?? "", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"query":"{ __typename }"}',
  });
  expect(JSON.stringify(await stranger.json())).toContain("UNAUTHENTICATED");
  await platform.ask(commander, `query OfAnne { site(id: "lisiere:HARD") { name } }`);
  const text = await metrics("lisiere");
  const of = (name: string, labels: Readonly<Record<string, string>> = {}) =>
    sampleOf(text, name, { service: "lisiere", ...labels });
  const answered = { operation: "Contribution", outcome: "ok" };
  expect(of("palier_operation_seconds_count", answered)).toBeGreaterThan(0);
  expect(
    of("palier_operation_seconds_count", { operation: "Site", outcome: "ok" }),
  ).toBeGreaterThan(0);
  expect(of("palier_operation_seconds_count", { outcome: "refused" })).toBe(1);
  expect(of("palier_refusals_total", { rule: "no visa" })).toBe(1);
  expect(of("palier_access_log_seconds_count", { outcome: "ok" })).toBeGreaterThan(2);
  expect(of("palier_access_log_waiting")).toBe(0);
  expect(of("palier_operations_waiting")).toBe(0);
  expect(of("palier_operations_at_work")).toBe(0);
  expect(of("palier_database_sessions", { state: "idle" })).toBeGreaterThan(0);
  expect(of("palier_database_sessions", { state: "waiting" })).toBe(0);
  const { version } = platform.convention;
  expect(of("palier_convention_version")).toBe(version);
  expect(of("palier_convention_signed", { version: String(version) })).toBe(1);
  expect(of("palier_convention_in_force")).toBe(1);
  expect(of("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThanOrEqual(0);
  expect(text).not.toMatch(/anne|OfAnne|HARD|eyJ|Résidence/);
  const shared = await metrics("convention");
  expect(
    sampleOf(shared, "palier_operation_seconds_count", { operation: "site", outcome: "ok" }),
  ).toBeGreaterThan(0);
  expect(sampleOf(shared, "palier_convention_version", {})).toBe(version);
});

it("names a landlord that has not signed, and is ready all the same (issue 10)", async () => {
  const ready = async (origin: string) => {
    const response = await fetch(new URL("/health/ready", origin));
    return [response.status, await response.json()] as const;
  };
  expect(sampleOf(await metrics(), "palier_subgraph_in_force", { subgraph: "orme" })).toBe(1);
  await platform.nodes.orme.store.query("DELETE FROM convention_signature");
  const [ofNode, node] = await ready(platform.nodes.orme.front.target ?? "");
  expect([ofNode, node]).toEqual([200, { status: "ready", convention: "NOT_SIGNED" }]);
  const [status, said] = await ready(platform.origin);
  expect(status).toBe(200);
  expect(said).toMatchObject({ status: "ready", remarks: { orme: { convention: "NOT_SIGNED" } } });
  const own = await metrics("orme");
  expect(sampleOf(own, "palier_convention_in_force", {})).toBe(0);
  expect(sampleOf(own, "palier_convention_signed", {})).toBe(0);
  const text = await metrics();
  expect(sampleOf(text, "palier_subgraph_in_force", { subgraph: "orme" })).toBe(0);
  expect(sampleOf(text, "palier_subgraph_ready", { subgraph: "orme" })).toBe(1);
});

it("tells numbers at its own port alone, and nothing else there", async () => {
  const { origin } = new URL(platform.metricsUrl);
  expect((await fetch(`${origin}/graphql`)).status).toBe(404);
  expect((await fetch(`${platform.origin}/metrics`)).status).toBe(404);
});
