import { join } from "node:path";
import { RefusalWriter } from "@palier/gateway";
import { AccessTrace } from "@palier/service";
import { landlordOf, makeHome, type Run, removeHome, startPlatform } from "@palier/test-support";

/** A demonstration platform that runs. */
export interface Platform {
  /** Of the gateway, e.g. `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Its data folder, as `PALIER_HOME` for the command line. */
  readonly home: string;
}

/** A platform of a test's own, to break. */
export interface OwnPlatform extends Platform {
  readonly run: Run;
  stop(): Promise<void>;
}

/**
 * Stops a landlord's node where it stands: it takes questions and answers none, until it goes on.
 * Killed, it would be started again at once.
 *
 * @returns what lets it go on.
 */
export function haltLandlord({ run }: Pick<OwnPlatform, "run">, slug: string): () => void {
  const pid = landlordOf(run, slug);
  process.kill(pid, "SIGSTOP");
  return () => void process.kill(pid, "SIGCONT");
}

/** The platform that the whole project shares; tests read it and change nothing. */
export function sharedPlatform(): Platform {
  const { PALIER_BROWSER_ORIGIN: origin, PALIER_BROWSER_HOME: home } = process.env;
  if (origin === undefined || home === undefined) {
    throw new Error("Run this test in the browser project of jest: it starts the platform");
  }
  return { origin, home };
}

/** What the gateway of a new data folder has refused the month before: only months that are over are told. */
export const refusedBefore = { kind: "POLICE", reason: "FORBIDDEN", requests: 3 } as const;

async function refuseBefore(home: string): Promise<void> {
  const at = new Date();
  at.setUTCDate(0);
  const trace = new AccessTrace();
  trace.refuse(refusedBefore.reason);
  const viewer = {
    subject: "agent-7",
    partner: "police-melun",
    kind: refusedBefore.kind,
    scope: [],
    purpose: null,
    statedPurpose: null,
    asks: "FIELDS",
  } as const;
  const entry = { ...trace.entry({ viewer, isProved: true, operationId: null }), at };
  const folder = join(home, "gateway-keys", "refusals");
  const writer = await RefusalWriter.open(folder, { fileBytes: 1_000_000, files: 10 });
  await writer.append(Array.from({ length: refusedBefore.requests }, () => entry));
  await writer.close();
}

/** Starts the demonstration in a new data folder; whoever starts it stops it. */
export async function ownPlatform(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnPlatform> {
  const home = await makeHome();
  try {
    await refuseBefore(home);
    const { run, url } = await startPlatform(home, [], settings);
    const stop = async () => {
      run.interrupt();
      await run.ended;
      await removeHome(home);
    };
    return { origin: new URL(url).origin, home, run, stop };
  } catch (error) {
    await removeHome(home);
    throw error;
  }
}
