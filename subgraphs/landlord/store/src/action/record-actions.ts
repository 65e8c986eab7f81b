import { authorProblems, BadUserInputError, openStatuses } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { ActionRow } from "./action.entity.js";
import { type ActionAct, ActionChangeRow } from "./action-change.entity.js";
import {
  type ActionFacts,
  actOf,
  identityOf,
  isSame,
  mostAtSite,
  mostInList,
  problemsOf,
  type RecordedAction,
  refuse,
} from "./action-facts.js";
import { ActionFurtherSiteRow } from "./action-further-site.entity.js";
import { placedActions } from "./placed-actions.js";

export interface ActionSettings {
  /** Who acts: a function or an account. */
  readonly author: string;
  /** Codes of the convention's partners; null where it is not at hand. */
  readonly partners: readonly string[] | null;
  readonly clock?: () => Date;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

/** What became of a list of actions. */
export interface ActionsSummary {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Puts actions into the landlord's plan. One that is there already, with the same title, axis and
 * sites, is changed where the rest differs; nothing else is touched.
 *
 * @throws BadUserInputError naming what is wrong; nothing is recorded then.
 */
export function recordActions(
  store: DataSource,
  actions: readonly ActionFacts[],
  settings: ActionSettings,
): Promise<ActionsSummary & { readonly ids: readonly number[] }> {
  return acting(store, settings, async (at) => {
    if (actions.length > mostInList) {
      throw new BadUserInputError(`A list has at most ${mostInList} actions; this has more.`);
    }
    refuse(actions.flatMap((action) => problemsOf(action, at.siteIds, settings.partners)));
    const named = actions.map((action) => ofReferences(at, action));
    const known = new Map((await listActions(at.tx)).map((action) => [identityOf(action), action]));
    const result = { added: 0, changed: 0, unchanged: 0, ids: [] as number[] };
    for (const action of named) {
      const before = known.get(identityOf(action));
      const id = before?.id ?? (await insert(at, action));
      if (before !== undefined && isSame(before, action)) result.unchanged += 1;
      else if (before === undefined) result.added += 1;
      else {
        await update(at, id, action);
        result.changed += 1;
      }
      if (before === undefined || !isSame(before, action)) {
        await keep(at, id, before === undefined ? "ADDED" : actOf(before, action), action);
      }
      known.set(identityOf(action), { ...action, id, changedOn: null });
      result.ids.push(id);
    }
    await checkRoom(at.tx);
    return result;
  });
}

/**
 * Changes an action; what is not named stays.
 *
 * @throws BadUserInputError naming what is wrong; nothing is changed then.
 */
export function changeAction(
  store: DataSource,
  id: number,
  change: Partial<ActionFacts>,
  settings: ActionSettings,
): Promise<{ readonly action: RecordedAction; readonly isChanged: boolean }> {
  return acting(store, settings, async (at) => {
    const before = (await listActions(at.tx)).find((action) => action.id === id);
    if (before === undefined) {
      throw new BadUserInputError(
        `There is no action ${id}: "palier actions list" names those that there are.`,
      );
    }
    const told = { ...before, ...change };
    refuse(problemsOf(told, at.siteIds, settings.partners));
    const action = ofReferences(at, told);
    if (isSame(before, action)) return { action: before, isChanged: false };
    await update(at, id, action);
    await keep(at, id, actOf(before, action), action);
    await checkRoom(at.tx);
    return { action, isChanged: true };
  });
}

/** Every action of the plan: what is open by due date first, then what is over. */
export function listActions(database: Pick<EntityManager, "query">): Promise<RecordedAction[]> {
  return database.query<RecordedAction[]>(
    `SELECT id, axis, title, status, due_date::text AS "dueDate",
       responsible_party AS "responsibleParty", partner, changed_on::text AS "changedOn",
       (SELECT array_agg(site.reference ORDER BY site.id <> action.site_id, site.reference COLLATE "C")
        FROM ${placedActions} AS placed JOIN site ON site.id = placed.site_id
        WHERE placed.action_id = action.id) AS sites
     FROM action ORDER BY status <> ALL ($1), due_date NULLS LAST, id`,
    [openStatuses],
  );
}

/** What became of an action, the first act first. */
export function actionHistory(store: DataSource, id: number): Promise<ActionChangeRow[]> {
  return store.manager.find(ActionChangeRow, {
    where: { actionId: id },
    order: { id: "ASC" },
    take: mostAtSite,
  });
}

/** What an act is done with. */
interface Acting {
  readonly tx: EntityManager;
  readonly author: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Numbers of the sites by what files call them. */
  readonly siteIds: ReadonlyMap<string, number>;
  readonly references: ReadonlyMap<number, string>;
}

function acting<Result>(
  store: DataSource,
  { author, clock = () => new Date(), onWait }: ActionSettings,
  act: (acting: Acting) => Promise<Result>,
): Promise<Result> {
  return withStoreLock(
    store,
    async (tx) => {
      refuse(authorProblems(author));
      const sites = await tx.query<{ id: number; reference: string }[]>(
        "SELECT id, reference FROM site",
      );
      const numbers = await tx.query<{ id: number; number: string }[]>(
        "SELECT site_id AS id, number FROM site_number",
      );
      const [day] = await tx.query<{ today: string }[]>(
        "SELECT ($1::timestamptz AT TIME ZONE 'Europe/Paris')::date::text AS today",
        [clock()],
      );
      // No number is another site's reference: both acts that give one see to it.
      const siteIds = new Map([
        ...numbers.map(({ id, number }) => [number, id] as const),
        ...sites.map(({ id, reference }) => [reference, id] as const),
      ]);
      const references = new Map(sites.map(({ id, reference }) => [id, reference]));
      return act({ tx, author, today: day?.today ?? "", siteIds, references });
    },
    onWait,
  );
}

/** Sites by their references, by whatever number they were called. */
function ofReferences<Action extends ActionFacts>(at: Acting, action: Action): Action {
  const sites = action.sites.map(
    (called) => at.references.get(at.siteIds.get(called) ?? 0) ?? called,
  );
  return { ...action, sites: [...new Set(sites)] };
}

/** Readers of the graph take no more of a site. */
async function checkRoom(tx: EntityManager): Promise<void> {
  const full = await tx.query<{ reference: string }[]>(
    `SELECT reference FROM ${placedActions} AS placed JOIN site ON site.id = site_id
     GROUP BY reference HAVING count(*) > $1 ORDER BY 1`,
    [mostAtSite],
  );
  refuse(full.map(({ reference }) => `"${reference}" would have more than ${mostAtSite} actions`));
}

async function insert(at: Acting, action: ActionFacts): Promise<number> {
  const { id } = await at.tx.save(ActionRow, columnsOf(at, action));
  await placeAt(at, id, action);
  return id;
}

async function update(at: Acting, id: number, action: ActionFacts): Promise<void> {
  await at.tx.update(ActionRow, { id }, columnsOf(at, action));
  await at.tx.delete(ActionFurtherSiteRow, { actionId: id });
  await placeAt(at, id, action);
}

function columnsOf({ today, siteIds }: Acting, { sites: [own = ""], ...action }: ActionFacts) {
  const { axis, title, status, dueDate, responsibleParty, partner } = action;
  const facts = { axis, title, status, dueDate, responsibleParty, partner };
  // Each site was found before.
  return { siteId: siteIds.get(own) as number, ...facts, changedOn: today };
}

async function placeAt(
  { tx, siteIds }: Acting,
  actionId: number,
  { sites: [own, ...others] }: ActionFacts,
): Promise<void> {
  const further = [...new Set(others)].filter((reference) => reference !== own);
  if (further.length === 0) return;
  const rows = further.map((reference) => ({ actionId, siteId: siteIds.get(reference) as number }));
  await tx.insert(ActionFurtherSiteRow, rows);
}

async function keep(
  { tx, author }: Acting,
  actionId: number,
  act: ActionAct,
  { sites, axis, title, status, dueDate, responsibleParty, partner }: ActionFacts,
): Promise<void> {
  const facts = { axis, title, status, dueDate, responsibleParty, partner };
  await tx.insert(ActionChangeRow, { actionId, act, author, ...facts, sites: [...new Set(sites)] });
}
