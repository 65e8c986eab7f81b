/**
 * What a field needs besides what came with its parent. All fields of one level that need the same
 * are answered by the same requests, however many parents the level has.
 */
export type Question =
  /** Who takes part, and where. */
  | "CONVENTION"
  /** The sites' own facts, of each landlord that has one there. */
  | "OWNERS"
  /** Tallies of every landlord of the territory, and classification, which adds them up. */
  | "FIGURES"
  /** Sums of every family of every landlord of the territory, and classification, which adds them up. */
  | "COUNTS"
  /** A page of sites or actions of every landlord of the territory, and classification, which merges them. */
  | "PAGES";

/** How much there is of what a level is about. */
export interface Level {
  /** Landlords with stock in the territory, or in any of several. */
  readonly landlords: number;
  /** Landlords with stock in one of the territories, on average. */
  readonly perTerritory: number;
  /** Landlords that the level's own objects can belong to. */
  readonly owners: number;
  /** Entries of the page that the level stands in; 1 outside any. */
  readonly page: number;
}

interface QuestionCost {
  /** How many landlords are sent a request. */
  readonly landlords: (level: Level) => number;
  /** Requests to convention or classification. */
  readonly platform: number;
  /** Microseconds for each parent of the level, besides the requests. */
  readonly parentUs: (level: Level) => number;
}

/** What answers cost besides their values, measured by `bench:cost`. */
export const questions: Readonly<Record<Question, QuestionCost>> = {
  CONVENTION: { landlords: () => 0, platform: 1, parentUs: () => 5 },
  OWNERS: { landlords: ({ owners }) => owners, platform: 0, parentUs: () => 80 },
  FIGURES: {
    landlords: ({ landlords }) => landlords,
    platform: 1,
    parentUs: ({ perTerritory }) => perTerritory * 50,
  },
  COUNTS: {
    landlords: ({ landlords }) => landlords,
    platform: 1,
    // Seven families, a month and two years of each.
    parentUs: ({ perTerritory }) => perTerritory * 350,
  },
  PAGES: {
    landlords: ({ landlords }) => landlords,
    platform: 1,
    // Each may have to give a whole page.
    parentUs: ({ perTerritory, page }) => perTerritory * page * 10,
  },
};
