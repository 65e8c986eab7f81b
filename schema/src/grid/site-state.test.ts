import type { Level } from "./grid.js";
import { nextState, type SiteState } from "./site-state.js";

/** Held levels of a site whose computed levels are these, month after month. */
function held(computed: readonly Level[]): string {
  let state: SiteState | null = null;
  return computed
    .map((level, index) => {
      state = nextState(state, index, level, null);
      return state.heldLevel;
    })
    .join("");
}

it.each([
  ["takes the computed level in the first month", [3], "3"],
  ["rises at once, by any number of steps", [1, 4], "14"],
  ["falls from the third calmer month on, one step a month", [4, 1, 1, 1, 1, 1, 1], "4443211"],
  ["does not fall after two calmer months", [3, 1, 1, 3, 1, 1], "333333"],
  ["counts calmer months, not equal ones", [3, 2, 1, 2, 2, 2], "333222"],
  ["stops at the computed level", [4, 2, 2, 2, 2, 2], "444322"],
  [
    "stops falling when the site worsens up to the held level",
    [4, 1, 1, 1, 3, 1, 1, 1],
    "44433332",
  ],
  ["goes on falling when the site worsens below the held level", [4, 1, 1, 1, 2, 2], "444322"],
  ["looks at the held level before, not at the first one", [2, 4, 3, 3, 3, 2, 2, 2], "24443332"],
  ["cannot fall in the second or third month", [2, 1, 1, 1], "2221"],
] as const)("%s", (_name, computed, expected) => {
  expect(held(computed)).toBe(expected);
});

it("counts the stay from the first month at the effective level", () => {
  const first = nextState(null, 10, 2, null);
  const second = nextState(first, 12, 2, null);
  const decided = nextState(second, 13, 2, 3);
  const after = nextState(decided, 14, 3, null);
  expect([first, second, decided, after].map(({ level, since }) => [level, since])).toEqual([
    [2, 10],
    [2, 10],
    [3, 13],
    [3, 13],
  ]);
});
