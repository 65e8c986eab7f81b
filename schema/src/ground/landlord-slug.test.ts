import { slugProblems } from "../composition/compose.js";
import { isLandlordSlug, typePrefix } from "./landlord-slug.js";

it.each(["lisiere", "val-de-brie", "a1", "l-1", "log-1", "catalog", "federated-homes"])(
  "takes %s for a slug",
  (slug) => {
    expect(isLandlordSlug(slug)).toBe(true);
  },
);

it.each([
  "1er",
  "Lisiere",
  "lisière",
  "val--de",
  "-val",
  "val-",
  "val_de",
  "",
  "a".repeat(41),
  null,
  "lisiere-log",
  "lisiere-personal",
  "lisiere-federated",
  "log",
])("does not take %p for a slug", (slug) => {
  expect(isLandlordSlug(slug)).toBe(false);
});

it("names types after the slug", () => {
  expect(typePrefix("val-de-brie")).toBe("ValDeBrie");
});

it.each([
  [["lisiere", "lisiere"], 'Two landlords have the slug "lisiere"'],
  [["a-1b", "a1b"], 'The slugs "a-1b" and "a1b" give the same type name A1bSite'],
  [["convention"], '"convention" is the name of another part of the platform; take another slug'],
  [["Été"], expect.stringContaining('"Été" is not a landlord\'s slug: lower-case letters')],
  [[], "A federation needs at least one landlord"],
])("refuses the landlords %j", (slugs, problem) => {
  expect(slugProblems(slugs)).toEqual([problem]);
});
