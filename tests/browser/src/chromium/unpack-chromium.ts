import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** What the npm package holds compressed. */
export interface UnpackedChromium {
  readonly executable: string;
  /** Libraries for systems without libnss3. */
  readonly libraryFolder: string;
  /** Settings of fontconfig for systems without fonts. */
  readonly fontSettings: string;
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, once a version and machine; 200 MB below the
 * system's folder for temporary files. Several processes may do so at the same time.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const entry = require.resolve("@sparticuz/chromium");
  const folder = join(tmpdir(), `palier-chromium-${versionOf(entry)}`);
  const unpacked = {
    executable: join(folder, "chromium"),
    libraryFolder: join(folder, "al2023", "lib"),
    fontSettings: join(folder, "fonts.conf"),
  };
  if (existsSync(folder)) return unpacked;
  await mkdir(tmpdir(), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    await unpackInto(fresh, entry);
    await writeFile(join(fresh, "fonts.conf"), fontSettings(folder));
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process was first: its folder is complete.
    if (!existsSync(folder)) throw error;
  }
  return unpacked;
}

/** The package unpacks where its process keeps temporary files, and the libraries on Lambda alone. */
async function unpackInto(folder: string, entry: string): Promise<void> {
  const script = `const { default: chromium } = await import(process.argv[1]);
await (chromium.default ?? chromium).executablePath();`;
  const url = pathToFileURL(entry).href;
  await run(process.execPath, ["--input-type=module", "-e", script, url], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
  });
}

function versionOf(entry: string): string {
  let folder = dirname(entry);
  while (!existsSync(join(folder, "bin", "chromium.br"))) folder = dirname(folder);
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return (manifest as { readonly version: string }).version;
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;
}
