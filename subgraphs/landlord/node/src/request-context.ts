import {
  AccessCountsRepository,
  ActionPlanRepository,
  ActionRepository,
  ClassificationRunRepository,
  ClosedMonthRepository,
  DecisionRepository,
  FormerLevelRepository,
  FormerTallyRepository,
  FrozenGateRepository,
  IncidentCountRepository,
  IncidentPageRepository,
  IncidentPatternRepository,
  LevelChangeRepository,
  LevelTallyRepository,
  ReleasedCountsRepository,
  readHorizon,
  SitePageRepository,
  SiteRepository,
  type TerritoryCountKey,
  TerritoryCountRepository,
} from "@palier/landlord-store";
import { ClosedMonths, type Disclosure, type Grid, type MonthRange } from "@palier/schema";
import type { AccessReport } from "@palier/subgraph-kit";
import type { DataSource, EntityManager } from "typeorm";
import type { AccessRecordReading } from "./access-record/access-record.resolver.js";
import type { ActionReading } from "./action/action.resolver.js";
import type { ActionPageReading } from "./action/action-page.reference.js";
import type { DecisionReading } from "./classification/classification.resolver.js";
import type { ClassificationReading } from "./classification/classification.service.js";
import type { GateReading } from "./classification/gate.service.js";
import type { ChangePageReading } from "./contribution/change-page.reference.js";
import type { ContributionReading } from "./contribution/contribution.reference.js";
import type { CountContributionReading } from "./contribution/count-contribution.reference.js";
import type { SitePageReading } from "./contribution/site-page.reference.js";
import type { IncidentReading } from "./incident/incident.service.js";
import type { CountReading } from "./incident/incident-count.service.js";
import { ShownMonths } from "./month/shown-months.js";
import type { PatternReading } from "./pattern/incident-pattern.service.js";
import { batchLoader, once, overlapping } from "./request/loading.js";
import { Memo } from "./request/memo.js";
import type { RestatementReading } from "./restatement/restatement.resolver.js";
import type { SiteReading } from "./site/site.reference.js";
import type { Audience } from "./viewer/audience.js";

/** What the resolvers of one request share: each reading is one statement for all that ask at once. */
export interface RequestContext
  extends Audience,
    SiteReading,
    ClassificationReading,
    RestatementReading,
    DecisionReading,
    GateReading,
    CountReading,
    IncidentReading,
    PatternReading,
    ActionReading,
    ActionPageReading,
    AccessRecordReading,
    ContributionReading,
    CountContributionReading,
    SitePageReading,
    ChangePageReading {}

/** What the contexts of all requests rest on. */
export interface ContextParts {
  readonly store: Pick<DataSource, "manager">;
  readonly grid: Grid;
  /** Months that the convention publishes, as of now. */
  readonly published: () => MonthRange;
  readonly disclosure: Pick<Disclosure, "threshold">;
}

/** What is read while nobody signs in is in no log. The server behind the guard brings its own. */
const unreported: AccessReport = {
  addRows: () => undefined,
  addSites: () => undefined,
  addTerritories: () => undefined,
};

/**
 * @returns Makes the context of a request, which reads by the given manager; none may be used for
 *   two: what its loaders keep is what its viewer may see.
 */
export function contextFactory({ store, ...terms }: ContextParts) {
  return (audience: Audience, manager: EntityManager = store.manager): RequestContext =>
    requestContext(audience, manager, terms);
}

function requestContext(
  { viewer, policy, conditions }: Audience,
  manager: EntityManager,
  { grid, published, disclosure }: Omit<ContextParts, "store">,
): RequestContext {
  const months = new ClosedMonthRepository(manager);
  const sites = new SiteRepository(manager, published);
  const runs = new ClassificationRunRepository(manager);
  const decisions = new DecisionRepository(manager);
  const counts = new IncidentCountRepository(manager);
  const released = new ReleasedCountsRepository(manager, disclosure.threshold);
  const territoryCounts = new TerritoryCountRepository(manager);
  const frozen = new FrozenGateRepository(manager);
  const incidents = new IncidentPageRepository(manager);
  const patterns = new IncidentPatternRepository(manager);
  const actions = new ActionRepository(manager);
  const plan = new ActionPlanRepository(manager);
  const accessCounts = new AccessCountsRepository(manager);
  const tallies = new LevelTallyRepository(manager);
  const formerLevels = new FormerLevelRepository(manager);
  const formerTallies = new FormerTallyRepository(manager);
  const sitePages = new SitePageRepository(manager);
  const changes = new LevelChangeRepository(manager);
  return {
    viewer,
    policy,
    conditions,
    access: unreported,
    shownMonths: once(
      async () => new ShownMonths(new ClosedMonths(await months.findAll(), grid), published()),
    ),
    sites: batchLoader((references: readonly string[]) =>
      sites.findByReferences(references, conditions),
    ),
    runs: batchLoader(runs.findRuns.bind(runs)),
    decisions: batchLoader((ids: readonly number[]) => decisions.findByIds(ids)),
    counts: batchLoader(counts.findByMonth.bind(counts)),
    releasedCounts: batchLoader(released.findBySite.bind(released)),
    withheldGates: batchLoader(released.findWithheldGates.bind(released)),
    territoryCounts: batchLoader((keys: readonly TerritoryCountKey[]) =>
      overlapping(keys, ({ part }) => part, territoryCounts.findByMonth.bind(territoryCounts)),
    ),
    releasedSubtotals: batchLoader((keys: readonly TerritoryCountKey[]) =>
      overlapping(keys, ({ part }) => part, released.findByPlace.bind(released)),
    ),
    countsFrom: once(async () => (await readHorizon(manager)).counts),
    countedMonths: new Memo(),
    countedSites: new Memo(),
    gates: new Memo(),
    frozenGates: batchLoader(frozen.findObserved.bind(frozen)),
    incidents: batchLoader((keys: Parameters<typeof incidents.findPages>[0]) =>
      incidents.findPages(keys, conditions),
    ),
    patterns: batchLoader((keys: Parameters<typeof patterns.findPatterns>[0]) =>
      patterns.findPatterns(keys, conditions),
    ),
    actions: batchLoader((siteIds: readonly number[]) => actions.findBySites(siteIds)),
    accessCounts: batchLoader(accessCounts.findByMonths.bind(accessCounts)),
    actionPages: batchLoader(plan.findPages.bind(plan)),
    tallies: batchLoader(tallies.findTallies.bind(tallies)),
    formerLevels: batchLoader(formerLevels.findBySites.bind(formerLevels)),
    formerTallies: batchLoader(formerTallies.findTallies.bind(formerTallies)),
    pages: batchLoader(sitePages.findPages.bind(sitePages)),
    changes: batchLoader(changes.findChanges.bind(changes)),
  };
}
