import { clockWords, IssuerClock } from "./issuer-clock.js";

const minuteMs = 60_000;
const start = Date.parse("2026-11-10T09:00:00Z");

/** An issuer whose clock is right, and a machine whose clock is set at will. */
function clocks() {
  const state = { trueMs: start, aheadMs: 0, travelMs: 0, isUp: true, asked: 0, headers: {} };
  const log: string[] = [];
  const ask = () =>
    clock.watch(async () => {
      state.asked += 1;
      if (!state.isUp) throw new Error("no answer");
      const date = new Date(state.trueMs).toUTCString();
      state.trueMs += state.travelMs;
      return new Response("{}", { headers: { date, ...state.headers } });
    });
  const clock = new IssuerClock({
    now: () => new Date(state.trueMs + state.aheadMs),
    elapsedMs: () => state.trueMs,
    ask,
    log: (entry) => log.push(entry),
  });
  return { state, clock, ask, log };
}

it("finds nothing wrong with a clock that is right, however slow the answer", async () => {
  const { state, clock, ask, log } = clocks();
  expect(await clock.aheadMs()).toBe(0);
  for (const travelMs of [0, 900, 4_000, 30_000]) {
    state.travelMs = travelMs;
    await ask();
    expect(await clock.aheadMs()).toBe(0);
  }
  state.aheadMs = 9_000;
  expect([await clock.aheadMs(), log]).toEqual([0, []]);
});

it.each([5 * minuteMs, -5 * minuteMs])(
  "says by how much a clock is wrong that is %s ms off",
  async (aheadMs) => {
    const { state, clock, ask, log } = clocks();
    state.aheadMs = aheadMs;
    await ask();
    const found = await clock.aheadMs();
    expect(Math.sign(found)).toBe(Math.sign(aheadMs));
    expect(Math.abs(Math.abs(found) - 5 * minuteMs)).toBeLessThanOrEqual(1_000);
    expect(log).toEqual([`${clockWords(found)}: nobody can be let in; set the clock`]);
  },
);

it("notices a clock that is set wrong later, and that it is right again, asking once in a while", async () => {
  const { state, clock, ask } = clocks();
  await ask();
  state.trueMs += 60 * minuteMs;
  state.aheadMs = 5 * minuteMs;
  expect(await clock.aheadMs()).not.toBe(0);
  for (let times = 0; times < 10; times += 1) await clock.aheadMs();
  expect(state.asked).toBe(2);
  state.aheadMs = 0;
  expect(await clock.aheadMs()).toBe(0);
});

it("believes its last reading while the issuer does not answer", async () => {
  const { state, clock, ask } = clocks();
  await ask();
  state.isUp = false;
  state.aheadMs = 5 * minuteMs;
  expect(await clock.aheadMs()).not.toBe(0);
});

it("takes what a store hands on for as old as it says, and an answer without date for none", async () => {
  const { state, clock, ask } = clocks();
  state.headers = { date: "no date" };
  state.aheadMs = 5 * minuteMs;
  await ask();
  expect(await clock.aheadMs()).toBe(0);
  state.aheadMs = 0;
  state.headers = { date: new Date(start - 10 * minuteMs).toUTCString(), age: "600" };
  await ask();
  expect(await clock.aheadMs()).toBe(0);
});
