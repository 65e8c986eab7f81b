import { HangBreaker } from "./hang-breaker.js";

function breakerAt(start: number) {
  const clock = { now: start };
  const breaker = new HangBreaker(2, 1_000, () => clock.now);
  const hang = () => {
    const query = {};
    expect(breaker.admits(query)).toBe(true);
    breaker.hung(query);
  };
  return { clock, breaker, hang };
}

it("leaves a subgraph alone once queries in a row waited in vain, then lets one try it", () => {
  const { clock, breaker, hang } = breakerAt(0);
  hang();
  hang();
  expect(breaker.admits({})).toBe(false);
  clock.now = 1_000;
  const probe = {};
  expect(breaker.admits(probe)).toBe(true);
  expect(breaker.admits({})).toBe(false);
  breaker.answered();
  expect(breaker.admits({})).toBe(true);
});

it("rests again when the one that tries it waits in vain", () => {
  const { clock, breaker, hang } = breakerAt(0);
  hang();
  hang();
  clock.now = 1_000;
  hang();
  clock.now = 1_999;
  expect(breaker.admits({})).toBe(false);
  clock.now = 2_000;
  expect(breaker.admits({})).toBe(true);
});

it("lets another try it when the caller of the one that tries it leaves", () => {
  const { clock, breaker, hang } = breakerAt(0);
  hang();
  hang();
  clock.now = 1_000;
  const probe = {};
  expect(breaker.admits(probe)).toBe(true);
  breaker.left(probe);
  expect(breaker.admits({})).toBe(true);
});

it("counts the parallel fetches of one query once", () => {
  const { breaker } = breakerAt(0);
  const query = {};
  breaker.hung(query);
  breaker.hung(query);
  expect(breaker.admits({})).toBe(true);
});

it("admits or refuses all fetches of one query alike", () => {
  const { clock, breaker, hang } = breakerAt(0);
  hang();
  hang();
  const refused = {};
  const probe = {};
  expect(breaker.admits(refused)).toBe(false);
  clock.now = 1_000;
  expect(breaker.admits(refused)).toBe(false);
  expect(breaker.admits(probe)).toBe(true);
  expect(breaker.admits(probe)).toBe(true);
});

it("forgets hangs when an answer comes in between", () => {
  const { breaker, hang } = breakerAt(0);
  hang();
  breaker.answered();
  hang();
  expect(breaker.admits({})).toBe(true);
});
