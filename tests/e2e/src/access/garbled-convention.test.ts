import { rename, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { jest } from "@jest/globals";
import { partners, slugs } from "./access-convention.js";
import { coverageOf, seenOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

let platform: AccessPlatform;
/** What the node and the shared subgraphs log; the gateway has a log of its own. */
let logged: string[];
beforeAll(async () => {
  platform = await startAccessPlatform();
  platform.nodes.lisiere.follow(platform.conventionFile, platform.convention);
});
afterAll(() => platform.stop());
beforeEach(() => {
  logged = [];
  platform.log.length = 0;
  jest.spyOn(console, "error").mockImplementation((entry) => void logged.push(String(entry)));
});

const followers = ["lisiere", "convention", "classification"];

/** Whole at once, as whoever brings a new version does. */
async function replaceFile(text: string): Promise<void> {
  const beside = `${platform.conventionFile}.new`;
  await writeFile(beside, text);
  await rename(beside, platform.conventionFile);
}

/** What each of the four says once it has looked at the file. */
async function saidByEach(): Promise<string[]> {
  const said = () => [
    ...platform.log.filter((entry) => entry.includes("cannot be followed")).slice(0, 1),
    ...followers.flatMap((name) =>
      logged.filter((entry) => entry.startsWith(`[${name}] the convention's file`)).slice(0, 1),
    ),
  ];
  while (said().length < 1 + followers.length) await pause(20);
  return said();
}

it.each<[string, (text: string) => string, (text: string) => number | null]>([
  ["cut in its middle", (text) => text.slice(0, text.length * 0.6), () => null],
  ["with a quotation mark that never closes", (text) => `${text}\nx: "`, () => null],
  ["of bytes that are no text", () => "\0\u0001\uFFFD{{{", () => 1],
  ["that is empty", () => "", () => 1],
  [
    "with a value that is none",
    (text) => text.replace(/"?denied"?/, "perhaps"),
    (text) => text.slice(0, text.indexOf("denied")).split("\n").length,
  ],
])(
  "goes on under the last good text where the convention's file is one %s, and says where it is wrong (issue 9)",
  async (_what, garble, lineOf) => {
    const { text } = platform;
    await replaceFile(garble(text));
    for (const entry of await saidByEach()) {
      expect(entry).toContain("version 1 is served as before");
      // File, line and column.
      const [, line] = /\/c\.yaml:(\d+):\d+: /.exec(entry) ?? [];
      expect(Number(line)).toEqual(lineOf(text) ?? expect.any(Number));
      expect(Number(line)).toBeGreaterThan(0);
    }
    expect(await coverageOf(platform, partners.POLICE)).toEqual(seenOf(slugs, ""));
    const { data, errors } = await platform.ask(
      partners.POLICE,
      '{ site(id: "lisiere:HARD") { name } }',
    );
    expect([data, errors]).toEqual([{ site: { name: "Résidence HARD" } }, undefined]);
  },
);
