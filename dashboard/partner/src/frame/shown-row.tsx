import type { GraphDocument } from "@palier/dashboard-ui/graph/ask";
import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { Answered, type AnsweredProps } from "@palier/dashboard-ui/parts/answered";
import type { VisibilityRow } from "../generated/graphql";
import { useFrame } from "./frame";
import { WithheldRow } from "./withheld-row";

export interface ShownRowProps<Data, Variables>
  extends Pick<AnsweredProps<Data>, "roomRem" | "children"> {
  readonly row: VisibilityRow;
  readonly document: GraphDocument<Data, Variables>;
  readonly variables: Variables;
}

/** What a row of the convention's matrix shows the visitor; asked for only where it shows anything. */
export function ShownRow<Data, Variables>({
  row,
  document,
  variables,
  ...answered
}: ShownRowProps<Data, Variables>) {
  const isShown = useFrame().may(row);
  const query = useGraph(document, variables, { isEnabled: isShown });
  return isShown ? <Answered query={query} {...answered} /> : <WithheldRow row={row} />;
}
