import { SharedMemory } from "@palier/service";
import { MemoryServer, memoryServerMissing } from "@palier/test-support/shared-memory";
import { SharedBudgets } from "./shared-budgets.js";

const missing = memoryServerMissing();
const whenThere = missing === null ? describe : describe.skip;
if (missing !== null) console.warn(`Budgets of several gateways are not tried: ${missing}`);

/** A person has half of it. */
const perMinute = 600;
const asker = (partner: string, person: string) => ({ partner, person });
const [greedy, colleague] = [asker("police", "a"), asker("police", "b")];

let server: MemoryServer;
let memories: SharedMemory[];
let one: SharedBudgets;
let other: SharedBudgets;
/** Of the gateways' own clocks; the memory has its own. */
let nowMs: number;

/** What a budget gains while a test runs: nothing is refused that has come by then. */
let startedMs: number;
const filled = () => ((performance.now() - startedMs) * perMinute) / 60_000;

async function open(): Promise<SharedBudgets> {
  const { hostname: host, port, password } = new URL(server.url);
  const config = { host, port: Number(port), password, username: null, database: 0 };
  const memory = await SharedMemory.open(
    { ...config, authorities: null, isTls: false, gateways: 2 },
    { name: "essai", log: () => undefined },
  );
  memories.push(memory);
  const costs = { most: 100, partnerPerMinute: perMinute };
  return new SharedBudgets({ costs, memory, gateways: 2, now: () => nowMs });
}

/** Asks by turns until there is no more; gives how much that was. */
async function drain(who: typeof greedy, cost: number, by = [one, other]): Promise<number> {
  for (let drained = 0; ; drained += cost) {
    const budgets = by[(drained / cost) % by.length] ?? one;
    if (!(await budgets.pay(who, cost)).ok) return drained;
  }
}

const untilThere = async () => {
  while (memories.some(({ isAway }) => isAway))
    await new Promise((resolve) => setTimeout(resolve, 20));
};

whenThere("budgets that two gateways take from", () => {
  beforeEach(async () => {
    server = await MemoryServer.start();
    memories = [];
    nowMs = 0;
    startedMs = performance.now();
    [one, other] = [await open(), await open()];
  });
  afterEach(async () => {
    await Promise.all(memories.map((memory) => memory.stop()));
    await server.stop();
  });

  it("are one: a person has half of the partner's, whichever is asked", async () => {
    const drained = await drain(greedy, 10);
    expect(drained).toBeGreaterThanOrEqual(300);
    expect(drained).toBeLessThanOrEqual(300 + filled());
    expect(await other.pay(greedy, 100)).toMatchObject({ ok: false, of: "PERSON" });
    const rest = await drain(colleague, 10);
    expect(drained + rest).toBeLessThanOrEqual(perMinute + filled());
    expect(await drain(asker("justice", "c"), 10)).toBeGreaterThanOrEqual(300);
  });

  it("keep something for a colleague, whatever three others ask for", async () => {
    for (const person of ["a", "b", "c", "a", "b", "c"]) await drain(asker("police", person), 10);
    expect(await one.pay(asker("police", "c"), 20)).toMatchObject({ ok: false });
    expect(await drain(asker("police", "new"), 5)).toBeGreaterThan(50);
  });

  it("have back what was not done, and say what is left", async () => {
    const first = await one.pay(greedy, 100);
    expect(first).toMatchObject({ ok: true, left: expect.any(Number) });
    one.giveBack(greedy, 100);
    const second = await other.pay(greedy, 100);
    expect(second.left).toBeGreaterThanOrEqual(first.left);
  });

  it("give each its part while the memory is away, less what it has given", async () => {
    expect(await drain(greedy, 10, [one])).toBeGreaterThanOrEqual(300);
    await server.kill();
    // All that it had to give by itself is given; the other has its half.
    expect(await drain(greedy, 10, [one])).toBe(0);
    expect(await drain(greedy, 10, [other])).toBe(150);
    nowMs += 30_000;
    expect(await drain(greedy, 10, [one, one])).toBe(70);
  });

  it("are as full as who asks first knows them once the memory has come back empty", async () => {
    expect(await drain(greedy, 10, [one])).toBeGreaterThanOrEqual(300);
    await server.kill();
    expect((await one.pay(greedy, 10)).ok).toBe(false);
    await server.startAgain();
    await untilThere();
    expect(await drain(greedy, 10, [one])).toBeLessThanOrEqual(filled());
  });
});
