import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/** Aborts when the caller's connection ends before its answer has left: nobody waits for it then. */
export function leavingOf(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  // Of each plan that is waited for one.
  setMaxListeners(0, leaving.signal);
  const leave = () => {
    if (!response.writableFinished) leaving.abort();
  };
  if (response.destroyed) leave();
  else response.once("close", leave);
  return leaving.signal;
}

/** What is under way for a caller. */
export interface ForCaller {
  /** Is called when the caller leaves. */
  left(): void;
}

const underWay = new WeakMap<AbortSignal, Set<ForCaller>>();

/**
 * What is under way for a caller, who has not left yet: it adds itself here and takes itself out at its
 * end. All of it shares one listener, which takes more to add than an entry of a set: a question that
 * asks a hundred landlords adds hundreds.
 */
export function underWayFor(leaving: AbortSignal): Set<ForCaller> {
  let all = underWay.get(leaving);
  if (all === undefined) {
    const told = new Set<ForCaller>();
    leaving.addEventListener("abort", () => {
      for (const each of told) each.left();
    });
    underWay.set(leaving, told);
    all = told;
  }
  return all;
}
