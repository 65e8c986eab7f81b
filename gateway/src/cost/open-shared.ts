import { type Log, SharedMemory, type SharedMemoryConfig } from "@palier/service";
import type { IdentityConfig } from "../identity/identity-config.js";
import type { Purse } from "./budgets.js";
import type { CostSettings } from "./cost-settings.js";
import { SharedBudgets } from "./shared-budgets.js";

/** What a gateway shares with others of its name; nothing where the settings name no place for it. */
export interface Shared {
  readonly memory: SharedMemory | null;
  /** What operations are paid from; undefined: its own. */
  readonly budgets: Purse | undefined;
}

export interface SharedTerms {
  readonly config: SharedMemoryConfig | null | undefined;
  readonly identity: Pick<IdentityConfig, "name"> | undefined;
  readonly costs: CostSettings;
  readonly log: Log;
  /** Is told of what was decided without the others. */
  readonly decidedAlone?: (use: string) => void;
}

export async function openShared(terms: SharedTerms): Promise<Shared> {
  const { config, identity, costs, log, decidedAlone } = terms;
  if (!config || identity === undefined) return { memory: null, budgets: undefined };
  const { name } = identity;
  const memory = await SharedMemory.open(config, {
    name,
    log,
    ...(decidedAlone !== undefined && { missed: decidedAlone }),
  });
  const now = () => performance.now();
  const budgets = new SharedBudgets({ costs, memory, gateways: config.gateways, now });
  return { memory, budgets };
}
