/** `2026-11-27 22:15:00`, of the columns that say that they are UTC. */
export function utcTime(date: Date): string {
  return date.toISOString().slice(0, 19).replace("T", " ");
}
