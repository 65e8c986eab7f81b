import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type UnpackedChromium, unpackChromium } from "./unpack-chromium.js";

/** A browser that can be started. */
export interface FoundChromium {
  readonly executable: string;
  /** What its environment needs besides. */
  readonly env: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The names by which Chrome and Chromium are installed; the last two are whole paths. */
const installedNames = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "chrome.exe",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
] as const;

/**
 * The browser that `PALIER_CHROMIUM` names; else the one that came from npm, which runs on Linux
 * with x64 processors; else an installed one.
 *
 * @throws Error saying what to install, where there is none.
 */
export async function findChromium(env: Environment): Promise<FoundChromium> {
  const named = env.PALIER_CHROMIUM?.trim();
  if (named) {
    if (existsSync(named)) return { executable: named, env: {} };
    throw new Error(`PALIER_CHROMIUM names ${named}, where there is no program`);
  }
  if (process.platform === "linux" && process.arch === "x64") {
    const unpacked = await unpackChromium();
    return { executable: unpacked.executable, env: neededBy(unpacked, env) };
  }
  const installed = findInstalled(env);
  if (installed !== null) return { executable: installed, env: {} };
  throw new Error(
    `The browser's tests need Chrome or Chromium on this machine (${process.platform} ${process.arch}): the one from npm runs on Linux with x64 processors only. Install Chrome, or set PALIER_CHROMIUM to the path of a Chromium.`,
  );
}

function neededBy(unpacked: UnpackedChromium, env: Environment): Record<string, string> {
  const needed: Record<string, string> = {};
  if (!existsSync("/etc/fonts/fonts.conf")) needed.FONTCONFIG_FILE = unpacked.fontSettings;
  if (lacksLibraries(unpacked.executable)) {
    const folders = [unpacked.libraryFolder, env.LD_LIBRARY_PATH].filter((folder) => folder);
    needed.LD_LIBRARY_PATH = folders.join(delimiter);
  }
  return needed;
}

function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync("ldd", [executable], { encoding: "utf8" }).includes("not found");
  } catch {
    // No ldd to ask: the package's own libraries do no harm.
    return true;
  }
}

function findInstalled(env: Environment): string | null {
  const folders = [
    ...(env.PATH ?? "").split(delimiter),
    ...[env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((folder) =>
      folder ? [join(folder, "Google", "Chrome", "Application")] : [],
    ),
  ];
  const paths = installedNames.flatMap((name) =>
    name.startsWith("/") ? [name] : folders.map((folder) => join(folder, name)),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}
