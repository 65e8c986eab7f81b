import { siteId, siteReference } from "./site-id.js";

it("carries a reference there and back, colons included", () => {
  expect(siteReference("lisiere", siteId("lisiere", "R:0042"))).toBe("R:0042");
});

it.each([
  ["another landlord's", "val-de-brie:R-1"],
  ["a longer slug's", "lisiere-sud:R-1"],
  ["one without reference", "lisiere:"],
  ["one that no text column holds", "lisiere:R\0"],
  ["no text", 42],
  ["nothing", undefined],
])("reads no reference from %s id", (_, id) => {
  expect(siteReference("lisiere", id)).toBeNull();
});
