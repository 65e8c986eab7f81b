import { landlordTypeNames } from "@palier/schema";
import { isRecord } from "@palier/service";
import { onlyOfEachType, type TypeIndex } from "../border/guards.js";
import { readExpected } from "./expected.js";
import { readFormers } from "./former.js";
import { absenceOf, type Expected, type LandlordAnswer } from "./landlord-answer.js";
import { dwellingsOf, readTallies } from "./tally.js";

/**
 * What each expected landlord brings, in the convention's order. An answer is the landlord's whose
 * type it bears; one that is nobody's is left aside.
 *
 * @param representation Key and required fields of a territory or trend point, as the gateway sends them.
 * @throws Error when the convention's part of it is not what the contract says.
 */
export function readAnswers(representation: unknown): readonly LandlordAnswer[] {
  if (!isRecord(representation) || !Array.isArray(representation.contributions)) {
    throw new Error("A representation without contributions");
  }
  const given = onlyOfEachType(representation.contributions);
  return readExpected(representation.expected).map((landlord) => readAnswer(landlord, given));
}

function readAnswer(expected: Expected, given: TypeIndex): LandlordAnswer {
  const answer = given.get(landlordTypeNames(expected.landlord).contribution);
  if (answer === undefined) return { expected, status: "NO_ANSWER" };
  if (answer?.id !== expected.contribution) return { expected, status: "INVALID_ANSWER" };
  const tallies = readTallies(answer.tallies);
  const formers = readFormers(answer.formers, expected.most);
  const before = formers === null || formers.length === 0 ? {} : { formers };
  const isInvalid = answer.status === "INVALID_ANSWER" || formers === null;
  if (answer.status !== "ANSWERED" && !isInvalid) {
    const isOpen = answer.status === "MONTH_NOT_CLOSED";
    return { expected, ...(isOpen ? before : {}), status: absenceOf(answer.status) };
  }
  // Of what the gateway does not believe too: it says more of what is wrong.
  if (tallies !== null && dwellingsOf(tallies) > expected.most) {
    return { expected, status: "ABOVE_DECLARED" };
  }
  return tallies === null || isInvalid
    ? { expected, status: "INVALID_ANSWER" }
    : { expected, ...before, status: "ANSWERED", tallies };
}
