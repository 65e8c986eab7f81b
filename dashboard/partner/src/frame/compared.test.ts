import { comparedIn, comparedText, withCompared } from "./compared";

it("reads back the ids that were written, commas and signs among them", () => {
  const ids = ["lisiere:R-1", "orme:A,B", "orme:50 %,2C"];
  expect(comparedIn(comparedText(ids))).toEqual(ids);
  expect(comparedText([])).toBeNull();
  expect(comparedIn(null)).toEqual([]);
});

it("takes four sites at most, each once, whatever an address says", () => {
  expect(comparedIn("a,b,a,,%,c,d,e")).toEqual(["a", "b", "c", "d"]);
});

it("adds a site, in the place of the last where there is no room", () => {
  expect(withCompared(["a"], "b")).toEqual(["a", "b"]);
  expect(withCompared(["a", "b"], "a")).toEqual(["a", "b"]);
  expect(withCompared(["a", "b", "c", "d"], "e")).toEqual(["a", "b", "c", "e"]);
});
