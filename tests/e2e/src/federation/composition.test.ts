import { type TerritoryAnswer, territoryQuery } from "./figures.js";
import { literalLandlord } from "./literal-landlord.js";
import { startPlatform } from "./platform.js";
import { agglomeration, melun, smallConvention } from "./small-convention.js";

it.each([2, 5, 20])(
  "composes %i landlords and asks each of them once for a total",
  async (count) => {
    const slugs = Array.from({ length: count }, (_, index) => `landlord-${index + 1}`);
    const site = { reference: "A", commune: melun, level: 3, dwellings: 40 };
    const platform = await startPlatform(
      smallConvention(Object.fromEntries(slugs.map((slug) => [slug, { [melun]: 40 }]))),
      new Map(
        slugs.map((slug) => [
          slug,
          { schema: literalLandlord(slug, [site], new Map([[agglomeration, [melun]]])) },
        ]),
      ),
    );
    try {
      const { data, errors } = await platform.ask(territoryQuery, { code: agglomeration });
      expect(errors).toBeUndefined();
      const { territory } = data as unknown as TerritoryAnswer;
      expect(territory.coverage).toMatchObject({
        landlordsAnswered: count,
        dwellingsKnown: 40 * count,
      });
      expect(territory.sites.edges.map(({ node }) => node.name)).toEqual(
        slugs.map(() => "Résidence A"),
      );
      for (const front of platform.fronts.values()) {
        // Contribution, page and its site in one question.
        expect(front.take()).toHaveLength(1);
      }
    } finally {
      await platform.stop();
    }
  },
);
