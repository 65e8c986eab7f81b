import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPalier } from "../../testing/command.fixture.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-people-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const people = (...words: string[]) => runPalier(["people", ...words, "--folder", folder]);

it("shuts people out, says who is, and lets them in again", async () => {
  expect((await people("list")).printed).toContain("Nobody is shut out.");
  expect((await people("shut-out", "agent-17")).printed).toContain("agent-17 is shut out");
  expect((await people("shut-out", "agent-17")).printed).toContain("already");
  await people("shut-out", "agent-18");
  expect((await people("list")).printed).toMatch(/agent-17\n.*agent-18/);
  await people("let-in", "agent-17");
  expect((await people("list")).printed).not.toContain("agent-17");
  expect(await people("let-in", "agent-17")).toMatchObject({
    exitCode: 1,
    complained: expect.stringContaining("agent-17 is not shut out"),
  });
});

it("keeps names readable for the gateway alone, and numbers each change higher", async () => {
  const file = join(folder, "shut-out.json");
  const sequence = async () =>
    (JSON.parse(await readFile(file, "utf8")) as { readonly sequence: number }).sequence;
  await people("shut-out", "agent-17");
  const first = await sequence();
  await people("let-in", "agent-17");
  expect(await sequence()).toBeGreaterThan(first);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it("refuses to write over a file that is no list", async () => {
  const file = join(folder, "shut-out.json");
  await writeFile(file, "somebody's notes");
  const run = await people("shut-out", "agent-17");
  expect(run).toMatchObject({ exitCode: 1, printed: "" });
  expect(run.complained).toContain("does not hold a list of people shut out");
  expect(await readFile(file, "utf8")).toBe("somebody's notes");
});

it("says where no gateway has run", async () => {
  const run = await runPalier(["people", "list", "--folder", join(folder, "nowhere")]);
  expect(run.complained).toMatch(/There is no folder .*nowhere/);
});
