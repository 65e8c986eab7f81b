import type { Former } from "../contribution/former.js";
import type { LandlordAnswer } from "../contribution/landlord-answer.js";
import { type LevelShare, levelShares } from "./level-shares.js";

/** A territory's levels as they were published until a day. */
export interface TerritoryRestatement {
  /** YYYY-MM-DD. */
  readonly restatedOn: string;
  readonly reasons: readonly string[];
  /** References that the convention subgraph resolves. */
  readonly landlords: readonly { readonly slug: string }[];
  readonly levels: readonly LevelShare[];
}

/** Days that are told. */
const mostDays = 20;

/**
 * The latest day first. Before a day a landlord stood as it was published until its first change from
 * that day on, and as it stands now where it has changed nothing since.
 */
export function territoryRestatements(answers: readonly LandlordAnswer[]): TerritoryRestatement[] {
  const days = new Set(
    answers.flatMap(({ formers = [] }) => formers.map(({ restatedOn }) => restatedOn)),
  );
  const latest = [...days].sort().reverse().slice(0, mostDays);
  return latest.map((day) => {
    const onDay = (formers: readonly Former[]) =>
      formers.filter(({ restatedOn }) => restatedOn === day);
    const changing = answers.filter(({ formers = [] }) => onDay(formers).length > 0);
    const reasons = changing.flatMap(({ formers = [] }) =>
      onDay(formers).map(({ reason }) => reason),
    );
    return {
      restatedOn: day,
      reasons: [...new Set(reasons)],
      landlords: changing.map(({ expected }) => ({ slug: expected.landlord })),
      levels: levelShares(answers.map((answer) => before(answer, day))),
    };
  });
}

function before(answer: LandlordAnswer, day: string): LandlordAnswer {
  const former = answer.formers?.findLast(({ restatedOn }) => restatedOn >= day);
  if (former === undefined) return answer;
  return { expected: answer.expected, status: "ANSWERED", tallies: former.tallies };
}
