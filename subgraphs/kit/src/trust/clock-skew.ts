import { type Verified, type Visa, visaLifeSeconds } from "@palier/schema";
import { type Log, quietLog } from "@palier/service";

/** A difference that is worth a word, long before anybody is refused for it. */
const worthSeconds = 5;

/**
 * Says in the log by how much the gateway's clock differs from this machine's, as far as its visas
 * show: one that is fresh is of the gateway's present.
 *
 * @param now milliseconds of a clock that only goes forward, for how often it is said.
 * @param seen is told the difference in words with each visa; null: none that is worth any.
 */
export function watchSkew(
  log: Log,
  toleranceSeconds: number,
  now: () => number,
  seen: (words: string | null) => void = () => undefined,
) {
  const note = quietLog(log, now);
  return (verified: Verified<Visa>, at: Date): void => {
    const aheadSeconds = aheadOf(verified, at.getTime() / 1_000);
    if (Math.abs(aheadSeconds) <= worthSeconds) {
      if (verified.ok) seen(null);
      return;
    }
    const side = aheadSeconds > 0 ? "ahead of" : "behind";
    const size = Math.round(Math.abs(aheadSeconds));
    const words = `the gateway's clock is ${size} s ${side} this machine's at least`;
    seen(words);
    note(side, `${words}; beyond ${toleranceSeconds} s nobody is let in: set the clocks`);
  };
}

/** At least; 0 where a visa shows nothing. */
function aheadOf(verified: Verified<Visa>, nowSeconds: number): number {
  if (!verified.ok) return verified.aheadSeconds ?? 0;
  const { exp } = verified.value;
  return Math.max(0, exp - visaLifeSeconds - nowSeconds) + Math.min(0, exp - nowSeconds);
}
