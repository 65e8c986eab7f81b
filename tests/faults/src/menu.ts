import { halfOpenTrials } from "./connections/half-open-trials.js";
import { databaseTrials } from "./database/database-trials.js";
import { gatewayTrials } from "./gateway/gateway-trials.js";
import { nodeTrials } from "./proxy/node-trials.js";
import type { Trial } from "./trial.js";

/** Everything that is made to go wrong. */
export const menu: readonly Trial[] = [
  ...nodeTrials,
  ...databaseTrials,
  ...gatewayTrials,
  ...halfOpenTrials,
];
