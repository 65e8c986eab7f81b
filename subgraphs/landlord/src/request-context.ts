import type { MonthRange } from "@palier/schema";
import { ClosedMonths, type Grid, type Policy, type Viewer } from "@palier/schema";
import type { AccessReport } from "@palier/subgraph-kit";
import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import { ActionRepository } from "./action/action.repository.js";
import { ActionPlanRepository } from "./action/action-plan.repository.js";
import { ClassificationRunRepository } from "./classification/classification-run.repository.js";
import type { CountedSite, FoundGates } from "./classification/found-gates.js";
import { SitePageRepository } from "./contribution/contribution.repository.js";
import { LevelTallyRepository } from "./contribution/level-tally.repository.js";
import { DecisionRepository } from "./decision/decision.repository.js";
import { IncidentCountRepository } from "./incident/incident-count.repository.js";
import { IncidentPageRepository } from "./incident/incident-page.repository.js";
import { Memo } from "./memo.js";
import { ClosedMonthRepository } from "./month/closed-month.repository.js";
import { ShownMonths } from "./month/shown-months.js";
import { SiteRepository } from "./site/site.repository.js";
import type { RowConditions } from "./viewer/row-conditions.js";

/** What the resolvers of one request share: each reading is one statement for all that ask at once. */
export type RequestContext = ReturnType<ReturnType<typeof contextFactory>>;

/** On whose behalf a request is answered. */
export interface Audience {
  /** Null while nobody signs in. */
  readonly viewer: Viewer | null;
  /** Of the viewer's kind, as the landlord narrows it. */
  readonly policy: Policy | null;
  readonly conditions: RowConditions;
}

/** What the contexts of all requests rest on. */
export interface ContextParts {
  readonly store: Pick<DataSource, "manager">;
  readonly grid: Grid;
  /** Months that the convention publishes, as of now. */
  readonly published: () => MonthRange;
}

/** What is read while nobody signs in is in no log. The server behind the guard brings its own. */
const unreported: AccessReport = {
  addRows: () => undefined,
  addSites: () => undefined,
  addTerritories: () => undefined,
};

/**
 * @returns Makes the context of a request; none may be used for two: what its loaders keep is what
 *   its viewer may see.
 */
export function contextFactory({ store: { manager }, grid, published }: ContextParts) {
  const months = new ClosedMonthRepository(manager);
  const sites = new SiteRepository(manager, published);
  const runs = new ClassificationRunRepository(manager);
  const decisions = new DecisionRepository(manager);
  const counts = new IncidentCountRepository(manager);
  const incidents = new IncidentPageRepository(manager);
  const actions = new ActionRepository(manager);
  const plan = new ActionPlanRepository(manager);
  const tallies = new LevelTallyRepository(manager);
  const contributions = new SitePageRepository(manager);
  return ({ viewer, policy, conditions }: Audience) => ({
    viewer,
    policy,
    conditions,
    access: unreported,
    shownMonths: once(
      async () => new ShownMonths(new ClosedMonths(await months.findAll(), grid), published()),
    ),
    /** By the landlord's own reference. */
    sites: batchLoader((references: readonly string[]) =>
      sites.findByReferences(references, conditions),
    ),
    runs: batchLoader(runs.findRuns.bind(runs)),
    decisions: batchLoader((ids: readonly number[]) => decisions.findByIds(ids)),
    counts: batchLoader(counts.findByMonth.bind(counts)),
    /** By site and range of months, what its gates look at. */
    countedSites: new Memo<Promise<CountedSite>>(),
    /** By site and month. */
    gates: new Memo<Promise<FoundGates>>(),
    incidents: batchLoader((keys: Parameters<typeof incidents.findPages>[0]) =>
      incidents.findPages(keys, conditions),
    ),
    actions: batchLoader((siteIds: readonly number[]) => actions.findBySites(siteIds)),
    actionPages: batchLoader(plan.findPages.bind(plan)),
    tallies: batchLoader(tallies.findTallies.bind(tallies)),
    pages: batchLoader(contributions.findPages.bind(contributions)),
  });
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

/**
 * Collects the keys that one request asks for at the same moment into one call.
 *
 * @param load Takes distinct keys; answers in their order.
 */
function batchLoader<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value, string> {
  return new DataLoader<Key, Value, string>(load, { cacheKeyFn: (key) => JSON.stringify(key) });
}
