import type { GatewayConfigSupergraph } from "@graphql-hive/gateway-runtime";
import type { Trust } from "@palier/gateway/trust";
import { Guests } from "./guests.js";
import { palierPlugin } from "./palier-plugin.js";
import { palierTransports } from "./palier-transports.js";

/** The planner that can plan this graph: `unifiedGraphHandler` of `@graphql-hive/router-runtime`. */
export type HivePlanner = NonNullable<GatewayConfigSupergraph["unifiedGraphHandler"]>;

/** What Hive Gateway is started with. */
export type HiveSettings = GatewayConfigSupergraph;

/**
 * Settings with which Hive Gateway serves the graph to the same people, and shows each the same, as
 * our own gateway. They are meant whole: what is off here would serve somebody whom nobody knows, or
 * give one caller what was fetched for another.
 */
export function hiveSettings(trust: Trust, unifiedGraphHandler: HivePlanner): HiveSettings {
  const guests = new Guests();
  return {
    supergraph: trust.supergraphSdl,
    unifiedGraphHandler,
    transports: palierTransports(trust, guests),
    plugins: () => [palierPlugin(trust, guests)],
    // Puts requests of different operations together; a visa speaks for one.
    __experimental__batchExecution: false,
    // The planner keeps a plan with the signal of who asked first: one who leaves would end it for all.
    executionCancellation: false,
    batching: false,
    inboundInflightRequestDeduplication: false,
    maskedErrors: { errorMessage: "Internal error" },
    cors: false,
    graphiql: false,
    landingPage: false,
  };
}
