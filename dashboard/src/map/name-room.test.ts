import { type NameWish, namesWithRoom } from "./name-room";

const size = { width: 60, height: 14 };

function name(code: string, x: number, y: number): NameWish {
  return { code, x, y, ...size };
}

it("writes a name in its place where that is free", () => {
  expect([...namesWithRoom([name("a", 0, 0), name("b", 100, 0)], [])]).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
});

it("moves a name off a mark, and the next name off the first", () => {
  const mark = { x: 0, y: 0, width: 20, height: 20 };
  expect([...namesWithRoom([name("a", 0, 0), name("b", 5, 0)], [mark])]).toEqual([
    ["a", 18],
    ["b", -18],
  ]);
});

it("leaves out a name that has no room", () => {
  const wall = { x: 0, y: 0, width: 200, height: 200 };
  expect(namesWithRoom([name("a", 0, 0)], [wall]).size).toBe(0);
});
