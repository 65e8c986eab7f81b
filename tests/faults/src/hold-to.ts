import type { SmallPlatform } from "@palier/e2e";
import { expect } from "expect";
import { failing, type Lack, type Question } from "./question.js";

/** Addresses, folders and stacks, as much as an answer could hold of them. */
const internals = /127\.0\.0\.1|10\.0\.0\.1|https?:|ECONN|stack|\.[jt]s\b|serviceName|postgres/;

type Ask = SmallPlatform["ask"];

/**
 * Asks, and holds the answer to what it owes: the others' part exactly, the one that lacks named with
 * the reason, and nothing of how the platform is made.
 *
 * @throws what is not so.
 */
export async function holdTo(ask: Ask, question: Question, lack?: Lack): Promise<void> {
  const { data, errors, raw } = await ask(question.query);
  expect({ data, errors }).toEqual({
    data: question.data(lack),
    ...(lack?.siteFields && { errors: expect.any(Array) }),
  });
  for (const { extensions } of errors ?? []) {
    expect(extensions).toMatchObject({ code: "LANDLORD_UNAVAILABLE", landlord: failing });
  }
  expect(raw).not.toMatch(internals);
}

/**
 * Asks once, where the answer may be whole or lack one of these.
 *
 * @throws what differs from the whole answer where it is none of them.
 */
export async function holdToOneOf(ask: Ask, question: Question, lacks: Lack[]): Promise<void> {
  const answer = await ask(question.query);
  const asked: Ask = async () => answer;
  const outcomes = await Promise.allSettled(
    [undefined, ...lacks].map((lack) => holdTo(asked, question, lack)),
  );
  const [whole] = outcomes;
  if (outcomes.every(({ status }) => status === "rejected") && whole?.status === "rejected") {
    throw whole.reason;
  }
}
