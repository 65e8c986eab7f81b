import { copyFile, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tileArchive } from "../testing/tile-archive.fixture.js";
import { openBaseMap } from "./base-map.js";

let folder: string;
const at = (name: string) => join(folder, name);
const open = (url: string) => openBaseMap({ url, attribution: "© Essai" }, () => {});
const archive = tileArchive(1_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-base-map-"));
  await writeFile(at("whole.pmtiles"), archive);
});
afterAll(() => rm(folder, { recursive: true }));

it("gives copies of a file one address, and another file another one", async () => {
  const whole = await open(at("whole.pmtiles"));
  expect(whole).toMatchObject({
    url: expect.stringMatching(/^\/base-map\/[\w-]{43}\.pmtiles$/),
    kind: "VECTOR",
    archive: { path: at("whole.pmtiles"), sizeBytes: archive.length },
  });
  await copyFile(at("whole.pmtiles"), at("copy.pmtiles"));
  await utimes(at("copy.pmtiles"), new Date(0), new Date(0));
  expect((await open(at("copy.pmtiles")))?.url).toBe(whole?.url);
  await writeFile(at("longer.pmtiles"), Buffer.concat([archive, Buffer.alloc(1)]));
  expect((await open(at("longer.pmtiles")))?.url).not.toBe(whole?.url);
});

/** The archive with one byte of its head changed. */
function changed(offset: number, value: number): Buffer {
  const bytes = Buffer.from(archive);
  bytes[offset] = value;
  return bytes;
}

it.each([
  ["half a file", archive.subarray(0, 600), "it has 600 bytes, and by its head 1127 or more"],
  ["the beginning of a head", archive.subarray(0, 100), "it is no PMTiles archive of version 3"],
  ["an older version", changed(7, 2), "pmtiles convert makes one of others"],
  ["tiles of another kind", changed(99, 9), "neither vector tiles (MVT) nor pictures"],
  ["directories packed otherwise", changed(97, 3), "must be packed with gzip, or not at all"],
  ["tiles packed otherwise", changed(98, 4), "must be packed with gzip, or not at all"],
])("refuses %s, naming setting and file", async (_what, bytes, words) => {
  await writeFile(at("wrong.pmtiles"), bytes);
  const error: unknown = await open(at("wrong.pmtiles")).catch((reason: unknown) => reason);
  expect(String(error)).toContain(`PALIER_TILES: ${at("wrong.pmtiles")}: `);
  expect(String(error)).toContain(words);
});

it("refuses a folder and a file that is not there, in words", async () => {
  await mkdir(at("folder.pmtiles"));
  await expect(open(at("folder.pmtiles"))).rejects.toThrow(
    `PALIER_TILES: ${at("folder.pmtiles")}: it is no file`,
  );
  await expect(open(at("missing.pmtiles"))).rejects.toThrow("it cannot be read (ENOENT");
});
