import { type ActionStatus, openStatuses } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { TerritoryPart } from "../territory/territory-part.js";
import { placedActions } from "./placed-actions.js";
import { last, type PlanRank } from "./plan-rank.js";

/** Which actions are wanted. */
export interface ActionPageSelection {
  readonly part: TerritoryPart;
  /** 1 to 5; null selects the whole plan. */
  readonly axis: number | null;
  /** Actions wanted at most. */
  readonly first: number;
  /** The page begins after this place; null for the beginning. */
  readonly after: PlanRank | null;
}

/** An action with the landlord's own references of those of its sites that lie in the territory. */
export interface PlannedAction {
  readonly id: number;
  /** Its own site first. */
  readonly references: readonly string[];
  readonly axis: number;
  readonly title: string;
  readonly status: ActionStatus;
  /** YYYY-MM-DD. */
  readonly dueDate: string | null;
  readonly responsibleParty: string;
  readonly partner: string | null;
  /** YYYY-MM-DD. */
  readonly changedOn: string | null;
}

export interface PlanPage {
  readonly actions: readonly PlannedAction[];
  /** The whole selection, before paging. */
  readonly tallies: readonly {
    readonly axis: number;
    readonly status: ActionStatus;
    readonly actions: number;
  }[];
}

/** The landlord's part of a territory's action plan. */
export class ActionPlanRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** For each selection, in their order, its page; one statement. */
  async findPages(selections: readonly ActionPageSelection[]): Promise<PlanPage[]> {
    const rows = await this.database.query<(PlanPage & { readonly rank: number })[]>(pagesSql, [
      rankedJson(selections.map(({ part, axis, first, after }) => flat(part, axis, first, after))),
      openStatuses,
    ]);
    return rowsByRank(rows, selections.length).map(
      ([page]) => page ?? { actions: [], tallies: [] },
    );
  }
}

function flat(part: TerritoryPart, axis: number | null, first: number, after: PlanRank | null) {
  const from = after && { isOver: after.isOver, due: after.due, after: after.id };
  return { ...part, axis, first, ...from };
}

/** Of `site` and a `key`. */
const isInPart = `(key.communes IS NULL OR site.commune = ANY (key.communes))
  AND (key."priorityDistrict" IS NULL OR site.priority_district = key."priorityDistrict")`;

/**
 * Tallies need every action's axis and status; texts are read for the page alone. An action counts once,
 * at however many sites of the territory it is done, and those elsewhere are not told.
 */
const pagesSql = `
  SELECT key.rank, plan.actions, plan.tallies
  FROM jsonb_to_recordset($1::jsonb) AS key(
    rank integer, communes text[], "priorityDistrict" text, axis integer, first integer,
    "isOver" boolean, due integer, after integer
  )
  CROSS JOIN LATERAL (
    WITH selected AS (
      SELECT action.id, action.axis, action.status,
        action.status <> ALL ($2::text[]) AS is_over,
        coalesce(
          CASE WHEN action.status = ANY ($2::text[])
            THEN action.due_date - date '2000-01-01'
            ELSE date '2000-01-01' - action.due_date
          END,
          ${last}
        ) AS due
      FROM action
      WHERE (key.axis IS NULL OR action.axis = key.axis)
        AND id IN (
          SELECT placed.action_id FROM ${placedActions} AS placed JOIN site ON site.id = placed.site_id
          WHERE ${isInPart}
        )
    )
    SELECT
      (SELECT coalesce(jsonb_agg(
          jsonb_build_object('axis', axis, 'status', status, 'actions', actions) ORDER BY axis, status
        ), '[]')
        FROM (SELECT axis, status, count(*) AS actions FROM selected GROUP BY axis, status) AS tally
      ) AS tallies,
      (SELECT coalesce(jsonb_agg(
          jsonb_build_object(
            'id', page.id, 'references', there.references, 'axis', page.axis, 'title', action.title,
            'status', page.status, 'dueDate', action.due_date,
            'responsibleParty', action.responsible_party, 'partner', action.partner,
            'changedOn', action.changed_on
          ) ORDER BY page.is_over, page.due, page.id
        ), '[]')
        FROM (
          SELECT * FROM selected
          WHERE key.after IS NULL OR (is_over, due, id) > (key."isOver", key.due, key.after)
          ORDER BY is_over, due, id LIMIT key.first
        ) AS page
        JOIN action ON action.id = page.id
        CROSS JOIN LATERAL (
          SELECT jsonb_agg(site.reference ORDER BY site.id <> action.site_id, site.reference COLLATE "C")
            AS references
          FROM ${placedActions} AS placed JOIN site ON site.id = placed.site_id
          WHERE placed.action_id = action.id AND ${isInPart}
        ) AS there
      ) AS actions
  ) AS plan
`;
