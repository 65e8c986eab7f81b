import { RateLimitedError } from "@palier/schema";

/** Whose turn it is: a person, and the partner that the person belongs to. */
export interface Asker {
  readonly partner: string;
  readonly subject: string;
}

/** How many requests a process bears at once. */
export interface QueueLimits {
  readonly atWork: number;
  /** Less than all: whoever comes while one partner asks for everything finds room. */
  readonly atWorkOfPartner: number;
  /** Less than the partner's, for the same reason. */
  readonly atWorkOfPerson: number;
  readonly waitingOfPartner: number;
  readonly waitingOfPerson: number;
  /** Of the bodies of a partner's requests that wait. */
  readonly waitingBytesOfPartner: number;
  /** Less than the time after which the gateway gives up: it is told rather than left to wonder. */
  readonly longestWaitMs: number;
}

interface Waiter {
  readonly begin: () => void;
}

class PersonLine {
  atWork = 0;
  /** First come, first served. */
  readonly waiting = new Set<Waiter>();
}

class PartnerLine {
  atWork = 0;
  waiting = 0;
  waitingBytes = 0;
  /** The next one first. */
  readonly persons = new Map<string, PersonLine>();
}

/**
 * Lets a bounded number of requests work at once, in turns: one of each partner that waits, and
 * within a partner one of each person. However many requests one of them sends, another's begins
 * after at most one of each partner that waits.
 */
export class FairQueue {
  #atWork = 0;
  /** The next one first. Who neither works nor waits is forgotten. */
  readonly #partners = new Map<string, PartnerLine>();

  constructor(private readonly limits: QueueLimits) {}

  get atWork(): number {
    return this.#atWork;
  }

  get waiting(): number {
    let waiting = 0;
    for (const partner of this.#partners.values()) waiting += partner.waiting;
    return waiting;
  }

  /**
   * Resolves when the asker's turn has come, with what ends it.
   *
   * @param bytes of the request's body.
   * @param leaving aborted: the place is given up, and the promise rejected with its reason.
   * @throws RateLimitedError when too many of the same wait already, or the turn does not come in time.
   */
  async enter(asker: Asker, bytes: number, leaving: AbortSignal): Promise<() => void> {
    leaving.throwIfAborted();
    const { partner, person } = this.linesOf(asker);
    const { limits } = this;
    const isFull =
      person.waiting.size >= limits.waitingOfPerson ||
      partner.waiting >= limits.waitingOfPartner ||
      partner.waitingBytes + bytes > limits.waitingBytesOfPartner;
    if (isFull) {
      this.forget(asker);
      throw new RateLimitedError();
    }
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        leaving.removeEventListener("abort", leave);
        person.waiting.delete(waiter);
        partner.waiting -= 1;
        partner.waitingBytes -= bytes;
      };
      const giveUp = (reason: unknown) => {
        stopWaiting();
        this.forget(asker);
        reject(reason);
      };
      const leave = () => giveUp(leaving.reason);
      const late = () => giveUp(new RateLimitedError());
      const timer = setTimeout(late, limits.longestWaitMs).unref();
      const waiter: Waiter = {
        begin: () => {
          stopWaiting();
          resolve(this.work(asker));
        },
      };
      leaving.addEventListener("abort", leave);
      person.waiting.add(waiter);
      partner.waiting += 1;
      partner.waitingBytes += bytes;
      this.beginNext();
    });
  }

  /** @returns what ends the work, once. */
  private work(asker: Asker): () => void {
    const { partner, person } = this.linesOf(asker);
    const count = (change: 1 | -1) => {
      this.#atWork += change;
      partner.atWork += change;
      person.atWork += change;
    };
    count(1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      count(-1);
      this.forget(asker);
      this.beginNext();
    };
  }

  private beginNext(): void {
    while (this.#atWork < this.limits.atWork) {
      const next = this.next();
      if (next === null) return;
      next.begin();
    }
  }

  /** Whose turn it is; partner and person go to the back of theirs. */
  private next(): Waiter | null {
    const { atWorkOfPartner, atWorkOfPerson } = this.limits;
    for (const [code, partner] of this.#partners) {
      if (partner.waiting === 0 || partner.atWork >= atWorkOfPartner) continue;
      for (const [subject, person] of partner.persons) {
        const [waiter] = person.waiting;
        if (waiter === undefined || person.atWork >= atWorkOfPerson) continue;
        moveToBack(partner.persons, subject, person);
        moveToBack(this.#partners, code, partner);
        return waiter;
      }
    }
    return null;
  }

  private linesOf({ partner: code, subject }: Asker): {
    readonly partner: PartnerLine;
    readonly person: PersonLine;
  } {
    const partner = this.#partners.get(code) ?? new PartnerLine();
    this.#partners.set(code, partner);
    const person = partner.persons.get(subject) ?? new PersonLine();
    partner.persons.set(subject, person);
    return { partner, person };
  }

  private forget({ partner: code, subject }: Asker): void {
    const { partner, person } = this.linesOf({ partner: code, subject });
    if (person.atWork === 0 && person.waiting.size === 0) partner.persons.delete(subject);
    if (partner.persons.size === 0) this.#partners.delete(code);
  }
}

function moveToBack<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}
