import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError, generateSigningKey } from "@palier/schema";
import { firstKey, keyOfFormerFile, keyText, named, parseKey } from "./key-file.js";
import type { KeyKind } from "./key-kinds.js";
import { type KeptKey, type ScheduledKey, scheduled } from "./key-schedule.js";

/** Of drafts that somebody who was ended has left behind. */
const draftLifeMs = 60_000;
/** A file may be removed between the list and its reading, each time. */
const mostReadings = 5;

/** One kind's keys in a folder that several processes may share. */
export class KeyFolder {
  constructor(
    readonly path: string,
    readonly kind: KeyKind,
  ) {}

  /**
   * By number; none where the folder has none of the kind, or is not there.
   *
   * @throws ConfigurationError when a file holds something else; messages never quote one.
   */
  async read(): Promise<readonly KeptKey[]> {
    return this.parse(await this.texts());
  }

  /** @throws ConfigurationError as above. */
  parse(texts: ReadonlyMap<string, string>): readonly KeptKey[] {
    const kept = [...texts].map(([name, text]) =>
      parseKey(text, join(this.path, name), this.#numberOf(name) ?? 0),
    );
    kept.sort((one, other) => one.number - other.number);
    if (kept.at(-1)?.d === null) throw this.#refuse("has lost the private half of its newest key");
    return kept;
  }

  /** As the files are, by their names: whatever differs from before has changed. */
  async texts(): Promise<ReadonlyMap<string, string>> {
    for (let times = 1; ; times += 1) {
      const names = (await this.#names()).filter((name) => this.#numberOf(name) !== null);
      const texts = await Promise.all(names.map((name) => textIn(join(this.path, name))));
      const found = names.flatMap((name, at) => {
        const text = texts[at];
        return text === null || text === undefined ? [] : [[name, text] as const];
      });
      if (found.length === names.length || times === mostReadings) return new Map(found);
    }
  }

  /**
   * The keys that there are, the first one made where there is none. Of several processes that start
   * at once one makes it.
   */
  async open(now: Date): Promise<readonly KeptKey[]> {
    const found = await this.read();
    if (found.length > 0) return this.#withoutFormer(found);
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const formerFile = join(this.path, this.kind.formerFile);
    const former = await textIn(formerFile);
    await this.#put(
      former === null
        ? await firstKey(await generateSigningKey(), now)
        : await keyOfFormerFile(former, formerFile),
    );
    return this.#withoutFormer(await this.read());
  }

  /**
   * Announces a new key, which signs once the overlap has passed.
   *
   * @param isStolen whether the new one signs now, and no other is believed from now on.
   * @throws ConfigurationError when there are no keys, or one is announced already.
   */
  async rotate(
    now: Date,
    { overlapSeconds, isStolen }: { readonly overlapSeconds: number; readonly isStolen: boolean },
  ): Promise<ScheduledKey> {
    const keys = await this.read();
    const newest = keys.at(-1);
    if (newest === undefined) throw this.#refuse("holds no keys to rotate");
    if (!isStolen && newest.signsFrom > now) {
      throw this.#refuse(
        `has a new key already, which signs from ${newest.signsFrom.toISOString()} on`,
      );
    }
    const signsFrom = isStolen ? now : new Date(now.getTime() + overlapSeconds * 1_000);
    const number = newest.number + 1;
    const pair = await named(await generateSigningKey());
    const key = { ...pair, number, announcedAt: now, signsFrom, endsFormer: isStolen };
    if (!(await this.#put(key))) throw this.#refuse("is being changed by another command");
    await this.tidy(now);
    const made = scheduled([...keys, key], this.kind, now).at(-1);
    if (made === undefined) throw new Error("a key that was made is none");
    return made;
  }

  /** Deletes private halves that sign no more, and keys that are gone; anybody may, at any time. */
  async tidy(now: Date): Promise<void> {
    for (const key of scheduled(await this.read(), this.kind, now)) {
      const path = join(this.path, this.#nameOf(key));
      if (key.state === "GONE") await rm(path, { force: true });
      if (key.state === "RETIRED" && key.d !== null) {
        const draft = await this.#draft({ ...key, d: null });
        await rename(draft, path);
      }
    }
    for (const name of await this.#names()) {
      const path = join(this.path, name);
      if (!name.startsWith(`.${this.kind.name}-key-`)) continue;
      const draft = await stat(path).catch(() => null);
      if (draft !== null && Date.now() - draft.mtimeMs > draftLifeMs)
        await rm(path, { force: true });
    }
  }

  /** Whole or not at all, and never in another's place: false where the number is taken. */
  async #put(key: KeptKey): Promise<boolean> {
    const draft = await this.#draft(key);
    try {
      await link(draft, join(this.path, this.#nameOf(key)));
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }

  async #draft(key: KeptKey): Promise<string> {
    const path = join(this.path, `.${this.#nameOf(key)}.${randomUUID()}`);
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(keyText(key));
      await file.sync();
    } finally {
      await file.close();
    }
    return path;
  }

  /** Its keys have files of their own now. */
  async #withoutFormer(keys: readonly KeptKey[]): Promise<readonly KeptKey[]> {
    await rm(join(this.path, this.kind.formerFile), { force: true });
    return keys;
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.path)).sort();
    } catch (error) {
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
      throw error;
    }
  }

  #nameOf({ number }: Pick<KeptKey, "number">): string {
    return `${this.kind.name}-key-${number}.json`;
  }

  #numberOf(name: string): number | null {
    const digits = name.startsWith(`${this.kind.name}-key-`)
      ? /^(\d{1,9})\.json$/.exec(name.slice(`${this.kind.name}-key-`.length))?.[1]
      : undefined;
    return digits === undefined ? null : Number(digits);
  }

  #refuse(why: string): ConfigurationError {
    return new ConfigurationError([`${this.path} ${why} (${this.kind.name})`]);
  }
}

async function textIn(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return isNativeError(error) && "code" in error ? error.code : undefined;
}
