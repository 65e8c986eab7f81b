import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/** Aborts when the caller's connection ends before its answer has left: nobody waits for it then. */
export function leavingOf(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  // Of each fetch that waits for its turn one.
  setMaxListeners(0, leaving.signal);
  const leave = () => {
    if (!response.writableFinished) leaving.abort();
  };
  if (response.destroyed) leave();
  else response.once("close", leave);
  return leaving.signal;
}
