import type { Access, PolicyCell, Viewer } from "@palier/schema";
import { KeptAnswers } from "./kept-answers.js";

const officer: Viewer = {
  subject: "officer",
  partner: "police",
  kind: "POLICE",
  scope: ["247"],
  purpose: null,
  statedPurpose: null,
  asks: "FIELDS",
};
const body = Buffer.from("{}");
const admitted = (changes: Partial<Viewer> = {}, edition: string | null = "first") => {
  return {
    viewer: { ...officer, ...changes },
    operationId: "1",
    isPaused: false,
    edition,
  };
};
const accessOf = (cell: PolicyCell): Access => ({ decision: "granted", cell, entry: "" });
const policy = {
  access: new Map([
    ["Site.name", accessOf("site-identity")],
    ["Incident.day", accessOf("incident-detail")],
    ["Convention.reference", accessOf("reference")],
    ["Convention.signatures", accessOf("reference")],
  ]),
};
const answerOf = (text: string, coordinates = ["Query._entities", "Site.name"]) => ({
  answer: { status: 200, headers: {}, text },
  granted: { operation: null, asked: "Site", coordinates, rows: 1, sites: [], territories: [] },
});

function keeper(mostBytes = 1 << 20) {
  const answers = new KeptAnswers(mostBytes, new Set(["Convention.signatures"]));
  const placeOf = (who = admitted(), asked = body) => {
    const place = answers.placeOf(who, asked);
    if (place === null) throw new Error("no place");
    return place;
  };
  const found = (...asked: Parameters<typeof placeOf>) => answers.find(placeOf(...asked));
  const keep = (answer: ReturnType<typeof answerOf>, ...asked: Parameters<typeof placeOf>) => {
    found(...asked);
    answers.keep(placeOf(...asked), answer, policy);
  };
  return { answers, found, keep, placeOf };
}

it("gives an answer again to a colleague with the same rights who asks the same", () => {
  const { found, keep } = keeper();
  keep(answerOf("same"));
  expect(found(admitted({ subject: "colleague" }))?.answer.text).toBe("same");
});

it.each<[string, Partial<Viewer>]>([
  ["partner", { partner: "gendarmerie" }],
  ["kind", { kind: "JUSTICE" }],
  ["scope", { scope: [] }],
  ["stated purpose", { statedPurpose: "PATROL_PLANNING" }],
  ["right to the gateway's inputs", { asks: "INPUTS" }],
])("gives nobody of another %s what was kept", (_what, changes) => {
  const { found, keep } = keeper();
  keep(answerOf("same"));
  expect(found(admitted(changes))).toBeNull();
  expect(found()).not.toBeNull();
});

it("tells bodies apart to the last byte", () => {
  const { found, keep } = keeper();
  keep(answerOf("same"));
  expect(found(admitted(), Buffer.from("{ }"))).toBeNull();
});

it("keeps nothing for a purpose that lifts something, a paused partner or a record without edition", () => {
  const { answers } = keeper();
  expect(answers.placeOf(admitted({ purpose: "INVESTIGATION" }), body)).toBeNull();
  expect(answers.placeOf({ ...admitted(), isPaused: true }, body)).toBeNull();
  expect(answers.placeOf(admitted({}, null), body)).toBeNull();
});

it("keeps no answer with a field of another row of the matrix, or of none", () => {
  const { found, keep } = keeper();
  for (const other of ["Incident.day", "Site.unknown", "Query._service"]) {
    keep(answerOf("detail", ["Query._entities", "Site.name", other]));
    expect(found()).toBeNull();
  }
});

it("keeps no answer with a field that rests on more than the edition", () => {
  const { found, keep } = keeper();
  keep(answerOf("when", ["Convention.reference", "Convention.signatures"]));
  expect(found()).toBeNull();
  keep(answerOf("what", ["Convention.reference"]));
  expect(found()?.answer.text).toBe("what");
});

it("forgets all with the next edition, and takes no late answer of the one before", () => {
  const { answers, found, keep, placeOf } = keeper();
  keep(answerOf("old"));
  const late = placeOf();
  expect(found(admitted({}, "second"))).toBeNull();
  answers.keep(late, answerOf("late"), policy);
  expect(found(admitted({}, "second"))).toBeNull();
  expect(found()).toBeNull();
});

it("holds no more than so many bytes, and lets what was not asked for the longest go", () => {
  const { found, keep } = keeper(40_000);
  const asked = (number: number) => Buffer.from(`{"n":${number}}`);
  for (let number = 0; number < 20; number += 1) {
    keep(answerOf("x".repeat(1_000)), admitted(), asked(number));
    found(admitted(), asked(0));
  }
  const kept = Array.from({ length: 20 }, (_, number) => found(admitted(), asked(number)) !== null);
  expect(kept.filter(Boolean)).toHaveLength(10);
  expect([kept[0], kept[1], kept[19]]).toEqual([true, false, true]);
  keep(answerOf("x".repeat(5_000)), admitted(), asked(20));
  expect(found(admitted(), asked(20))).toBeNull();
});
