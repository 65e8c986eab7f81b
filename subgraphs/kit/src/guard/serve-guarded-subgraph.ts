import type { ApolloServer } from "@apollo/server";
import type { PartnerKind } from "@palier/schema";
import { type Log, RefusalCount, RefusalRecorder } from "@palier/service";
import express from "express";
import { TurnedAway } from "../load/turned-away.js";
import { createApolloServer } from "../server/apollo-server.js";
import { courseOf, type Served } from "../server/course.js";
import { largestBody, type ReplaceableSubgraph, serveHttp } from "../server/serve-http.js";
import { ruleOf } from "../trust/admit-request.js";
import { answering } from "./answering.js";
import { guardSchema } from "./guard-schema.js";
import type { GuardedSubgraphService, Servers, Traced } from "./guarded-service.js";
import { traceOperations } from "./trace-operations.js";

/**
 * Serves a subgraph to those whom its door lets in, each with the schema of its kind, and records
 * every operation, refused ones too, before its answer leaves. Introspection is off.
 *
 * Refusals are answered with status 200 and their code in `errors`: gateways read the body of no
 * other status. What cannot be read as a request at all (too large, cut short) is not recorded.
 *
 * @throws ConfigurationError when host or port cannot be taken.
 * @throws UnguardedFieldError when a policy does not name every field.
 */
export async function serveGuardedSubgraph<C extends object>(
  served: Served<GuardedSubgraphService<C>>,
): Promise<ReplaceableSubgraph<GuardedSubgraphService<C>>> {
  const [service] = courseOf(served).services;
  const { metrics } = service;
  const recorders: { close(): void | Promise<void> }[] = [];
  const server = await serveHttp(served, (log) => {
    // One for as long as the server runs: strangers get no new allowance with a new service.
    const refusals = new RefusalRecorder(service.record, log);
    const turnedAway = new TurnedAway(service.record, log);
    const counted = new RefusalCount(log, (reason) => metrics?.refused(ruleOf(reason)));
    recorders.push(refusals, turnedAway, counted);
    return {
      takesBytes: true,
      readBody: [
        express.raw({
          limit: service.largestBody ?? largestBody,
          type: () => true,
          inflate: false,
        }),
      ],
      open: async (current: GuardedSubgraphService<C>) => {
        const servers = await openServers(current, log);
        return {
          answer: answering(current, { servers, refusals, turnedAway, counted, log, metrics }),
          stop: async () => {
            for (const each of servers.values()) await each.stop();
          },
        };
      },
    };
  });
  const stop = async () => {
    try {
      await server.stop();
    } finally {
      await Promise.all(recorders.map((recorder) => recorder.close()));
    }
  };
  return { ...server, stop };
}

/** One server a kind of partner. */
async function openServers<C extends object>(
  { schema, policies, mostTokens }: GuardedSubgraphService<C>,
  log: Log,
): Promise<Servers<C>> {
  if (policies.length === 0) throw new Error("a guarded subgraph without a policy");
  const servers = new Map<PartnerKind, ApolloServer<Traced<C>>>();
  for (const policy of policies) {
    const server = createApolloServer<Traced<C>>({
      schema: guardSchema<Traced<C>>(schema, policy, ({ viewer }) => viewer),
      log,
      showsSchema: false,
      mostTokens,
      plugins: [traceOperations(policy)],
    });
    servers.set(policy.kind, server);
  }
  await Promise.all([...servers.values()].map((server) => server.start()));
  return servers;
}
