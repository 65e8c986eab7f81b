import type { Alarm, EndTurn, TurnLimits } from "./turns.js";
import { Turns } from "./turns.js";

const limits: TurnLimits = {
  person: { operations: 2, cost: 100 },
  partner: { operations: 3, cost: 150 },
  gateway: { operations: 4, cost: 400 },
  waiting: { person: 3, gateway: 5 },
  longestWaitMs: 1_000,
};
const nobodyLeaves = new AbortController().signal;
const asker = (partner: string, person = "a") => ({ partner, person });

/** Alarms that ring when the test says so. */
function alarms() {
  const set = new Set<() => void>();
  const alarm: Alarm = (_ms, call) => {
    set.add(call);
    return () => set.delete(call);
  };
  return { alarm, ring: () => [...set].map((call) => call()), count: () => set.size };
}

/** What began, in order, each with what ends it. */
function begun() {
  const ends = new Map<string, EndTurn | null>();
  const note = (name: string, turn: Promise<EndTurn | null>) =>
    void turn.then((end) => ends.set(name, end));
  const names = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return [...ends].filter(([, end]) => end !== null).map(([name]) => name);
  };
  return { note, names, end: (name: string) => ends.get(name)?.(), ends };
}

it("begins what there is room for, and the rest as others end", async () => {
  const turns = new Turns(limits, alarms().alarm);
  const { note, names, end } = begun();
  for (const name of ["1", "2", "3"]) note(name, turns.take(asker("police"), 10, nobodyLeaves));
  expect(await names()).toEqual(["1", "2"]);
  end("1");
  end("1");
  expect(await names()).toEqual(["1", "2", "3"]);
  expect([turns.underWay, turns.waiting]).toEqual([2, 0]);
});

it("counts what operations cost: two costly ones of a person follow each other, a colleague's has room", async () => {
  const turns = new Turns(limits, alarms().alarm);
  const { note, names, end } = begun();
  note("costly", turns.take(asker("police"), 100, nobodyLeaves));
  note("second", turns.take(asker("police"), 100, nobodyLeaves));
  note("colleague", turns.take(asker("police", "b"), 50, nobodyLeaves));
  expect(await names()).toEqual(["costly", "colleague"]);
  end("costly");
  expect(await names()).toEqual(["costly", "colleague", "second"]);
});

it("lets an operation that costs more than there is room for begin alone, and a colleague's beside it", async () => {
  const turns = new Turns(limits, alarms().alarm);
  const { note, names, end } = begun();
  note("costliest", turns.take(asker("police"), 350, nobodyLeaves));
  note("own", turns.take(asker("police"), 1, nobodyLeaves));
  note("colleague", turns.take(asker("police", "b"), 50, nobodyLeaves));
  expect(await names()).toEqual(["costliest", "colleague"]);
  end("costliest");
  expect(await names()).toEqual(["costliest", "colleague", "own"]);
});

it("goes round partners and their people, however many operations one has waiting", async () => {
  const small = { operations: 1, cost: 1_000 };
  const turns = new Turns(
    { ...limits, person: small, partner: small, gateway: small },
    alarms().alarm,
  );
  const { note, names, end } = begun();
  const take = (name: string, partner: string, person: string) =>
    note(name, turns.take(asker(partner, person), 1, nobodyLeaves));
  take("first", "police", "a");
  take("police a 1", "police", "a");
  take("police a 2", "police", "a");
  take("police b", "police", "b");
  take("justice", "justice", "a");
  for (const name of ["first", "police a 1", "justice", "police b", "police a 2"]) {
    await names();
    end(name);
  }
  expect(await names()).toEqual(["first", "police a 1", "justice", "police b", "police a 2"]);
});

it("lets nobody wait longer than it may, nor more than may wait", async () => {
  const { alarm, ring, count } = alarms();
  const turns = new Turns(limits, alarm);
  const { note, names, ends } = begun();
  for (let index = 0; index < 7; index += 1) {
    note(`${index}`, turns.take(asker("police"), 10, nobodyLeaves));
  }
  expect(await names()).toEqual(["0", "1"]);
  // Three wait; the others were turned away.
  expect([turns.waiting, ends.get("5"), ends.get("6")]).toEqual([3, null, null]);
  for (const partner of ["justice", "mairie"]) {
    for (let index = 0; index < 6; index += 1) {
      note(`${partner} ${index}`, turns.take(asker(partner), 10, nobodyLeaves));
    }
  }
  await names();
  expect([turns.waiting, count()]).toEqual([5, 5]);
  ring();
  await names();
  expect([turns.waiting, count(), turns.underWay]).toEqual([0, 0, 4]);
});

it("forgets who leaves while waiting", async () => {
  const { alarm, count } = alarms();
  const turns = new Turns(limits, alarm);
  const { note, names, end } = begun();
  const leaving = new AbortController();
  note("1", turns.take(asker("police"), 100, nobodyLeaves));
  note("left", turns.take(asker("police"), 100, leaving.signal));
  await names();
  leaving.abort();
  expect([await names(), turns.waiting, count()]).toEqual([["1"], 0, 0]);
  end("1");
  expect(turns.underWay).toBe(0);
  expect(await turns.take(asker("police"), 1, leaving.signal)).toBeNull();
});
