import { type ForCaller, underWayFor } from "../server/leaving.js";
import type { Asker } from "./asker.js";

/** What may be under way at once. */
export interface Room {
  readonly operations: number;
  readonly cost: number;
}

export interface TurnLimits {
  readonly person: Room;
  readonly partner: Room;
  readonly gateway: Room;
  /** Operations that wait. */
  readonly waiting: { readonly person: number; readonly gateway: number };
  readonly longestWaitMs: number;
}

/** Ends the turn; to be called once the answer is there, more often does no harm. */
export type EndTurn = () => void;

/** Calls after a time; gives what keeps it from calling. */
export type Alarm = (ms: number, call: () => void) => () => void;

export const timer: Alarm = (ms, call) => {
  const set = setTimeout(call, ms);
  return () => clearTimeout(set);
};

interface Waiting extends ForCaller {
  readonly asker: Asker;
  readonly cost: number;
  readonly begin: () => void;
}

/** What one person, one partner or the gateway has under way. */
interface Load {
  operations: number;
  cost: number;
}

interface PartnerLoad extends Load {
  /** Those of its people who have something under way. */
  readonly people: Map<string, Load>;
}

/** A partner's people who wait; the first is the next. */
type People = Map<string, Waiting[]>;

/**
 * Lets operations begin while there is room for them: of their person, their partner and the
 * gateway. The others wait for their turn, which goes round the partners and in each round its people,
 * so that nobody waits for more than one operation of each of the others.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #alarm: Alarm;
  readonly #gateway: Load = { operations: 0, cost: 0 };
  readonly #partners = new Map<string, PartnerLoad>();
  /** The first partner is the next. */
  readonly #waiting = new Map<string, People>();
  #waitingCount = 0;

  constructor(limits: TurnLimits, alarm: Alarm = timer) {
    this.#limits = limits;
    this.#alarm = alarm;
  }

  get underWay(): number {
    return this.#gateway.operations;
  }

  get waiting(): number {
    return this.#waitingCount;
  }

  /**
   * @param leaving aborts when the caller has gone.
   * @returns null when there is no turn in time.
   */
  take(asker: Asker, cost: number, leaving: AbortSignal): Promise<EndTurn | null> {
    if (leaving.aborted) return Promise.resolve(null);
    if (this.#hasRoom(asker, cost)) return Promise.resolve(this.#begin(asker, cost));
    const own = this.#waiting.get(asker.partner)?.get(asker.person)?.length ?? 0;
    const { person, gateway } = this.#limits.waiting;
    if (own >= person || this.#waitingCount >= gateway) return Promise.resolve(null);
    return new Promise((resolve) => {
      const underWay = underWayFor(leaving);
      const settle = (end: EndTurn | null) => {
        silence();
        underWay.delete(waiting);
        resolve(end);
      };
      const waiting: Waiting = {
        asker,
        cost,
        begin: () => settle(this.#begin(asker, cost)),
        left: () => {
          this.#forget(waiting);
          settle(null);
        },
      };
      const silence = this.#alarm(this.#limits.longestWaitMs, waiting.left);
      underWay.add(waiting);
      this.#queue(waiting);
    });
  }

  /** What costs more than a person has room for begins where the person has nothing else under way. */
  #hasRoom({ partner, person }: Asker, cost: number): boolean {
    const { gateway, partner: ofPartner, person: ofPerson } = this.#limits;
    const clipped = Math.min(cost, ofPerson.cost);
    const load = this.#partners.get(partner);
    return (
      fits(this.#gateway, gateway, cost) &&
      fits(load, ofPartner, clipped) &&
      fits(load?.people.get(person), ofPerson, clipped)
    );
  }

  #begin({ partner, person }: Asker, cost: number): EndTurn {
    // So that a colleague has room beside it, whatever it costs.
    const clipped = Math.min(cost, this.#limits.person.cost);
    const ofPartner = this.#partners.get(partner) ?? { operations: 0, cost: 0, people: new Map() };
    const ofPerson = ofPartner.people.get(person) ?? { operations: 0, cost: 0 };
    this.#partners.set(partner, ofPartner);
    ofPartner.people.set(person, ofPerson);
    add(this.#gateway, 1, cost);
    add(ofPartner, 1, clipped);
    add(ofPerson, 1, clipped);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      add(this.#gateway, -1, -cost);
      add(ofPartner, -1, -clipped);
      add(ofPerson, -1, -clipped);
      if (ofPerson.operations === 0) ofPartner.people.delete(person);
      if (ofPartner.operations === 0) this.#partners.delete(partner);
      this.#beginOthers();
    };
  }

  #beginOthers(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      this.#forget(next);
      next.begin();
    }
  }

  /** The first that has room, in the order of the round; who gets a turn goes to the end of it. */
  #next(): Waiting | null {
    for (const [partner, people] of this.#waiting) {
      for (const [person, [first]] of people) {
        if (first === undefined || !this.#hasRoom(first.asker, first.cost)) continue;
        moveToEnd(people, person);
        moveToEnd(this.#waiting, partner);
        return first;
      }
    }
    return null;
  }

  #queue(waiting: Waiting): void {
    const { partner, person } = waiting.asker;
    const people: People = this.#waiting.get(partner) ?? new Map();
    const own = people.get(person) ?? [];
    own.push(waiting);
    people.set(person, own);
    this.#waiting.set(partner, people);
    this.#waitingCount += 1;
  }

  #forget(waiting: Waiting): void {
    const { partner, person } = waiting.asker;
    const people = this.#waiting.get(partner);
    const own = people?.get(person) ?? [];
    const at = own.indexOf(waiting);
    if (at < 0) return;
    own.splice(at, 1);
    this.#waitingCount -= 1;
    if (own.length === 0) people?.delete(person);
    if (people?.size === 0) this.#waiting.delete(partner);
  }
}

function fits(load: Load | undefined, room: Room, cost: number): boolean {
  if (load === undefined || load.operations === 0) return true;
  return load.operations < room.operations && load.cost + cost <= room.cost;
}

function add(load: Load, operations: number, cost: number): void {
  load.operations += operations;
  load.cost += cost;
}

function moveToEnd<V>(map: Map<string, V>, key: string): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
