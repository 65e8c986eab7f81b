import { ownMapping } from "../mapping/own-mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import { bindColumns } from "./columns.js";

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
  columns.set("category", { names: ["nature"], isRequired: true });
  const header = ["site", "day", "nature", "catégorie"];
  expect(problemsOf(header, { ...ownMapping, columns })).toEqual([]);
});
