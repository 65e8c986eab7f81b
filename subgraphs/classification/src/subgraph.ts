import { classificationSdl, parseSiteSelectionId } from "@palier/schema";
import { federatedSchema } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import { isRecord } from "./border/guards.js";
import type { Answer } from "./contribution/answer.js";
import { coverageOf } from "./contribution/coverage.js";
import { readAnswers } from "./contribution/read-answers.js";
import { levelShares } from "./levels/level-shares.js";
import { mergePages, type SitePage } from "./sites/merge-pages.js";
import { readPages } from "./sites/read-pages.js";

/** An entity as its key and a reading of what the landlords sent, done when first asked for. */
interface TerritoryFigures {
  readonly code: unknown;
  readonly month: unknown;
  readonly answers: () => readonly Answer[];
}

interface SiteConnection {
  readonly id: string;
  readonly page: () => SitePage;
}

/** @param slugs Landlords of the convention. */
export function createClassificationSubgraph(slugs: readonly string[]): GraphQLSchema {
  const figures = {
    __resolveReference: territoryFigures,
    levels: ({ answers }: TerritoryFigures) => levelShares(answers()),
    coverage: ({ answers }: TerritoryFigures) => coverageOf(answers()),
  };
  return federatedSchema({
    sdl: classificationSdl(slugs),
    resolvers: {
      Territory: figures,
      TrendPoint: figures,
      SiteConnection: {
        __resolveReference: (representation: unknown) => siteConnection(representation, slugs),
        edges: ({ page }: SiteConnection) => page().edges,
        pageInfo: ({ page }: SiteConnection) => page().pageInfo,
        totalCount: ({ page }: SiteConnection) => page().totalCount,
      },
    },
  });
}

function territoryFigures(representation: unknown): TerritoryFigures | null {
  if (!isRecord(representation)) return null;
  const { code, month } = representation;
  return { code, month, answers: onFirstUse(() => readAnswers(representation)) };
}

/** Null for a selection that nobody wrote. */
function siteConnection(representation: unknown, slugs: readonly string[]): SiteConnection | null {
  if (!isRecord(representation)) return null;
  const { id, pages } = representation;
  const selection = typeof id === "string" ? parseSiteSelectionId(id) : null;
  if (typeof id !== "string" || selection === null) return null;
  return { id, page: onFirstUse(() => mergePages(selection, readPages(selection, pages, slugs))) };
}

function onFirstUse<T extends object>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
