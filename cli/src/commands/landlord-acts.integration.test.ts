import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AccessLog, LogCheckpoints, openStore, readKeyFile } from "@palier/landlord-store";
import { createDatabase } from "@palier/test-support";
import { demonstrationConvention } from "../context/config.js";
import { type CommandRun, runPalier } from "../testing/command.fixture.js";

let folder: string;
let keyFile: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-acts-"));
  keyFile = join(folder, "keys", "lisiere.json");
  databaseUrl = await createDatabase();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

/** The demonstration's convention with a key, and what else is changed, in a file. */
async function keyed(name: string, key: string, change = (text: string) => text): Promise<string> {
  const text = await readFile(demonstrationConvention, "utf8");
  const line = "slug: lisiere\n";
  const file = join(folder, name);
  await writeFile(file, change(text.replace(line, `${line}    key: ${key}\n`)));
  return file;
}

it("makes a key that its owner alone reads, signs with it, and verifies", async () => {
  const made = await run(
    "convention",
    "sign",
    demonstrationConvention,
    "--key",
    keyFile,
    "--new-key",
  );
  expect(made).toMatchObject({ exitCode: 0, complained: "" });
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  const [, key = ""] = /^ {4}key: (\S{43})$/m.exec(made.printed) ?? [];
  expect(await readFile(keyFile, "utf8")).toContain(`"x": "${key}"`);

  const early = await run("convention", "sign", demonstrationConvention, "--key", keyFile);
  expect(early).toMatchObject({ exitCode: 1, printed: "" });
  expect(early.complained).toContain(`key: ${key}`);

  const file = await keyed("convention.yaml", key);
  expect((await run("convention", "verify", file)).complained).toMatch(/lisiere +not signed/);
  expect((await run("convention", "sign", file, "--key", keyFile)).printed).toMatch(
    /^lisiere has signed melun-val-de-seine-demo, version 3\.\n {2}hash sha256-/,
  );
  expect((await run("convention", "verify", file)).printed).toMatch(/lisiere +signed, in force/);
});

it("signs one version with one text only, and never replaces a key", async () => {
  const { x } = JSON.parse(await readFile(keyFile, "utf8")) as { readonly x: string };
  const other = await keyed("other.yaml", x, (text) => text.replace("title: ", "title: Autre "));
  const signed = await run("convention", "sign", other, "--key", keyFile);
  expect(signed).toMatchObject({ exitCode: 1, printed: "" });
  expect(signed.complained).toMatch(/signed with another text; give the new text the version 4/);
  expect((await run("convention", "verify", other)).complained).toMatch(/not signed/);
  const again = await run("convention", "sign", other, "--key", keyFile, "--new-key");
  expect(again.complained).toMatch(/a key is never replaced/);
});

it("refuses to sign with another landlord's key", async () => {
  const file = await keyed("foreign.yaml", "A".repeat(43));
  const signed = await run("convention", "sign", file, "--key", keyFile);
  expect(signed.exitCode).toBe(1);
  expect(signed.complained).toMatch(/lists the key A+ for "lisiere", and this file holds/);
});

it("pauses a partner once, and resumes", async () => {
  const pause = ["partner", "pause", "police-melun", "--reason", "Audit"];
  expect((await run(...pause)).printed).toMatch(/shows police-melun nothing from the next request/);
  expect((await run(...pause)).printed).toMatch(/paused at lisiere already/);
  const resume = ["partner", "resume", "police-melun"];
  expect((await run(...resume)).printed).toMatch(/shows police-melun again/);
  expect((await run(...resume)).printed).toMatch(/is not paused at lisiere/);
});

it("lists, verifies and exports the access log, and says where it was changed", async () => {
  await logTwo();
  const listed = (await run("audit", "list", "--partner", "police-melun")).printed.split("\n");
  expect(listed[0]).toMatch(/^entry +time \(UTC\) +partner +person +purpose +rows +sites/);
  expect(listed[1]).toMatch(
    /^ +2 +2026-11-02 08:00:00 +police-melun +agent-7 +INVESTIGATION +3 +1/,
  );
  expect((await run("audit", "list", "--until", "2026-11-01")).printed).toMatch(/no such entry/);

  const whole = await run("audit", "verify");
  const [, kept = ""] = /--kept: (2:[0-9a-f]{64})/.exec(whole.printed) ?? [];
  expect(whole.printed).toMatch(/whole: 2 entries/);
  expect((await run("audit", "verify", "--kept", kept)).exitCode).toBe(0);

  const output = join(folder, "log.jsonl");
  const exported = await run("audit", "export", "--output", output);
  expect(exported.printed).toContain(`Last: ${kept}`);
  const lines = (await readFile(output, "utf8")).trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual([1, 2]);
  expect((await run("audit", "export", "--output", output)).exitCode).toBe(1);

  const otherHash = `2:${"0".repeat(64)}`;
  const rewritten = await run("audit", "verify", "--kept", otherHash);
  expect(rewritten).toMatchObject({ exitCode: 1 });
  expect(rewritten.complained).toMatch(/entry 2 is not the one whose hash was kept/);
});

it("purges by the convention that the key has signed, and verifies by it", async () => {
  const other = await createDatabase();
  const act = (...args: readonly string[]) =>
    runPalier([...args, "--landlord", "lisiere"], { databaseUrl: other });
  const { x } = JSON.parse(await readFile(keyFile, "utf8")) as { readonly x: string };
  const old = new Date();
  old.setUTCMonth(old.getUTCMonth() - 14);
  await logOn(other, [old, new Date()]);
  const [, kept = ""] = /--kept: (\S+)/.exec((await act("audit", "verify")).printed) ?? [];
  const early = await act("audit", "purge", "--key", x);
  expect(early.complained).toMatch(/No convention in force is signed with the key/);

  const file = await keyed("kept.yaml", x);
  expect((await act("convention", "sign", file, "--key", keyFile)).exitCode).toBe(0);
  const purged = await act("audit", "purge", "--key", keyFile);
  expect(purged.printed).toContain("Purged 1 entry; links stay.");
  const whole = await act("audit", "verify", "--key", x, "--kept", kept);
  expect(whole.printed).toMatch(/whole: 1 entry; 1 more was purged by rule/);
  // Nothing else says how long the log is kept.
  const unknown = await act("audit", "verify");
  expect(unknown).toMatchObject({ exitCode: 1 });
  expect(unknown.complained).toMatch(/entry 1 was purged before the signed convention allows it/);
});

it("makes a key of the log, writes signed heads to a file, and verifies by the file of others", async () => {
  const other = await createDatabase();
  const act = (...args: readonly string[]) =>
    runPalier([...args, "--landlord", "lisiere"], { databaseUrl: other });
  const logKeyFile = join(folder, "log-key.json");
  const made = await runPalier(["audit", "new-log-key", logKeyFile], { databaseUrl: other });
  const [, logKey = ""] = /^ {4}logKey: (\S{43})$/m.exec(made.printed) ?? [];
  expect((await stat(logKeyFile)).mode & 0o777).toBe(0o600);
  const { x } = JSON.parse(await readFile(keyFile, "utf8")) as { readonly x: string };
  const file = await keyed("sealed.yaml", x, (text) =>
    text.replace(`key: ${x}\n`, `key: ${x}\n    logKey: ${logKey}\n`),
  );
  await act("convention", "sign", file, "--key", keyFile);
  await logOn(other, [new Date()]);
  const store = await openStore(other, "lisiere");
  const checkpoints = new LogCheckpoints(store.manager, "lisiere", await readKeyFile(logKeyFile));
  await checkpoints.at(new Date());
  const heads = join(folder, "heads.txt");
  expect((await act("audit", "heads", "--output", heads)).printed).toContain("Wrote 1 head");
  const verify = () => act("audit", "verify", "--key", x, "--heads", heads);
  expect((await verify()).printed).toMatch(
    /agrees with 1 signed head of its own and 1 that others/,
  );

  await store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    await tx.query("DELETE FROM log_checkpoint");
  });
  await store.destroy();
  const gone = await verify();
  expect(gone).toMatchObject({ exitCode: 1 });
  expect(gone.complained).toMatch(/the node's own head on .* is gone, and others hold it/);
});

function logTwo(): Promise<void> {
  return logOn(
    databaseUrl,
    [1, 2].map((day) => new Date(Date.UTC(2026, 10, day, 8))),
  );
}

async function logOn(url: string, times: readonly Date[]): Promise<void> {
  const store = await openStore(url, "lisiere");
  const log = new AccessLog(store.manager);
  for (const [index, at] of times.entries()) {
    await log.append({
      at,
      operationId: `visa-${index}`,
      operation: "Sites",
      viewer: {
        subject: "agent-7",
        partner: "police-melun",
        kind: "POLICE",
        scope: ["77288"],
        purpose: "INVESTIGATION",
        statedPurpose: "INVESTIGATION",
        asks: "FIELDS",
      },
      isProved: true,
      coordinates: ["Site.name"],
      decision: "GRANTED",
      reason: null,
      rows: 3,
      sites: ["lisiere:R-1"],
      territories: ["77288"],
      durationMs: 4,
    });
  }
  await store.destroy();
}
