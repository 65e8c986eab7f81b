import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import { FileFollower } from "@palier/service";
import { readDocuments } from "./document-file.js";

/** Where registered operations stand. */
export interface DocumentPlaces {
  /** The operator's file; null where there is none. */
  readonly file: string | null;
  /** Of the built dashboard, which brings a list of its own; null where none is served. */
  readonly dashboardFolder: string | null;
}

/** Path of the list that the dashboard's build leaves beside its pages. */
export function dashboardDocumentsIn(folder: string): string {
  return join(folder, "documents.json");
}

/** What partners may ask whom the convention restricts to it, as the files have it now. */
export class RegisteredDocuments {
  private constructor(private readonly files: readonly FollowedFile[]) {}

  /** @throws ConfigurationError when a file is there and cannot be used. */
  static async open(
    { file, dashboardFolder }: DocumentPlaces,
    log: (entry: string) => void,
  ): Promise<RegisteredDocuments> {
    const paths = [
      ...(dashboardFolder === null ? [] : [dashboardDocumentsIn(dashboardFolder)]),
      ...(file === null ? [] : [file]),
    ];
    return new RegisteredDocuments(
      await Promise.all(paths.map((path) => FollowedFile.open(path, log))),
    );
  }

  has(documentHash: string): boolean {
    return this.files.some((file) => file.has(documentHash));
  }

  /** Looks at the files as often as at any other. */
  follow(): { stop(): Promise<void> } {
    const following = this.files.map((file) => file.follower.start());
    return {
      stop: async () => {
        await Promise.all(following.map((each) => each.stop()));
      },
    };
  }

  /** Looks at the files once. */
  async look(): Promise<void> {
    for (const { follower } of this.files) await follower.look();
  }
}

class FollowedFile {
  readonly follower: FileFollower;
  #hashes: ReadonlySet<string>;

  private constructor(
    private readonly path: string,
    hashes: ReadonlySet<string> | null,
    private readonly log: (entry: string) => void,
  ) {
    this.#hashes = hashes ?? new Set();
    this.follower = new FileFollower(path, () => this.#changed());
    log(
      hashes === null
        ? `No operations are registered in ${path}: there is no such file`
        : `${countOf(hashes)} registered in ${path}`,
    );
  }

  static async open(path: string, log: (entry: string) => void): Promise<FollowedFile> {
    try {
      return new FollowedFile(path, await hashesIn(path), log);
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw new ConfigurationError([`${path} cannot be read (${reasonOf(error)})`]);
    }
  }

  has(documentHash: string): boolean {
    return this.#hashes.has(documentHash);
  }

  async #changed(): Promise<boolean> {
    try {
      const hashes = await hashesIn(this.path);
      // An empty list is written as one: a file that went away is a mistake, or a disk's.
      if (hashes === null && this.#hashes.size > 0) throw new Error("the file is not there");
      if (hashes === null || isSame(hashes, this.#hashes)) return true;
      this.#hashes = hashes;
      this.log(`${countOf(hashes)} registered in ${this.path} from now on`);
    } catch (error) {
      this.log(
        `${this.path} has changed and cannot be followed; what was registered in it stays so. ${reasonOf(error)}`,
      );
    }
    return true;
  }
}

async function hashesIn(path: string): Promise<ReadonlySet<string> | null> {
  const documents = await readDocuments(path);
  return documents && new Set(documents.map(({ hash }) => hash));
}

function countOf({ size }: ReadonlySet<string>): string {
  return size === 1 ? "1 operation is" : `${size} operations are`;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((hash) => other.has(hash));
}

function reasonOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
