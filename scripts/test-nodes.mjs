// npm run test:nodes: under each further version of Node, whether the platform starts and answers, then the unit and
// the e2e tests. With --start the first alone; versions may be named: npm run test:nodes -- --start 24
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endGroup } from "./end-group.mjs";
import { explain, prepare } from "./prepare.mjs";
import { ended } from "./step.mjs";

/** The one that runs this script is tried by npm test. */
const versions = new Map([
  ["22", "22.23.3"],
  ["24", "24.21.0"],
]);

/** Several times what it takes on a machine that others use too. */
const patienceMs = 180_000;
const endPatienceSeconds = 60;

const args = process.argv.slice(2);
const isStartOnly = args.includes("--start");
const named = args.filter((arg) => !arg.startsWith("--"));
const jest = "node_modules/jest/bin/jest.js";

try {
  await prepare();
} catch (error) {
  explain(error);
  process.exit(1);
}
process.env.APOLLO_TELEMETRY_DISABLED = "1";
for (const major of named.length > 0 ? named : versions.keys()) {
  const version = versions.get(major);
  if (version === undefined) {
    console.error(`Node ${major} is not tried here; there are ${[...versions.keys()].join(", ")}.`);
    process.exit(2);
  }
  const failed = await tryVersion(major, version);
  if (failed !== null) {
    console.error(`Node ${version}: ${failed}`);
    process.exit(1);
  }
  console.log(
    `Node ${version}: ${isStartOnly ? "starts and answers" : "starts, answers, and passes"}.`,
  );
}

/** @returns What went wrong; null when nothing did. */
async function tryVersion(major, version) {
  const found = await printedBy(underNode(version, ["-p", "process.version"]));
  // Without this, whatever node is on the path would be what was tried.
  if (found.trim() !== `v${version}`)
    return `npm gives no such version (it gave "${found.trim()}")`;
  const failure = await startAndAsk(version);
  if (failure !== null) return failure;
  if (isStartOnly) return null;
  // One project a run: on the same machine they would compete for its processors.
  for (const project of ["unit", "e2e"]) {
    const code = await ended(underNode(version, [jest, "--selectProjects", project], "inherit"));
    if (code !== 0) return `${project} tests fail on ${major}`;
  }
  return null;
}

/** Node from npm: the package of a platform holds the program alone, and runs nothing when it is installed. */
function underNode(version, args, output = "pipe", env = {}) {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}@${version}`;
  return spawn("npm", ["exec", "--yes", `--package=${name}`, "--", "node", ...args], {
    stdio: ["ignore", output, output === "pipe" ? "inherit" : output],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
    // A group of its own, which is ended as by Ctrl-C: npm hands no signal on.
    detached: process.platform !== "win32",
  });
}

async function printedBy(child) {
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  await ended(child);
  return text;
}

/** The demonstration, from an empty data folder to its end after the answer to a question. */
async function startAndAsk(version) {
  const home = mkdtempSync(join(tmpdir(), "palier-node-"));
  // As root, PostgreSQL runs as another account, which must enter.
  chmodSync(home, 0o755);
  const palier = (args, output) =>
    underNode(version, ["cli/bin/palier.mjs", ...args], output, { PALIER_HOME: home });
  const platform = palier(["start", "--port", "0"]);
  const end = ended(platform);
  let failure = null;
  let hasEnded = false;
  try {
    failure = await ask(platform, palier);
  } finally {
    hasEnded = await endGroup(platform, end, endPatienceSeconds * 1_000);
    await ended(palier(["reset", "--yes"], "ignore"));
    rmSync(home, { recursive: true, force: true });
  }
  if (failure !== null) return failure;
  return hasEnded ? null : `it does not end within ${endPatienceSeconds} s of an interrupt`;
}

/** @returns What went wrong; null when nothing did. */
async function ask(platform, palier) {
  const graph = await graphOf(platform);
  if (graph === null) return "palier start does not come up";
  const { origin, port } = new URL(graph);
  const health = await (await fetch(`${origin}/health/ready`)).json();
  if (health.status !== "ready") return `it says of its health ${JSON.stringify(health)}`;
  const token = await printedBy(palier(["token", "police-melun", port]));
  const answer = await fetch(graph, {
    method: "POST",
    headers: { authorization: `Bearer ${token.trim()}`, "content-type": "application/json" },
    body: JSON.stringify({
      query: '{ territory(code: "247700057") { levels { level sites dwellings } } }',
    }),
  });
  const { data, errors } = await answer.json();
  const sites = data?.territory?.levels?.reduce((sum, level) => sum + level.sites, 0) ?? 0;
  return errors === undefined && sites > 0
    ? null
    : `it answers ${JSON.stringify({ data, errors })}`;
}

/** Address of the graph once it answers; null when it ends before, or does not come up. */
function graphOf(platform) {
  let text = "";
  return new Promise((resolve) => {
    let isSettled = false;
    const settle = (url) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      if (url === null) console.error(text);
      resolve(url);
    };
    const timer = setTimeout(() => settle(null), patienceMs);
    platform.stdout.on("data", (chunk) => {
      text += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/graphql\b/.exec(text) ?? [];
      if (url !== undefined) settle(url);
    });
    platform.once("close", () => settle(null));
  });
}
