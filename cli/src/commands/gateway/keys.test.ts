import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPalier } from "../../testing/command.fixture.js";

it("says that there are no keys to rotate where no gateway has run", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "palier-keys-"));
  try {
    const run = await runPalier(["keys", "rotate"], { dataFolder });
    expect(run).toMatchObject({ exitCode: 1, printed: "" });
    expect(run.complained).toMatch(
      /no keys to rotate: .*gateway-keys does not exist. "palier start" makes them/,
    );
    await expect(stat(join(dataFolder, "gateway-keys"))).rejects.toThrow("ENOENT");
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});

it.each([
  [
    "a folder that is not there",
    "nowhere",
    /There is no folder .*nowhere\. Name the folder in the gateway's PALIER_KEYS/,
  ],
  ["a folder without keys", ".", /holds no keys of a gateway: it is not the folder/],
  ["a file", "file", /file holds no keys of a gateway/],
])("names %s", async (_case, name, complaint) => {
  const place = await mkdtemp(join(tmpdir(), "palier-keys-"));
  try {
    await writeFile(join(place, "file"), "");
    const run = await runPalier(["keys", "rotate", "--folder", join(place, name)]);
    expect(run).toMatchObject({ exitCode: 1, printed: "" });
    expect(run.complained).toMatch(complaint);
    expect(await readdir(place)).toEqual(["file"]);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
