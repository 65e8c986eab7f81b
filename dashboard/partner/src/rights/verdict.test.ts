import { verdictOf } from "./verdict";

it("takes a value that is not known for a denial", () => {
  expect(["granted", "exact", "with-purpose", "denied", "on-sundays"].map(verdictOf)).toEqual([
    "granted",
    "granted",
    "conditional",
    "denied",
    "denied",
  ]);
});
