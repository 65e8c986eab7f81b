import { misread, type Reading, read } from "./reading.js";

const decimalPattern = /^[+-]?\d+(?:[.,]\d+)?$/;

/** Reads a number with a decimal comma or point; spaces may part the thousands. */
export function readDecimal(text: string): Reading<number> {
  const bare = decimalPattern.test(text) ? text : text.replaceAll(/[\s\u00a0\u202f]/g, "");
  if (!decimalPattern.test(bare)) return misread("a number such as 48,5403 or 48.5403");
  return read(Number(bare.replace(",", ".")));
}

/** Reads a whole number within bounds, e.g. "1 200". */
export function readInteger(text: string, least: number, most: number): Reading<number> {
  const reading = readDecimal(text);
  if (reading.ok && Number.isInteger(reading.value)) {
    if (reading.value >= least && reading.value <= most) return reading;
  }
  return misread(`a whole number from ${least} to ${most}`);
}
