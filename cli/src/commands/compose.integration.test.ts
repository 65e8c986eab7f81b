import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
