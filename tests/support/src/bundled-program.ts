import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bundler = new URL("../../../scripts/bundle/bundle-program.mjs", import.meta.url);

type Bundle = (options: {
  readonly source: string;
  readonly folder: string;
  readonly conditions: readonly string[];
}) => Promise<string>;

/**
 * A program of our TypeScript, made runnable without a build, until this process ends. One that is started
 * a dozen times would load the sources of three packages each time.
 *
 * @returns path of what Node runs.
 */
export async function bundledProgram(source: URL): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "palier-program-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { bundleProgram } = (await import(bundler.href)) as { readonly bundleProgram: Bundle };
  return bundleProgram({
    source: fileURLToPath(source),
    folder,
    conditions: ["@palier/source"],
  });
}
