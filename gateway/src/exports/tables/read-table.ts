import { longestPage } from "../asked/documents.js";
import type { GraphReader } from "../asked/graph-reader.js";
import { NotAnsweredError, statusOf } from "../asked/not-answered.js";
import type { ListPage } from "../asked/whole-list.js";
import type { Table } from "./table.js";

export interface PageAsked {
  readonly territory: string;
  /** Null for what stands as of today. */
  readonly month: string | null;
  /** The earlier month, of what changed. */
  readonly since?: string | undefined;
  readonly first?: number;
  readonly after: string | null;
}

/**
 * A page of a table, by one ordinary question.
 *
 * @throws NotAnsweredError where it is refused, or gives no list.
 */
export async function readPage(
  reader: GraphReader,
  table: Table,
  { territory, month, since, first = longestPage, after }: PageAsked,
): Promise<ListPage<unknown>> {
  const variables = {
    territory,
    first,
    after,
    ...(month !== null && { month }),
    ...(since && { since }),
  };
  const { data, errors } = await reader.ask(table.document, variables);
  const page = table.read(data);
  if (page === null) throw new NotAnsweredError({ status: statusOf(errors), errors });
  return { ...page, errors };
}
