import {
  chosenOf,
  inOrder,
  isChosen,
  type OrderedIncident,
  sortingOf,
  sortingText,
} from "./incident-order";

const night: OrderedIncident = {
  id: "night",
  day: "2026-10-02",
  timeBand: "NIGHT",
  place: "ROOF",
  severity: 2,
};
const bare: OrderedIncident = {
  id: "bare",
  day: "2026-10-03",
  timeBand: null,
  place: null,
  severity: null,
};
const morning: OrderedIncident = {
  id: "morning",
  day: "2026-09-01",
  timeBand: "MORNING",
  place: "OTHER",
  severity: 4,
};
const all = [night, bare, morning];
const idsBy = (text: string | null) =>
  inOrder(all, sortingOf(text), ({ id }) => id).map(({ id }) => id);

it("puts the latest and the gravest first, and what is not recorded last either way", () => {
  expect(idsBy(null)).toEqual(["bare", "night", "morning"]);
  expect(idsBy("-day")).toEqual(["morning", "night", "bare"]);
  expect(idsBy("severity")).toEqual(["morning", "night", "bare"]);
  expect(idsBy("-severity")).toEqual(["night", "morning", "bare"]);
  expect(idsBy("timeBand")).toEqual(["morning", "night", "bare"]);
  expect(idsBy("category")).toEqual(["bare", "morning", "night"]);
  expect(idsBy("nonsense")).toEqual(idsBy(null));
});

it("turns the order round where the same column is chosen again", () => {
  expect(sortingText("severity", sortingOf(null))).toBe("severity");
  expect(sortingText("severity", sortingOf("severity"))).toBe("-severity");
  expect(sortingText("day", sortingOf("-day"))).toBeNull();
});

it("chooses by part of the day, place and least severity, and what is not recorded by itself", () => {
  const idsOf = (query: string) =>
    all.filter((each) => isChosen(each, chosenOf(new URLSearchParams(query)))).map(({ id }) => id);
  expect(idsOf("")).toEqual(["night", "bare", "morning"]);
  expect(idsOf("band=NOT_RECORDED")).toEqual(["bare"]);
  expect(idsOf("band=NIGHT&where=ROOF")).toEqual(["night"]);
  expect(idsOf("severity=3")).toEqual(["morning"]);
  expect(idsOf("severity=NOT_RECORDED")).toEqual(["bare"]);
  expect(idsOf("severity=7&band=NOON")).toEqual(["night", "bare", "morning"]);
});
