import { isMonth, type MonthNumber, monthNumber, monthsBetween } from "@palier/schema";
import { InvalidArgumentError } from "commander";

const rule =
  "Write a month as YYYY-MM (2026-10), several with spaces, a range as 2026-01..2026-03.";

/** No landlord's record goes back further; an earlier month is a slip of the pen. */
const firstMonth = monthNumber("1970-01");

/** One month of the command line. */
export function parseMonth(text: string): MonthNumber {
  if (!isMonth(text)) throw new InvalidArgumentError(rule);
  const month = monthNumber(text);
  if (month < firstMonth) throw new InvalidArgumentError("Write a month from 1970-01 on.");
  return month;
}

/**
 * Commander's parser of a repeatable argument: a month or a range.
 *
 * @returns the months so far and those of `text`, each once, oldest first.
 */
export function collectMonths(text: string, previous: readonly MonthNumber[] = []): MonthNumber[] {
  const [from = "", to = from, ...rest] = text.split("..");
  if (rest.length > 0) throw new InvalidArgumentError(rule);
  const months = monthsBetween(parseMonth(from), parseMonth(to));
  if (months.length === 0) throw new InvalidArgumentError("The range ends before it begins.");
  return [...new Set([...previous, ...months])].sort((one, other) => one - other);
}
