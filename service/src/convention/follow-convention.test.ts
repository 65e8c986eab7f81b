import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ConfigurationError,
  type ConventionState,
  parseConvention,
  versionInForce,
} from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import type { FileFollower } from "../files/follow-file.js";
import { followConvention } from "./follow-convention.js";

const textOf = (changes: Readonly<Record<string, unknown>> = {}) => writeConvention(changes).text;

let folder: string;
let path: string;
let adopted: number[];
let log: string[];
let state: ConventionState;
let follower: FileFollower;
let now: Date;
let held: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-follow-"));
  path = join(folder, "convention.yaml");
  await writeFile(path, textOf());
  adopted = [];
  log = [];
  state = "IN_FORCE";
  now = new Date("2026-11-20T12:00:00Z");
  held = [];
  follower = followConvention({
    path,
    versions: [parseConvention(textOf(), path)],
    now: () => now,
    adopt: (versions) => {
      held = versions.map(({ version }) => version);
      const { version } = versionInForce(versions, now);
      if (version === 9) throw new ConfigurationError(["this node cannot"]);
      adopted.push(version);
      return state;
    },
    log: (entry) => log.push(entry),
  });
  await settled();
});
afterEach(() => rm(folder, { recursive: true }));

/** As many looks as it takes to read what is there, and one more. */
async function settled(): Promise<void> {
  for (let look = 0; look < 3; look += 1) await follower.look();
}

async function write(text: string): Promise<void> {
  await writeFile(path, text);
  await settled();
}

it("goes over to a new text once, and says so", async () => {
  await write(textOf({ version: 2 }));
  expect(adopted).toEqual([2]);
  expect(log).toEqual([
    expect.stringMatching(/^serves under version 2 of the convention from now on \(sha256-/),
  ]);
});

it("follows a file that is replaced, also by one of the same length and age", async () => {
  for (const version of [2, 3]) {
    const beside = join(folder, "new.yaml");
    await writeFile(beside, textOf({ version }));
    await utimes(beside, 1_793_000_000, 1_793_000_000);
    await rename(beside, path);
    await settled();
  }
  expect(adopted).toEqual([2, 3]);
});

it("leaves the same content alone, however it is written", async () => {
  await utimes(path, 1_793_000_000, 1_793_000_000);
  await settled();
  await write(`# a comment\n${textOf()}\n`);
  expect([adopted, log]).toEqual([[], []]);
});

it("does not read a file that is still being written", async () => {
  const text = textOf({ version: 2 });
  for (const end of [100, 400, text.length]) {
    await writeFile(path, text.slice(0, end));
    await follower.look();
  }
  expect([adopted, log]).toEqual([[], []]);
  await settled();
  expect(adopted).toEqual([2]);
});

it("goes on with the text before when the new one is invalid, and says why once", async () => {
  await write(textOf().replace('"version": 1', '"version": 0, "gird": 1'));
  await settled();
  expect(adopted).toEqual([]);
  expect(log).toEqual([
    expect.stringMatching(/version 1 is served as before\. The convention cannot be used:\n/),
  ]);
  expect(log[0]).toContain("gird");
  await write(textOf({ version: 2 }));
  expect(adopted).toEqual([2]);
});

it("goes on while the file is missing, and says so once", async () => {
  await rm(path);
  await settled();
  await settled();
  expect(log).toEqual([expect.stringMatching(/served as before\. ENOENT/)]);
  await write(textOf({ version: 2 }));
  expect(adopted).toEqual([2]);
});

it("does not go over to another convention", async () => {
  await write(textOf({ reference: "autre", version: 2 }));
  expect(adopted).toEqual([]);
  expect(log).toEqual([
    expect.stringContaining(
      '- it is another convention, "autre", not "essai"\n- start each process again',
    ),
  ]);
});

it("goes over to other landlords", async () => {
  await write(textOf({ version: 2, landlords: ["lisiere", "tilleul"] }));
  expect(adopted).toEqual([2]);
});

it("tries again what it could not follow when another file changes that decides on it", async () => {
  const other = join(folder, "supergraph.graphql");
  await writeFile(other, "one");
  let isAccepted = false;
  follower = followConvention({
    path,
    also: [other],
    versions: [parseConvention(textOf(), path)],
    now: () => now,
    adopt: (versions) => {
      if (!isAccepted) throw new ConfigurationError(["not accepted"]);
      adopted.push(versions.length);
      return state;
    },
    log: (entry) => log.push(entry),
  });
  await write(textOf({ version: 2 }));
  isAccepted = true;
  await settled();
  expect(adopted).toEqual([]);
  await writeFile(other, "another");
  await settled();
  expect(adopted).toEqual([2]);
});

describe("a version whose first day has not come", () => {
  const next = textOf({ version: 2, validity: { from: "2027-01-01", until: "2099-12-31" } });

  it("is held beside the one in force, and said with its day", async () => {
    await write(next);
    expect([adopted, held]).toEqual([[1], [2, 1]]);
    expect(log).toEqual([
      expect.stringMatching(/^serves under version 1 of the convention/),
      expect.stringMatching(/^goes over to version 2 of the convention on 2027-01-01; until then/),
    ]);
  });

  it("leaves the one before where it is taken back, and ends it once it has begun", async () => {
    await write(next);
    await write(textOf());
    expect(held).toEqual([1]);
    await write(next);
    now = new Date("2027-01-01T12:00:00Z");
    await write(textOf());
    expect([held, adopted.at(-1)]).toEqual([[1, 2], 2]);
  });
});

it("follows a folder with one file a version", async () => {
  const files = join(folder, "versions");
  await mkdir(files);
  await writeFile(join(files, "1.yaml"), textOf());
  follower = followConvention({
    path: files,
    versions: [parseConvention(textOf(), path)],
    now: () => now,
    adopt: (versions) => {
      held = versions.map(({ version }) => version);
      return state;
    },
    log: (entry) => log.push(entry),
  });
  await settled();
  expect(held).toEqual([]);
  await writeFile(join(files, "2.yaml"), textOf({ version: 2 }));
  await settled();
  expect(held).toEqual([1, 2]);
  await writeFile(join(files, "2.yaml"), textOf({ version: 3 }));
  await settled();
  expect(held).toEqual([1, 3, 2]);
});

it("goes on with the text before when the process cannot go over, and takes the next", async () => {
  await write(textOf({ version: 9 }));
  expect(log).toEqual([
    expect.stringMatching(/as before\. Invalid configuration:\n- this node cannot$/),
  ]);
  await write(textOf({ version: 10 }));
  expect(adopted).toEqual([10]);
});

it.each<[ConventionState, RegExp]>([
  ["NOT_SIGNED", /^has version 2 of the convention and serves nobody: it is not signed here/],
  ["NOT_YET_VALID", /^has version 2 .* serves nobody: its first day has not come/],
  ["EXPIRED", /^has version 2 .* serves nobody: its last day has passed/],
  ["SUPERSEDED", /^has version 2 .* serves nobody: a later version is signed/],
])("does not say that it serves where it does not: %s", async (hindered, words) => {
  state = hindered;
  await write(textOf({ version: 2 }));
  expect(log).toEqual([expect.stringMatching(words)]);
});

describe("what keeps a process from going over and may pass", () => {
  const away = (what: string) => () => {
    throw new Error(what);
  };
  let adopt: () => ConventionState;
  let tries: number;
  beforeEach(async () => {
    tries = 0;
    follower = followConvention({
      path,
      versions: [parseConvention(textOf(), path)],
      now: () => now,
      adopt: (versions) => {
        tries += 1;
        held = versions.map(({ version }) => version);
        return adopt();
      },
      log: (entry) => log.push(entry),
    });
    adopt = away("no database");
    await settled();
    await write(textOf({ version: 2 }));
  });

  it("is tried again without another change of the file, and each reason said once", async () => {
    await settled();
    adopt = away("the database is starting");
    for (let look = 0; look < 4; look += 1) await follower.look();
    adopt = () => state;
    for (let look = 0; look < 8; look += 1) await follower.look();
    expect(log).toEqual([
      expect.stringMatching(/version 1 is served as before\. no database$/),
      expect.stringMatching(/version 1 is served as before\. the database is starting$/),
      expect.stringMatching(/^serves under version 2 of the convention from now on/),
    ]);
    const last = tries;
    await settled();
    expect([held, tries]).toEqual([[2, 1], last]);
  });

  it("is tried ever more seldom, though at least twice a minute", async () => {
    for (let look = 0; look < 600; look += 1) await follower.look();
    const before = tries;
    expect(before).toBeLessThan(30);
    for (let look = 0; look < 30; look += 1) await follower.look();
    expect(tries).toBe(before + 1);
  });

  it("is tried at once for another text, and no more when the file holds the text of before", async () => {
    for (let look = 0; look < 100; look += 1) await follower.look();
    const before = tries;
    await writeFile(path, textOf({ version: 3 }));
    await follower.look();
    await follower.look();
    expect(tries).toBe(before + 1);
    await write(textOf());
    for (let look = 0; look < 100; look += 1) await follower.look();
    expect([tries, log.length]).toEqual([before + 1, 1]);
  });
});
