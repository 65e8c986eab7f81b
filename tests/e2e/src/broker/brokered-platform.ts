import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keyProof } from "@palier/gateway";
import {
  SignInPage,
  startUpstream,
  type UpstreamClaims,
  type UpstreamProcess,
  upstreamClient,
} from "@palier/issuer/testing";
import { generateSigningKey } from "@palier/schema";
import { freePort } from "@palier/test-support";
import { decodeJwt } from "jose";
import { keyedConvention } from "../access/access-convention.js";
import { type AccessPlatform, type Session, startAccessPlatform } from "../access/platform.js";

const main = fileURLToPath(new URL("../../../../issuer/dist/main.js", import.meta.url));

/** A federation whose people sign in by a broker, which the convention names. */
export interface BrokeredPlatform {
  /** Its accounts are the people. */
  readonly platform: AccessPlatform;
  readonly upstream: UpstreamProcess;
  /** Of the broker. */
  readonly url: string;
  /** A page whose tokens last an hour. */
  steadyPage(): SignInPage;
  stop(): Promise<void>;
}

export interface Brokered {
  /** Whom the provider knows. */
  readonly people: Readonly<Record<string, UpstreamClaims>>;
  /** Whom the broker lets in. */
  readonly list: unknown;
  /** Life of a token that its page renews. */
  readonly accessSeconds: number;
}

/** Provider and broker are processes of their own, the broker as it runs in earnest. */
export async function startBrokeredPlatform(brokered: Brokered): Promise<BrokeredPlatform> {
  const folder = await mkdtemp(join(tmpdir(), "palier-brokered-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const upstream = await startUpstream(`${url}/signed-in`);
  const steadyPage = () => new SignInPage(url, `${platform.origin}/graphiql`);
  const signIn = async (account: string): Promise<Session> => {
    await upstream.signsIn(brokered.people[account] ?? null);
    const key = await generateSigningKey();
    const proof = await keyProof(key, `${url}/token`);
    const token = String((await steadyPage().tokens({ dpop: proof })).access_token);
    return { token, key, subject: decodeJwt(token).sub ?? "" };
  };
  const platform = await startAccessPlatform({
    keyed: await keyedConvention({
      broker: { issuer: url, host: "Communauté d’agglomération" },
    }),
    issuer: { url, keysUrl: `${url}/jwks`, signIn },
  });
  const [peopleFile, secretFile] = [join(folder, "people.yaml"), join(folder, "secret")];
  await writeFile(peopleFile, JSON.stringify(brokered.list));
  await writeFile(secretFile, upstreamClient.secret);
  const broker = await startBroker({
    PORT: String(port),
    PALIER_BROKER_URL: url,
    PALIER_GATEWAY_URL: platform.origin,
    PALIER_CONVENTION: platform.conventionFile,
    PALIER_PEOPLE: peopleFile,
    PALIER_KEYS: join(folder, "keys"),
    PALIER_ACCESS_SECONDS: String(brokered.accessSeconds),
    PALIER_UPSTREAM: upstream.url,
    PALIER_UPSTREAM_CLIENT_ID: upstreamClient.id,
    PALIER_UPSTREAM_CLIENT_SECRET_FILE: secretFile,
  });
  return {
    platform,
    upstream,
    url,
    steadyPage,
    stop: async () => {
      const ended = once(broker, "exit");
      broker.kill("SIGTERM");
      await ended;
      await platform.stop();
      await upstream.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function startBroker(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = fork(main, [], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env.PATH, HOST: "127.0.0.1", ...settings },
  });
  const ready = once(child, "message").then(() => true);
  const isReady = await Promise.race([ready, once(child, "exit").then(() => false)]);
  if (!isReady) throw new Error("the broker ended at once");
  return child;
}
