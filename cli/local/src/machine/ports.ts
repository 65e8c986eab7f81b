import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { PlatformError } from "./platform-error.js";

/** The platform listens to this machine only. */
export const loopback = "127.0.0.1";

/** A port that the platform is about to listen on. */
export interface PortClaim {
  readonly port: number;
  /** What will listen there, for the message: "the graph". */
  readonly purpose: string;
  /** What the user can type to choose another. */
  readonly remedy: string;
}

/** Systems give ports from 32768 on, or later ones, to whoever asks for any. */
const ownPorts = { from: 20_000, to: 32_767, mostTries: 100 } as const;

/**
 * A port that nobody listens on just now, and that the system gives to nobody who asks for any: what will
 * listen there may start a while later.
 *
 * @throws PlatformError where none can be listened on.
 */
export async function freePort(): Promise<number> {
  const { from, to, mostTries } = ownPorts;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const port = randomInt(from, to + 1);
    if (await isPortFree(port)) return port;
  }
  throw new PlatformError(
    `No program may listen on ports ${from} to ${to} of ${loopback}: ${mostTries} of them were tried.`,
  );
}

export async function isPortFree(port: number): Promise<boolean> {
  return (await listenError(port)) === undefined;
}

/**
 * Checks every port before anything starts.
 *
 * @throws PlatformError naming each port that cannot be used, why, and what to do.
 */
export async function claimPorts(claims: readonly PortClaim[]): Promise<void> {
  const errors = await Promise.all(claims.map(({ port }) => listenError(port)));
  const problems = claims.flatMap((claim, index) => {
    const code = errors[index];
    return code === undefined ? [] : [portProblem(claim, code)];
  });
  if (problems.length > 0) throw new PlatformError(problems.join("\n"));
}

/** One claim's trouble in the user's words. */
export function portProblem({ port, purpose, remedy }: PortClaim, code: string): string {
  const why =
    code === "EADDRINUSE"
      ? "is already in use by another program, perhaps another palier"
      : code === "EACCES"
        ? "may not be used by an ordinary user"
        : `cannot be used (${code})`;
  return `Port ${port}, for ${purpose}, ${why}.\nStop that program, or choose another port: ${remedy}`;
}

function listenError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, loopback, () => probe.close(() => resolve(undefined)));
  });
}
