import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPalier } from "../testing/command.fixture.js";

it("says that there are no keys to rotate where no gateway has run", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "palier-keys-"));
  try {
    const run = await runPalier(["keys", "rotate"], { dataFolder });
    expect(run).toMatchObject({ exitCode: 1, printed: "" });
    expect(run.complained).toMatch(/holds no keys of a gateway; start the gateway once/);
    await expect(stat(join(dataFolder, "gateway-keys"))).rejects.toThrow("ENOENT");
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
