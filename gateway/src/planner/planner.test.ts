import { createHash } from "node:crypto";
import { KeptPlans } from "./kept-plans.js";
import { Planner } from "./planner.js";
import { type PlannedText, PlanningEndedError } from "./planning-thread.js";

const stays = () => new AbortController().signal;
const asker = (partner: string, person = "a") => ({ partner, person });
const operation = (text: string) => ({ text, textHash: `#${text}`, operationName: null });
const planOf = (text: string) => ({ kind: "QueryPlan", node: { kind: "Fetch", operation: text } });

/** A thread that plans when the test says so, and what it was asked. */
function heldThread() {
  const asked: string[] = [];
  let settle: ((error?: Error) => void) | null = null;
  const plan = ({ text }: PlannedText) => {
    if (settle !== null) throw new Error("asked for a second plan before the first is there");
    asked.push(text);
    return new Promise<string>((resolve, reject) => {
      settle = (error) => {
        settle = null;
        if (error) reject(error);
        else resolve(JSON.stringify(planOf(text)));
      };
    });
  };
  const next = async (error?: Error) => {
    await settled();
    settle?.(error);
    await settled();
  };
  return { thread: { plan }, asked, next };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("plans a text once, however often it is asked, also at the same time", async () => {
  const { thread, asked, next } = heldThread();
  const planner = new Planner(thread);
  const both = ["police", "justice"].map((partner) =>
    planner.plan(operation("t"), asker(partner), stays()),
  );
  expect(planner.isKept(operation("t"))).toBe(false);
  await next();
  expect(await Promise.all(both)).toEqual([planOf("t"), planOf("t")]);
  expect(planner.isKept(operation("t"))).toBe(true);
  expect(await planner.plan(operation("t"), asker("police"), stays())).toEqual(planOf("t"));
  expect(asked).toEqual(["t"]);
});

it("tells the operations of one text apart", async () => {
  const { thread, asked, next } = heldThread();
  const planner = new Planner(thread);
  for (const operationName of ["A", "B"]) {
    const planned = planner.plan({ ...operation("t"), operationName }, asker("police"), stays());
    await next();
    await planned;
  }
  expect(asked).toEqual(["t", "t"]);
});

it("goes round the partners: twelve new texts of one keep another waiting for a single one", async () => {
  const { thread, asked, next } = heldThread();
  const planner = new Planner(thread);
  const all = Array.from({ length: 12 }, (_, at) =>
    planner.plan(operation(`police ${at}`), asker("police"), stays()),
  );
  all.push(planner.plan(operation("justice"), asker("justice"), stays()));
  for (let at = 0; at < 13; at += 1) await next();
  await Promise.all(all);
  expect(asked.slice(0, 3)).toEqual(["police 0", "police 1", "justice"]);
});

it("does not plan for a caller who left while it waited", async () => {
  const { thread, asked, next } = heldThread();
  const planner = new Planner(thread);
  const leaving = new AbortController();
  const first = planner.plan(operation("1"), asker("police"), stays());
  const left = planner.plan(operation("left"), asker("police"), leaving.signal);
  const third = planner.plan(operation("3"), asker("police"), stays());
  leaving.abort();
  expect(await left).toBeNull();
  await next();
  await next();
  expect(await Promise.all([first, third])).toEqual([planOf("1"), planOf("3")]);
  expect(asked).toEqual(["1", "3"]);
});

it("lets nobody wait without end, nor more than may wait", async () => {
  const { thread } = heldThread();
  const alarms = new Set<() => void>();
  const planner = new Planner(thread, (_ms, call) => {
    alarms.add(call);
    return () => alarms.delete(call);
  });
  const waits = Array.from({ length: 40 }, (_, at) =>
    planner.plan(operation(`${at}`), asker("police"), stays()),
  );
  // One is being planned, twenty wait.
  expect(await Promise.all(waits.slice(21))).toEqual(Array(19).fill(null));
  for (const ring of [...alarms]) ring();
  expect(await Promise.all(waits.slice(1, 21))).toEqual(Array(20).fill(null));
});

it("keeps no failure, and goes on with the next", async () => {
  const { thread, asked, next } = heldThread();
  const planner = new Planner(thread);
  const failed = planner.plan(operation("t"), asker("police"), stays());
  const other = planner.plan(operation("u"), asker("police"), stays());
  const refused = expect(failed).rejects.toThrow(PlanningEndedError);
  await next(new PlanningEndedError("out of memory"));
  await refused;
  await next();
  expect(await other).toEqual(planOf("u"));
  expect([planner.isKept(operation("t")), asked]).toEqual([false, ["t", "u"]]);
});

it("plans ahead each operation of the texts that are expected, as requests will name them", async () => {
  const asked: (string | null)[] = [];
  const planner = new Planner({
    plan: async ({ text, operationName }) => {
      asked.push(operationName);
      if (operationName === "B") throw new Error("it cannot be planned");
      return JSON.stringify(planOf(text));
    },
  });
  const text = "query A { a } query B { b }";
  await planner.planAhead([text, "{ c }"], stays());
  expect(asked).toEqual(["A", "B", null]);
  const textHash = createHash("sha256").update(text).digest("hex");
  const isKept = (operationName: string) => planner.isKept({ textHash, operationName });
  expect([isKept("A"), isKept("B")]).toEqual([true, false]);
  // Nobody has asked for it.
  expect(planner.recent(9)).toEqual([]);
});

it("plans nothing more ahead once its graph ends", async () => {
  const ending = new AbortController();
  const planned: string[] = [];
  const planner = new Planner({
    plan: async ({ text }) => {
      planned.push(text);
      ending.abort();
      return JSON.stringify(planOf(text));
    },
  });
  await planner.planAhead(["{ a }", "{ b }"], ending.signal);
  expect(planned).toEqual(["{ a }"]);
});

describe("kept plans", () => {
  const json = (text: string) => JSON.stringify(planOf(text));
  const most = json("a").length * 2;

  it("are so many characters; the one used longest ago goes first", () => {
    const plans = new KeptPlans(most);
    for (const text of ["a", "b"]) plans.keep(text, json(text));
    expect(plans.get("a")).toEqual(planOf("a"));
    plans.keep("c", json("c"));
    expect(["a", "b", "c"].map((text) => plans.has(text))).toEqual([true, false, true]);
  });

  it("are counted once when kept again, and given even when too large to keep", () => {
    const plans = new KeptPlans(most);
    for (let at = 0; at < 5; at += 1) plans.keep("a", json("a"));
    plans.keep("b", json("b"));
    expect(plans.has("a")).toBe(true);
    const large = "x".repeat(most);
    expect(plans.keep("large", json(large))).toEqual(planOf(large));
    expect(["a", "b", "large"].map((text) => plans.has(text))).toEqual([false, false, false]);
  });
});
