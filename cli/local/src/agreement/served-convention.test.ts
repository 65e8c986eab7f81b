import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conventionHash, parseConvention } from "@palier/schema";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";
import { conventionText } from "./convention-text.js";
import { writeServedConvention } from "./served-convention.js";

const convention = readConvention(demonstrationConvention);
let root: string;
let folder: Parameters<typeof writeServedConvention>[1];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "palier-served-"));
  folder = {
    root,
    servedConvention: join(root, "served-convention.yaml"),
    servedSignatures: join(root, "served-convention.yaml.signatures.json"),
    landlordKeyFile: (slug) => join(root, "landlord-keys", `${slug}.json`),
  };
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("writes a convention that reads back to the same, hash included", () => {
  const read = parseConvention(conventionText(convention, "A copy"), "copy.yaml");
  expect(read).toEqual(convention);
  expect(conventionHash(read)).toBe(conventionHash(convention));
});

it("gives every landlord a key of its own, once", async () => {
  const first = await writeServedConvention(convention, folder);
  const again = await writeServedConvention(convention, folder);
  expect(conventionHash(again.convention)).toBe(conventionHash(first.convention));
  expect(readConvention(first.file)).toEqual(first.convention);
  expect(new Set(first.convention.landlords.map(({ key }) => key)).size).toBe(6);
  for (const { slug, key } of first.convention.landlords) {
    expect(first.keys.get(slug)?.x).toBe(key);
    const { mode } = await stat(folder.landlordKeyFile(slug));
    expect(mode & 0o777).toBe(0o600);
  }
});

it("keeps a key that the convention holds already, and does not sign for its landlord", async () => {
  const key = "A".repeat(43);
  const landlords = convention.landlords.map((landlord) =>
    landlord.slug === "lisiere" ? { ...landlord, key } : landlord,
  );
  const served = await writeServedConvention({ ...convention, landlords }, folder);
  expect(served.convention.landlords[0]).toMatchObject({ slug: "lisiere", key });
  expect(served.keys.has("lisiere")).toBe(false);
  expect(served.keys.size).toBe(5);
});

it("refuses another text of a version that was served, and takes the next version", async () => {
  await writeServedConvention(convention, folder);
  const other = { ...convention, title: "Un autre titre" };
  const { version } = convention;
  const refusal = new RegExp(
    `Version ${version} .* was served here with another text\\.\nGive the new text the version ${version + 1}`,
  );
  await expect(writeServedConvention(other, folder)).rejects.toThrow(refusal);
  await writeServedConvention({ ...other, version: version + 1 }, folder);
});
