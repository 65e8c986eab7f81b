import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conventionSchemaText, parseConvention, templateTerms } from "@palier/schema";
import { runPalier } from "../../testing/command.fixture.js";
import { askConvention } from "./ask-convention.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-convention-init-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const answers = `
title: Convention de la vallée
reference: vallee-2027
from: 2027-01-01
until: 2031-12-31
communes: [melun, "77152", Saint-Aubin (91), Livry sur Seine]
landlords:
  - name: Glycine Habitat
    mailbox: surete@glycine.example
    dwellings: { Melun: 300, Saint-Aubin: 12 }
  - name: Val de Brie
    slug: brie
    address: https://palier.brie.example
    mailbox: surete@brie.example
    dwellings: { Dammarie-les-Lys: 40 }
partners:
  - { kind: POLICE, name: Police nationale, mailbox: partenariat@police.example }
  - { kind: MUNICIPALITY, name: Mairie de Melun, scope: [Melun] }
`;

async function init(text: string) {
  const file = join(folder, "answers.yaml");
  const output = join(folder, "convention.yaml");
  await writeFile(file, text);
  const run = await runPalier(["convention", "init", "--answers", file, "--output", output]);
  return { ...run, file, output };
}

it("makes of a small file a convention that is checked and has an annex", async () => {
  const { output, ...run } = await init(answers);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  expect(run.printed).toContain("Still to be said: address of Glycine Habitat's node (`endpoint`)");
  expect(run.printed).toContain("Still to be said: functional mailbox of Mairie de Melun");
  expect(run.printed).not.toContain("address of Val de Brie");

  const check = await runPalier(["convention", "check", output]);
  expect(check).toMatchObject({ exitCode: 0, complained: "" });
  const annexFile = join(folder, "annexe.md");
  const annex = await runPalier(["convention", "annex", output, "--output", annexFile]);
  expect(annex).toMatchObject({ exitCode: 0, complained: "" });
  expect(await readFile(annexFile, "utf8")).toContain("Glycine Habitat");

  const text = await readFile(output, "utf8");
  expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=convention.schema.json");
  const schema = await readFile(join(folder, "convention.schema.json"), "utf8");
  expect(schema).toBe(conventionSchemaText());
  expect(parseConvention(text, output)).toMatchObject({
    ...templateTerms,
    territories: [
      { code: "77288", name: "Melun", kind: "COMMUNE", population: expect.any(Number) },
      { code: "77152", name: "Dammarie-les-Lys" },
      { code: "91538", name: "Saint-Aubin" },
      { code: "77255", name: "Livry-sur-Seine" },
    ],
    landlords: [
      {
        slug: "glycine-habitat",
        endpoint: "https://glycine-habitat.invalid/graphql",
        stock: [
          { commune: "77288", dwellings: 300 },
          { commune: "91538", dwellings: 12 },
        ],
      },
      { slug: "brie", endpoint: "https://palier.brie.example/graphql" },
    ],
    partners: [
      { code: "police-nationale", scope: ["77288", "77152", "91538", "77255"] },
      { code: "mairie-de-melun", scope: ["77288"] },
    ],
  });
});

it("names every mistake of the file at its place, with what would be right", async () => {
  const wrong = answers
    .replace("until: 2031-12-31", "until: 2026-12-31")
    .replace("[melun,", "[melun, Saint-Sauveur, Melum, Melun,")
    .replace("Saint-Aubin: 12", "Livry-sur-Siene: 12, Paris: 3, '77288': 4")
    .replace("slug: brie", "slug: glycine-habitat")
    .replace("[Melun] }", "[Meaux] }\n  - { kind: POLICE, name: Police nationale }");
  const { file, ...run } = await init(wrong);
  expect(run).toMatchObject({ exitCode: 1, printed: "" });
  const said = run.complained.split("\n").filter((line) => line.includes(file));
  expect(said.map((line) => line.slice(line.indexOf(file) + file.length))).toEqual([
    expect.stringMatching(/^:5:1: ends before it begins/),
    expect.stringMatching(
      /^:6:19: "Saint-Sauveur" is the name of 11 communes, .*Saint-Sauveur in Haute-Saône is "70473"/,
    ),
    expect.stringMatching(
      /^:6:34: no commune has the name or the code "Melum"; the nearest: Melun in Seine-et-Marne is "77288"/,
    ),
    expect.stringMatching(/^:6:41: Melun stands here twice/),
    expect.stringMatching(/^:7:1: .*glycine-habitat/),
    expect.stringMatching(/^:10:18: this commune stands here twice/),
    expect.stringMatching(/^:10:30: no commune .* the nearest: Livry-sur-Seine in .* "77255"/),
    expect.stringMatching(/^:10:51: "Paris" is none of `communes`/),
    expect.stringMatching(/^:18:\d+: "Meaux" is none of `communes`/),
    expect.stringMatching(/^:19:\d+: another partner has the code "police-nationale"/),
  ]);
  expect(await readdir(folder)).toEqual(["answers.yaml"]);
});

it("overwrites nothing", async () => {
  await writeFile(join(folder, "convention.schema.json"), "one's own");
  expect((await init(answers)).exitCode).toBe(0);
  expect(await readFile(join(folder, "convention.schema.json"), "utf8")).toBe("one's own");
  const before = await readFile(join(folder, "convention.yaml"), "utf8");
  const again = await init(answers.replace("vallee-2027", "autre"));
  expect(again).toMatchObject({ exitCode: 1, printed: "" });
  expect(again.complained).toContain("convention.yaml is there already: nothing is overwritten");
  expect(await readFile(join(folder, "convention.yaml"), "utf8")).toBe(before);
});

it("asks at a terminal what a file would say, and nowhere else", async () => {
  const output = join(folder, "convention.yaml");
  const run = await runPalier(["convention", "init", "--output", output]);
  expect(run.exitCode).toBe(1);
  expect(run.complained).toContain("name it with --answers");
  expect(await readdir(folder)).toEqual([]);

  const person = [
    ["Convention de la vallée", "vallee-2027", "2027-01-01", "2031-12-31", "Melun, 77152"],
    ["Glycine Habitat"],
    ["glycine", "surete@glycine.example", "Melun 300, Dammarie-les-Lys 40"],
    [""],
    ["Police nationale"],
    ["POLICE", "partenariat@police.example", ""],
    [""],
  ];
  const asked = await askConvention({ ask: async () => person.shift() ?? null });
  const { exitCode, complained } = await init(asked ?? "");
  expect({ exitCode, complained, left: person }).toEqual({ exitCode: 0, complained: "", left: [] });
  expect(parseConvention(await readFile(output, "utf8"), output)).toMatchObject({
    landlords: [{ slug: "glycine", stock: [{ dwellings: 300 }, { dwellings: 40 }] }],
    partners: [{ code: "police-nationale", kind: "POLICE", scope: ["77288", "77152"] }],
  });
});
