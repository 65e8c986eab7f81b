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

/** Starts the demonstration in a new data folder; whoever starts it stops it. */
export async function ownPlatform(): Promise<OwnPlatform> {
  const home = await makeHome();
  try {
    const { run, url } = await startPlatform(home, []);
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
