import { spawn } from "node:child_process";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** A step that failed: the program's own output, and what to do about it. */
export class StepError extends Error {
  constructor(title, output, advice) {
    super(`${title} failed.\n\n${output.trim()}\n\n${advice}`);
    this.name = "StepError";
  }
}

/**
 * Runs one program quietly, shows its title with the elapsed seconds, and its whole output
 * only when it fails.
 *
 * @param {{ title: string, command: string, args: string[], env?: Record<string, string>, advice: string }} step
 */
export async function runStep({ title, command, args, env = {}, advice }) {
  const display = showProgress(title);
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const signals = forwardSignals(child);
  const code = await ended(child).finally(signals.stop);
  display.end(code === 0);
  if (signals.received) process.exit(130);
  if (code !== 0) throw new StepError(title, Buffer.concat(output).toString(), advice);
}

/**
 * Hands SIGINT and SIGTERM over to a child. A terminal's Ctrl-C reaches the child by itself;
 * `kill` of this process alone does not.
 */
export function forwardSignals(child) {
  const signals = {
    received: false,
    stop: () => process.off("SIGINT", forward).off("SIGTERM", forward),
  };
  const forward = (signal) => {
    signals.received = true;
    child.kill(signal);
  };
  process.on("SIGINT", forward).on("SIGTERM", forward);
  return signals;
}

/** Exit code of a child; 128 + n when signal n ended it, as a shell counts. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

function showProgress(title) {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  if (!process.stdout.isTTY) {
    console.log(`${title} …`);
    return {
      end: (succeeded) =>
        console.log(`${title}: ${succeeded ? "done" : "failed"} (${seconds()} s)`),
    };
  }
  let frame = 0;
  const timer = setInterval(() => {
    frame = (frame + 1) % frames.length;
    process.stdout.write(`\r\x1b[K${frames[frame]} ${title} ${Math.floor(seconds())} s`);
  }, 100);
  return {
    end(succeeded) {
      clearInterval(timer);
      process.stdout.write(`\r\x1b[K${succeeded ? "✔" : "✖"} ${title} (${seconds()} s)\n`);
    },
  };
}
