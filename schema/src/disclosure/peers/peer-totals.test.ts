import { type DividedTerritory, territoriesWithTotals } from "./peer-totals.js";

const rule = { leastLandlords: 3, largestShare: 0.85 };

/** `A100 B50` at each place: who has how many dwellings there. */
function territory(code: string, places: Readonly<Record<string, string>>): DividedTerritory {
  return {
    code,
    dwellings: new Map(
      Object.entries(places).map(([place, landlords]) => [
        place,
        new Map(landlords.split(" ").map((each) => [each.charAt(0), Number(each.slice(1))])),
      ]),
    ),
  };
}

function shown(...territories: readonly DividedTerritory[]): string {
  return [...territoriesWithTotals(territories, rule)].sort().join(" ");
}

const melun = { in: "A100 B100 C100", out: "A50 B60 C70" };
const dammarie = { d: "A40 B50 D60" };

it("asks for three landlords, none above 85 % of the dwellings", () => {
  expect(shown(territory("two", { p: "A50 B50" }))).toBe("");
  expect(shown(territory("three", { p: "A50 B50 C1" }))).toBe("three");
  expect(shown(territory("most", { p: "A86 B10 C4" }))).toBe("");
  expect(shown(territory("just", { p: "A85 B10 C5" }))).toBe("just");
  expect(shown(territory("none", { p: "A50 B50 C0" }))).toBe("");
});

it("withholds the agglomeration whose communes would leave one that is withheld", () => {
  const lone = { l: "A80 B20" };
  const communes = [territory("melun", melun), territory("lone", lone)];
  expect(shown(territory("all", { ...melun, ...lone }), ...communes)).toBe("all");
  expect(
    shown(
      territory("all", { ...melun, ...dammarie, ...lone }),
      territory("dammarie", dammarie),
      ...communes,
    ),
  ).toBe("all melun");
});

it("withholds a district that would leave one landlord's part of its commune", () => {
  const commune = territory("commune", { in: "A100 B100 C100", out: "A50" });
  expect(shown(commune, territory("district", { in: "A100 B100 C100" }))).toBe("commune");
  const broad = territory("commune", { in: "A100 B100 C100", out: "A50 B50 C50" });
  expect(shown(broad, territory("district", { in: "A100 B100 C100" }))).toBe("commune district");
});

it("withholds a district that would leave, with another, a rest of which one landlord holds too much", () => {
  const even = "A100 B100 C100";
  const commune = territory("commune", { one: even, two: even, out: "A190 B5 C5" });
  const one = territory("one", { one: even });
  const two = territory("two", { two: even });
  expect(shown(commune, one, two)).toBe("commune one");
  // Across two communes: they, less what lies across, leave the same.
  const east = territory("east", { one: even, edge: "A190 B5 C5" });
  const west = territory("west", { two: even });
  const across = territory("across", { one: even, two: even });
  expect(shown(east, west, across)).toBe("across east");
});

it("goes through many communes, and shows them with what they leave", () => {
  const places = Array.from({ length: 40 }, (_, place) => [`p${place}`, "A50 B60 C70"] as const);
  const all = territory("all", Object.fromEntries([...places, ["last", "A80 B15 C10"]]));
  const communes = places.map(([place, of]) => territory(place, { [place]: of }));
  expect(shown(all, ...communes).split(" ")).toHaveLength(41);
  const held = territory("all", Object.fromEntries([...places, ["last", "A190 B5 C5"]]));
  expect(shown(held, ...communes).split(" ")).toHaveLength(40);
});

it("withholds what leaves such a rest twice", () => {
  const even = "A100 B100 C100";
  const held = "A190 B5 C5";
  // Two of the totals, less the third, count what they share twice, and nothing else.
  const one = territory("one", { held, left: even });
  const other = territory("other", { held, right: even });
  const between = territory("between", { left: even, right: even });
  expect(shown(one, other, between)).toBe("between one");
});

it("withholds what several totals together would give back", () => {
  // east + west − (west and middle) leaves what lies east of the middle, of one landlord alone.
  const broad = "A50 B50 C50";
  const east = territory("east", { middle: broad, edge: "A30" });
  const west = territory("west", { far: broad });
  const both = territory("both", { far: broad, middle: broad });
  expect(shown(east, west, both)).toBe("both east");
});

it("does not depend on the order of the territories", () => {
  const all = [
    territory("all", { ...melun, ...dammarie }),
    territory("melun", melun),
    territory("dammarie", dammarie),
  ];
  expect(shown(...all)).toBe(shown(...[...all].reverse()));
});
