import { isNativeError } from "node:util/types";
import { newShutOutList, type ShutOutList, signShutOutList } from "@palier/schema";
import { FileFollower, KeptValues, type KeyRing, type Log } from "@palier/service";
import { Router } from "express";
import { beginShutOut, readShutOut, type ShutOutFile } from "./shut-out-file.js";

/** Where landlords and brokers find the list: beside the gateway's keys. */
export const shutOutPath = "/.well-known/palier-shut-out.jwt";

/** Whoever asks often has it signed no more often than this. */
const signedMs = 500;

export interface ShutOutListTerms {
  /** The gateway's own name. */
  readonly name: string;
  /** Who says who people are. */
  readonly issuer: string;
  readonly keys: Pick<KeyRing, "signer">;
  readonly now: () => Date;
}

/** Whom the convention's host has shut out, by the list's file as it is now. */
export class ShutOutPeople {
  #file: ShutOutFile;
  #subjects: ReadonlySet<string>;
  #following: { stop(): Promise<void> } | null = null;

  private constructor(
    file: ShutOutFile,
    readonly path: string | null,
    readonly log: Log,
  ) {
    this.#file = file;
    this.#subjects = subjectsOf(file);
  }

  /**
   * @param path null where there is no list: nobody can be shut out.
   * @throws ConfigurationError when the file holds something else.
   */
  static async open(path: string | null, log: Log): Promise<ShutOutPeople> {
    // Another gateway may be beginning it, or the folder take nothing: it is read as it is then.
    if (path !== null && (await beginShutOut(path).catch(() => true))) {
      log(
        `There was no list of people shut out in ${path}, and an empty one begins; if there was one before, put its copy back: who is in it is let in`,
        "warn",
      );
    }
    const file = path === null ? { sequence: 0, people: [] } : await readShutOut(path);
    const people = new ShutOutPeople(file, path, log);
    if (path !== null)
      people.#following = new FileFollower(path, () => people.#follow(path)).start();
    return people;
  }

  has(subject: string): boolean {
    return this.#subjects.has(subject);
  }

  /** `GET /.well-known/palier-shut-out.jwt`; nothing where there is no list. */
  routes(terms: ShutOutListTerms): Router {
    const routes = Router();
    if (this.path === null) return routes;
    const signed = this.signedBy(terms);
    return routes.get(shutOutPath, async (_request, response) => {
      response.type("application/jwt").send(await signed());
    });
  }

  /** The list as it is now, signed by the gateway. */
  signedBy({ name, issuer, keys, now }: ShutOutListTerms): () => Promise<string> {
    let list: ShutOutList | null = null;
    const kept = new KeptValues<string>(1, 0, now);
    const sign = async () => {
      const { sequence, people } = this.#file;
      if (list?.sequence !== sequence) {
        list = newShutOutList(
          sequence,
          issuer,
          people.map(({ subject }) => subject),
        );
      }
      const value = await signShutOutList(list, {
        issuer: name,
        ...(await keys.signer()),
        now: now(),
      });
      return { value, expiresAtMs: now().getTime() + signedMs };
    };
    return async () => kept.get("", sign);
  }

  async stop(): Promise<void> {
    await this.#following?.stop();
  }

  /** A file gone bad, or gone, lets nobody in again. */
  async #follow(path: string): Promise<boolean> {
    try {
      const file = await readShutOut(path);
      if (file.sequence < this.#file.sequence) {
        throw new Error(`it is older than the one before (${file.sequence})`);
      }
      if (file.sequence === this.#file.sequence) return true;
      this.#file = file;
      this.#subjects = subjectsOf(file);
      this.log(`The list of people shut out has been read again: ${file.people.length} people`);
    } catch (error) {
      const reason = isNativeError(error) ? error.message : String(error);
      this.log(
        `The list of people shut out cannot be followed; the one before holds. ${reason}`,
        "warn",
      );
    }
    return true;
  }
}

function subjectsOf({ people }: ShutOutFile): ReadonlySet<string> {
  return new Set(people.map(({ subject }) => subject));
}
