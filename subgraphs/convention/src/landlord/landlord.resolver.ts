import { dwellingsIn, type LandlordParty, landlordTypeNames, type Month } from "@palier/schema";

/** The landlords that take part. */
export class LandlordResolver {
  constructor(private readonly landlords: readonly LandlordParty[]) {}

  /** In the convention's order. */
  all(): readonly LandlordParty[] {
    return this.landlords;
  }

  /** What the gateway's key stands for; null for a landlord that does not take part. */
  byKey(representation: unknown): LandlordParty | null {
    if (typeof representation !== "object" || representation === null) return null;
    const slug = "slug" in representation ? representation.slug : null;
    return this.landlords.find((landlord) => landlord.slug === slug) ?? null;
  }

  /** References to what each landlord's node counts of its access log. */
  accessRecords() {
    return this.landlords.map((landlord) => {
      const { slug } = landlord;
      return { __typename: landlordTypeNames(slug).accessRecord, id: slug, landlord };
    });
  }

  /** As of the month. */
  declaredDwellings({ stock }: LandlordParty, month: Month): number {
    return stock.reduce((sum, part) => sum + dwellingsIn(part, month), 0);
  }
}
