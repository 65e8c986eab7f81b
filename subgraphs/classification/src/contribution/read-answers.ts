import { isLandlordSlug, landlordTypeNames } from "@palier/schema";
import { isRecord } from "@palier/service";
import { isCount, listOf, onlyOfEachType, type TypeIndex } from "../border/guards.js";
import { absenceOf, type Expected, type LandlordAnswer } from "./landlord-answer.js";
import { readTallies } from "./tally.js";

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
  const expected = readExpected(representation.expected);
  const given = onlyOfEachType(representation.contributions);
  return expected.map((landlord) => readAnswer(landlord, given));
}

function readExpected(value: unknown): Expected[] {
  const expected = listOf(value, (item) => {
    if (!isRecord(item)) return null;
    const { landlord, contribution, dwellings } = item;
    const isValid =
      isLandlordSlug(landlord) && typeof contribution === "string" && isCount(dwellings);
    return isValid ? { landlord, contribution, dwellings } : null;
  });
  const slugs = new Set(expected?.map(({ landlord }) => landlord));
  if (expected === null || slugs.size < expected.length) {
    throw new Error("A representation without the landlords expected");
  }
  return expected;
}

function readAnswer(expected: Expected, given: TypeIndex): LandlordAnswer {
  const answer = given.get(landlordTypeNames(expected.landlord).contribution);
  if (answer === undefined) return { expected, status: "NO_ANSWER" };
  if (answer?.id !== expected.contribution) {
    return { expected, status: "INVALID_ANSWER" };
  }
  if (answer.status !== "ANSWERED") return { expected, status: absenceOf(answer.status) };
  const tallies = readTallies(answer.tallies);
  return tallies === null
    ? { expected, status: "INVALID_ANSWER" }
    : { expected, status: "ANSWERED", tallies };
}
