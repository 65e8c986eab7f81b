import { inTurn } from "./turn.js";

const menu = ["a", "b", "c", "d", "e"];

function inTurns(turn: string, shift = 0): readonly string[] {
  process.env.PALIER_TURN = turn;
  return inTurn(menu, 2, shift);
}

it("tries all of a menu in as many turns as it has parts, and each part alone", () => {
  expect([inTurns("6"), inTurns("7")]).toEqual([
    ["a", "c", "e"],
    ["b", "d"],
  ]);
  expect([inTurns("6", 1), inTurns("7", 1)]).toEqual([inTurns("7"), inTurns("6")]);
  expect(inTurns("whole")).toEqual(menu);
});

it("tries always the same of one commit, and something of the menu", () => {
  expect(inTurns("")).toEqual(inTurns(""));
  expect(inTurns("").length).toBeGreaterThan(1);
});

it("says what would be right", () => {
  expect(() => inTurns("hole")).toThrow(
    'PALIER_TURN is "hole": write a number, or "whole" for all that there is',
  );
});
