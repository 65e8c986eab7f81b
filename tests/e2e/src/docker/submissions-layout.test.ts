import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { addSubmittingSystem, openStore, prepareSubmissionLogin } from "@palier/landlord-store";
import { createDatabase } from "@palier/test-support";
import { dockerFolder, readCompose, variablesIn } from "./compose-file.js";
import { missingWithoutDocker, WithoutDocker } from "./without-docker.js";

/** Listener and loader of compose.yaml, started as processes of this machine. */

const missing = missingWithoutDocker();
const started = missing === null ? it : it.skip;
if (missing !== null) console.warn(`Listener and loader are not started: ${missing}`);

let layout: WithoutDocker | null = null;
let store: Awaited<ReturnType<typeof openStore>> | null = null;
afterAll(async () => {
  await layout?.stop();
  await store?.destroy();
});

async function submit(host: string, key: string, ca: string): Promise<[number?, string?]> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const incident = { reference: "T-1", site: "R-1", day: "2026-02-03", category: "NOISE" };
  const asking = request({
    host,
    port: 4151,
    path: "/incidents",
    method: "POST",
    ca,
    servername: "localhost",
    headers,
    agent: false,
  });
  asking.end(JSON.stringify({ reference: "T-1", incidents: [incident] }));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  return [response.statusCode, await text(response)];
}

started(
  "takes in by TLS what a system submits, with listener and loader each its own user (issue 11)",
  async () => {
    const databaseUrl = await createDatabase();
    store = await openStore(databaseUrl, "lisiere");
    await store.query(
      "INSERT INTO site (reference, name, commune, dwellings) VALUES ('R-1', 'Les Tilleuls', '77288', 60)",
    );
    const key = await addSubmittingSystem(store, {
      name: "tickets",
      sites: null,
      perMinute: 1_000,
    });
    const file = readCompose(
      "compose.yaml",
      Object.fromEntries(variablesIn("compose.yaml").map((each) => [each, "palier.example"])),
    );
    layout = await WithoutDocker.open(file, {});
    const own = join(layout.folder, "own");
    execFileSync(join(dockerFolder, "certificates.sh"), [own, "palier.example", "lisiere"]);
    await layout.handOver();
    const url = await prepareSubmissionLogin(store);
    await writeFile(join(own, "lisiere-submissions", "submit-database-url"), url, { mode: 0o644 });
    await writeFile(join(own, "lisiere-loader", "database-url"), databaseUrl, { mode: 0o644 });
    layout.start("lisiere-submissions");
    // The image's entry point, and the command of the file.
    const command = file.services["lisiere-loader"]?.command ?? [];
    layout.start("lisiere-loader", ["node", "cli/bin/palier.mjs", ...command]);
    const ca = await readFile(join(own, "authorities", "servers.pem"), "utf8");
    const host = layout.addressOf("lisiere-submissions");
    let answer: [number?, string?] = [];
    for (const deadline = performance.now() + 90_000; performance.now() < deadline; ) {
      answer = await submit(host, key, ca).catch((error) => [0, `${error}`]);
      if (answer[0] === 201) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect([answer, [...layout.printed]]).toEqual([
      [201, expect.stringContaining('"LOADED"')],
      expect.anything(),
    ]);
    expect(layout.users().sort()).toEqual(["10301", "10401"]);
  },
);
