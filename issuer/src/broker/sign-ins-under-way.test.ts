import { SignInsUnderWay } from "./sign-ins-under-way.js";

const leaving = (state: string) => ({ state, nonce: "nonce", verifier: "verifier" });

it("takes a browser back under its last state, once, and for ten minutes", () => {
  let now = 0;
  const underWay = new SignInsUnderWay(() => now);
  underWay.begin("first", leaving("a"));
  underWay.begin("first", leaving("b"));
  expect(underWay.take("a")).toBeNull();
  expect(underWay.take("b")?.uid).toBe("first");
  expect(underWay.take("b")).toBeNull();
  underWay.begin("second", leaving("c"));
  now = underWay.lifeMs;
  expect(underWay.take("c")).toBeNull();
});

it("counts one browser once, however often it leaves, and turns others away only where there are too many", () => {
  const underWay = new SignInsUnderWay(() => 0);
  for (let time = 0; time < 6_000; time += 1) underWay.begin("same", leaving(`same-${time}`));
  let begun = 0;
  while (underWay.begin(`other-${begun}`, leaving(`other-${begun}`))) begun += 1;
  expect(begun).toBe(4_999);
  expect(underWay.begin("same", leaving("again"))).toBe(true);
});
