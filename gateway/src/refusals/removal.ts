import type { ChainPoint, LoggedAccess } from "@palier/schema";

/** Entries that the gateway removed by itself, as it says so in its log. */
export interface Removal {
  /** Number of the first. */
  readonly from: number;
  /** The last one. */
  readonly until: ChainPoint;
  /** When the last one was written. */
  readonly ended: Date;
  /** How long the convention kept them; null when they went for want of room. */
  readonly months: number | null;
}

export function removalReason({ from, until, ended, months }: Removal): string {
  const why = months === null ? "for want of room" : `after ${months} months`;
  return `removed ${from}-${until.sequence} ${until.hash} of ${ended.toISOString()} ${why}`;
}

const form =
  /^removed (\d{1,15})-(\d{1,15}) ([0-9a-f]{64}) of (\S{24}) (?:for want of room|after (\d{1,4}) months)$/;

/** What an entry says that the gateway removed; null for any other entry. */
export function removalIn({ subject, operation, reason }: LoggedAccess): Removal | null {
  if (subject !== null || operation !== null) return null;
  const [, from, sequence, hash = "", ended = "", months] = form.exec(reason ?? "") ?? [];
  if (from === undefined) return null;
  return {
    from: Number(from),
    until: { sequence: Number(sequence), hash },
    ended: new Date(ended),
    months: months === undefined ? null : Number(months),
  };
}
