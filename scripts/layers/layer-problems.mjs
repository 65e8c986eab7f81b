import { posix } from "node:path";

/**
 * @typedef {object} Source
 * @property {string} path from the root.
 * @property {readonly import("./imports-of.mjs").Import[]} imports
 */

/**
 * The imports that go against the layers, each as `file:line: what it does, and what to do instead`.
 * Tests see their whole package, and nothing but tests imports them.
 *
 * @param {readonly import("./layers.mjs").Layer[]} layers
 * @param {readonly string[]} forTests Packages that any test may import.
 * @param {readonly Source[]} sources
 * @returns {string[]}
 */
export function layerProblems(layers, forTests, sources) {
  const packages = layers.map((layer) => new Package(layer, forTests));
  // A package may stand in the folder of another.
  const inward = packages.toSorted((a, b) => b.depth - a.depth);
  const homeOf = (path) => inward.find((each) => each.holds(path));
  return [
    ...packages.flatMap((each) => each.deserted(sources)),
    ...sources.flatMap(({ path, imports }) => {
      const home = homeOf(path);
      const homeless = home.homeless(path);
      const wrong = imports.flatMap((each) => {
        if (!each.from.startsWith(".")) return told(path, each, home.outside(path, each, packages));
        const target = posix.join(posix.dirname(path), each.from);
        const isOurs = homeOf(target) === home;
        return told(path, each, isOurs ? home.inside(path, target) : strayed(target));
      });
      return homeless === null ? wrong : [`${path}:1: ${homeless}`, ...wrong];
    }),
  ];
}

function told(path, { line }, problem) {
  return problem === null ? [] : [`${path}:${line}: ${problem}`];
}

function strayed(target) {
  return `imports ${target}, a file of another package: import the package by its name`;
}

const isTest = (path) => /\.(test|fixture)\.|\/testing\//.test(path);
const top = "src";

class Package {
  #layer;
  #forTests;
  /** Height by folder of `src/`. */
  #floors;

  constructor(layer, forTests) {
    this.#layer = layer;
    this.#forTests = forTests;
    this.#floors =
      layer.floors &&
      new Map(
        layer.floors.flatMap((floor, height) => [floor].flat().map((folder) => [folder, height])),
      );
  }

  get depth() {
    return this.#layer.folder.length;
  }

  holds(path) {
    return path.startsWith(`${this.#layer.folder}/`);
  }

  /** Floors in which nothing stands. */
  deserted(sources) {
    const stood = new Set(sources.map(({ path }) => this.#folderOf(path)));
    return [...(this.#floors?.keys() ?? [])]
      .filter((folder) => !stood.has(folder))
      .map(
        (folder) => `${this.#layer.folder}: the layers have a folder "${folder}" that is not there`,
      );
  }

  homeless(path) {
    if (!this.#isOrdered(path) || this.#folderOf(path) !== null) return null;
    return "the layers do not know its folder: say where it stands in scripts/layers/layers.mjs";
  }

  /** @param target path from the root of what is imported. */
  inside(path, target) {
    if (isTest(path)) return null;
    if (isTest(target))
      return `imports ${target}, which is for tests: move what both need out of it`;
    if (!this.#isOrdered(path) || !this.#isOrdered(target)) return null;
    const [here, there] = [this.#folderOf(path), this.#folderOf(target)];
    if (here === there || here === null || there === null) return null;
    if (there === top) {
      return `${here} imports ${target}, yet src/ itself is on top: move what it needs into a folder`;
    }
    const [height, other] = [this.#heightOf(here), this.#heightOf(there)];
    if (other < height) return null;
    const place = other === height ? "stands beside" : "stands above";
    return `${here} imports ${target}, yet ${there} ${place} it: move what both need below, or let ${here} declare what it takes and be handed it`;
  }

  outside(path, { from, isLate }, packages) {
    const {
      uses,
      loads = [],
      without = [],
      name,
      instead = "see scripts/layers/layers.mjs",
    } = this.#layer;
    const barred = without.find((each) => each.packages.some((one) => isWithin(from, one)));
    if (barred !== undefined && !isTest(path)) return `imports ${from}, yet ${barred.instead}`;
    const other = packages.find((each) => isWithin(from, each.#layer.name))?.#layer.name;
    if (other === undefined || uses === "anything" || other === name) return null;
    if (this.#forTests.some((one) => isWithin(from, one)) && !uses.includes(from)) {
      return isTest(path) ? null : `imports ${from}, which is for tests`;
    }
    if (uses.includes(other)) return null;
    if (!loads.includes(other)) return `imports ${from}, yet ${instead}`;
    return isLate || isTest(path)
      ? null
      : `imports ${from} from the start: load it by import() where it is needed`;
  }

  /** Tests stand where they like. */
  #isOrdered(path) {
    return this.#floors !== undefined && path.startsWith(this.#source) && !isTest(path);
  }

  get #source() {
    return `${this.#layer.folder}/src/`;
  }

  #heightOf(folder) {
    return folder === top ? Number.POSITIVE_INFINITY : this.#floors.get(folder);
  }

  /** The listed folder nearest to a file; null when there is none. */
  #folderOf(path) {
    if (this.#floors === undefined || !path.startsWith(this.#source)) return null;
    let folder = posix.dirname(path.slice(this.#source.length));
    if (folder === ".") return top;
    while (folder !== "." && !this.#floors.has(folder)) folder = posix.dirname(folder);
    return folder === "." ? null : folder;
  }
}

const isWithin = (specifier, name) => specifier === name || specifier.startsWith(`${name}/`);
