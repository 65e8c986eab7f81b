import { cells } from "../access/matrix-rows.js";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { purposeProofOf } from "../access/purpose-proof.js";
import { templateTerms } from "../access/template.js";
import { valueIn } from "../access/visibility.js";
import { InvalidConventionError } from "../convention/parse-convention.js";
import { parseAccessTerms } from "./parse-access-terms.js";

const rowOf = (cellOf: (kind: PartnerKind) => string) =>
  `{ ${partnerKinds.map((kind) => `${kind}: ${cellOf(kind)}`).join(", ")} }`;
const all = (value: string) => rowOf(() => value);

// One row a line: the problems below stand at a line and a column.
const terms = `visibility:
${cells.map((cell) => `  ${cell}: ${rowOf((kind) => valueIn(templateTerms.visibility, cell, kind))}`).join("\n")}
purposes: { ${partnerKinds.map((kind) => `${kind}: [${templateTerms.purposes[kind].join(", ")}]`).join(", ")} }
disclosure: { threshold: 5, leastLandlords: 3, largestShare: 0.85 }
retention: { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 }
`;

/** The problems of the terms with one text replaced, as `line:column: message`. */
function problemsWith(from: string, to: string): string[] {
  expect(terms).toContain(from);
  try {
    parseAccessTerms(terms.replace(from, to), "terms.yaml");
  } catch (error) {
    if (error instanceof InvalidConventionError) {
      return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
    }
    throw error;
  }
  return [];
}

it("reads every row, kind and term", () => {
  expect(parseAccessTerms(terms, "terms.yaml")).toEqual(templateTerms);
});

it.each([
  ["a missing row", /^ {2}actions: .*\n/m, '1:1: "actions" is missing: one entry a kind'],
  ["a missing kind", "POLICE: granted, JUSTICE: level", '5:3: "POLICE" is missing: one of denied'],
])("grants nothing by omission: %s", (_, from, problem) => {
  const text = typeof from === "string" ? from : (from.exec(terms)?.[0] ?? "");
  const kept = text.startsWith("POLICE") ? "JUSTICE: level" : "";
  expect(problemsWith(text, kept)).toEqual([expect.stringContaining(problem)]);
});

it.each([
  [
    "an unknown value",
    "LANDLORD: own-node",
    "LANDLORD: everything",
    '14:72: "LANDLORD": one of denied, own-node',
  ],
  [
    "another row's value",
    "JUSTICE: level-3-and-4",
    "JUSTICE: exact",
    '5:36: "JUSTICE": one of denied, level-3-and-4, granted',
  ],
  ["an unknown row", "  personal:", "  secrets: {}\n  personal:", '12:3: unknown key "secrets"'],
  [
    "an unknown kind",
    "{ POLICE: exact,",
    "{ SPY: exact, POLICE: exact,",
    '7:22: unknown key "SPY"',
  ],
  [
    "personal fields for anyone",
    "personal: { POLICE: denied",
    "personal: { POLICE: granted",
    '12:15: "POLICE": can only be denied',
  ],
  [
    "incident detail without a purpose",
    "{ POLICE: with-purpose",
    "{ POLICE: granted",
    '9:22: "POLICE": one of denied, complaint-and-purpose, with-purpose',
  ],
  [
    "a node of its own for who is no landlord",
    "COORDINATOR: counts",
    "COORDINATOR: own-node",
    '14:92: "COORDINATOR": one of denied, counts',
  ],
  [
    "reasons to whom the level is denied",
    `site-level: ${all("granted")}`,
    `site-level: ${all("granted").replace("POLICE: granted", "POLICE: denied")}`,
    '6:14: would tell POLICE what "site-level" denies: deny it here or grant "site-level" to POLICE',
  ],
  [
    "an unknown purpose",
    "[PATROL_PLANNING,",
    "[CURIOSITY,",
    "15:22: one of PATROL_PLANNING, INVESTIGATION, PROSECUTION, STEERING_COMMITTEE, PREVENTION",
  ],
  [
    "a purpose twice",
    "[PATROL_PLANNING,",
    "[INVESTIGATION,",
    '15:37: "INVESTIGATION" stands here twice',
  ],
  [
    "purposes of an unknown kind",
    "purposes: {",
    "purposes: { SPY: [],",
    '15:13: unknown key "SPY"',
  ],
  [
    "a kind whose purposes are left out",
    "JUSTICE: [PROSECUTION, STEERING_COMMITTEE],",
    "",
    '15:1: "JUSTICE" is missing: write a list: [PATROL_PLANNING, INVESTIGATION], or [] for none',
  ],
  [
    "detail on stating a purpose to whom may state none",
    "[PROSECUTION, STEERING_COMMITTEE]",
    "[]",
    '15:75: "incident-detail" is shown to JUSTICE on stating a purpose, and it may state none: name one here, or deny "incident-detail"',
  ],
  [
    "a threshold that withholds nothing",
    "threshold: 5",
    "threshold: 1",
    '16:15: "threshold": write a whole number from 2 to 100',
  ],
  [
    "a share above one",
    "largestShare: 0.85",
    "largestShare: 85",
    '16:48: "largestShare": write a share above 0 and at most 1, e.g. 0.85',
  ],
  [
    "counts purged before their incidents",
    "countMonths: 36",
    "countMonths: 12",
    "17:34: counts are kept at least as long as their incidents",
  ],
  [
    "retention left open",
    ", accessLogMonths: 12",
    "",
    '17:1: "accessLogMonths" is missing: write a whole number from 1 to 1200',
  ],
])("refuses %s at its place", (_, from, to, problem) => {
  expect(problemsWith(from, to)).toContainEqual(problem);
});

it("reads one list of purposes for all, as conventions were written at first", () => {
  const line = /^purposes: .*$/m.exec(terms)?.[0] ?? "";
  const list = "purposes: [INVESTIGATION, PREVENTION]";
  const { purposes } = parseAccessTerms(terms.replace(line, list), "terms.yaml");
  // As it was written: the hash that landlords have signed is of these words.
  expect(purposes).toEqual(["INVESTIGATION", "PREVENTION"]);
  expect(problemsWith(line, "purposes: [INVESTIGATION, CURIOSITY]")).toEqual([
    "15:27: one of PATROL_PLANNING, INVESTIGATION, PROSECUTION, STEERING_COMMITTEE, PREVENTION",
  ]);
  expect(problemsWith(line, "purposes: [PREVENTION, PREVENTION]")).toEqual([
    '15:24: "PREVENTION" stands here twice',
  ]);
  expect(problemsWith(line, "purposes: POLICE")).toEqual([
    '15:1: "purposes": write one list a kind: { POLICE: [INVESTIGATION, …], JUSTICE: […], … }',
  ]);
});

it("takes the caller's signature for what is meant where nothing is said, and refuses other words", () => {
  const withProof = (proof: string) => `purposeProof: ${proof}\ndisclosure:`;
  const read = (text: string) => purposeProofOf(parseAccessTerms(text, "terms.yaml"));
  expect(read(terms)).toBe("signed-by-caller");
  expect(read(terms.replace("disclosure:", withProof("word-of-gateway")))).toBe("word-of-gateway");
  expect(problemsWith("disclosure:", withProof("nobody"))).toEqual([
    '16:1: "purposeProof": one of signed-by-caller, word-of-gateway; left out, it is signed-by-caller',
  ]);
});
