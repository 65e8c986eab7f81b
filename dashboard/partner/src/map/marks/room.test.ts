import { firstRoom, type NameWish, namesWithRoom, overlap } from "./room";

const size = { width: 60, height: 14 };

function name(code: string, x: number, y: number): NameWish {
  return { code, x, y, hasMarks: false, ...size };
}

it("takes boxes that only touch for apart", () => {
  expect(overlap({ x: 0, y: 0, ...size }, { x: 60, y: 0, ...size })).toBe(false);
  expect(overlap({ x: 0, y: 0, ...size }, { x: 59, y: 13, ...size })).toBe(true);
});

it("takes the first step that covers nothing", () => {
  const wall = { x: 0, y: 0, width: 100, height: 20 };
  const box = { x: 0, y: 0, ...size };
  expect(
    firstRoom(
      box,
      [
        [0, 0],
        [0, 10],
        [0, -30],
        [90, 0],
      ],
      [wall],
    ),
  ).toEqual([0, -30]);
  expect(firstRoom(box, [[0, 0]], [wall])).toBeNull();
});

it("writes a name in its place where that is free", () => {
  expect([...namesWithRoom([name("a", 0, 0), name("b", 100, 0)], [])]).toEqual([
    ["a", [0, 0]],
    ["b", [0, 0]],
  ]);
});

it("moves a name off a mark, and the next name off the first", () => {
  const mark = { x: 0, y: 0, width: 20, height: 20 };
  expect([...namesWithRoom([name("a", 0, 0), name("b", 5, 0)], [mark])]).toEqual([
    ["a", [0, 18]],
    ["b", [0, -18]],
  ]);
});

it("leaves out a name that has no room", () => {
  const wall = { x: 0, y: 0, width: 300, height: 200 };
  expect(namesWithRoom([name("a", 0, 0)], [wall]).size).toBe(0);
});

it("lets a name go farther where marks of its own are in the way", () => {
  const wall = { x: 0, y: 0, width: 40, height: 60 };
  expect(namesWithRoom([name("a", 0, 0)], [wall]).size).toBe(0);
  const own = { ...name("a", 0, 0), hasMarks: true };
  expect([...namesWithRoom([own], [wall])]).toEqual([["a", [0, 46]]]);
});
