import type { ActionStatus } from "@palier/schema";
import { plainText } from "@palier/schema";

/** What partners are told of an action besides its sites. */
export interface ToldAction {
  readonly id: string;
  readonly axis: number;
  readonly title: string;
  readonly status: ActionStatus;
  readonly dueDate: string | null;
  readonly responsibleParty: string;
  readonly partner: string | null;
  readonly changedOn: string | null;
}

/** Of one that is stored. */
export function toAction({
  id,
  ...action
}: Omit<ToldAction, "id"> & { readonly id: number }): ToldAction {
  const { axis, title, status, dueDate, responsibleParty, partner, changedOn } = action;
  return {
    ...{ id: String(id), axis, status, dueDate, partner, changedOn },
    title: plainText(title),
    responsibleParty: plainText(responsibleParty),
  };
}
