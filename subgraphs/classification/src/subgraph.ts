import {
  classificationSdl,
  ForbiddenError,
  parseActionSelectionId,
  parseChangeSelectionId,
  parseSiteSelectionId,
} from "@palier/schema";
import { isRecord } from "@palier/service";
import { federatedSchema } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import { mergeActions } from "./actions/merge-actions.js";
import { readActionPages } from "./actions/read-action-pages.js";
import { levelChangeCounts } from "./changes/level-change-counts.js";
import { mergeChanges } from "./changes/merge-changes.js";
import { readChangePages } from "./changes/read-change-pages.js";
import { coverageBy, coverageOf } from "./contribution/coverage.js";
import type { LandlordAnswer } from "./contribution/landlord-answer.js";
import { readAnswers } from "./contribution/read-answers.js";
import { type CountAnswer, readCounts } from "./counts/read-counts.js";
import { type Totals, territoryIncidents } from "./counts/territory-incidents.js";
import { landlordShares, levelShares } from "./levels/level-shares.js";
import { territoryRestatements } from "./levels/restatements.js";
import { contentsOf, missingLandlords } from "./list/read-pages.js";
import { mergeSites } from "./sites/merge-sites.js";
import { readSitePages } from "./sites/read-site-pages.js";

/** An entity as its key and a reading of what the landlords sent, done when first asked for. */
interface TerritoryFigures {
  readonly code: string;
  readonly month: unknown;
  readonly answers: () => readonly LandlordAnswer[];
}

/** What who asks may be shown of what the landlords bring. */
export interface Shown<C> {
  /** Whether the levels of one landlord alone. */
  readonly oneLandlord: (context: C) => boolean;
  /** Which levels of a territory, of all landlords together. */
  readonly levels: (context: C, territory: string) => Totals;
  /** Which totals of a territory's incidents. */
  readonly incidents: (context: C, territory: string) => Totals;
}

const everything: Shown<unknown> = {
  oneLandlord: () => true,
  levels: () => "ALL",
  incidents: () => "ALL",
};

/** @param slugs Landlords of the convention. */
export function createClassificationSubgraph<C>(
  slugs: readonly string[],
  shown: Shown<C> = everything,
): GraphQLSchema {
  const figures = {
    __resolveReference: territoryFigures,
    levels: ({ code, answers }: TerritoryFigures, { landlord }: LevelsArguments, context: C) => {
      if (landlord != null) {
        if (!shown.oneLandlord(context)) throw new ForbiddenError("Territory.levels(landlord:)");
        return landlordShares(answers(), landlord);
      }
      const isWhole = () => answers().every(({ status }) => status === "ANSWERED");
      return isShown(shown.levels(context, code), isWhole) ? levelShares(answers()) : null;
    },
    coverage: ({ answers }: TerritoryFigures) => coverageOf(answers()),
  };
  // One landlord's change alone lies between what was published before it and after.
  const restatements = ({ code, answers }: TerritoryFigures, _args: unknown, context: C) =>
    shown.levels(context, code) === "ALL" ? territoryRestatements(answers()) : null;
  return federatedSchema({
    sdl: classificationSdl(slugs),
    resolvers: {
      Territory: { ...figures, restatements },
      TrendPoint: figures,
      MonthIncidents: {
        __resolveReference: monthIncidents,
        counts: ({ code, answers }: TerritoryCounts, _args: unknown, context: C) =>
          territoryIncidents(answers(), shown.incidents(context, code)),
        coverage: ({ answers }: TerritoryCounts) => coverageBy(answers()),
      },
      SiteConnection: connection(parseSiteSelectionId, (selection, representation) => {
        const pages = readSitePages(selection, representation);
        return { ...mergeSites(selection, contentsOf(pages)), missing: missingLandlords(pages) };
      }),
      LevelChangeConnection: {
        ...connection(parseChangeSelectionId, readChanges),
        counts: ({ id, list }: Connection<Changes>, _args: unknown, context: C) => {
          const { counts, notCounted } = list();
          const territory = parseChangeSelectionId(id)?.territory ?? "";
          const isWhole = () => notCounted.length === 0;
          return isShown(shown.levels(context, territory), isWhole) ? counts : null;
        },
        notCounted: ({ list }: Connection<Changes>) => list().notCounted,
      },
      ActionConnection: {
        ...connection(parseActionSelectionId, readPlan),
        counts: ({ list }: Connection<Plan>) => list().counts,
      },
    },
  });
}

/** Of several landlords' figures, what is shown to whom those of one are not is whole or not at all. */
function isShown(totals: Totals, isWhole: () => boolean): boolean {
  return totals === "ALL" || (totals === "WHOLE" && isWhole());
}

interface LevelsArguments {
  readonly landlord?: string | null;
}

type Changes = ReturnType<typeof readChanges>;

function readChanges(
  selection: NonNullable<ReturnType<typeof parseChangeSelectionId>>,
  representation: unknown,
) {
  const { counted, listed } = readChangePages(selection, representation);
  return {
    ...mergeChanges(selection, contentsOf(listed)),
    missing: missingLandlords(listed),
    counts: levelChangeCounts(contentsOf(counted)),
    notCounted: missingLandlords(counted),
  };
}

type Plan = ReturnType<typeof readPlan>;

function readPlan(
  selection: NonNullable<ReturnType<typeof parseActionSelectionId>>,
  representation: unknown,
) {
  const pages = readActionPages(selection, representation);
  return { ...mergeActions(selection, contentsOf(pages)), missing: missingLandlords(pages) };
}

function territoryFigures(representation: unknown): TerritoryFigures | null {
  if (!isRecord(representation)) return null;
  const { code, month } = representation;
  if (typeof code !== "string") return null;
  return { code, month, answers: onFirstUse(() => readAnswers(representation)) };
}

/** The same of what landlords bring to a territory's incidents. */
interface TerritoryCounts {
  readonly code: string;
  readonly month: unknown;
  readonly answers: () => readonly CountAnswer[];
}

function monthIncidents(representation: unknown): TerritoryCounts | null {
  if (!isRecord(representation)) return null;
  const { code, month } = representation;
  if (typeof code !== "string") return null;
  return { code, month, answers: onFirstUse(() => readCounts(representation)) };
}

interface Connection<List> {
  readonly id: string;
  readonly list: () => List;
}

/** What every list over its landlords' pages answers. */
interface AnyList {
  readonly edges: unknown;
  readonly pageInfo: unknown;
  readonly totalCount: number;
  readonly missing: unknown;
}

function connection<Selection, List extends AnyList>(
  parseSelectionId: (id: string) => Selection | null,
  read: (selection: Selection, representation: unknown) => List,
) {
  return {
    /** Null for a selection that nobody wrote. */
    __resolveReference: (representation: unknown): Connection<List> | null => {
      const id = isRecord(representation) ? representation.id : null;
      const selection = typeof id === "string" ? parseSelectionId(id) : null;
      if (typeof id !== "string" || selection === null) return null;
      return { id, list: onFirstUse(() => read(selection, representation)) };
    },
    edges: ({ list }: Connection<List>) => list().edges,
    pageInfo: ({ list }: Connection<List>) => list().pageInfo,
    totalCount: ({ list }: Connection<List>) => list().totalCount,
    missing: ({ list }: Connection<List>) => list().missing,
  };
}

function onFirstUse<T extends object>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
