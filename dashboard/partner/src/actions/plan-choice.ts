import { useSearchParams } from "react-router";
import { useFrame } from "../frame/frame";
import { usePlace } from "../frame/place";
import { type Grouping, readGrouping } from "../plan/group-plan";
import { ownParty, readParty } from "../plan/party";
import {
  everyAction,
  type PlanFilter,
  readAxis,
  readDue,
  readShown,
  readStanding,
} from "../plan/plan-filter";
import type { PlanSelection } from "../plan/use-plan";

/** Names in the address's query, besides the landlord's. */
export const choiceNames = ["party", "commune", "axis", "status", "due", "q", "group"] as const;
export type ChoiceName = (typeof choiceNames)[number];

/** How many actions are shown at first, and how many more at a time. */
export const step = 50;

/** What the address says is to be shown of the plan. */
export interface PlanChoice {
  readonly selection: PlanSelection;
  readonly grouping: Grouping | null;
  /** Whether any action is left out, landlords apart. */
  readonly isFiltered: boolean;
}

/** @param today ISO day. */
export function usePlanChoice(today: string): PlanChoice {
  const { viewer, landlords } = useFrame();
  const { territory, landlord } = usePlace();
  const [search] = useSearchParams();
  const partner = viewer?.partner;
  const grouping = readGrouping(search.get("group"));
  const filter: PlanFilter = {
    standing: readStanding(search.get("status")),
    due: readDue(search.get("due")),
    party: readParty(search.get("party")),
    own: partner == null ? everyAction.own : ownParty(partner, landlords),
    commune: search.get("commune"),
    text: search.get("q") ?? "",
    ...{ landlord, today },
  };
  const axis = readAxis(search.get("axis"));
  const { standing, due, party, commune, text } = filter;
  const chosen = [axis, standing, due, party, commune, text || null];
  return {
    selection: {
      ...filter,
      ...{ code: territory, axis },
      // A group that lacks its later actions would look whole.
      wanted: grouping === null ? readShown(search.get("shown"), step) : Number.POSITIVE_INFINITY,
    },
    grouping,
    isFiltered: chosen.some((each) => each !== null),
  };
}
