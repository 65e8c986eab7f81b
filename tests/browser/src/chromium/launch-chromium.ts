import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.js";

/** Not the package's own list: that one switches web security off, and policies with it. */
const launchArguments = [
  "--headless=shell",
  // Chromium does not start its sandbox as root, which containers are.
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--font-render-hinting=none",
];

const startTimeoutMs = 60_000;

/** Starts a headless browser; whoever starts it closes it. */
export async function launchChromium(): Promise<Browser> {
  const { executable, env } = await findChromium(process.env);
  return chromium.launch({
    executablePath: executable,
    args: launchArguments,
    timeout: startTimeoutMs,
    env: { ...definedIn(process.env), ...env },
  });
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
