import { spawn } from "node:child_process";
import { once } from "node:events";
import { endGroup } from "./end-group.mjs";
import { ended } from "./step.mjs";

/** A program with a child of its own, which does so when it is interrupted; both stand when it is handed over. */
async function start(onInterrupt) {
  const inner = `process.on("SIGINT", () => ${onInterrupt}); setInterval(() => {}, 1000); console.log("there")`;
  const outer = `
    require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}], { stdio: [0, 1, 2, 3] });
    process.on("SIGINT", () => process.exit());`;
  const child = spawn(process.execPath, ["-e", outer], {
    // The last, which both hold, is closed when both are gone.
    stdio: ["ignore", "pipe", "inherit", "pipe"],
    detached: true,
  });
  child.stdio[3].resume();
  const end = ended(child);
  await once(child.stdout, "data");
  return { child, end };
}

it("interrupts a program and waits for what it started", async () => {
  const { child, end } = await start("process.exit()");
  expect(await endGroup(child, end, 60_000)).toBe(true);
});

it("kills what does not heed it, and says so", async () => {
  const { child, end } = await start("undefined");
  expect(await endGroup(child, end, 200)).toBe(false);
});

it("waits for nothing once all has ended", async () => {
  const { child, end } = await start("process.exit()");
  process.kill(-child.pid, "SIGINT");
  await end;
  expect(await endGroup(child, end, 60_000)).toBe(true);
});
