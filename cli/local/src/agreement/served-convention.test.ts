import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyFile, readKeyFile } from "@palier/landlord-store";
import { conventionHash, parseConvention, type SigningKey } from "@palier/schema";
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
    logKeyFile: (slug) => join(root, "landlord-keys", `${slug}.log.json`),
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
  const { landlords } = first.convention;
  expect(new Set(landlords.flatMap(({ key, logKey }) => [key, logKey])).size).toBe(12);
  expect(again.logKeyFiles).toEqual(first.logKeyFiles);
  for (const { slug, key, logKey } of landlords) {
    expect(first.keys.get(slug)?.x).toBe(key);
    expect((await readKeyFile(first.logKeyFiles.get(slug) ?? "")).x).toBe(logKey);
    for (const file of [folder.landlordKeyFile(slug), folder.logKeyFile(slug)]) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    }
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
  expect(served.convention.landlords[0]).not.toHaveProperty("logKey");
  expect(existsSync(folder.logKeyFile("lisiere"))).toBe(false);
  expect(served.logKeyFiles.size).toBe(5);

  // Nor does it get one later, when the next version leaves its key to this machine.
  const next = { ...convention, version: convention.version + 1 };
  expect((await writeServedConvention(next, folder)).logKeyFiles).toEqual(served.logKeyFiles);
});

it("keeps the text of a folder whose landlords have no keys of their logs", async () => {
  const slugs = convention.landlords.map(({ slug }) => slug);
  await mkdir(join(root, "landlord-keys"));
  const keys = new Map<string, SigningKey>();
  for (const slug of slugs) keys.set(slug, await createKeyFile(folder.landlordKeyFile(slug)));
  const former = {
    ...convention,
    landlords: convention.landlords.map((one) => ({ ...one, key: keys.get(one.slug)?.x })),
  };
  await writeFile(folder.servedConvention, conventionText(former, "Of a former build"));
  const served = await writeServedConvention(convention, folder);
  expect(conventionHash(served.convention)).toBe(conventionHash(former));
  expect(served.keys).toEqual(keys);
  expect(served.logKeyFiles.size).toBe(0);
  expect(slugs.filter((slug) => existsSync(folder.logKeyFile(slug)))).toEqual([]);
});

it("gives a landlord that joins a key of its log, and the others none", async () => {
  const [first, ...others] = convention.landlords;
  const { slug = "" } = first ?? {};
  await mkdir(join(root, "landlord-keys"));
  for (const other of others) await createKeyFile(folder.landlordKeyFile(other.slug));
  const { logKeyFiles } = await writeServedConvention(convention, folder);
  expect([...logKeyFiles]).toEqual([[slug, folder.logKeyFile(slug)]]);
});

it("names no file where the convention names another key of the log", async () => {
  await writeServedConvention(convention, folder);
  const logKey = "A".repeat(43);
  const landlords = convention.landlords.map((landlord) =>
    landlord.slug === "lisiere" ? { ...landlord, logKey } : landlord,
  );
  const next = { ...convention, version: convention.version + 1, landlords };
  const served = await writeServedConvention(next, folder);
  expect(served.convention.landlords[0]).toMatchObject({ slug: "lisiere", logKey });
  expect(served.logKeyFiles.has("lisiere")).toBe(false);
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

it("takes the convention's files of outlines along, and misses none that is not there", async () => {
  const beside = join(root, "written");
  await mkdir(join(beside, "outlines"), { recursive: true });
  await writeFile(join(beside, "outlines/communes.geojson"), "{}");
  const term = { sha256: "0".repeat(64), source: "IGN", licence: "Licence Ouverte 2.0" };
  const outlines = ["outlines/communes.geojson", "outlines/missing.geojson"].map((file) => ({
    file,
    ...term,
  }));
  await writeServedConvention({ ...convention, outlines }, folder, beside);
  expect(existsSync(join(root, "outlines/communes.geojson"))).toBe(true);
  expect(readConvention(folder.servedConvention).outlines).toEqual(outlines);
});
