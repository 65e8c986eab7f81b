import type { Absence, Expected, LandlordAnswer } from "./landlord-answer.js";
import { dwellingsOf } from "./tally.js";

/** What one expected landlord brings, as far as coverage tells it. */
export type Brought = { readonly expected: Expected } & (
  | { readonly status: "ANSWERED"; readonly dwellings: number }
  | { readonly status: Absence }
);

/** One expected landlord: whether its figures are in the total. */
export interface LandlordCoverage {
  /** Reference that the convention subgraph resolves. */
  readonly landlord: { readonly slug: string };
  readonly status: "ANSWERED" | Absence;
  readonly expectedDwellings: number;
  /** Null when it did not answer. */
  readonly dwellings: number | null;
  /** Null when it did not answer. */
  readonly belowDeclared: boolean | null;
}

/** Which landlords answered, for how many dwellings. */
export interface Coverage {
  readonly landlordsExpected: number;
  readonly landlordsAnswered: number;
  readonly dwellingsExpected: number;
  readonly dwellingsKnown: number;
  readonly landlords: readonly LandlordCoverage[];
}

export function coverageOf(answers: readonly LandlordAnswer[]): Coverage {
  return coverageBy(
    answers.map((answer) =>
      answer.status === "ANSWERED"
        ? { ...answer, dwellings: dwellingsOf(answer.tallies) }
        : { ...answer },
    ),
  );
}

/** The same of whatever they bring. */
export function coverageBy(answers: readonly Brought[]): Coverage {
  const landlords = answers.map(landlordCoverage);
  return {
    landlordsExpected: landlords.length,
    landlordsAnswered: landlords.filter(({ status }) => status === "ANSWERED").length,
    dwellingsExpected: landlords.reduce((sum, landlord) => sum + landlord.expectedDwellings, 0),
    dwellingsKnown: landlords.reduce((sum, { dwellings }) => sum + (dwellings ?? 0), 0),
    landlords,
  };
}

function landlordCoverage(answer: Brought): LandlordCoverage {
  const { expected, status } = answer;
  const dwellings = answer.status === "ANSWERED" ? answer.dwellings : null;
  return {
    landlord: { slug: expected.landlord },
    status,
    expectedDwellings: expected.dwellings,
    dwellings,
    belowDeclared: dwellings === null ? null : dwellings < expected.least,
  };
}
