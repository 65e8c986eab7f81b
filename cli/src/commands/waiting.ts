import type { LockHolder } from "@palier/landlord-store";

/** What a command shows while another one writes to the landlord's database: which, and since when. */
export function waitingFor(holder: LockHolder | null): string {
  const waiting = "waiting for another import or closing to end";
  if (holder === null) return waiting;
  const { session, account, program, machine, since } = holder;
  const who = [
    `session ${session}`,
    ...(account === null ? [] : [`of ${account}`]),
    ...(program === null ? [] : [`(${program})`]),
    ...(machine === null ? [] : [`on ${machine}`]),
    ...(since === null ? [] : [`since ${since.toISOString().slice(11, 19)} UTC`]),
  ];
  return `${waiting}: ${who.join(" ")}`;
}
