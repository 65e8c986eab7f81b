import { BadRowList } from "./bad-row.js";
import { reasonOf } from "./rejected-rows.js";

const long = "x".repeat(900_000);

it("cuts whatever comes from the file, in the list as in the reason", () => {
  const problem = { column: long, value: long, expected: long };
  const list = new BadRowList();
  list.addRow("a.csv", 2, [problem]);
  const cut = `${"x".repeat(79)}…`;
  const sentence = `${"x".repeat(1_999)}…`;
  expect(list.listed).toEqual([
    { file: "a.csv", line: 2, column: cut, value: cut, expected: sentence },
  ]);
  expect(reasonOf([problem])).toBe(`${cut}: "${cut}"; expected ${sentence}`);
});

it("leaves what is short as it stands", () => {
  const problem = { column: "day", value: "x".repeat(80), expected: "a day" };
  const list = new BadRowList();
  list.addRow("a.csv", 2, [problem]);
  expect(list.listed).toEqual([{ file: "a.csv", line: 2, ...problem }]);
  expect(reasonOf([problem])).toBe(`day: "${problem.value}"; expected a day`);
});

it("lists a hundred problems and counts the others", () => {
  const list = new BadRowList();
  for (let line = 2; line < 1_002; line += 1) {
    list.addRow("a.csv", line, [{ column: "day", value: "", expected: "a day" }]);
  }
  expect(list.listed).toHaveLength(100);
  expect([list.rows, list.problems]).toEqual([1_000, 1_000]);
});
