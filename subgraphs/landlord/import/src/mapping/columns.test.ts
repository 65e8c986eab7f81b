import type { RowProblem } from "../report/bad-row.js";
import { countCalls } from "../testing/count-calls.js";
import { bindColumns } from "./columns.js";
import { ownMapping } from "./own-mapping.js";

function problemsOf(header: readonly string[], mapping = ownMapping): RowProblem[] {
  const problems: RowProblem[] = [];
  bindColumns(header, mapping, problems);
  return problems;
}

it("refuses two columns that mean the same, of which one would be lost", () => {
  expect(problemsOf(["site", "day", "nature", "Catégorie"])).toEqual([
    {
      column: "nature",
      value: "",
      expected:
        'one of the columns "nature" and "Catégorie", which mean the same; a mapping says which one to read',
    },
  ]);
});

it("takes the column that a mapping names, whatever the others are called", () => {
  const columns = new Map(ownMapping.columns);
  columns.set("category", [{ names: ["nature"], isRequired: true }]);
  const header = ["site", "day", "nature", "catégorie"];
  expect(problemsOf(header, { ...ownMapping, columns })).toEqual([]);
});

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `colonne ${index}`);
}

it("folds each cell of the header once, however many columns are looked for", () => {
  const folds = (cells: number) => countCalls("toLowerCase", () => problemsOf(numbered(cells)));
  expect(folds(2_000) - folds(1_000)).toBe(1_000);
});

it("names twenty columns of a header that lacks one, and how many more there are", () => {
  const some = numbered(20).map((name) => `"${name}"`);
  const [missing] = problemsOf(numbered(10_000));
  expect(missing?.expected).toBe(
    `a column "day" or "jour", "date", "date des faits"; the file has ${some.join(", ")} and 9980 more`,
  );
  const [few] = problemsOf(numbered(20));
  expect(few?.expected).toMatch(/"colonne 19"$/);
});

it("shows of long column names what a message holds", () => {
  const long = "x".repeat(900_000);
  const [missing] = problemsOf([long, "b"]);
  expect(missing?.expected).toContain(`; the file has "${"x".repeat(79)}…", "b"`);
});

it("says that a first line with one name is a title, not the names of the columns", () => {
  const [missing] = problemsOf(["Incidents 2025", "", ""]);
  expect(missing?.expected).toContain("; the first line must name the columns, not be a title");
});
