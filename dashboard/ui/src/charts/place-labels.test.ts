import { placeLabels } from "./place-labels";

it("leaves labels where they are when they fit", () => {
  const labels = [
    { centre: 50, width: 40 },
    { centre: 150, width: 40 },
  ];
  expect(placeLabels(labels, 300)).toEqual([50, 150]);
});

it("moves crowded labels apart", () => {
  const labels = [
    { centre: 50, width: 40 },
    { centre: 60, width: 40 },
  ];
  expect(placeLabels(labels, 300)).toEqual([50, 98]);
});

it("keeps labels within the row at both ends", () => {
  const labels = [
    { centre: 2, width: 40 },
    { centre: 290, width: 40 },
    { centre: 298, width: 40 },
  ];
  expect(placeLabels(labels, 300)).toEqual([20, 232, 280]);
});
