import { type ActionSelection, isAxis, lastAxis, parseActionCursor } from "@palier/schema";
import { type PagingArguments, readPaging } from "./paging-arguments.js";

/** Arguments of `Territory.actions`. */
export interface ActionArguments extends PagingArguments {
  readonly axis?: number | null;
}

/** A selection of actions without the territory and month it is made in. */
export type ActionFilter = Omit<ActionSelection, "territory" | "month">;

/** @throws BadUserInputError naming, for each argument that cannot be used, what would be right. */
export function actionFilter(args: ActionArguments): ActionFilter {
  const { axis = null } = args;
  const paging = readPaging(args, parseActionCursor, [
    axis !== null && !isAxis(axis) && `\`axis\` must be from 1 to ${lastAxis}`,
  ]);
  return { axis, landlord: null, ...paging };
}
