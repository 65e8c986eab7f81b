import {
  type Convention,
  contributionId,
  type DeclaredStock,
  expectedLandlords,
  type LandlordParty,
  landlordTypeNames,
  type Month,
  type Territory,
  type TerritoryKind,
} from "@palier/schema";

/** A landlord that is due to contribute to a territory. */
export interface ExpectedLandlord {
  readonly landlord: LandlordParty;
  /** What it declared there. */
  readonly declared: DeclaredStock;
  /** Names of its types in the graph. */
  readonly types: ReturnType<typeof landlordTypeNames>;
}

/** What a landlord is due to bring to a territory for a month, and how much of it is believed. */
export function expectedContribution(
  { landlord: { slug }, declared: { inMonth, least, most } }: ExpectedLandlord,
  territory: string,
  month: Month,
) {
  const contribution = contributionId({ landlord: slug, territory, month });
  return { contribution, landlord: slug, dwellings: inMonth(month), least, most };
}

/** The convention's territories with what never changes while the process runs, worked out once. */
export class TerritoryDirectory {
  readonly #byCode: ReadonlyMap<string, Territory>;
  readonly #expected: ReadonlyMap<Territory, readonly ExpectedLandlord[]>;

  constructor(convention: Convention) {
    this.#byCode = new Map(convention.territories.map((territory) => [territory.code, territory]));
    this.#expected = new Map(
      [...expectedLandlords(convention)].map(([territory, expected]) => [
        territory,
        expected.map(({ landlord, declared }) => ({
          landlord,
          declared,
          types: landlordTypeNames(landlord.slug),
        })),
      ]),
    );
  }

  find(code: string): Territory | null {
    return this.#byCode.get(code) ?? null;
  }

  /** In the convention's order. */
  all(kind?: TerritoryKind | null): Territory[] {
    const territories = [...this.#byCode.values()];
    return kind ? territories.filter((territory) => territory.kind === kind) : territories;
  }

  /** In the convention's order. */
  expected(territory: Territory): readonly ExpectedLandlord[] {
    return this.#expected.get(territory) ?? [];
  }

  /** Null when the code is no commune's. */
  communeName(code: string): string | null {
    const territory = this.find(code);
    return territory?.kind === "COMMUNE" ? territory.name : null;
  }
}
