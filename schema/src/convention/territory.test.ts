import fc from "fast-check";
import type { Convention, LandlordParty, StockEntry, Territory } from "./convention.js";
import { smallConvention } from "./signatures/signature.fixture.js";
import { expectedLandlords, stockWithin } from "./territory.js";

const small = smallConvention();

function territoryOf(code: string, communes: readonly string[]): Territory {
  const kind = code.startsWith("QP") ? "PRIORITY_DISTRICT" : "INTERCOMMUNALITY";
  return { code, kind, name: code, communes, population: null, center: null };
}

function landlordOf(slug: string, stock: readonly StockEntry[]): LandlordParty {
  const [landlord] = small.landlords;
  if (landlord === undefined) throw new Error("no landlord");
  return { ...landlord, slug, stock };
}

const commune = fc.constantFrom("77285", "77288", "77152", "77001");
const district = fc.constantFrom("QP-1", "QP-2");
const stock = fc.array(
  fc.record({
    commune,
    priorityDistrict: fc.option(district),
    dwellings: fc.integer({ min: 1, max: 900 }),
  }),
);
const territory = fc
  .tuple(fc.oneof(district, fc.constant("200")), fc.array(commune))
  .map(([code, communes]) => territoryOf(code, communes));

it("expects of each territory what its landlords declare in it, in the convention's order", () => {
  fc.assert(
    fc.property(fc.array(territory), fc.array(stock), (territories, stocks) => {
      const landlords = stocks.map((parts, index) => landlordOf(`landlord-${index}`, parts));
      const expected = expectedLandlords({ ...small, territories, landlords });
      for (const one of territories) {
        const declared = landlords.flatMap((landlord) => {
          const parts = stockWithin(one, landlord);
          const dwellings = parts.reduce((sum, part) => sum + part.dwellings, 0);
          return parts.length === 0 ? [] : [{ landlord, dwellings }];
        });
        const found = expected.get(one)?.map((each) => {
          const { inMonth } = each.declared;
          return { landlord: each.landlord, dwellings: inMonth("2026-10") };
        });
        expect(found).toEqual(declared);
      }
    }),
  );
});

it("looks at a part of the stock as often for many territories as for one", () => {
  const readsFor = (territories: number) => {
    let reads = 0;
    const parts = Array.from({ length: 30 }, (_, index) => ({
      get commune() {
        reads += 1;
        return String(10_000 + index);
      },
      priorityDistrict: null,
      dwellings: 1,
    }));
    const convention: Convention = {
      ...small,
      territories: Array.from({ length: territories }, (_, index) =>
        territoryOf(`T${index}`, [String(10_000 + index)]),
      ),
      landlords: [landlordOf("lisiere", parts)],
    };
    expect(expectedLandlords(convention).size).toBe(territories);
    return reads;
  };
  expect(readsFor(300)).toBe(readsFor(1));
});
