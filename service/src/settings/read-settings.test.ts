import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "./read-settings.js";
import { settingsTable } from "./settings-reference.js";
import { unknownSettings } from "./unknown-settings.js";

const table = {
  title: "The node",
  process: "the node",
  start: "node main.js",
  settings: {
    PALIER_LANDLORD: { is: "the landlord's slug", isRequired: true },
    PALIER_WAIT_MS: { is: "a wait", unit: "ms", range: { byDefault: 5, least: 1, most: 9 } },
    PALIER_MODE: { is: "strict | loose", oneOf: ["strict", "loose"], byDefault: "`strict`" },
    DATABASE_URL: { is: "the database", isSecret: true },
  },
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-settings-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("reads what is set, and takes empty for unset", () => {
  const read = readSettings(table, { PALIER_LANDLORD: " lisiere ", PALIER_WAIT_MS: " " });
  expect(read.required("PALIER_LANDLORD")).toBe("lisiere");
  expect(read.number("PALIER_WAIT_MS")).toBe(5);
  expect([read.word("PALIER_MODE"), read.text("DATABASE_URL")]).toEqual([undefined, undefined]);
  expect(read.finish).not.toThrow();
});

it("names every problem at once, and no secret", () => {
  const read = readSettings(table, {
    PALIER_WAIT_MS: "10",
    PALIER_MODE: "lose",
    PALIER_LANDLROD: "lisiere",
    PALIER_SOMETHING_ELSE: "x",
  });
  read.required("PALIER_LANDLORD");
  read.number("PALIER_WAIT_MS");
  read.word("PALIER_MODE");
  expect(read.finish).toThrow(
    [
      "Invalid configuration:",
      "- PALIER_LANDLORD is missing: set it to the landlord's slug",
      '- PALIER_WAIT_MS is "10"; it must be a number from 1 to 9',
      '- PALIER_MODE is "lose"; it must be strict or loose',
      "- PALIER_LANDLROD is no setting of the node; did you mean PALIER_LANDLORD?",
      "- PALIER_SOMETHING_ELSE is no setting of the node",
    ].join("\n"),
  );
});

it("reads a secret from the environment or from its file, and never from both", async () => {
  const file = join(folder, "url");
  await writeFile(file, "postgres://u:hidden@db/x\n");
  const read = readSettings(table, { DATABASE_URL_FILE: file });
  expect(read.text("DATABASE_URL")).toBe("postgres://u:hidden@db/x");
  expect(read.problems).toEqual([]);
  const both = readSettings(table, { DATABASE_URL: "hidden", DATABASE_URL_FILE: file });
  both.text("DATABASE_URL");
  expect(both.problems).toEqual([
    "DATABASE_URL and DATABASE_URL_FILE are both set; leave one of them unset",
  ]);
});

it("says of a secret's file that it is missing or empty", async () => {
  const missing = readSettings(table, { DATABASE_URL_FILE: join(folder, "missing") });
  expect(missing.text("DATABASE_URL")).toBeUndefined();
  expect(missing.problems).toEqual([expect.stringContaining("DATABASE_URL_FILE cannot be read")]);
  const file = join(folder, "empty");
  await writeFile(file, "\n");
  const empty = readSettings(table, { DATABASE_URL_FILE: file });
  expect(empty.text("DATABASE_URL")).toBeUndefined();
  expect(empty.problems).toEqual([`DATABASE_URL_FILE names a file that holds nothing: ${file}`]);
});

it("takes a file for secrets alone", () => {
  const env = { PALIER_MODE_FILE: "x", PALIER_EMPTY: "" };
  expect(unknownSettings(table, env)).toEqual(["PALIER_MODE_FILE is no setting of the node"]);
});

it("tells only names that are nearly its own where others share the environment", () => {
  const env = { PALIER_MOED: "x", PALIER_KEYS: "/keys", PALIER_LANDLORDS: "x" };
  expect(unknownSettings(table, env, 2)).toEqual([
    "PALIER_LANDLORDS is no setting of the node; did you mean PALIER_LANDLORD?",
    "PALIER_MOED is no setting of the node; did you mean PALIER_MODE?",
  ]);
});

it("describes each setting in a line", () => {
  expect(settingsTable(table)).toBe(`## The node

\`node main.js\`

| setting | is | unit | default | takes |
| --- | --- | --- | --- | --- |
| \`PALIER_LANDLORD\` | the landlord's slug |  | required |  |
| \`PALIER_WAIT_MS\` | a wait | ms | 5 | 1 to 9 |
| \`PALIER_MODE\` | strict \\| loose |  | \`strict\` | \`strict\`, \`loose\` |
| \`DATABASE_URL\` **secret**, or \`DATABASE_URL_FILE\`: a file that holds it | the database |  | unset |  |
`);
});
