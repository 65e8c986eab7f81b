import fc from "fast-check";
import { breakage, nonsense, reset } from "./faults.js";
import type { Fault } from "./faulty-front.js";
import { levelsOf, orderedIds, type TerritoryAnswer, territoryQuery } from "./figures.js";
import { type LiteralSite, literalLandlord } from "./literal-landlord.js";
import { type Platform, startPlatform } from "./platform.js";
import { agglomeration, leMee, melun, smallConvention } from "./small-convention.js";

const communes = new Map([
  [melun, [melun]],
  [leMee, [leMee]],
  [agglomeration, [melun, leMee]],
]);
const slugs = ["lisiere", "val-de-brie", "orme", "canal", "les-rives"];

/** Sites that differ from landlord to landlord, so that no two subsets have the same sum. */
const sitesOf = new Map(
  slugs.map((slug, landlord) => [
    slug,
    [4, 3, 2, 1, 0].map(
      (level): LiteralSite => ({
        reference: `R${level}`,
        commune: level > 2 ? melun : leMee,
        level,
        dwellings: 10 * level + 2 ** landlord,
      }),
    ),
  ]),
);

const faults: readonly { readonly fault: Fault; readonly status: string }[] = [
  ...["a web page", "levels of 9", "too few entities"].map((name) => ({
    fault: faultNamed(name),
    status: "INVALID_ANSWER",
  })),
  ...Object.values(breakage).map((fault) => ({ fault, status: "FAILED" })),
  { fault: reset, status: "UNREACHABLE" },
];

let platform: Platform;

beforeAll(async () => {
  const convention = smallConvention(
    Object.fromEntries(slugs.map((slug) => [slug, { [melun]: 100, [leMee]: 100 }])),
  );
  platform = await startPlatform(
    convention,
    new Map(
      slugs.map((slug) => [
        slug,
        { schema: literalLandlord(slug, sitesOf.get(slug) ?? [], communes) },
      ]),
    ),
  );
});

afterAll(() => platform.stop());

it("gives, whichever landlords fail and however, the sum over the others and names the failed", async () => {
  const outcome = fc.option(fc.nat(faults.length - 1), { freq: 2 });
  const outcomes = fc.tuple(...slugs.map(() => outcome));
  await fc.assert(
    fc.asyncProperty(outcomes, async (chosen) => {
      const states = slugs.map((slug, index) => ({ slug, ...faults[chosen[index] ?? -1] }));
      for (const { slug, fault } of states) {
        const front = platform.fronts.get(slug);
        if (front) front.fault = fault ?? null;
      }
      const { data, raw } = await platform.ask(territoryQuery, { code: agglomeration });
      const { territory } = data as unknown as TerritoryAnswer;
      const answering = states.filter(({ fault }) => fault === undefined);
      const counted = answering.flatMap(({ slug }) =>
        (sitesOf.get(slug) ?? []).map((site) => ({ ...site, slug })),
      );
      expect(territory.levels).toEqual(levelsOf(counted));
      expect(territory.sites.edges.map(({ node }) => node.id)).toEqual(orderedIds(counted));
      expect(territory.sites.totalCount).toBe(counted.length);
      expect(territory.sites.missing).toEqual(
        states.flatMap(({ slug, status }) => (status ? [{ landlord: { slug }, status }] : [])),
      );
      expect(territory.coverage.landlords).toMatchObject(
        states.map(({ slug, status = "ANSWERED" }) => ({ landlord: { slug }, status })),
      );
      expect(raw).not.toMatch(/127\.0\.0\.1|10\.0\.0\.1|https?:|stack|\.js/);
    }),
    { numRuns: 60 },
  );
});

function faultNamed(name: string): Fault {
  const fault = nonsense[name];
  if (fault === undefined) throw new Error(`No fault is named ${name}`);
  return fault;
}
