import type { ServerResponse } from "node:http";

/** Aborts when the caller's connection ends before its answer has left: nobody waits for it then. */
export function leavingOf(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  const leave = () => {
    if (!response.writableFinished) leaving.abort();
  };
  if (response.destroyed) leave();
  else response.once("close", leave);
  return leaving.signal;
}
