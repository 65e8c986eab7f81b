import type { IncomingMessage } from "node:http";
import type { BaseContext } from "@apollo/server";
import { adoptRequestId, requireJson } from "@palier/service";
import express from "express";
import type { GraphQLSchema } from "graphql";
import { createApolloServer } from "./apollo-server.js";
import { courseOf, type Served } from "./course.js";
import type { Answerer } from "./hand-over.js";
import { answerOperation, send } from "./http-answer.js";
import {
  type HttpService,
  largestBody,
  type ReplaceableSubgraph,
  serveHttp,
} from "./serve-http.js";

export interface SubgraphService<C extends BaseContext> extends HttpService {
  /** The schema as served, guarded where it must be. */
  readonly schema: GraphQLSchema;
  /** What the resolvers of one request share. */
  readonly context: (request: IncomingMessage) => Promise<C>;
}

/**
 * Serves a subgraph: `POST /graphql`, `GET /health/live`, `GET /health/ready`.
 *
 * @throws ConfigurationError when host or port cannot be taken.
 */
export async function serveSubgraph<C extends BaseContext>(
  served: Served<SubgraphService<C>>,
): Promise<ReplaceableSubgraph<SubgraphService<C>>> {
  const [{ largestBody: limit = largestBody }] = courseOf(served).services;
  return serveHttp(served, (log) => ({
    takesBytes: false,
    readBody: [requireJson, express.json({ limit, inflate: false })],
    open: async ({ schema, context, mostTokens }: SubgraphService<C>) => {
      const apollo = createApolloServer<C>({ schema, log, showsSchema: true, mostTokens });
      await apollo.start();
      const answer: Answerer["answer"] = async (request, response, body) => {
        // Nobody signs in, and whoever asks is on this machine.
        adoptRequestId(request.headers);
        send(response, await answerOperation(apollo, request, body, () => context(request)));
      };
      return { answer, stop: () => apollo.stop() };
    },
  }));
}
