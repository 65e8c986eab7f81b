import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLandlordSubgraph } from "@palier/landlord";
import { importIncidents, importSites } from "@palier/landlord-import";
import { closeMonths, recordSignature } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import {
  type Convention,
  generateSigningKey,
  monthNumber,
  monthsBetween,
  type SigningKey,
  signConvention,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { execute, parse } from "graphql";
import type { DataSource } from "typeorm";

const now = () => new Date("2026-11-20T12:00:00Z");
const scooters = {
  code: "SCOOTER_DEALING",
  family: "TRAFFICKING",
  label: { fr: "Vente à scooter", en: "Dealing by scooter" },
};
const version1: Convention = { ...exampleConvention, categories: [scooters] };

let key: SigningKey;
let folder: string;
let store: DataSource;

beforeAll(async () => {
  key = await generateSigningKey();
  folder = await mkdtemp(join(tmpdir(), "palier-category-"));
});
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  await importSites(store, [
    await file("sites.csv", "reference,name,commune,dwellings\nR1,R1,10001,60\n"),
  ]);
});
afterEach(() => store.destroy());
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function importWords(...words: string[]) {
  const rows = words.map((word, index) => `R1,0${index + 1}/10/2026,${word}`);
  return importIncidents(
    store,
    [await file("incidents.csv", `site;date;nature\n${rows.join("\n").replaceAll(",", ";")}\n`)],
    { clock: now },
  );
}

async function sign(convention: Convention): Promise<void> {
  const signature = await signConvention(convention, "lisiere", key);
  await recordSignature(store, convention, signature, key.x);
}

/** As the gateway asks the landlord's node. */
async function site(convention: Convention, fields: string): Promise<unknown> {
  const subgraph = await createLandlordSubgraph({ slug: "lisiere", store, convention, clock: now });
  const { data, errors } = await execute({
    schema: subgraph.schema,
    document: parse(
      `{ _entities(representations: [{ __typename: "LisiereSite", id: "lisiere:R1" }]) { ... on LisiereSite { ${fields} } } }`,
    ),
    contextValue: subgraph.createContext(),
  });
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as unknown[];
  return found;
}

it("reads, weighs and names a category that the signed convention adds, with no other change", async () => {
  await sign(version1);
  const summary = await importWords("Vente à scooter", "VENTE A SCOOTER", "scooter_dealing");
  expect(summary.incidentsAdded).toBe(3);
  await closeMonths(store, monthsBetween(monthNumber("2025-11"), monthNumber("2026-10")), now);
  expect(
    await site(
      version1,
      'incidents { edges { node { category { code family label fr: label(language: FRENCH) en: label(language: ENGLISH) } } } } incidentCounts(from: "2026-10") { family count }',
    ),
  ).toMatchObject({
    incidents: {
      edges: Array.from({ length: 3 }, () => ({
        node: {
          category: {
            code: "SCOOTER_DEALING",
            family: "TRAFFICKING",
            fr: "Vente à scooter",
            en: "Dealing by scooter",
          },
        },
      })),
    },
    incidentCounts: expect.arrayContaining([{ family: "TRAFFICKING", count: 3 }]),
  });
});

it("knows no word of a convention that the landlord has not signed, or that has not begun", async () => {
  await expect(importWords("Vente à scooter")).rejects.toThrow();
  await sign({ ...version1, validity: { from: "2027-01-01", until: "2028-12-31" } });
  await expect(importWords("Vente à scooter")).rejects.toThrow();
});

it("signs no version that lacks, or moves, a category once signed, and any that renames it", async () => {
  await sign(version1);
  await importWords("Vente à scooter");
  const moved = { ...scooters, family: "INCIVILITY" };
  const lost = "what the landlord has signed before: SCOOTER_DEALING";
  await expect(sign({ ...version1, version: 2, categories: [moved] })).rejects.toThrow(lost);
  const { categories: _, ...without } = version1;
  await expect(sign({ ...without, version: 2 })).rejects.toThrow(lost);
  const renamed = { ...scooters, label: { fr: "Deux-roues", en: "Two-wheelers" } };
  await sign({ ...version1, version: 2, categories: [renamed] });
  // What was recorded by the former name is known by the new one.
  const renamedAndNew = await importWords("Deux-roues", "Deux-roues");
  expect(renamedAndNew).toMatchObject({ alreadyKnown: 1, incidentsAdded: 1 });
});
