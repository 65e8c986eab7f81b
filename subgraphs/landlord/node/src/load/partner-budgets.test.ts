import type { Viewer } from "@palier/schema";
import { PartnerBudgets } from "./partner-budgets.js";

const viewer = (partner: string, subject: string): Viewer => ({
  subject,
  partner,
  kind: "POLICE",
  scope: ["247"],
  purpose: null,
  statedPurpose: null,
  asks: "FIELDS",
});
const officer = viewer("police", "officer");
const colleague = viewer("police", "colleague");
const clerk = viewer("mairie", "clerk");

function budgets(rows = 1_000_000) {
  let nowMs = 0;
  const partners = new PartnerBudgets({ police: { requests: 60, rows } }, () => nowMs);
  const taken = (who: Viewer, times: number) =>
    Array.from({ length: times }, () => partners.takeRequest(who)).filter(Boolean).length;
  return {
    taken,
    read: (who: Viewer, count: number) => partners.takeRows(who, count),
    pass: (seconds: number) => {
      nowMs += seconds * 1_000;
    },
  };
}

it("gives a person half of what its partner has a minute, and its colleagues the rest", () => {
  const { taken, pass } = budgets();
  expect(taken(officer, 100)).toBe(30);
  expect(taken(colleague, 100)).toBe(30);
  expect(taken(viewer("police", "third"), 100)).toBe(0);
  pass(10);
  expect(taken(officer, 100)).toBe(5);
  expect(taken(colleague, 100)).toBe(5);
  pass(3_600);
  expect(taken(officer, 100) + taken(colleague, 100)).toBe(60);
});

it("limits rows likewise, and lets an answer owe a minute's worth at most", () => {
  const { taken, read, pass } = budgets(10_000);
  read(officer, 1_000_000);
  expect(taken(officer, 1)).toBe(0);
  expect(taken(colleague, 1)).toBe(0);
  pass(59);
  expect(taken(officer, 1)).toBe(0);
  pass(2);
  expect(taken(officer, 1)).toBe(1);
});

it("has no limit for a partner without a budget", () => {
  expect(budgets().taken(clerk, 10_000)).toBe(10_000);
});
