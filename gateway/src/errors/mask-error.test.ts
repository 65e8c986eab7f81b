import { DomainError, type ErrorCode } from "@palier/schema";
import { GraphQLError } from "graphql";
import { maskError } from "./mask-error.js";

function masked(message: string, extensions: Record<string, unknown>) {
  const entries: string[] = [];
  const error = new GraphQLError(message, { path: ["territory"], extensions });
  return { shown: maskError((entry) => entries.push(entry))(error.toJSON(), error), entries };
}

it("shows message, code and landlord of what is worded for clients, nothing beside", () => {
  const extensions = { code: "LANDLORD_UNAVAILABLE", landlord: "lisiere", serviceName: "lisiere" };
  expect(masked("The landlord lisiere does not answer", extensions)).toEqual({
    shown: {
      message: "The landlord lisiere does not answer",
      path: ["territory"],
      extensions: { code: "LANDLORD_UNAVAILABLE", landlord: "lisiere" },
    },
    entries: [],
  });
});

it.each(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"])("keeps the message of %s", (code) => {
  expect(masked("Write it so", { code }).shown.message).toBe("Write it so");
});

it.each([
  { code: "INTERNAL_SERVER_ERROR" },
  { code: "DOWNSTREAM_SERVICE_ERROR", url: "http://10.0.0.1" },
  { code: "constructor" },
  {},
])("masks what is not worded for clients and writes it down: %j", (extensions) => {
  const { shown, entries } = masked("connect ECONNREFUSED 10.0.0.1:4101", extensions);
  expect(shown).toEqual({
    message: "Internal error",
    path: ["territory"],
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  });
  expect(entries).toEqual([expect.stringMatching(/^Internal error: GraphQLError: connect/)]);
});

it("knows the code of every error of the contract", () => {
  class MonthError extends DomainError {
    readonly code: ErrorCode = "MONTH_STATE";
  }
  const error = new GraphQLError("x", { originalError: new MonthError("The month is open") });
  expect(masked("The month is open", error.extensions).shown.message).toBe("The month is open");
});
