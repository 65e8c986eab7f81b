import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, parse } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError, type Convention } from "@palier/schema";

/** A party's mark, as it is served. */
export interface Logo {
  readonly body: Buffer;
  readonly type: string;
  /** Another picture has another address. */
  readonly address: string;
}

/** By the end of a file's name, what it is served as, and by what its content is known. */
const kinds: Readonly<Record<string, { type: string; is: (body: Buffer) => boolean }>> = {
  ".svg": { type: "image/svg+xml", is: (body) => /<svg[\s>]/.test(body.toString("utf8", 0, 4096)) },
  ".png": { type: "image/png", is: (body) => body.toString("latin1", 0, 4) === "\x89PNG" },
  ".webp": { type: "image/webp", is: (body) => body.toString("latin1", 8, 12) === "WEBP" },
};

/** A mark of a few centimetres needs less. */
const mostBytes = 200_000;

/**
 * Marks of landlords and partners, from files of the operator's own: `lisiere.svg` is that of the party with the code
 * `lisiere`. They are public, as the parties' names are on the sign-in page.
 */
export class Logos {
  readonly #byCode: ReadonlyMap<string, Logo>;
  readonly #log: (entry: string) => void;
  /** Said once for a version of the convention. */
  readonly #told = new WeakSet<Convention>();

  private constructor(byCode: ReadonlyMap<string, Logo>, log: (entry: string) => void) {
    this.#byCode = byCode;
    this.#log = log;
  }

  /**
   * @param folder null for none.
   * @throws ConfigurationError naming every file that cannot be used.
   */
  static async open(folder: string | null, log: (entry: string) => void): Promise<Logos> {
    if (folder === null) return new Logos(new Map(), log);
    const problems: string[] = [];
    const byCode = new Map<string, Logo>();
    for (const name of await namesIn(folder)) {
      const { name: code } = parse(name);
      const read = await readLogo(join(folder, name));
      if (typeof read === "string") problems.push(`${name}: ${read}`);
      else if (byCode.has(code)) problems.push(`${name}: ${code} has another picture already`);
      else byCode.set(code, read);
    }
    if (problems.length > 0) {
      throw new ConfigurationError(
        problems.map((problem) => `PALIER_LOGOS: ${folder}: ${problem}`),
      );
    }
    return new Logos(byCode, log);
  }

  /** Where the party's mark is; null for none. */
  addressOf(code: string): string | null {
    return this.#byCode.get(code)?.address ?? null;
  }

  at(address: string): Logo | null {
    return [...this.#byCode.values()].find((logo) => logo.address === address) ?? null;
  }

  /** Tells the operator of pictures that nobody will see. */
  check(convention: Convention): void {
    if (this.#told.has(convention)) return;
    this.#told.add(convention);
    const codes = [
      ...convention.landlords.map(({ slug }) => slug),
      ...convention.partners.map(({ code }) => code),
    ];
    const unknown = [...this.#byCode.keys()].filter((code) => !codes.includes(code));
    if (unknown.length === 0) return;
    this.#log(
      `PALIER_LOGOS: the convention has no party ${unknown.join(", ")}; a picture is named after one of ${codes.join(", ")}`,
    );
  }
}

/** All but those that the system keeps there. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith(".")).toSorted();
  } catch (error) {
    if (!isNativeError(error)) throw error;
    throw new ConfigurationError([
      `PALIER_LOGOS: ${folder}: it must be a folder of pictures (${error.message})`,
    ]);
  }
}

/** What is wrong with it, in words, where it cannot be used. */
async function readLogo(path: string): Promise<Logo | string> {
  const { ext } = parse(path);
  const kind = kinds[ext];
  if (kind === undefined) {
    return `it must be a picture in ${Object.keys(kinds).join(", ")}, named after its party's code`;
  }
  const found = await stat(path);
  if (!found.isFile()) return "it is no file";
  if (found.size > mostBytes) return `it has ${found.size} bytes; at most ${mostBytes} are served`;
  const body = await readFile(path);
  if (!kind.is(body)) return `its content is none of ${ext}`;
  const digest = createHash("sha256").update(body).digest("base64url");
  return { body, type: kind.type, address: `/logos/${digest}${ext}` };
}
