import { actionCursor } from "@palier/schema";
import { actionFilter } from "./action-arguments.js";

it("selects the whole plan by default, over all landlords", () => {
  expect(actionFilter({ first: 50 })).toEqual({
    axis: null,
    landlord: null,
    first: 50,
    after: null,
  });
});

it("begins after the place of a cursor", () => {
  const place = { isOpen: true, dueDate: "2026-10-15", landlord: "lisiere", id: 4 };
  const args = { first: 1, axis: 5, after: actionCursor(place) };
  expect(actionFilter(args)).toMatchObject({ axis: 5, after: place });
});

it("says for every argument what would be right", () => {
  expect(() => actionFilter({ axis: 6, first: 201, after: "x" })).toThrow(
    "`axis` must be from 1 to 5; `first` must be from 1 to 200; `after` must be the cursor of an edge of this list",
  );
  expect(() => actionFilter({ axis: 0, first: 1 })).toThrow("`axis` must be from 1 to 5");
});
