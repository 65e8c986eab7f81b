import { type CountCell, cellOf, differenceOf, isUnusualFall, rateOf, totalOf } from "./count-cell";

const value = (count: number): CountCell => ({ state: "VALUE", count });
const partial = (count: number): CountCell => ({ state: "VALUE", count, isPartial: true });
const withheld: CountCell = { state: "WITHHELD" };
const absent: CountCell = { state: "ABSENT" };

it("tells a value, a true zero, what is withheld and what is not there apart", () => {
  expect(cellOf({ status: "VALUE", count: 7 })).toEqual(value(7));
  expect(cellOf({ status: "ZERO", count: 0 })).toEqual(value(0));
  expect(cellOf({ status: "WITHHELD", count: null })).toEqual(withheld);
  expect(cellOf({ status: "VALUE", count: 7, isPartial: true })).toEqual(partial(7));
  expect([cellOf(null), cellOf({ status: null, count: null })]).toEqual([absent, absent]);
});

it("does not show a value that did not come along, whatever is said of it", () => {
  expect(cellOf({ status: "VALUE", count: null })).toEqual(withheld);
});

it("adds up what is shown, and says where something is missing", () => {
  expect(totalOf([value(7), value(0)])).toEqual(value(7));
  expect(totalOf([value(7), withheld])).toEqual(partial(7));
  expect(totalOf([value(7), absent])).toEqual(partial(7));
  expect(totalOf([value(7), partial(8)])).toEqual(partial(15));
});

it("makes no zero of what is withheld or not there", () => {
  expect(totalOf([value(0), withheld])).toEqual(withheld);
  expect(totalOf([withheld, absent])).toEqual(withheld);
  expect([totalOf([absent, absent]), totalOf([])]).toEqual([absent, absent]);
});

it("makes no zero of none as far as it is known, which says nothing", () => {
  expect(cellOf({ status: "ZERO", count: 0, isPartial: true })).toEqual(absent);
  expect(cellOf({ status: "VALUE", count: 0, isPartial: true })).toEqual(absent);
  expect([totalOf([value(0), absent]), totalOf([value(0), value(0)])]).toEqual([absent, value(0)]);
  expect(totalOf([value(0), partial(3)])).toEqual(partial(3));
});

it("gives a rate the state of its number: a lower bound stays one", () => {
  expect([rateOf(value(20), 12.5), rateOf(partial(20), 12.5)]).toEqual([
    value(12.5),
    partial(12.5),
  ]);
  expect([rateOf(withheld, 12.5), rateOf(absent, 12.5), rateOf(value(20), null)]).toEqual([
    withheld,
    absent,
    absent,
  ]);
});

it("compares two years that are whole, and no others", () => {
  const told = { state: "VALUE", count: 2, share: expect.closeTo(0.1) };
  expect(differenceOf(value(20), value(22))).toEqual(told);
  expect(differenceOf(value(22), value(22))).toEqual({ state: "VALUE", count: 0, share: 0 });
  const others: [CountCell, CountCell][] = [
    [partial(20), value(22)],
    [value(20), withheld],
    [withheld, partial(22)],
    [absent, value(20)],
    [withheld, absent],
  ];
  const states = others.map(([before, now]) => differenceOf(before, now).state);
  expect(states).toEqual(["PARTIAL", "WITHHELD", "WITHHELD", "ABSENT", "ABSENT"]);
});

it("tells no share of a few", () => {
  expect(differenceOf(value(0), value(3))).toMatchObject({ count: 3, share: null });
  expect(differenceOf(value(3), value(13))).toMatchObject({ count: 10, share: null });
});

it("doubts a fall that is larger than chance makes them, and none that is not known whole", () => {
  expect(isUnusualFall(value(120), value(60))).toBe(true);
  // A third, of so few that it happens.
  expect(isUnusualFall(value(12), value(8))).toBe(false);
  // More than chance, of very many, and a tenth only.
  expect(isUnusualFall(value(5000), value(4500))).toBe(false);
  expect(isUnusualFall(value(60), value(120))).toBe(false);
  expect(isUnusualFall(value(120), partial(60))).toBe(false);
});
