import { createHash } from "node:crypto";
import {
  ConfigurationError,
  type Convention,
  type Outline,
  type OutlineFile,
  outlineText,
  readOutlines,
} from "@palier/schema";
import { outlineContent, readOutlineFiles } from "@palier/service";

/** Outlines as they are served: geometry and code of each territory, nothing else of their files. */
export interface ServedOutlines {
  /** A GeoJSON FeatureCollection. */
  readonly body: Buffer;
  /** SHA-256 of the body, in base64url: another one has another address. */
  readonly digest: string;
  /** What a map that draws them says of them. */
  readonly sources: readonly OutlineSource[];
}

export type OutlineSource = Pick<OutlineFile, "source" | "licence">;

/** One reading of the files that a version names. */
interface Reading {
  readonly served: Promise<ServedOutlines | null>;
  /** From when on it is worth another one; never, where all could be used. */
  againAtMs: number;
}

/** After it a file that could not be used is looked for anew: whoever mends it restarts nothing. */
const retryMs = 60_000;

/**
 * The outlines of the convention in force, from files beside it; for territories that it has none of, those
 * of the operator's own file. They are public, as the territories' codes are: nobody signs in for them, and
 * a page draws those of territories that exist for its reader.
 */
export class Outlines {
  readonly #operators: readonly Outline[];
  readonly #conventionFile: string | null;
  readonly #log: (entry: string) => void;
  readonly #now: () => number;
  /** Versions follow each other while the gateway runs. */
  readonly #readings = new WeakMap<Convention, Reading>();
  /** Said once, however often it is met. */
  #told = "";
  readonly #ofOperator: ServedOutlines | null;
  readonly #byDigest = new Map<string, ServedOutlines>();

  private constructor(
    operators: readonly Outline[],
    conventionFile: string | null,
    log: (entry: string) => void,
    now: () => number,
  ) {
    this.#operators = operators;
    this.#conventionFile = conventionFile;
    this.#log = log;
    this.#now = now;
    this.#ofOperator = this.#keep(operators, []);
  }

  /**
   * @param file the operator's own; null for none.
   * @param conventionFile beside which the convention's are; null where nobody signs in.
   * @param now in milliseconds, of a clock that nobody sets.
   * @throws ConfigurationError naming file and features, when the operator's cannot be used.
   */
  static async open(
    {
      file,
      conventionFile,
    }: { readonly file: string | null; readonly conventionFile: string | null },
    log: (entry: string) => void,
    now = () => performance.now(),
  ): Promise<Outlines> {
    const operators = file === null ? [] : await readOperators(file);
    return new Outlines(operators, conventionFile, log, now);
  }

  /**
   * What pages draw under a version of the convention; null: nothing. A file that cannot be used is told to
   * the operator, and leaves its territories to the schematic map: no reason to refuse anybody their figures.
   */
  of(convention: Convention | null): Promise<ServedOutlines | null> {
    const path = this.#conventionFile;
    if (convention?.outlines === undefined || path === null)
      return Promise.resolve(this.#ofOperator);
    const last = this.#readings.get(convention);
    if (last !== undefined && this.#now() < last.againAtMs) return last.served;
    const reading: Reading = {
      served: this.#read(path, convention, () => {
        reading.againAtMs = this.#now() + retryMs;
      }),
      againAtMs: Number.POSITIVE_INFINITY,
    };
    this.#readings.set(convention, reading);
    return reading.served;
  }

  /** Of any version that was in force since the start. */
  withDigest(digest: string): ServedOutlines | null {
    return this.#byDigest.get(digest) ?? null;
  }

  async #read(
    path: string,
    convention: Convention,
    onProblems: () => void,
  ): Promise<ServedOutlines | null> {
    const { outlines, sources, problems } = await readOutlineFiles(path, convention);
    if (problems.length > 0) onProblems();
    this.#tell(problems);
    const known = new Set(outlines.map(({ code }) => code));
    const others = this.#operators.filter(({ code }) => !known.has(code));
    return this.#keep([...outlines, ...others], sources);
  }

  #tell(problems: readonly string[]): void {
    const lines = problems.map((problem) => `- ${problem}`).join("\n");
    if (lines === this.#told) return;
    this.#told = lines;
    this.#log(
      lines === ""
        ? "Outlines of the convention are all drawn now"
        : `Outlines of the convention are not drawn:\n${lines}\npalier convention outlines <file> checks them`,
    );
  }

  #keep(outlines: readonly Outline[], sources: readonly OutlineSource[]): ServedOutlines | null {
    if (outlines.length === 0) return null;
    const body = Buffer.from(outlineText(outlines));
    const digest = createHash("sha256").update(body).digest("base64url");
    const served = { body, digest, sources };
    this.#byDigest.set(digest, served);
    return served;
  }
}

async function readOperators(path: string): Promise<readonly Outline[]> {
  const refusal = (problems: readonly string[]) =>
    new ConfigurationError(problems.map((problem) => `PALIER_OUTLINES: ${path}: ${problem}`));
  const content = await outlineContent(path);
  if (typeof content === "string") throw refusal([content]);
  const { outlines, problems } = readOutlines(content.toString("utf8"), null);
  if (problems.length > 0) throw refusal(problems);
  return outlines;
}
