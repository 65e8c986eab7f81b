import { isLandlordSlug } from "@palier/schema";
import { authorityOf, slugsOf } from "./authority.js";

it.each([
  ["Liverpool 024B", "Liverpool"],
  ["St. Helens 001A", "St. Helens"],
  ["Cheshire West and Chester 012C", "Cheshire West and Chester"],
  ["", ""],
])("reads the authority of %j", (area, authority) => {
  expect(authorityOf(area)).toBe(authority);
});

it("makes valid, distinct slugs of any names", () => {
  const names = [
    "Liverpool",
    "St. Helens",
    "St Helens",
    "Île-de-Ré",
    "1066 Country",
    "Upper Log",
    "1066 Personal",
    "京都",
    "a".repeat(60),
  ];
  const slugs = slugsOf([...names, "a".repeat(70)]);
  expect(slugs.slice(0, 8)).toEqual([
    "liverpool",
    "st-helens",
    "st-helens-2",
    "ile-de-re",
    "authority-1066-country",
    "authority-upper-log-1",
    "authority-1066-personal-1",
    "authority",
  ]);
  expect(slugs.every(isLandlordSlug)).toBe(true);
  expect(new Set(slugs).size).toBe(slugs.length);
});
