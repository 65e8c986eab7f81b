import type { z } from "zod";

const kinds: Readonly<Record<string, string>> = {
  string: "write a text; a number or a date stands in quotes",
  number: "write a number",
  int: "write a whole number",
  boolean: "write true or false",
  array: "write a list",
  object: "write entries of the form `key: value`",
  record: "write entries of the form `key: value`",
};

/** What would be right, where a format says nothing of its own: never in the words of the library. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return kinds[issue.expected] ?? "write something else here";
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? `write no fewer than ${issue.minimum}`
        : `write ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string" || issue.origin === "array"
        ? `write no more than ${issue.maximum}`
        : `write ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`;
    case "not_multiple_of":
      return `write a multiple of ${issue.divisor}`;
    case "invalid_union":
      return "this has none of the forms that can stand here";
    default:
      return "write it in its own form";
  }
}
