import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./find-chromium.js";
import { launchChromium } from "./launch-chromium.js";

const { PALIER_CHROMIUM: named } = process.env;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-crashing-"));
});

afterEach(() => {
  if (named === undefined) delete process.env.PALIER_CHROMIUM;
  else process.env.PALIER_CHROMIUM = named;
});

afterAll(() => rm(folder, { recursive: true }));

it("starts a browser again that crashed while it started", async () => {
  const starts = await crashing("twice", 2);
  const browser = await launchChromium();
  expect(browser.isConnected()).toBe(true);
  await browser.close();
  expect(await starts()).toBe(3);
});

it("gives up a browser that crashes each time, and says by which signal", async () => {
  const starts = await crashing("always", 1000);
  await expect(launchChromium()).rejects.toThrow("signal=SIGSEGV");
  expect(await starts()).toBe(3);
});

it("does not start again a program that ends of itself", async () => {
  const starts = await crashing("ends", 1000, "exit 1");
  await expect(launchChromium()).rejects.toThrow("exitCode=1");
  expect(await starts()).toBe(1);
});

/**
 * Makes what is started as the browser something that first fails some times.
 *
 * @returns what tells how often it was started.
 */
async function crashing(name: string, times: number, failure = "kill -SEGV $$") {
  const { executable, env } = await findChromium({ ...process.env });
  const program = join(folder, name);
  const log = `${program}.log`;
  const settings = Object.entries(env).map(([key, value]) => `export ${key}='${value}'`);
  await writeFile(
    program,
    [
      "#!/bin/sh",
      `echo started >> '${log}'`,
      `if [ "$(wc -l < '${log}')" -le ${times} ]; then ${failure}; fi`,
      ...settings,
      `exec '${executable}' "$@"`,
    ].join("\n"),
  );
  await chmod(program, 0o755);
  process.env.PALIER_CHROMIUM = program;
  return async () => (await readFile(log, "utf8")).trim().split("\n").length;
}
