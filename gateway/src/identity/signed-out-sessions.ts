import {
  type Owner,
  type SharedMemory,
  SharedStep,
  type ShareLimits,
  Shares,
} from "@palier/service";

/** Of tokens that have not ended yet: somebody who signs out and in all day long, twelve hours. */
const usualLimits: ShareLimits = { ofPartner: 5_000, ofSubject: 500 };
const lookEveryMs = 1_000;
/** Told or asked at once. */
const atOnce = 1_000;
const use = "sign-out";

/**
 * KEYS: the names by when they came, their ends. ARGV: name and end of each, in turn; what has ended is
 * forgotten. No two come at the same instant, and none before another that is there, wherever the clock
 * was set to: who hears by instants misses none.
 */
const tell = new SharedStep(`
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local latest = tonumber(redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2] or '0')
  for at = 1, #ARGV, 2 do
    if redis.call('HSETNX', KEYS[2], ARGV[at], ARGV[at + 1]) == 1 then
      latest = math.max(now, latest + 1)
      redis.call('ZADD', KEYS[1], latest, ARGV[at])
    end
  end
  for _, name in ipairs(redis.call('ZRANGE', KEYS[1], 0, 99)) do
    local ends = tonumber(redis.call('HGET', KEYS[2], name) or '0')
    if ends * 1000 < now then
      redis.call('ZREM', KEYS[1], name)
      redis.call('HDEL', KEYS[2], name)
    end
  end
  redis.call('EXPIRE', KEYS[1], 86400)
  redis.call('EXPIRE', KEYS[2], 86400)
  return 1`);

/** KEYS: as above. ARGV: since when, how many. Gives when the last of them came, then name and end of each. */
const hear = new SharedStep(`
  local found = redis.call('ZRANGE', KEYS[1], ARGV[1], '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[2], 'WITHSCORES')
  local said = { ARGV[1] }
  for at = 1, #found, 2 do
    said[1] = found[at + 1]
    table.insert(said, found[at])
    table.insert(said, redis.call('HGET', KEYS[2], found[at]) or '0')
  end
  return said`);

interface SignedOut {
  /** Seconds since 1970. */
  readonly endsAt: number;
  /** Null where another gateway keeps it for its owner. */
  readonly owner: Owner | null;
}

/**
 * Sessions that have been ended before their token ends. Every gateway knows all of them: what the
 * others have ended it hears within a second, and goes by what it knows while the shared memory is away.
 */
export class SignedOutSessions {
  readonly #memory: SharedMemory | null;
  readonly #now: () => Date;
  readonly #ended = new Map<string, SignedOut>();
  readonly #shares: Shares;
  #heardUntil = "-inf";
  #hearing: NodeJS.Timeout | null = null;
  readonly #toleranceSeconds: number;

  constructor(
    memory: SharedMemory | null,
    now: () => Date,
    toleranceSeconds = 60,
    limits: ShareLimits = usualLimits,
  ) {
    this.#memory = memory;
    this.#now = now;
    this.#toleranceSeconds = toleranceSeconds;
    this.#shares = new Shares(limits);
    memory?.whenBack(async () => {
      // It may have forgotten all of them, and been told others meanwhile.
      this.#heardUntil = "-inf";
      await this.#tell([...this.#ended]);
      await this.hear();
    });
  }

  /** @param session a digest of the token: it names no session to who reads it. */
  has(session: string): boolean {
    return this.#ended.has(this.#nameOf(session));
  }

  /**
   * @param endsAt of the token, seconds since 1970.
   * @returns whether there was room to remember it.
   */
  async end(session: string, endsAt: number, owner: Owner): Promise<boolean> {
    this.#forget();
    const name = this.#nameOf(session);
    if (!this.#ended.has(name)) {
      if (!this.#shares.take(owner)) return false;
      this.#ended.set(name, { endsAt: Math.ceil(endsAt) + this.#toleranceSeconds, owner });
    }
    const ended = this.#ended.get(name);
    if (ended !== undefined) await this.#tell([[name, ended]]);
    return true;
  }

  /**
   * Hears what other gateways have ended, again and again. Resolves once it has for the first time: what
   * was ended before this gateway came serves here no more either.
   */
  async follow(): Promise<void> {
    if (this.#memory === null) return;
    await this.hear();
    const again = () => {
      this.#hearing = setTimeout(() => void this.hear().finally(again), lookEveryMs).unref();
    };
    again();
  }

  stop(): void {
    if (this.#hearing !== null) clearTimeout(this.#hearing);
  }

  /** Once. */
  async hear(): Promise<void> {
    this.#forget();
    if (this.#memory === null) return;
    for (;;) {
      const values = [this.#heardUntil, atOnce];
      const said = await this.#memory.run(use, hear, this.#keys(), values);
      if (!Array.isArray(said)) return;
      const [until, ...found] = said.map(String);
      for (let at = 0; at + 1 < found.length; at += 2) {
        const [name = "", endsAt] = [found[at], Number(found[at + 1])];
        if (!this.#ended.has(name)) this.#ended.set(name, { endsAt, owner: null });
      }
      const isAll = found.length < 2 * atOnce || until === this.#heardUntil;
      this.#heardUntil = until ?? this.#heardUntil;
      if (isAll) return;
    }
  }

  async #tell(ended: readonly (readonly [string, SignedOut])[]): Promise<void> {
    if (this.#memory === null) return;
    for (let from = 0; from < ended.length; from += atOnce) {
      const some = ended.slice(from, from + atOnce);
      const values = some.flatMap(([name, { endsAt }]) => [name, endsAt]);
      await this.#memory.run(use, tell, this.#keys(), values);
    }
  }

  #keys(): readonly string[] {
    return ["ended", "ended-until"].map((kind) => this.#memory?.key(kind) ?? "");
  }

  #nameOf(session: string): string {
    return this.#memory?.digest("session", session) ?? session;
  }

  #forget(): void {
    const now = this.#now().getTime() / 1000;
    for (const [name, { endsAt, owner }] of this.#ended) {
      if (endsAt > now) continue;
      this.#ended.delete(name);
      if (owner !== null) this.#shares.giveBack(owner);
    }
  }
}
