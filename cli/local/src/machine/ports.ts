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

/** A port that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, loopback, () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
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
