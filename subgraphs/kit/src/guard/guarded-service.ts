import type { IncomingHttpHeaders } from "node:http";
import type { ApolloServer } from "@apollo/server";
import type { AccessEntry, PartnerKind, Policy, Viewer } from "@palier/schema";
import type { AccessReport, AccessTrace } from "@palier/service";
import type { GraphQLSchema } from "graphql";
import type { Load } from "../load/load.js";
import type { Work } from "../load/work.js";
import type { CountingReferences } from "../schema/federated-schema.js";
import type { HttpService } from "../server/serve-http.js";
import type { Admitted, Door } from "../trust/admit-request.js";
import type { KeptAnswers } from "./kept-answers.js";

export interface GuardedSubgraphService<C extends object> extends HttpService {
  /** The schema with its resolvers, not guarded. */
  readonly schema: GraphQLSchema;
  /**
   * What each kind of partner may ask, as this node applies it: compiled from the convention that
   * the door serves under. A kind without a policy is refused.
   */
  readonly policies: readonly Policy[];
  readonly door: Door;
  /** What the resolvers of one request share, besides viewer and access. */
  readonly context: (admitted: Admitted, work: Pick<Work, "signal" | "whenOver">) => Promise<C>;
  /** Answers that are given more than once; absent: each is made anew. */
  readonly kept?: KeptAnswers;
  /** What the service bears; without it, whatever it is asked. */
  readonly load?: Load;
  /**
   * Keeps an entry of the access log; an answer leaves once this resolves, and never when it rejects.
   * Of requests whose proofs do not hold only the first are given it one by one, and those that
   * are turned away unread are counted by person.
   */
  readonly record: (entry: AccessEntry) => Promise<void>;
  /**
   * Is shown the headers of each question that was let in, and gives more for its answer. It must not
   * fail: what it carries is no part of the answer.
   */
  readonly passHeads?: (question: IncomingHttpHeaders) => Promise<Readonly<Record<string, string>>>;
}

/** Context of a resolver behind the guard. */
export type Guarded<C extends object> = C & {
  /** Who asks; conditions on rows are read from it. */
  readonly viewer: Viewer;
  /** Where the resolver reports what it has read. */
  readonly access: AccessReport;
};

/** The same, with the trace that the server itself writes to. */
export type Traced<C extends object> = Guarded<C> &
  CountingReferences & { readonly access: AccessTrace };
/** One a kind of partner. */
export type Servers<C extends object> = ReadonlyMap<PartnerKind, ApolloServer<Traced<C>>>;
