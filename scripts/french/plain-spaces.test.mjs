import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { plainSpaces } from "./plain-spaces.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** English about signs, and what French files are compared with. */
const exempt = [
  "schema/src/checked-yaml/yaml-error-words.ts",
  "subgraphs/landlord/import/src/value/place.ts",
];

it("finds what a line may be broken before, and what a typewriter writes", async () => {
  const source = [
    'const a = "Finalité : patrouille";',
    "const b = `« a\u202f»`;",
    'const c = "l\'été";',
    'const d = "Finalité\u202f: patrouille, l’été";',
    'const e = a ? "b" : "Purpose: patrol";',
  ];
  const found = await Promise.all(source.map((line) => plainSpaces(line, { isTsx: false })));
  expect(found.map(({ length }) => length)).toEqual([1, 1, 1, 0, 0]);
});

it("keeps the signs of French with the word before them, in every text of ours", async () => {
  const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter(
      (file) => file !== "" && !/\.test\.tsx?$|^tests\//.test(file) && !exempt.includes(file),
    );
  const found = [];
  for (const file of files) {
    const source = await readFile(`${root}/${file}`, "utf8");
    if (!/[ \u00a0][;:!?»]|«[ \u00a0]|\p{L}'\p{L}/u.test(source)) continue;
    const texts = await plainSpaces(source, { isTsx: file.endsWith("x") });
    found.push(...texts.map((text) => `${file}: ${text}`));
  }
  expect(files.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
