import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

interface Manifest {
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")) as Manifest;
}

function dependencies(): Map<string, string> {
  const folders = [".", ...(manifest(".").workspaces ?? [])];
  const all = folders.flatMap((folder) => {
    const { dependencies, devDependencies } = manifest(folder);
    return Object.entries({ ...dependencies, ...devDependencies });
  });
  return new Map(all.filter(([name]) => !name.startsWith("@palier/")));
}

it("explains every dependency, and none that is not there", () => {
  const text = readFileSync(`${root}docs/dependencies.md`, "utf8");
  const explained = text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)])
    .map(([, name]) => name);
  expect([...explained].sort()).toEqual([...dependencies().keys()].sort());
});

it("pins every version exactly", () => {
  const loose = [...dependencies()].filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

it("has a page for every link of the README", () => {
  const readme = readFileSync(`${root}README.md`, "utf8");
  const linked = [...readme.matchAll(/\]\((docs\/[^)]+)\)/g)].map(([, path]) => path ?? "");
  expect(
    linked.filter((path) => !statSync(`${root}${path}`, { throwIfNoEntry: false })?.isFile()),
  ).toEqual([]);
  expect(linked.length).toBeGreaterThan(0);
});
