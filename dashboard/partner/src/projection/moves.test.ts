import { moveOf, placeAfter, showMore } from "./moves";

const plain = {
  ...{ altKey: false, ctrlKey: false, metaKey: false, shiftKey: false },
  ...{ target: null, defaultPrevented: false },
};

it("moves on and back by arrows, space and a remote's keys, and leaves by Escape", () => {
  const moveBy = (key: string) => moveOf({ ...plain, key });
  expect(["ArrowRight", "ArrowDown", " ", "PageDown"].map(moveBy)).toEqual(Array(4).fill("on"));
  expect(["ArrowLeft", "ArrowUp", "PageUp"].map(moveBy)).toEqual(Array(3).fill("back"));
  expect(moveOf({ ...plain, key: " ", shiftKey: true })).toBe("back");
  expect(["Home", "End", "Escape", "Tab", "a"].map(moveBy)).toEqual([
    "first",
    "last",
    "leave",
    null,
    null,
  ]);
});

it("leaves to the browser what is its own", () => {
  expect(moveOf({ ...plain, key: "ArrowLeft", altKey: true })).toBeNull();
  expect(moveOf({ ...plain, key: "End", ctrlKey: true })).toBeNull();
  expect(moveOf({ ...plain, key: "ArrowRight", defaultPrevented: true })).toBeNull();
});

it("stays between the first and the last, whatever the address says", () => {
  expect(placeAfter(0, "back", 5)).toBe(0);
  expect(placeAfter(4, "on", 5)).toBe(4);
  expect(placeAfter(2, "on", 5)).toBe(3);
  expect(placeAfter(2, "last", 5)).toBe(4);
  expect([-3, 99, 1.5, Number.NaN].map((at) => placeAfter(at, null, 5))).toEqual([0, 4, 0, 0]);
});

it("shows what a small window hides of a slide before it moves on, by keys that go down or up", () => {
  const whole = { scrollTop: 0, scrollHeight: 700, clientHeight: 700 };
  const long = { scrollTop: 0, scrollHeight: 1000, clientHeight: 400 };
  const shows = (key: string, move: "on" | "back") => showMore(key, move, [whole, long]);
  expect(shows("ArrowUp", "back")).toBe(false);
  expect(shows("ArrowRight", "on")).toBe(false);
  expect([shows("PageDown", "on"), long.scrollTop]).toEqual([true, 340]);
  expect([shows("ArrowDown", "on"), long.scrollTop]).toEqual([true, 420]);
  long.scrollTop = 599.5;
  expect(shows(" ", "on")).toBe(false);
  expect([shows(" ", "back"), whole.scrollTop]).toEqual([true, 0]);
});
