import { TimeAllowance } from "./time-allowance.js";

it("adds up fetches that follow each other and counts parallel ones once", () => {
  const clock = { now: 0 };
  const allowance = new TimeAllowance(100, () => clock.now);
  expect(allowance.begin()).toBe(100);
  clock.now = 10;
  expect(allowance.begin()).toBe(90);
  allowance.end();
  clock.now = 30;
  allowance.end();
  // What other subgraphs take in between is not this one's.
  clock.now = 500;
  expect(allowance.begin()).toBe(70);
  clock.now = 570;
  allowance.end();
  expect(allowance.begin()).toBe(0);
});
