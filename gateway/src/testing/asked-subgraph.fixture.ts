import type { GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { supergraphOf } from "@palier/schema/testing/composition";
import { SubgraphFailure } from "../connection/subgraph-failure.js";
import { createContext, type GatewayContext } from "../context.js";
import { anybody } from "../datasource/reader-terms.js";
import {
  type AskedLater,
  type DataSourceParts,
  SubgraphDataSource,
} from "../datasource/subgraph-data-source.js";
import { readingOf } from "../datasource/supergraph-reading.js";
import { readSupergraph } from "../graph/supergraph.js";

/** The package does not export the enumeration itself. */
const incoming = "incoming operation" as GraphQLDataSourceProcessOptions["kind"] &
  "incoming operation";

/** What no client may come to read. */
export const internalUrl = "http://10.0.0.1/graphql";

/** Two landlords, `lisiere` and `val-de-brie`, beside the platform's own subgraphs. */
export const twoLandlords = readSupergraph(
  supergraphOf({
    convention: internalUrl,
    classification: internalUrl,
    landlords: [
      { slug: "lisiere", endpoint: internalUrl },
      { slug: "val-de-brie", endpoint: internalUrl },
    ],
  }),
);

/** One fetch of a plan. */
export interface Question {
  readonly query: string;
  readonly representations?: readonly object[];
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Of the subgraph; `lisiere` unless told. */
  readonly name?: string;
  readonly path?: readonly (string | number)[];
  readonly context?: GatewayContext;
  /** Of costly operations; at once unless told. */
  readonly turns?: DataSourceParts["turns"];
  /** What is asked with it. */
  readonly later?: AskedLater;
  /** Gets each body that is sent. */
  readonly sent?: string[];
}

export const entities = (selections: string) =>
  `query($representations:[_Any!]!){_entities(representations:$representations){${selections}}}`;

/** Of a caller who waits for its answer. */
export const stays: AbortSignal = new AbortController().signal;

const reading = readingOf(twoLandlords);

/** What the data source gives the plan when the subgraph answers so; a failure is thrown. */
export async function askedSubgraph(
  question: Question,
  answer: unknown,
  supergraph = reading,
  platform: readonly string[] = ["convention", "classification"],
) {
  const { name = "lisiere", context = createContext(null, stays), representations } = question;
  const failures: string[] = [];
  const source = new SubgraphDataSource({
    subgraph: { name, isLandlord: !platform.includes(name) },
    connection: {
      post: async (body) => {
        question.sent?.push(body);
        if (answer instanceof SubgraphFailure) throw answer;
        return answer;
      },
      isAlive: async () => true,
    },
    supergraph,
    anybody: anybody(() => new Date("2027-01-10T12:00:00Z")),
    timeoutMs: 1_000,
    turns: question.turns ?? { take: async () => () => undefined },
    onFailure: (subgraph, reason, detail) => failures.push(`${subgraph} ${reason}: ${detail}`),
  });
  const path = [...(question.path ?? [])];
  const variables = { ...question.variables, ...(representations && { representations }) };
  const { query, later } = question;
  if (later !== undefined) {
    const response = await source.ask({ query, variables }, context, path.includes("@"), later);
    return { response, failures, unavailable: Object.fromEntries(context.unavailable) };
  }
  const response = await source.process({
    kind: incoming,
    request: { query, variables },
    context,
    pathInIncomingRequest: path,
    // The data source reads nothing of the client's own request.
    incomingRequestContext: {} as never,
  });
  return { response, failures, unavailable: Object.fromEntries(context.unavailable) };
}
