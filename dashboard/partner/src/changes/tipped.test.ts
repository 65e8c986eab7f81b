import { type ChangeEdge, decisionPartOf, tippedOf, withoutGate } from "./tipped";

const month = (heldLevel: number | null, decided: number | null = null) => ({
  ...{ heldLevel, decision: decided === null ? null : { level: decided } },
});

const gate = (level: number, met: boolean | null) => ({ level, met, conditions: null });

type Month = NonNullable<ChangeEdge["node"]>["now"];

function edge(changes: Partial<ChangeEdge>, before?: Month, now?: Month): ChangeEdge {
  const node = { id: "lisiere:A", name: "A", commune: null, landlord: null };
  const given = before === undefined ? null : { ...node, before, now: now ?? null };
  return {
    ...{ cursor: "1", move: "ROSE", from: 1, to: 3, byDecision: false, dwellings: 50 },
    ...{ node: given, ...changes },
  };
}

it("names the gate that is met after a rise, and the one met no longer after a fall", () => {
  expect(tippedOf(edge({ gate: 3 }, month(1), month(3)))).toEqual({ level: 3, way: "met" });
  const fall = edge({ move: "FELL", from: 4, to: 3, gate: 4 }, month(4), month(3));
  expect(tippedOf(fall)).toEqual({ level: 4, way: "left" });
});

it("follows the grid where a decision moves the level the other way", () => {
  // Level 4 was decided over a held 2; the decision ended as the gate of level 3 was met.
  const change = { move: "FELL", from: 4, to: 3, gate: 3, byDecision: true } as const;
  expect(tippedOf(edge(change, month(2, 4), month(3)))).toEqual({ level: 3, way: "met" });
});

it("says no way that it does not know, and names no gate that was not sent", () => {
  expect(tippedOf(edge({ gate: 3 }))).toEqual({ level: 3, way: "met" });
  expect(tippedOf(edge({ gate: 3, byDecision: true }))).toEqual({ level: 3, way: "passed" });
  expect(tippedOf(edge({ gate: 3, byDecision: null }))).toEqual({ level: 3, way: "passed" });
  expect([tippedOf(edge({})), tippedOf(edge({ gate: null }, month(3), month(3)))]).toEqual([
    null,
    null,
  ]);
});

it("says why no gate is named", () => {
  const without = [
    withoutGate(edge({ byDecision: true }, month(3), month(3, 4))),
    withoutGate(edge({ move: "ADDED", from: null })),
    withoutGate(edge({}, month(2), month(3))),
    withoutGate(edge({})),
    withoutGate(edge({}, month(2), { ...month(3), gates: [gate(3, false)] })),
    withoutGate(edge({}, month(2), { ...month(3), gates: [gate(3, null)] })),
  ];
  expect(without).toEqual(["none", "not-compared", "untold", "untold", "held", "untold"]);
});

it("tells a decision that was made from one that ended or was replaced", () => {
  const change = { byDecision: true };
  const parts = [
    decisionPartOf(edge(change, month(3), month(3, 4))),
    decisionPartOf(edge(change, month(3, 4), month(3))),
    decisionPartOf(edge(change, month(3, 4), month(3, 2))),
    decisionPartOf(edge(change)),
    decisionPartOf(edge(change, null, month(3, 2))),
    decisionPartOf(edge({ byDecision: false }, month(1), month(3))),
  ];
  expect(parts).toEqual(["made", "ended", "replaced", "unknown", "unknown", null]);
});
