import { actionPageId } from "../composition/action-selection.js";
import { sitePageId } from "../composition/site-selection.js";
import { answerDomains } from "./answer-domains.js";
import type { Asked } from "./domain.js";

const plain: Asked = {
  landlord: "lisiere",
  id: "",
  given: {},
  lastMonth: "2026-10",
  threshold: null,
  totalsThreshold: null,
};

function domainOf(coordinate: string) {
  const [type = "", field = ""] = coordinate.split(".");
  const domain = answerDomains[type]?.[field];
  if (domain === undefined) throw new Error(`no domain of ${coordinate}`);
  return domain;
}

function holds(coordinate: string, value: unknown, asked: Partial<Asked> = {}) {
  return domainOf(coordinate).holds?.(value, { ...plain, ...asked });
}

function most(coordinate: string, asked: Partial<Asked> = {}) {
  return domainOf(coordinate).most?.({ ...plain, ...asked });
}

it.each<[string, unknown, unknown]>([
  ["Site.dwellings", 1, -5],
  ["Site.dwellings", 5_000_000, 0],
  ["LevelTally.dwellings", 0, -5],
  ["LevelTally.sites", 0, 5_000_001],
  ["LevelTally.level", 0, 5],
  ["Classification.level", 4, 9],
  ["Classification.level", 1, 0],
  ["Classification.closedMonths", 12, 13],
  ["Classification.dwellings", 1, 0],
  ["IncidentCount.count", 0, -3],
  ["GateCondition.observed", 0, -1],
  ["Location.latitude", -90, -999],
  ["Location.longitude", 180, 180.5],
  ["Action.axis", 5, 77],
  ["SiteAction.axis", 1, 0],
  ["Incident.severity", 4, 5],
  ["LevelShare.share", 1, 1.01],
  ["Landlord.slug", "lisiere", "val-de-brie"],
  ["Site.id", "lisiere:A", "val-de-brie:A"],
  ["SiteLevel.id", "lisiere:A", "lisiere-2:A"],
  ["Commune.code", "2A004", "77288; DROP"],
  ["Action.title", "x".repeat(2_000), "x".repeat(2_001)],
  ["Category.code", "DOOR_VANDALISM", "x".repeat(300_000)],
  ["Classification.since", "2026-10", "2030-01"],
])("lets %s be %j, not %j", (coordinate, right, wrong) => {
  expect([holds(coordinate, right), holds(coordinate, wrong)]).toEqual([true, false]);
});

it("lets the platform's own subgraphs speak of every landlord", () => {
  expect(holds("Landlord.slug", "val-de-brie", { landlord: null })).toBe(true);
});

it.each<[object, string[], string[]]>([
  [{}, ["2023-11", "2026-10"], ["2026-11", "2030-01"]],
  [{ month: "2026-03" }, ["2026-03"], ["2026-02", "2026-04"]],
  [{ month: "2030-03" }, [], ["2030-03"]],
  [{ from: "2026-01", to: "2026-03" }, ["2026-01", "2026-03"], ["2025-12", "2026-04"]],
  [{ from: "2026-01", to: "2031-03" }, ["2026-10"], ["2026-11", "2031-03"]],
  [{ from: null, to: "2026-03" }, ["2023-04", "2026-03"], ["2023-03", "2026-04"]],
])("with arguments %j lets a classification be of %j, not of %j", (given, right, wrong) => {
  const ofAsked = (month: string) => holds("Classification.month", month, { given: { ...given } });
  expect([right.every(ofAsked), wrong.some(ofAsked)]).toEqual([true, false]);
});

it("gives no more rows than months were asked for", () => {
  expect(most("Site.history")).toBe(36);
  expect(most("Site.history", { given: { to: "2026-03" } })).toBe(36);
  expect(most("Site.history", { given: { from: "2026-09", to: "2026-10" } })).toBe(2);
  expect(most("Site.history", { given: { from: "2026-09" } })).toBe(2);
  expect(most("Site.history", { given: { from: "1990-01" } })).toBe(60);
  expect(most("Site.history", { given: { from: "2026-09", to: "2026-08" } })).toBe(0);
  expect(most("Site.incidentCounts")).toBe(12 * 7);
  expect(most("Site.incidentCounts", { given: { from: "2026-10" } })).toBe(7);
});

it("gives no more rows than a page was asked to hold", () => {
  const key = { landlord: "lisiere", territory: "77288", month: "2026-10", first: 50, after: null };
  expect(most("IncidentConnection.edges", { given: { first: 20 } })).toBe(20);
  expect(most("SitePage.sites", { id: sitePageId({ ...key, levels: null }) })).toBe(51);
  expect(most("ActionPage.actions", { id: actionPageId({ ...key, axis: 3 }) })).toBe(51);
  expect(most("SitePage.sites", { id: "nobody wrote this" })).toBe(1);
});

it("lets an incident be of the months and the family that were asked for", () => {
  const given = { from: "2026-02", to: "2026-03", family: "DAMAGE" };
  const days = ["2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01"];
  expect(days.map((day) => holds("Incident.day", day, { given }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(holds("Incident.day", "2026-11-01")).toBe(false);
  expect(holds("Category.family", "DAMAGE", { given })).toBe(true);
  expect(holds("Category.family", "NOISE", { given })).toBe(false);
  expect(holds("Category.family", "NOISE")).toBe(true);
});

it("keeps a small count from a reader who has it withheld, a true zero not", () => {
  const shown = [0, 1, 4, 5].map((count) => holds("IncidentCount.count", count, { threshold: 5 }));
  expect(shown).toEqual([true, false, false, true]);
  expect(holds("IncidentCount.count", 1)).toBe(true);
});
