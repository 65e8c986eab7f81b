import { Budgets } from "./budgets.js";

let nowMs = 0;
const now = () => nowMs;
const asker = (partner: string, person: string) => ({ partner, person });
const [greedy, colleague] = [asker("police", "a"), asker("police", "b")];

beforeEach(() => {
  nowMs = 0;
});

/** Asks until there is no more; gives how much that was. */
function drain(budgets: Budgets, who: typeof greedy, cost = 10): number {
  let drained = 0;
  while (budgets.pay(who, cost).ok) drained += cost;
  return drained;
}

it("gives one person half of its partner's budget, and says when there is more", () => {
  const budgets = new Budgets(600, now);
  expect(drain(budgets, greedy)).toBe(300);
  expect(budgets.pay(greedy, 10)).toEqual({
    ok: false,
    of: "PERSON",
    retryAfterSeconds: 2,
    left: 0,
  });
  nowMs = 1_999;
  expect(budgets.pay(greedy, 10)).toMatchObject({ ok: false });
  nowMs = 2_000;
  expect(budgets.pay(greedy, 10)).toEqual({ ok: true, left: 0 });
});

it("keeps something for a colleague, whatever three others ask for", () => {
  const budgets = new Budgets(600, now);
  for (const person of ["a", "b", "c", "a", "b", "c"]) drain(budgets, asker("police", person), 5);
  expect(budgets.pay(asker("police", "c"), 5)).toMatchObject({ ok: false, of: "PARTNER" });
  expect(drain(budgets, asker("police", "new"), 5)).toBeGreaterThan(50);
});

it("does not let one partner use what another has", () => {
  const budgets = new Budgets(600, now);
  drain(budgets, greedy);
  drain(budgets, colleague);
  expect(drain(budgets, asker("justice", "a"))).toBe(300);
});

it("names the partner's budget where that is what is used", () => {
  const budgets = new Budgets(600, now);
  drain(budgets, greedy, 145);
  drain(budgets, colleague, 145);
  expect(budgets.pay(asker("police", "c"), 290)).toMatchObject({ ok: false, of: "PARTNER" });
});

it("takes nothing for what is refused, and gives back what was not done", () => {
  const budgets = new Budgets(600, now);
  expect(budgets.pay(greedy, 301)).toMatchObject({ ok: false });
  expect(budgets.left(greedy)).toBe(300);
  budgets.pay(greedy, 100);
  expect(budgets.left(greedy)).toBe(200);
  budgets.giveBack(greedy, 100);
  expect([budgets.left(greedy), budgets.left(colleague)]).toEqual([300, 300]);
});

it("never saves up more than a minute's budget", () => {
  const budgets = new Budgets(600, now);
  budgets.pay(greedy, 100);
  nowMs = 3_600_000;
  budgets.giveBack(greedy, 500);
  expect(budgets.left(greedy)).toBe(300);
});
