const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** `npm start` hands its own Ctrl-C on, so one key may arrive twice. */
const echoMs = 300;

/** The user's wish to end the program: Ctrl-C, `kill`, or a closed terminal. */
export interface StopRequest {
  readonly first: Promise<"stop">;
  /** The user has lost patience. */
  readonly second: Promise<"kill">;
  /** Gives the signals their usual effect back. */
  dispose(): void;
}

export function listenForStop(): StopRequest {
  const wishes: (() => void)[] = [];
  const first = new Promise<"stop">((resolve) => wishes.push(() => resolve("stop")));
  const second = new Promise<"kill">((resolve) => wishes.push(() => resolve("kill")));
  let lastAt = Number.NEGATIVE_INFINITY;
  const listener = () => {
    const now = performance.now();
    if (now - lastAt < echoMs) return;
    lastAt = now;
    wishes.shift()?.();
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    first,
    second,
    dispose() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
