import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.js";

/** Not the package's own list: that one switches web security off, and policies with it. */
const launchArguments = [
  "--headless=shell",
  // Chromium does not start its sandbox as root, which containers are.
  "--no-sandbox",
  // Maps draw in software; all else is put together without a graphics library, for two thirds of the processor time.
  "--use-gl=angle",
  "--use-angle=swiftshader-webgl",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--font-render-hinting=none",
];

const startTimeoutMs = 60_000;

/** Chromium itself may crash while it starts, once in thousands of times: of Palier that says nothing. */
const mostStarts = 3;
const crash = /process did exit: exitCode=null, signal=(SIG(?:SEGV|BUS|ILL|TRAP|ABRT))/;

/** Starts a headless browser; whoever starts it closes it. */
export async function launchChromium(): Promise<Browser> {
  const { executable, env } = await findChromium(process.env);
  const launch = () =>
    chromium.launch({
      executablePath: executable,
      args: launchArguments,
      timeout: startTimeoutMs,
      env: { ...definedIn(process.env), ...env },
    });
  for (let start = 1; start < mostStarts; start += 1) {
    try {
      return await launch();
    } catch (error) {
      const [, signal] = crash.exec(String(error)) ?? [];
      if (signal === undefined) throw error;
      console.warn(`Chromium crashed while it started (${signal}): it is started again`);
    }
  }
  return launch();
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
