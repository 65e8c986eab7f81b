import type { GatewayConfigSupergraph } from "@graphql-hive/gateway-runtime";
import type { Trust } from "@palier/gateway/trust";
import type { ExecutionResult } from "graphql";
import type { Guests } from "./guests.js";

type Transports = NonNullable<GatewayConfigSupergraph["transports"]>;

/** The only way to a subgraph: with visa and token of the caller, and its answer checked. */
export function palierTransports(trust: Pick<Trust, "connect">, guests: Guests): Transports {
  return {
    http: {
      getSubgraphExecutor: ({ subgraphName, transportEntry }) => {
        const ask = trust.connect(subgraphName, transportEntry.location ?? "");
        return async ({ document, variables, context }) => {
          const answer = await ask({ document, variables }, guests.contextOf(context));
          // Hive leaves open what data an answer holds.
          return answer as ExecutionResult<never>;
        };
      },
    },
  };
}
