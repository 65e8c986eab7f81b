import { siteCursor } from "@palier/schema";
import fc from "fast-check";
import { siteFilter } from "./site-arguments.js";

const slugs = ["lisiere", "val-de-brie"];
const all = { first: 50 };

it("selects every site by default", () => {
  expect(siteFilter(all, slugs)).toEqual({ levels: null, landlord: null, first: 50, after: null });
});

it("takes levels in any order", () => {
  const levels = fc.shuffledSubarray([1, 2, 3, 4], { minLength: 1 });
  fc.assert(
    fc.property(levels, (chosen) => {
      expect(siteFilter({ ...all, levels: chosen }, slugs).levels).toEqual([...chosen].sort());
    }),
  );
});

it("begins after the place of a cursor", () => {
  const place = { level: 3, dwellings: 40, id: "lisiere:R-1" };
  expect(siteFilter({ ...all, after: siteCursor(place) }, slugs).after).toEqual(place);
});

it.each([[[]], [[0]], [[5]], [[3, 3]], [[1, 2, 3, 4, 1]]])("refuses levels %j", (levels) => {
  expect(() => siteFilter({ ...all, levels }, slugs)).toThrow("`levels` must name each of 1 to 4");
});

it("says for every argument what would be right", () => {
  const args = { levels: [9], landlord: "nobody", first: 201, after: "" };
  expect(() => siteFilter(args, slugs)).toThrow(
    "`levels` must name each of 1 to 4 at most once; `landlord` must be one of lisiere, val-de-brie; `first` must be from 1 to 200; `after` must be the cursor of an edge of this list",
  );
  expect(() => siteFilter({ first: 0 }, slugs)).toThrow("`first` must be from 1 to 200");
});
