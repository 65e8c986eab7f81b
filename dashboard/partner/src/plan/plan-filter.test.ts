import { type OwnParty, ownParty, type PartyChoice, readParty, writeParty } from "./party";
import type { PlannedAction } from "./plan";
import { everyAction, isSought, mayFollow, type PlanFilter, readDue } from "./plan-filter";

const today = "2026-11-23";

function action(facts: Partial<PlannedAction>): PlannedAction {
  const nothing = { title: null, axis: null, dueDate: null, responsibleParty: null, partner: null };
  const unsited = { changedOn: null, sites: [] };
  return { key: "1", id: "1", status: "PLANNED", ...nothing, ...unsited, ...facts };
}

function at(landlord: string, commune: string | null = null) {
  return [
    { id: `${landlord}:R-1`, name: "Les Ormes", commune: "Melun", communeCode: commune, landlord },
  ];
}

function finds(facts: Partial<PlannedAction>, filter: Partial<PlanFilter>): boolean {
  return isSought(action(facts), { ...everyAction, today, ...filter });
}

it("tells late actions by how late, and what is due soon, of open ones alone", () => {
  const found = (due: string, dueDate: string | null, status = "PLANNED" as const) =>
    finds({ dueDate, status }, { due: readDue(due) });
  expect(["2026-11-22", "2026-11-23"].map((day) => found("late", day))).toEqual([true, false]);
  expect(["2026-10-24", "2026-10-25"].map((day) => found("late30", day))).toEqual([true, false]);
  expect(["2026-08-25", "2026-08-26"].map((day) => found("late90", day))).toEqual([true, false]);
  const soon = ["2026-11-22", "2026-11-23", "2026-12-23", "2026-12-24", null];
  expect(soon.map((day) => found("next30", day))).toEqual([false, true, true, false, false]);
  expect([null, "2026-11-23"].map((day) => found("undated", day))).toEqual([true, false]);
  expect(finds({ dueDate: "2020-01-01", status: "DONE" }, { due: "late" })).toBe(false);
  expect(readDue("ever")).toBeNull();
});

it("reads no further than what is looked for by date can stand", () => {
  const follows = (due: string, facts: Partial<PlannedAction>) =>
    mayFollow(action(facts), { ...everyAction, today, due: readDue(due) });
  expect(follows("late30", { dueDate: "2026-09-01" })).toBe(true);
  expect(follows("late30", { dueDate: "2026-11-20" })).toBe(false);
  expect(follows("next30", { dueDate: "2026-11-20" })).toBe(true);
  expect(follows("next30", { dueDate: "2027-01-20" })).toBe(false);
  expect(follows("undated", { dueDate: "2027-01-20" })).toBe(true);
  expect(follows("undated", { status: "DONE" })).toBe(false);
});

it("finds words of title, party, site and commune, whatever their accents and capitals", () => {
  const facts = { title: "Éclairage d’été", responsibleParty: "Commune", sites: at("lisiere") };
  const texts = ["eclairage", "D'ETE ormes", "melun commune", "  ", "melun parquet"];
  expect(texts.map((text) => finds(facts, { text }))).toEqual([true, true, true, true, false]);
});

it("finds what is done in a commune at any of its sites", () => {
  const sites = [...at("lisiere", "77288"), ...at("lisiere", "77152")];
  expect(["77152", "77288", "77040"].map((commune) => finds({ sites }, { commune }))).toEqual([
    ...[true, true, false],
  ]);
});

const police: OwnParty = { partner: "police-melun", name: "Police nationale", landlord: null };
const peer: OwnParty = { partner: "bailleur-lisiere", name: null, landlord: "lisiere" };

it("takes for mine what concerns my party, or nobody's at my own sites", () => {
  const mine = (facts: Partial<PlannedAction>, own: OwnParty) =>
    finds(facts, { party: { kind: "mine" }, own });
  expect(mine({ partner: "police-melun" }, police)).toBe(true);
  expect(mine({ partner: "parquet-melun", responsibleParty: "Police nationale" }, police)).toBe(
    false,
  );
  expect(mine({ responsibleParty: "Police nationale" }, police)).toBe(true);
  expect(mine({ sites: at("lisiere") }, police)).toBe(false);
  expect(mine({ sites: at("lisiere") }, peer)).toBe(true);
  expect(mine({ sites: at("orme") }, peer)).toBe(false);
  expect(mine({ sites: at("lisiere"), partner: "police-melun" }, peer)).toBe(false);
  expect(mine({}, everyAction.own)).toBe(false);
});

it("knows a peer landlord's own sites by its code, and gives nobody else any", () => {
  const landlords = [{ slug: "lisiere" }, { slug: "orme" }];
  const slugOf = (code: string, kind: string) =>
    ownParty({ code, kind, name: null }, landlords).landlord;
  expect(slugOf("bailleur-lisiere", "LANDLORD")).toBe("lisiere");
  expect(slugOf("orme", "LANDLORD")).toBe("orme");
  expect(slugOf("bailleur-saule", "LANDLORD")).toBeNull();
  expect(slugOf("mairie-lisiere", "MUNICIPALITY")).toBeNull();
});

it("reads from an address what it wrote into it", () => {
  const choices: PartyChoice[] = [
    { kind: "mine" },
    { kind: "partner", code: "police-melun" },
    { kind: "named", name: "Service : jeunesse" },
  ];
  expect(choices.map((choice) => readParty(writeParty(choice)))).toEqual(choices);
  expect([null, "", "named:", "else:x"].map(readParty)).toEqual([null, null, null, null]);
});
