/** So many a minute for each of those that ask, as many at once; no more entries than have a key. */
export class RequestRate {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  /** @param nowMs of a clock that never goes back. */
  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** @returns 0, or the seconds after which the next is let in. */
  take(name: string, perMinute: number): number {
    const now = this.nowMs();
    const known = this.buckets.get(name) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, known.left + ((now - known.at) * perMinute) / 60_000);
    const isLetIn = left >= 1;
    this.buckets.set(name, { left: isLetIn ? left - 1 : left, at: now });
    return isLetIn ? 0 : Math.max(1, Math.ceil(((1 - left) * 60) / perMinute));
  }
}
