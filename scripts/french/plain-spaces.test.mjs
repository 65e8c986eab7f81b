import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseDocument, visit } from "yaml";
import { isBroken, plainSpaces } from "./plain-spaces.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** English about signs, what French files are compared with, and what their authors typed. */
const exempt = [
  "cli/demonstration/src/incident/describe-incident.ts",
  "schema/src/checked-yaml/yaml-error-words.ts",
  "schema/src/testing/write-convention.ts",
  "subgraphs/landlord/import/src/drafting/column-guesses.ts",
  "subgraphs/landlord/import/src/value/place.ts",
];

/** What a reader is shown; the demonstration's other files are as landlords and parties write. */
const shownYaml = ["cli/demonstration/data/actions.yaml", "schema/data/nomenclature-1.yaml"];

it("finds what a line may be broken before, and what a typewriter writes", async () => {
  const source = [
    'const a = "Finalité : patrouille";',
    "const b = `« a\u202f»`;",
    'const c = "l\'été";',
    'const d = "Finalité\u202f: patrouille, l’été";',
    'const e = a ? "b" : "Purpose: patrol";',
    'const f = "Retrait d\'un service";',
    'const g = "Jusqu\'au bout";',
    `const h = "It's what doesn't hold: 'a' or 'b', o'clock";`,
    "const i = <p>Que faire ?</p>;",
    "const j = <p>{name} : {value}</p>;",
    "const k = <p>{name}: {value}</p>;",
    'const l = "Faits de {{from}} à {{to}}";',
    'const m = "Les actions de {{count}} bailleurs";',
  ];
  const found = await Promise.all(source.map((line) => plainSpaces(line, { isTsx: true })));
  expect(found.map(({ length }) => length)).toEqual([1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0]);
});

it.each(shownYaml)("keeps them in %s", async (file) => {
  const found = [];
  let texts = 0;
  visit(parseDocument(await readFile(`${root}/${file}`, "utf8")), {
    Scalar: (_, { value }) => {
      if (typeof value !== "string") return;
      texts += 1;
      if (isBroken(value)) found.push(value);
    },
  });
  expect(texts).toBeGreaterThan(0);
  expect(found).toEqual([]);
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
    if (!/[ \u00a0][;:!?»]|«[ \u00a0]|\p{L}'\p{L}|e \{\{/u.test(source)) continue;
    const texts = await plainSpaces(source, { isTsx: file.endsWith("x") });
    found.push(...texts.map((text) => `${file}: ${text}`));
  }
  expect(files.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
