import type { LogProblem } from "./chain-check.js";

/** The problem in a sentence for the landlord's administrator. */
export function describeLogProblem(problem: LogProblem): string {
  switch (problem.kind) {
    case "CHANGED":
      return `entry ${problem.sequence} is not what was written: it was changed, or moved here`;
    case "BROKEN":
      return `entry ${problem.sequence} does not follow entry ${problem.sequence - 1}: one of the two was replaced`;
    case "INSERTED":
      return `entry ${problem.sequence} was inserted: the log never wrote it in this place`;
    case "MISSING":
      return `${entries(problem)} removed`;
    case "CUT":
      return `the end of the log was cut off: ${entries(problem)} removed`;
    case "NOT_DUE":
      return `${entries(problem)} purged before the signed convention allows it`;
    case "END":
      return `the record of the log's end does not agree with entry ${problem.sequence}, the last one`;
    case "NOT_AS_KEPT":
      return `entry ${problem.sequence} is not the one whose hash was kept: the log was written anew`;
    case "NOT_COMPARABLE":
      return `entry ${problem.sequence}, whose hash was kept, was purged and is older than salted links: it is not comparable`;
    case "NOT_AS_SEALED":
      return `the log is not the one that the node sealed ${at(problem)}: it, or its head of that hour, was written anew`;
    case "OTHERS_HOLD":
      return `others hold another head of the log ${at(problem)}, signed by this node: the log was written anew`;
    case "HEAD_ABSENT":
      return `the node's own head ${at(problem)} is gone, and others hold it`;
  }
}

function entries({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? `entry ${from} was` : `entries ${from} to ${to} were`;
}

function at({ hour }: { readonly hour: string }): string {
  return `on ${hour.slice(0, 10)} at ${hour.slice(11, 16)} (UTC)`;
}
