// npm run dev: the platform while one works on it. What is changed is built, and the services that are
// made of it start anew. Arguments go to `palier start`: npm run dev -- --inspect lisiere
import { fork, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { explain, prepare } from "./prepare.mjs";
import { ended, forwardSignals } from "./step.mjs";

/** With what they are made of, all that the platform runs. */
const projects = [
  "cli",
  "subgraphs/landlord/node",
  "subgraphs/convention",
  "subgraphs/classification",
];

try {
  await prepare({ packages: "@palier/cli" });
} catch (error) {
  explain(error);
  process.exit(1);
}
const platform = fork("cli/bin/palier.mjs", ["start", "--builds", ...process.argv.slice(2)]);
const others = [buildOnChange(() => platform.connected && platform.send("built")), pages()];
forwardSignals(platform);
const exitCode = await ended(platform);
for (const child of others) endGroup(child);
process.exitCode = exitCode;

/** Tells of each build, also of one with mistakes: what could be built was built. */
function buildOnChange(built) {
  const args = ["node_modules/typescript/bin/tsc", "-b", "--watch", "--preserveWatchOutput"];
  const compiler = spawn(process.execPath, [...args, ...projects], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  createInterface({ input: compiler.stdout }).on("line", (line) => {
    if (/ Found \d+ errors?\. Watching/.test(line)) built();
    if (line.includes("error TS")) console.error(line);
  });
  return compiler;
}

/** The dashboard's own server, which shows a page again as soon as it is changed. */
function pages() {
  const args = ["run", "--silent", "dev", "-w", "@palier/dashboard"];
  return spawn("npm", args, { stdio: ["ignore", "inherit", "inherit"], detached: true });
}

/** Each of them starts the program that does its work, and would leave it behind. */
function endGroup({ pid }) {
  try {
    process.kill(-pid);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
