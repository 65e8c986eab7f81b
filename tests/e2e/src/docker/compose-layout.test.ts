import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { tokenForAccount } from "@palier/gateway";
import { recordSignature } from "@palier/landlord-store";
import { generateSigningKey, signConvention } from "@palier/schema";
import { composeSupergraph } from "@palier/schema/composition";
import {
  changedConvention,
  keyedConvention,
  melun,
  partners,
} from "../access/access-convention.js";
import { type LandlordStore, landlordStore } from "../access/landlord-store.js";
import { dockerFolder, readCompose } from "./compose-file.js";
import { startOutsideIssuer } from "./outside-issuer.js";
import { missingWithoutDocker, WithoutDocker } from "./without-docker.js";

/** What compose.yaml says, started as processes of this machine, and asked through nginx and Caddy. */

const publicName = "palier.example";
const landlords = ["lisiere", "val-de-brie"] as const;
const missing = missingWithoutDocker("nginx", "caddy");
const started = missing === null ? it : it.skip;
if (missing !== null) console.warn(`The compose layout is not started: ${missing}`);

let layout: WithoutDocker | null = null;
const stores: LandlordStore[] = [];
let issuer: Awaited<ReturnType<typeof startOutsideIssuer>> | null = null;

afterAll(async () => {
  await layout?.stop();
  await issuer?.stop();
  await Promise.all(stores.map(({ store }) => store.destroy()));
});

async function ask(options: RequestOptions, body?: object) {
  const headers = { host: publicName, "content-type": "application/json", ...options.headers };
  const asking = request({ ...options, headers, agent: false, method: body ? "POST" : "GET" });
  asking.end(body && JSON.stringify(body));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  return { status: response.statusCode, raw: await text(response) };
}

started(
  "answers through a proxy what its processes, each its own user, know together (issue 10)",
  async () => {
    const keyed = await keyedConvention();
    const {
      convention,
      text: conventionText,
      keys,
    } = changedConvention(keyed, {
      landlords: JSON.parse(keyed.text).landlords.filter(({ slug }: { slug: string }) =>
        landlords.some((each) => each === slug),
      ),
    });
    // The gateway's keys, as an issuer elsewhere fetches them.
    const gatewayAt: RequestOptions = { port: 4000, rejectUnauthorized: false };
    issuer = await startOutsideIssuer(convention, {
      publicKeys: async () =>
        JSON.parse((await ask({ ...gatewayAt, path: "/.well-known/palier-keys.json" })).raw),
    });
    const file = readCompose("compose.yaml", {
      PALIER_PUBLIC_NAME: publicName,
      PALIER_ISSUER: `${issuer.origin}/oidc`,
      PALIER_ISSUER_KEYS: `${issuer.origin}/oidc/jwks`,
      ...{
        PALIER_NODE_IMAGE: "node",
        PALIER_PROXY_IMAGE: "nginx",
        PALIER_POSTGRES_IMAGE: "postgres",
      },
    });
    layout = await WithoutDocker.open(file, { gateway: publicName });
    const { folder } = layout;
    gatewayAt.host = layout.addressOf("gateway");
    execFileSync(join(dockerFolder, "certificates.sh"), [
      join(folder, "own"),
      publicName,
      ...landlords,
    ]);
    await mkdir(join(folder, "convention"));
    await writeFile(join(folder, "convention", "convention.yaml"), conventionText);
    const at = (name: string, port: number) => `https://${name}:${port}/graphql`;
    const supergraph = composeSupergraph({
      convention: at("convention", 4001),
      classification: at("classification", 4002),
      landlords: landlords.map((slug) => ({ slug, endpoint: at(slug, 4101) })),
    });
    await writeFile(join(folder, "convention", "supergraph.graphql"), supergraph);
    for (const slug of landlords) {
      const database = await landlordStore(slug);
      stores.push(database);
      const key = keys.get(slug);
      if (key === undefined) throw new Error(`no key of ${slug}`);
      await recordSignature(
        database.store,
        convention,
        await signConvention(convention, slug, key),
        key.x,
      );
      await writeFile(join(folder, "own", slug, "federated-database-url"), database.federatedUrl);
    }
    const proxy = layout.addressOf("proxy");
    await layout.bindProxy("nginx.conf", "listen 8443", `listen ${proxy}:8443`);
    await layout.bindProxy("Caddyfile", ":8444 {", `https://${publicName}:8444 {\n\tbind ${proxy}`);
    await layout.handOver();
    for (const name of ["convention", "classification", ...landlords, "gateway"])
      layout.start(name);

    const ca = await readFile(join(folder, "own", "authorities", "servers.pem"), "utf8");
    const through: RequestOptions = { host: proxy, port: 8443, ca, servername: publicName };
    const until = async (options: RequestOptions) => {
      const deadline = performance.now() + 120_000;
      for (;;) {
        const answer = await ask({ ...options, path: "/health/ready" }).catch((error) => ({
          status: 0,
          raw: `${error}`,
        }));
        if (answer.status === 200) return;
        if (performance.now() > deadline) {
          throw new Error(
            `not ready: ${answer.raw}\n${JSON.stringify([...(layout?.printed ?? [])], null, 1)}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    await until(gatewayAt);
    layout.start("proxy");
    await until(through);

    const users = ["convention", "classification", ...landlords, "gateway", "proxy"].map(
      (name) => file.services[name]?.user.split(":")[0],
    );
    expect(layout.users().sort()).toEqual(users.sort());
    const token = await tokenForAccount(issuer.origin, partners.POLICE, await generateSigningKey());
    const query = `{ territory(code: "${melun}") { coverage { landlords { status landlord { slug } } } sites { edges { node { name } } } } }`;
    const question = (options: RequestOptions) =>
      ask(
        { ...options, path: "/graphql", headers: { authorization: `Bearer ${token}` } },
        { query },
      );
    const { status, raw } = await question(through);
    const { data, errors } = JSON.parse(raw);
    expect([status, errors]).toEqual([200, undefined]);
    expect(data.territory.coverage.landlords).toEqual(
      landlords.map((slug) => ({ status: "ANSWERED", landlord: { slug } })),
    );
    expect(data.territory.sites.edges).toHaveLength(2 * landlords.length);
    expect((await ask({ ...through, path: "/graphql" }, { query })).status).toBe(401);

    // The same through Caddy, by its own file.
    layout.start("proxy", [
      "caddy",
      "run",
      "--adapter",
      "caddyfile",
      "--config",
      "/run/palier/proxy/Caddyfile",
    ]);
    await until({ ...through, port: 8444 });
    expect(JSON.parse((await question({ ...through, port: 8444 })).raw)).toEqual({ data });

    // As a container's engine asks.
    const environment = {
      HOST: layout.addressOf("gateway"),
      PORT: "4000",
      PALIER_TLS_CERTIFICATE: "set",
    };
    const health = (env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, [join(dockerFolder, "health.mjs")], { env }).status;
    expect([health(environment), health({ ...environment, PORT: "1" })]).toEqual([0, 1]);
  },
);
