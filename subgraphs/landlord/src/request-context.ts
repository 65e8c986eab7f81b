import { ClosedMonths, type Grid } from "@palier/schema";
import type { DataSource } from "typeorm";
import { ActionRepository } from "./action/action.repository.js";
import { batchLoader } from "./batch-loader.js";
import { ClassificationRunRepository } from "./classification/classification-run.repository.js";
import { ContributionRepository } from "./contribution/contribution.repository.js";
import { LevelTallyRepository } from "./contribution/level-tally.repository.js";
import { DecisionRepository } from "./decision/decision.repository.js";
import { IncidentCountRepository } from "./incident/incident-count.repository.js";
import { IncidentPageRepository } from "./incident/incident-page.repository.js";
import { ClosedMonthRepository } from "./month/closed-month.repository.js";
import { SiteRepository } from "./site/site.repository.js";

/** What the resolvers of one request share: each reading is one statement for all that ask at once. */
export type RequestContext = ReturnType<ReturnType<typeof contextFactory>>;

/** @returns Makes the context of a request; none may be used for two. */
export function contextFactory({ manager }: Pick<DataSource, "manager">, grid: Grid) {
  const months = new ClosedMonthRepository(manager);
  const sites = new SiteRepository(manager);
  const runs = new ClassificationRunRepository(manager);
  const decisions = new DecisionRepository(manager);
  const counts = new IncidentCountRepository(manager);
  const incidents = new IncidentPageRepository(manager);
  const actions = new ActionRepository(manager);
  const tallies = new LevelTallyRepository(manager);
  const contributions = new ContributionRepository(manager);
  return () => ({
    closedMonths: once(async () => new ClosedMonths(await months.findAll(), grid)),
    /** By the landlord's own reference. */
    sites: batchLoader((references: readonly string[]) => sites.findByReferences(references)),
    runs: batchLoader(runs.findRuns.bind(runs)),
    decisions: batchLoader((ids: readonly number[]) => decisions.findByIds(ids)),
    counts: batchLoader(counts.findByMonth.bind(counts)),
    incidents: batchLoader(incidents.findPages.bind(incidents)),
    actions: batchLoader((siteIds: readonly number[]) => actions.findBySites(siteIds)),
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
