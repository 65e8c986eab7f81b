import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a provider says of somebody. */
export interface UpstreamClaims {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly siret?: string | readonly string[];
}

/** A provider that knows people, in a process of its own. */
export interface UpstreamProcess {
  readonly url: string;
  /** Whoever comes next; null gives up there. */
  signsIn(person: UpstreamClaims | null): Promise<void>;
  /** Another key, and another way of signing. */
  rotate(alg: "RS256" | "ES256"): Promise<void>;
  /** Whether it answers what it is asked, or keeps everybody waiting. */
  isUp(value: boolean): Promise<void>;
  stop(): Promise<void>;
}

export const upstreamClient = { id: "palier-broker", secret: "a-secret-of-the-test" } as const;

/** @param redirectUri of its one client. */
export async function startUpstream(redirectUri: string): Promise<UpstreamProcess> {
  const program = fileURLToPath(new URL("upstream-process.mjs", import.meta.url));
  const child = fork(program, [redirectUri], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const [{ url }]: [{ url: string }] = (await once(child, "message")) as [{ url: string }];
  const tell = async (act: string, value: unknown) => {
    const done = once(child, "message");
    child.send({ act, value });
    await done;
  };
  return {
    url,
    signsIn: (person) => tell("person", person),
    rotate: (alg) => tell("rotate", alg),
    isUp: (value) => tell("up", value),
    stop: async () => {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}
