import { isNativeError } from "node:util/types";
import { DomainError } from "@palier/schema";
import { type Log, openLog, type ServiceLog } from "../log/log.js";
import { logFormOf } from "../log/log-settings.js";
import type { Environment } from "../settings/setting.js";

/** What a process serves until it is told to stop. */
export interface Service {
  readonly url: string;
  stop(): Promise<void>;
}

/** What `runService` needs of the process; tests pass their own. */
export type ServiceProcess = Pick<NodeJS.Process, "connected" | "send" | "exit"> & {
  readonly env?: Environment;
  readonly stderr?: { readonly isTTY?: boolean };
  on(event: "SIGTERM" | "SIGINT" | "disconnect", listener: () => void): unknown;
};

/** Longest that stopping may take before the process ends all the same; an HTTP server takes up to 9.2 s. */
const longestStopMs = 12_000;

/**
 * Body of a `run.ts`: starts the service, says where it is, and ends the process on SIGTERM, at once
 * on a second signal. A supervisor that started it over IPC receives `{ type: "ready", url }` and decides when it stops:
 * Ctrl-C, which the terminal sends to all, is then ignored, and the supervisor's end is this one's,
 * also where it ended while this process was still loading its modules and nobody listened.
 *
 * @param start is given what opens the log of a service, in the form that the environment says.
 */
export async function runService(
  name: string,
  start: (logOf: (service: string) => ServiceLog) => Promise<Service>,
  host: ServiceProcess = process,
): Promise<void> {
  // `send` stays when the channel closes; `connected` does not.
  const isSupervised = host.send !== undefined;
  if (isSupervised && !host.connected) return host.exit(0);
  const form = logFormOf(host.env ?? {}, host.stderr?.isTTY ?? true);
  const say = form === "json" ? openLog({ service: name, form }) : onTerminal;
  const starting = start((service) => openLog({ service, form }));
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void endProcess(name, starting, host, say);
  };
  const stopOrEnd = () => (isStopping ? host.exit(1) : stop());
  // Whoever stops a whole group of processes tells this one too, besides its supervisor.
  host.on("SIGTERM", isSupervised ? stop : stopOrEnd);
  host.on("disconnect", stop);
  host.on("SIGINT", isSupervised ? () => undefined : stopOrEnd);
  try {
    const { url } = await starting;
    if (isSupervised) {
      if (host.connected) host.send?.({ type: "ready", url });
    } else say(`${name} at ${url}`);
  } catch (error) {
    say(`${name} cannot start: ${describe(error)}`, "fatal");
    host.exit(1);
  }
}

async function endProcess(
  name: string,
  starting: Promise<Service>,
  host: ServiceProcess,
  say: Log,
): Promise<void> {
  const timer = setTimeout(() => host.exit(1), longestStopMs);
  timer.unref();
  try {
    await (await starting).stop();
    host.exit(0);
  } catch (error) {
    say(`${name} did not stop cleanly: ${describe(error)}`, "error");
    host.exit(1);
  } finally {
    clearTimeout(timer);
  }
}

/** To whoever started it by hand, or reads what a supervisor kept: without a name before each line. */
const onTerminal: Log = (entry, level = "info") =>
  level === "info" ? console.log(entry) : console.error(entry);

/** Foreseen failures speak for themselves; a bug needs its stack. */
function describe(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return isNativeError(error) ? (error.stack ?? error.message) : String(error);
}
