import { runs } from "@palier/schema/testing";
import { GraphQLError } from "graphql";
import { maskErrors } from "./mask-errors.js";

const unforeseen = { code: "INTERNAL_SERVER_ERROR" };

it("writes down the first of many failures, says that there are more, and goes on later", () => {
  const entries: string[] = [];
  let nowMs = 0;
  const mask = maskErrors(
    (entry) => entries.push(entry),
    () => nowMs,
  );
  const fail = (times: number) => {
    const told = new Set<string>();
    for (let count = 0; count < times; count += 1) {
      const originalError = new TypeError(`representation ${count}`);
      const error = new GraphQLError("x", { originalError, path: ["x"], extensions: unforeseen });
      told.add(mask(error.toJSON(), error).message);
    }
    expect([...told]).toEqual(["Internal error"]);
  };
  fail(runs(10_000));
  expect(entries).toHaveLength(21);
  expect(entries.at(-1)).toBe("More internal errors are not written down for 10 s");
  nowMs = 10_000;
  fail(1);
  expect(entries).toHaveLength(22);
  expect(entries.at(-1)).toMatch(/^Internal error at x: TypeError: representation 0/);
});

it("cuts what an error quotes at length, for its reader and in the log", () => {
  const entries: string[] = [];
  const mask = maskErrors((entry) => entries.push(entry));
  const long = "x".repeat(1_000_000);
  const foreseen = new GraphQLError(long, { extensions: { code: "BAD_USER_INPUT" } });
  expect(mask(foreseen.toJSON(), foreseen).message).toHaveLength(301);
  const error = new GraphQLError("x", { originalError: new Error(long), extensions: unforeseen });
  mask(error.toJSON(), error);
  expect(entries[0]?.length).toBeLessThan(5_000);
});
