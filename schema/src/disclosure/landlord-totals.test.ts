import { totalOf } from "./landlord-totals.js";
import { shownCount } from "./shown.js";

const value = (count: number) => shownCount(count, false);
const withheld = shownCount(3, true);

it("adds up what is shown", () => {
  expect(totalOf([value(7), value(0), value(9)], true)).toEqual({
    status: "VALUE",
    count: 16,
    isPartial: false,
  });
  expect(totalOf([value(0), value(0)], true)).toMatchObject({ status: "ZERO", count: 0 });
});

it("leaves out what is withheld, and says so", () => {
  expect(totalOf([value(38), withheld], true)).toEqual({
    status: "VALUE",
    count: 38,
    isPartial: true,
  });
  expect(totalOf([value(38)], false)).toMatchObject({ count: 38, isPartial: true });
});

it("is no true zero while a part is missing", () => {
  const missing = { status: "WITHHELD", count: null, isPartial: true };
  expect(totalOf([value(0), withheld], true)).toEqual(missing);
  expect(totalOf([value(0)], false)).toEqual(missing);
  expect(totalOf([withheld], true)).toEqual(missing);
});
