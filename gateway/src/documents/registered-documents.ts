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

  /** As they were handed in. */
  texts(): string[] {
    return this.files.flatMap((file) => [...file.texts()]);
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

type TextsByHash = ReadonlyMap<string, string>;

class FollowedFile {
  readonly follower: FileFollower;
  #texts: TextsByHash;

  private constructor(
    private readonly path: string,
    texts: TextsByHash | null,
    private readonly log: (entry: string) => void,
  ) {
    this.#texts = texts ?? new Map();
    this.follower = new FileFollower(path, () => this.#changed());
    log(
      texts === null
        ? `No operations are registered in ${path}: there is no such file`
        : `${countOf(texts)} registered in ${path}`,
    );
  }

  static async open(path: string, log: (entry: string) => void): Promise<FollowedFile> {
    try {
      return new FollowedFile(path, await textsIn(path), log);
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw new ConfigurationError([`${path} cannot be read (${reasonOf(error)})`]);
    }
  }

  has(documentHash: string): boolean {
    return this.#texts.has(documentHash);
  }

  texts(): Iterable<string> {
    return this.#texts.values();
  }

  async #changed(): Promise<boolean> {
    try {
      const texts = await textsIn(this.path);
      // An empty list is written as one: a file that went away is a mistake, or a disk's.
      if (texts === null && this.#texts.size > 0) throw new Error("the file is not there");
      if (texts === null || isSame(texts, this.#texts)) return true;
      this.#texts = texts;
      this.log(`${countOf(texts)} registered in ${this.path} from now on`);
    } catch (error) {
      this.log(
        `${this.path} has changed and cannot be followed; what was registered in it stays so. ${reasonOf(error)}`,
      );
    }
    return true;
  }
}

async function textsIn(path: string): Promise<TextsByHash | null> {
  const documents = await readDocuments(path);
  return documents && new Map(documents.map(({ hash, document }) => [hash, document]));
}

function countOf({ size }: TextsByHash): string {
  return size === 1 ? "1 operation is" : `${size} operations are`;
}

function isSame(one: TextsByHash, other: TextsByHash): boolean {
  return one.size === other.size && [...one.keys()].every((hash) => other.has(hash));
}

function reasonOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
