import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyFile, readKeyFile, readKeyFiles } from "./key-file.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-key-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("makes a key that its owner alone can read, and never replaces one", async () => {
  const path = join(folder, "lisiere.jwk");
  const key = await createKeyFile(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await expect(readKeyFile(path)).resolves.toEqual(key);
  await expect(createKeyFile(path)).rejects.toThrow("a key is never replaced");
  await expect(readKeyFile(path)).resolves.toEqual(key);
});

it.each([0o640, 0o604, 0o620])("refuses a key whose file has the mode %o", async (mode) => {
  const path = join(folder, "lisiere.jwk");
  await createKeyFile(path);
  await chmod(path, mode);
  await expect(readKeyFile(path)).rejects.toThrow(`chmod 600 ${path}`);
});

it("says of a file that is missing, or no key, which it is", async () => {
  await expect(readKeyFile(join(folder, "absent"))).rejects.toThrow("there is no such file");
  await expect(createKeyFile(join(folder, "absent", "key"))).rejects.toThrow(
    "no such file or folder",
  );
  await expect(readKeyFile(folder)).rejects.toThrow();
  const path = join(folder, "other");
  await writeFile(path, "{}", { mode: 0o600 });
  await expect(readKeyFile(path)).rejects.toThrow("not a signing key");
});

it("reads the keys of a folder, of which each must be its owner's alone", async () => {
  const one = await createKeyFile(join(folder, "2026.json"));
  const other = await createKeyFile(join(folder, "2027.json"));
  await writeFile(join(folder, "notes.txt"), "");
  await expect(readKeyFiles(folder)).resolves.toEqual([one, other]);
  await expect(readKeyFiles(join(folder, "2026.json"))).resolves.toEqual([one]);
  await chmod(join(folder, "2027.json"), 0o640);
  await expect(readKeyFiles(folder)).rejects.toThrow("2027.json: others on this machine");
  await rm(join(folder, "2026.json"));
  await rm(join(folder, "2027.json"));
  await expect(readKeyFiles(folder)).rejects.toThrow("a folder of keys holds 1 to 20 files");
});
