import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brokerKeys, gatewayKeys, KeyFolder } from "@palier/service";
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
    /There is no folder .*nowhere\. Name the folder in PALIER_KEYS/,
  ],
  ["a folder without keys", ".", /holds no keys of a gateway or broker: it is not the folder/],
  ["a file", "file", /file holds no keys of a gateway or broker/],
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

it("announces a new key of each kind in the folder, and lists them with their dates", async () => {
  const place = await mkdtemp(join(tmpdir(), "palier-keys-"));
  const date = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
  const at = ["--folder", place];
  try {
    for (const kind of [gatewayKeys, brokerKeys]) {
      await new KeyFolder(place, kind).open(new Date("2026-11-01T09:00:00Z"));
    }
    const rotated = await runPalier(["keys", "rotate", ...at, "--overlap", "600"]);
    expect([rotated.exitCode, rotated.complained]).toEqual([0, ""]);
    expect(rotated.printed).toMatch(
      new RegExp(`^gateway has a new key, which signs from ${date} on: \\S{43}\nbroker has`),
    );
    const { printed } = await runPalier(["keys", "status", ...at]);
    const ofGateway = `gateway  \\S{43}  signs; published until ${date}
gateway  \\S{43}  announced, signs from ${date} on
`;
    expect(printed).toMatch(
      new RegExp(`^${ofGateway}${ofGateway.replaceAll("gateway", "broker")}$`),
    );
    const again = await runPalier(["keys", "rotate", ...at]);
    expect([again.exitCode, again.complained]).toEqual([
      1,
      expect.stringContaining("has a new key already, which signs from"),
    ]);
    const stolen = await runPalier(["keys", "rotate", ...at, "--stolen"]);
    expect(stolen.printed).toMatch(/^gateway signs with a new key from now on/);
    const after = await runPalier(["keys", "status", ...at]);
    expect(after.printed).toMatch(
      new RegExp(`^gateway  \\S{43}  signs since ${date}\nbroker  \\S{43}  signs since ${date}\n$`),
    );
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
