import { families } from "../../counts/families";
import { gridOfSmallSite } from "./gates.fixture";
import { cellStep, isCounted, pictureLayout, sizes } from "./picture-layout";

it("puts a column for each gate to the right of the months, none over another", () => {
  const { columns, gatesX, width } = pictureLayout(12, gridOfSmallSite);
  expect(columns.map(({ gate }) => gate.level)).toEqual([4, 3, 2]);
  expect(columns[0]?.x).toBe(gatesX);
  for (const [index, { x }] of columns.slice(1).entries()) {
    const before = columns[index];
    expect(x).toBe((before?.x ?? 0) + (before?.width ?? 0) + sizes.betweenGates);
  }
  const last = columns.at(-1);
  expect(width).toBe((last?.x ?? 0) + (last?.width ?? 0));
});

it("darkens a cell with its number", () => {
  expect([1, 2, 3, 5, 6, 40].map(cellStep)).toEqual([1, 1, 2, 2, 3, 3]);
});

it("knows which families open no gate", () => {
  expect(families.filter((family) => !isCounted(family, gridOfSmallSite))).toEqual(["PROPERTY"]);
});
