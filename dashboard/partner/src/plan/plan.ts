import type { AnsweredMissing } from "../frame/missing";
import type { ActionStatus } from "../generated/graphql";

/** One action of the plan, with the sites where it is done. */
export interface PlannedAction {
  /** Its cursor: ids are the landlord's own. */
  readonly key: string;
  /** Within the landlord. */
  readonly id: string | null;
  readonly axis: number | null;
  readonly title: string | null;
  readonly status: ActionStatus | null;
  /** ISO day; null for none. */
  readonly dueDate: string | null;
  readonly responsibleParty: string | null;
  /** Code of the partner whom it concerns. */
  readonly partner: string | null;
  /** ISO day of its last change. */
  readonly changedOn: string | null;
  /** Empty where they are not shown. */
  readonly sites: readonly PlanSite[];
}

export interface PlanSite {
  readonly id: string;
  /** Null where the convention shows no names, or the landlord gave none. */
  readonly name: string | null;
  readonly commune: string | null;
  /** INSEE code. */
  readonly communeCode: string | null;
  /** Slug. */
  readonly landlord: string;
}

/** A page as the graph gives it; names of sites are only asked for where they are shown. */
export interface PlanConnection {
  readonly edges?: readonly PlanEdge[] | null;
  readonly missing?: readonly AnsweredMissing[] | null;
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null } | null;
}

interface PlanEdge {
  readonly cursor: string;
  readonly node: Partial<Omit<PlannedAction, "key" | "sites">> | null;
  readonly sites: readonly SiteOfEdge[] | null;
}

interface SiteOfEdge {
  readonly id: string;
  readonly name?: string | null;
  readonly commune?: { readonly code: string; readonly name: string | null } | null;
}

/** Null for an edge without its action. */
export function actionOf({ cursor, node, sites }: PlanEdge): PlannedAction | null {
  if (node == null) return null;
  return {
    key: cursor,
    id: node.id ?? null,
    axis: node.axis ?? null,
    title: node.title ?? null,
    status: node.status ?? null,
    dueDate: node.dueDate ?? null,
    responsibleParty: node.responsibleParty ?? null,
    partner: node.partner ?? null,
    changedOn: node.changedOn ?? null,
    sites: (sites ?? []).map(siteOf),
  };
}

function siteOf({ id, name, commune }: SiteOfEdge): PlanSite {
  const [landlord = ""] = id.split(":");
  return {
    ...{ id, landlord, name: name ?? null },
    ...{ commune: commune?.name ?? commune?.code ?? null, communeCode: commune?.code ?? null },
  };
}
