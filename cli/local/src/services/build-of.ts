import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Says which build of a program lies on disk: another text once its package, or one of ours that it
 * is made of, has been built again.
 */
export function buildOf(main: string): string {
  const own = packageOf(main);
  const folders = new Set<string>(own === undefined ? [] : [own]);
  // A set that grows is walked to its end.
  for (const folder of folders) {
    for (const dependency of dependenciesOf(folder)) folders.add(dependency);
  }
  return [...folders].map((folder) => `${folder} ${builtAtMs(folder)}`).join("\n");
}

/** The compiler writes this file last. */
function builtAtMs(folder: string): number | undefined {
  const file = join(folder, "dist", ".tsbuildinfo");
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function packageOf(path: string): string | undefined {
  const folder = dirname(path);
  if (folder === path) return undefined;
  return existsSync(join(folder, "package.json")) ? folder : packageOf(folder);
}

/** Folders of the packages of ours that a package depends on. */
function dependenciesOf(folder: string): string[] {
  const file = join(folder, "package.json");
  const { dependencies = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies)
    .filter((name) => name.startsWith("@palier/"))
    .flatMap((name) => {
      const places = createRequire(file).resolve.paths(name) ?? [];
      const found = places.map((place) => join(place, name)).find((place) => existsSync(place));
      return found === undefined ? [] : [realpathSync(found)];
    });
}
