import { parseErasures, writeErasures } from "./erasure-list.js";

const id = "0b5e3c52-7d3c-4c0e-9a0b-3f6f2f1d7a10";

it("reads what it writes, and joins what several lines say of an incident", () => {
  const list = parseErasures(
    `# a note\nwords 2026-11-27T09:30:00.000Z\n${id} reporter\n${id} row,narrative\n`,
  );
  expect(list.fields).toEqual(new Map([[id, new Set(["reporter", "row", "narrative"])]]));
  expect(parseErasures(writeErasures(list))).toEqual(list);
});

it.each([
  { line: `${id} day` },
  { line: `${id} reporter now` },
  { line: "F-1 reporter" },
  { line: "words yesterday" },
])("refuses a line that is none, and does not repeat it: $line", ({ line }) => {
  const reading = () => parseErasures(`# a note\n${line}\n`);
  expect(reading).toThrow("Line 2 of the list of erasures is none");
  expect(reading).not.toThrow(line);
});
