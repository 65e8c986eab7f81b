import { itemParameters, listMark, type Place, placeText } from "./item-parameters.js";

const orme = { status: "UNREACHABLE", landlord: { slug: "orme", name: "Orme" } };
const lisiere = { status: "WITHHELD", landlord: { slug: "lisiere", name: null } };
const terms = { reference: "essai", version: 1, title: null, gridVersion: 1 };
const whole = listMark({ totalCount: 4, missing: [] }, terms);

it.each<[string, string]>([
  ["another count", listMark({ totalCount: 3, missing: [] }, terms)],
  ["a landlord missing", listMark({ totalCount: 4, missing: [orme] }, terms)],
  ["another landlord missing", listMark({ totalCount: 4, missing: [lisiere] }, terms)],
  ["another version", listMark({ totalCount: 4, missing: [] }, { ...terms, version: 2 })],
  ["another grid", listMark({ totalCount: 4, missing: [] }, { ...terms, gridVersion: 2 })],
])("marks a list otherwise that has %s", (_what, mark) => {
  expect(mark).not.toBe(whole);
});

it("marks a list the same, in whatever order its landlords are missing", () => {
  const list = (missing: readonly (typeof orme | typeof lisiere)[]) =>
    listMark({ totalCount: 4, missing }, terms);
  expect(list([orme, lisiere])).toBe(list([lisiere, orme]));
});

it.each<Place>([
  { territory: "77288", after: null },
  { territory: "77288", after: "a:b:c", list: whole },
])("reads a place as it was written: %j", (place) => {
  expect(itemParameters.cursor.read(placeText(place))).toEqual(place);
});

it.each(["77288", "77288:cursor", `77288:${whole}`, `77288:${whole}:`, `77288:${whole}x:cursor`])(
  "takes no place of a list that it does not name: %s",
  (text) => {
    expect(itemParameters.cursor.read(text)).toBeUndefined();
  },
);
