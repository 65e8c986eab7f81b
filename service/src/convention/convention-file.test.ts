import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { openVersions, readVersions } from "./convention-file.js";

it("says which variable names a file that cannot be read", () => {
  expect(() => openVersions("nowhere/convention.yaml")).toThrow(ConfigurationError);
  expect(() => openVersions("nowhere/convention.yaml")).toThrow(
    /PALIER_CONVENTION cannot be read \(ENOENT.*nowhere\/convention\.yaml/,
  );
});
describe("a folder with one file a version", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "palier-versions-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, changes: Readonly<Record<string, unknown>>) =>
    writeFile(join(folder, name), writeConvention(changes).text);

  it("holds each of them, and nothing else that lies there", async () => {
    await write("convention-1.yaml", {});
    await write("convention-2.yml", { version: 2 });
    await writeFile(join(folder, "convention-2.yaml.new"), "half a file");
    await writeFile(join(folder, ".hidden.yaml"), "half a file");
    expect(readVersions(folder).map(({ version }) => version)).toEqual([1, 2]);
  });

  it("says all that cannot stand side by side", async () => {
    await expect(async () => openVersions(folder)).rejects.toThrow("holds no .yaml file");
    await write("a.yaml", {});
    await write("b.yaml", { title: "Autre" });
    await write("c.yaml", { reference: "autre", version: 2 });
    expect(() => openVersions(folder)).toThrow(
      /two conventions, "essai" and "autre"\n.*two texts of version 1/,
    );
  });
});
