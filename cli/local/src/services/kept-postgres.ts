import { setTimeout as pause } from "node:timers/promises";
import { type LocalPostgres, usePostgres } from "../postgres/local-postgres.js";
import type { Report } from "./supervised-service.js";

const retryMs = 1_000;

/** As `usePostgres`, and starts the server again when it goes away. */
export async function keepPostgres(dataFolder: string, report: Report): Promise<LocalPostgres> {
  let current = await usePostgres(dataFolder);
  let isReleased = false;
  let isServing = false;

  async function restart(): Promise<void> {
    report("The local database ended unexpectedly; it starts again.");
    while (!isReleased) {
      try {
        current = await usePostgres(dataFolder);
        // Another platform may have come in between: nothing is kept of what cannot be served.
        if (isServing) await current.claimServing().catch(giveUp);
        if (isReleased) await current.release();
        else report("The local database runs again.");
        current.onLost(restart);
        return;
      } catch (error) {
        report((error as Error).message);
        await pause(retryMs);
      }
    }
  }

  async function giveUp(error: unknown): Promise<never> {
    await current.release();
    throw error;
  }

  current.onLost(restart);
  return {
    landlords: () => current.landlords(),
    landlordUrl: (slug) => current.landlordUrl(slug),
    federatedPassword: (slug) => current.federatedPassword(slug),
    async claimServing() {
      await current.claimServing();
      isServing = true;
    },
    onLost: (callback) => current.onLost(callback),
    release(mode) {
      isReleased = true;
      return current.release(mode);
    },
  };
}
