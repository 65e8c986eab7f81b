import fc from "fast-check";
import {
  type ActionPlace,
  actionCursor,
  actionPageId,
  actionSelectionId,
  compareActionPlaces,
  parseActionCursor,
  parseActionPageId,
  parseActionSelectionId,
} from "./action-selection.js";
import { largestPage } from "./selection.js";

const place = fc.record({
  isOpen: fc.boolean(),
  dueDate: fc.constantFrom(null, "2026-09-15", "2026-10-31", "2027-02-28"),
  landlord: fc.constantFrom("lisiere", "val-de-brie"),
  id: fc.integer({ min: 1, max: 3 }),
});
const page = fc.record({
  landlord: fc.constantFrom("lisiere", "val-de-brie"),
  territory: fc.constantFrom("77288", "QP-PLEIN-CIEL"),
  month: fc.constant("2026-10"),
  axis: fc.option(fc.integer({ min: 1, max: 5 })),
  first: fc.integer({ min: 1, max: largestPage }),
  after: fc.option(place),
});

it("carries every selection there and back", () => {
  fc.assert(
    fc.property(page, fc.boolean(), (key, all) => {
      expect(parseActionPageId(actionPageId(key))).toEqual(key);
      const selection = { ...key, landlord: all ? null : key.landlord };
      expect(parseActionSelectionId(actionSelectionId(selection))).toEqual(selection);
    }),
  );
});

it.each([
  "lisiere:77288:2026-10:6:50:",
  "lisiere:77288:2026-10:0:50:",
  "lisiere:77288:2026-10:33:50:",
  "lisiere:77288:2026-10::50:",
  "lisiere:77288:2026-10:*:201:",
  "lisiere:77288:2026-10:*:50:!",
  "lisiere:77288:2026-10:*:50::",
])("refuses %s as a page", (id) => {
  expect(parseActionPageId(id)).toBeNull();
});

const usual: ActionPlace = { isOpen: true, dueDate: null, landlord: "lisiere", id: 7 };

it.each([
  { dueDate: "2026-02-30" },
  { landlord: "Nobody!" },
  { id: 0 },
  { id: 1.5 },
  { id: 2 ** 31 },
])("answers null for the cursor of %j, which no action has", (changes) => {
  expect(parseActionCursor(actionCursor({ ...usual, ...changes }))).toBeNull();
});

it("puts what is late first, whenever one looks", () => {
  const at = (changes: Partial<ActionPlace>): ActionPlace => ({ ...usual, ...changes });
  const plan = [
    at({ dueDate: "2026-09-15" }),
    at({ dueDate: "2026-10-31" }),
    at({ dueDate: "2026-10-31", landlord: "val-de-brie", id: 2 }),
    at({ dueDate: "2026-10-31", landlord: "val-de-brie", id: 10 }),
    at({}),
    at({ isOpen: false, dueDate: "2026-10-31" }),
    at({ isOpen: false, dueDate: "2026-09-15" }),
    at({ isOpen: false }),
  ];
  expect(plan.toReversed().sort(compareActionPlaces)).toEqual(plan);
});

it("orders actions totally", () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      const order = Math.sign(compareActionPlaces(a, b));
      expect(order + Math.sign(compareActionPlaces(b, a))).toBe(0);
      expect(order === 0).toBe(actionCursor(a) === actionCursor(b));
    }),
  );
});
