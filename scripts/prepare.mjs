import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runStep } from "./step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Says for which package-lock.json, Node and machine node_modules was installed. */
const stampFile = `${root}node_modules/.palier-installed`;

/**
 * What every command needs first: the right Node, the dependencies, the build.
 *
 * @param {{ packages?: string }} options `packages`: build this package and what it needs; default: all.
 */
export async function prepare({ packages } = {}) {
  process.chdir(root);
  checkNodeVersion();
  await install();
  await build(packages);
}

/** What tests need that read TypeScript: the right Node, the dependencies, the dashboard's types of the graph. */
export async function prepareUnbuilt() {
  process.chdir(root);
  checkNodeVersion();
  await install();
  if (existsSync(`${root}dashboard/partner/src/generated`)) return;
  await runStep({
    title: "Reading the graph",
    command: "npm",
    args: ["run", "documents", "--workspace", "dashboard/partner"],
    advice: "The messages above name the document that does not fit schema/graph.graphql.",
  });
}

/** Prints why a command cannot go on, without a stack: the reader did not write this program. */
export function explain(error) {
  console.error(`\n${error.name === "StepError" ? error.message : error.stack}`);
}

function checkNodeVersion() {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const [wantedMajor, wantedMinor] = engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `Palier needs Node.js ${wantedMajor}.${wantedMinor} or newer; this is ${process.versions.node}.\n` +
      "Install a current version from https://nodejs.org and run the command again.",
  );
  process.exit(1);
}

/** The dependencies, unless they are installed. */
export async function install() {
  process.chdir(root);
  const stamp = installationStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  await runStep({
    title: "Installing dependencies",
    // Not `npm ci`: it fails on a registry that lacks other platforms' optional packages.
    command: "npm",
    args: ["install", "--no-audit", "--no-fund", "--loglevel=error"],
    advice:
      "Check that this machine reaches the npm registry (npm ping), then run the command again.",
  });
  // Taken again: npm may have touched the lock file.
  writeFileSync(stampFile, installationStamp());
}

function installationStamp() {
  const lock = createHash("sha256")
    .update(readFileSync(`${root}package-lock.json`))
    .digest("hex");
  return `${lock} ${process.platform}-${process.arch} ${process.versions.modules}\n`;
}

async function build(packages) {
  await runStep({
    title: "Building",
    command: process.execPath,
    args: [
      `${root}node_modules/turbo/bin/turbo`,
      "run",
      "build",
      "--output-logs=errors-only",
      ...(packages ? [`--filter=${packages}`] : []),
    ],
    env: { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" },
    advice:
      "The messages above name the files. After a change of branch, removing every dist folder and running the command again may help.",
  });
}
