import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { type Asker, HangBreaker } from "./hang-breaker.js";

const restMs = 1_000;
const windowMs = 10_000;

const commander: Asker = { partner: "police", person: "commander" };
const officer: Asker = { partner: "police", person: "officer" };
const cadet: Asker = { partner: "police", person: "cadet" };
const clerk: Asker = { partner: "prosecutor", person: "clerk" };
const agent: Asker = { partner: "town hall", person: "agent" };

/** A subgraph that answers probes or does not, and counts them. */
function breakerAt(start: number) {
  const state = { now: start, isAlive: true, probes: 0 };
  const breaker = new HangBreaker({
    windowMs,
    restMs,
    now: () => state.now,
    isAlive: async () => {
      state.probes += 1;
      return state.isAlive;
    },
  });
  const hang = async (asker: Asker = null) => {
    const query = {};
    expect(breaker.admits(query)).toBe(true);
    breaker.hung(query, asker);
    await turn();
  };
  return { state, breaker, hang };
}

it("leaves a subgraph alone that hangs for persons of different partners, then lets one try it", async () => {
  const { state, breaker, hang } = breakerAt(0);
  await hang(commander);
  await hang(clerk);
  expect(breaker.admits({})).toBe(true);
  await hang(officer);
  expect(breaker.admits({})).toBe(false);
  state.now = restMs;
  expect(breaker.admits({})).toBe(true);
  expect(breaker.admits({})).toBe(false);
  breaker.answered();
  expect(breaker.admits({})).toBe(true);
});

it("holds it against the question when one person or one partner alone waits in vain (issue 9)", async () => {
  const { breaker, hang } = breakerAt(0);
  for (const asker of [commander, commander, officer, cadet, commander, officer]) await hang(asker);
  expect(breaker.admits({})).toBe(true);
});

it("holds it against the question when the subgraph answered somebody in the meantime", async () => {
  const { breaker, hang } = breakerAt(0);
  const costly = [commander, clerk, agent].map((asker) => ({ asker }));
  for (const query of costly) breaker.admits(query);
  breaker.answered();
  for (const query of costly) breaker.hung(query, query.asker);
  await turn();
  await hang(officer);
  await hang(clerk);
  expect(breaker.admits({})).toBe(true);
});

it("leaves a subgraph alone that does not say that it lives, asked once at a time", async () => {
  const { state, breaker, hang } = breakerAt(0);
  state.isAlive = false;
  const [first, second] = [{}, {}];
  breaker.admits(first);
  breaker.admits(second);
  breaker.hung(first, commander);
  breaker.hung(second, commander);
  expect(state.probes).toBe(1);
  await turn();
  expect(breaker.admits({})).toBe(false);
  state.now = restMs;
  await hang(commander);
  expect([state.probes, breaker.admits({})]).toEqual([2, false]);
});

it("asks again at once when what tried it was costly and the subgraph says that it lives", async () => {
  const { state, breaker, hang } = breakerAt(0);
  state.isAlive = false;
  await hang(commander);
  state.isAlive = true;
  state.now = restMs;
  await hang(commander);
  expect([breaker.admits({}), breaker.admits({})]).toEqual([true, true]);
});

it("forgets hangs that are long past", async () => {
  const { state, breaker, hang } = breakerAt(0);
  await hang(commander);
  await hang(clerk);
  state.now = windowMs;
  await hang(agent);
  expect(breaker.admits({})).toBe(true);
});

it("forgets hangs when an answer comes in between", async () => {
  const { breaker, hang } = breakerAt(0);
  await hang(commander);
  await hang(clerk);
  breaker.answered();
  await hang(agent);
  expect(breaker.admits({})).toBe(true);
});

it("takes each query for somebody else's where nobody signs in", async () => {
  const { breaker, hang } = breakerAt(0);
  await hang();
  await hang();
  expect(breaker.admits({})).toBe(true);
  await hang();
  expect(breaker.admits({})).toBe(false);
});

it("counts the parallel fetches of one query once", async () => {
  const { breaker } = breakerAt(0);
  const query = {};
  breaker.admits(query);
  for (let fetches = 0; fetches < 3; fetches += 1) breaker.hung(query, null);
  await turn();
  expect(breaker.admits({})).toBe(true);
});

it("admits or refuses all fetches of one query alike", async () => {
  const { state, breaker, hang } = breakerAt(0);
  const early = {};
  expect(breaker.admits(early)).toBe(true);
  for (const asker of [commander, clerk, agent]) await hang(asker);
  const refused = {};
  const trial = {};
  expect([breaker.admits(refused), breaker.admits(early)]).toEqual([false, true]);
  state.now = restMs;
  expect(breaker.admits(refused)).toBe(false);
  expect(breaker.admits(trial)).toBe(true);
  expect(breaker.admits(trial)).toBe(true);
});

it("lets another try it when the caller of the one that tries it leaves", async () => {
  const { state, breaker, hang } = breakerAt(0);
  for (const asker of [commander, clerk, agent]) await hang(asker);
  state.now = restMs;
  const trial = {};
  expect(breaker.admits(trial)).toBe(true);
  breaker.left(trial);
  expect(breaker.admits({})).toBe(true);
});

it("is never shut by one partner while the subgraph says that it lives, whatever its persons do", async () => {
  const person = fc.constantFrom(commander, officer, cadet);
  const step = fc.oneof(
    fc.record({ kind: fc.constant("hung" as const), asker: person }),
    fc.record({ kind: fc.constant("answered" as const) }),
    fc.record({ kind: fc.constant("left" as const) }),
    fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(2 * windowMs) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { state, breaker } = breakerAt(0);
      const under: object[] = [];
      for (const each of steps) {
        const query = {};
        expect(breaker.admits(query)).toBe(true);
        under.push(query);
        if (each.kind === "hung") for (const one of under.splice(0)) breaker.hung(one, each.asker);
        else if (each.kind === "answered") breaker.answered();
        else if (each.kind === "left") breaker.left(query);
        else state.now += each.ms;
        if (each.kind === "wait") await turn();
      }
    }),
  );
});
