import { readFile } from "node:fs/promises";
import { melun, partners } from "./access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** A name that is no code of a partner. */
const commander = "anne.martin";
const observability = new URL("../../../../docker/observability/", import.meta.url);

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform({ accounts: { [commander]: partners.POLICE } });
});
afterAll(() => platform.stop());

async function metrics(): Promise<string> {
  const response = await fetch(platform.metricsUrl);
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
  return Number(line?.split(" ")[1] ?? Number.NaN);
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
  const told = new Set([...(await metrics()).matchAll(/^(\w+)[{ ]/gm)].map(([, name]) => name));
  const files = ["palier.dashboard.json", "palier.rules.yaml"].map((file) =>
    readFile(new URL(file, observability), "utf8"),
  );
  const named = (await Promise.all(files)).flatMap((text) =>
    [...text.matchAll(/\b(?:palier|nodejs)_[a-z\d_]+/g)].map(([name]) => name),
  );
  expect(new Set(named).size).toBeGreaterThan(8);
  expect(named.filter((name) => !told.has(name))).toEqual([]);
});

it("tells numbers at its own port alone, and nothing else there", async () => {
  const { origin } = new URL(platform.metricsUrl);
  expect((await fetch(`${origin}/graphql`)).status).toBe(404);
  expect((await fetch(`${platform.origin}/metrics`)).status).toBe(404);
});
