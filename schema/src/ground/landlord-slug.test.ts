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
