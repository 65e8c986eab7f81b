import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { readNarrowing } from "./narrowing-file.js";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-narrowing-"));
  file = join(folder, "narrowing.yaml");
});
afterEach(() => rm(folder, { recursive: true }));

it("reads what a landlord shows less", async () => {
  await writeFile(file, "site-address: { JUSTICE: denied, POLICE: level-3-and-4 }\n");
  expect(readNarrowing(file, exampleConvention)).toEqual({
    "site-address": { JUSTICE: "denied", POLICE: "level-3-and-4" },
  });
});

it("takes a cell that repeats what the convention writes for what that grants", async () => {
  const { visibility } = exampleConvention;
  const convention = {
    ...exampleConvention,
    visibility: {
      ...visibility,
      "site-level": { ...visibility["site-level"], JUSTICE: "denied" },
      // Whoever is shown the gates knows the level.
      reasons: { ...visibility.reasons, JUSTICE: "gates-only" },
    },
  } as const;
  await writeFile(file, "reasons: { JUSTICE: gates-only, POLICE: gates-only }\n");
  expect(readNarrowing(file, convention)).toEqual({
    reasons: { JUSTICE: "denied", POLICE: "gates-only" },
  });
  await writeFile(file, "reasons: { JUSTICE: granted }\n");
  expect(() => readNarrowing(file, convention)).toThrow(/"granted" is wider than the convention's/);
});

it("names file, cell, kind and what the convention allows, for every widening at once", async () => {
  await writeFile(
    file,
    "site-address: { JUSTICE: granted, MUNICIPALITY: granted }\nreasons: { LANDLORD: gates-only }\n",
  );
  expect(() => readNarrowing(file, exampleConvention)).toThrow(
    new ConfigurationError([
      `${file}: visibility of "site-address" for JUSTICE: "granted" is wider than the convention's "level-3-and-4"; a landlord may only narrow`,
      `${file}: visibility of "site-address" for MUNICIPALITY: "granted" is wider than the convention's "denied"; a landlord may only narrow`,
      `${file}: visibility of "reasons" for LANDLORD: "gates-only" is wider than the convention's "denied"; a landlord may only narrow`,
    ]),
  );
});

it("says where a cell is misspelt, and that a file is not there", async () => {
  await writeFile(file, "site-adress: { JUSTICE: denied }\n");
  expect(() => readNarrowing(file, exampleConvention)).toThrow(
    `${file}:1:1: unknown key "site-adress"`,
  );
  expect(() => readNarrowing(join(folder, "no.yaml"), exampleConvention)).toThrow(
    /PALIER_NARROWING cannot be read \(ENOENT/,
  );
});
