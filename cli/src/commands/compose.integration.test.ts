import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeConvention } from "@palier/schema/testing";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "../context/config.js";
import { runPalier } from "../testing/command.fixture.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-compose-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The addresses of a supergraph, by subgraph. */
async function composed(...options: string[]): Promise<Map<string, string>> {
  const output = join(folder, "supergraph.graphql");
  const run = await runPalier(["compose", "--output", output, ...options]);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  const text = await readFile(output, "utf8");
  const graphs = text.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]*)"\)/g);
  return new Map([...graphs].map(([, name = "", url = ""]) => [name, url]));
}

it("writes the addresses of the convention, or those that are given", async () => {
  const { landlords, subgraphs } = readConvention(demonstrationConvention);
  const ofConvention = new Map([
    ...Object.entries(subgraphs),
    ...landlords.map(({ slug, endpoint }) => [slug, endpoint] as const),
  ]);
  expect(await composed()).toEqual(ofConvention);
  const lisiere = "https://palier.lisiere.example/graphql";
  const convention = "http://127.0.0.1:5001/graphql?a=b";
  const given = ["--address", `lisiere=${lisiere}`, "-a", `convention=${convention}`];
  expect(await composed(...given)).toEqual(
    new Map(ofConvention).set("lisiere", lisiere).set("convention", convention),
  );
});

it("lists what callers would lose, and writes it only where that is accepted", async () => {
  const output = join(folder, "accepted.graphql");
  const written = (text: string) => writeFile(join(folder, "convention.yaml"), text);
  const run = (...options: string[]) =>
    runPalier(["compose", "-c", join(folder, "convention.yaml"), "-o", output, ...options]);
  await written(writeConvention({ landlords: ["lisiere"] }).text);
  expect((await run()).exitCode).toBe(0);
  await written(writeConvention({ landlords: ["lisiere", "orme"] }).text);
  expect((await run()).exitCode).toBe(0);
  await written(writeConvention({ landlords: ["lisiere"] }).text);
  const refused = await run();
  expect([refused.exitCode, refused.complained]).toEqual([
    1,
    expect.stringContaining("- Type 'OrmeSite' was removed"),
  ]);
  expect(await readFile(output, "utf8")).toContain("OrmeSite");
  expect((await run("--accept")).exitCode).toBe(0);
  expect(await readFile(output, "utf8")).not.toContain("OrmeSite");
});

it.each([
  [["-a", "lisiere"], 2, /name=address/],
  [["-a", "lisiere=ftp://lisiere.example"], 2, /name=address/],
  [["-a", "lisiere=http://a/", "-a", "lisiere=http://b/"], 2, /has an address already/],
  [["-a", "lisere=http://a/"], 1, /no subgraph "lisere"\. It has: convention, classification, /],
] as const)("refuses %j", async (options, exitCode, text) => {
  const output = ["--output", join(folder, "unwritten.graphql")];
  const run = await runPalier(["compose", ...output, ...options]);
  expect([run.exitCode, run.complained]).toEqual([exitCode, expect.stringMatching(text)]);
});
