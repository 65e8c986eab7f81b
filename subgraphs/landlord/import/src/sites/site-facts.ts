import { readDecimal } from "../value/decimal.js";
import { misread, type Reading, read } from "../value/reading.js";

/** Longest stock that one site is believed to have. */
export const mostDwellings = 100_000;

const communePattern = /^[0-9][0-9AB][0-9]{3}$/;

/** An INSEE code, Corsica's included. */
export function readCommune(text: string): Reading<string> {
  const code = text.toUpperCase();
  if (communePattern.test(code)) return read(code);
  return misread('the INSEE code of the commune, five characters, e.g. "77288" or "2A004"');
}

export function readDegrees(text: string, most: number): Reading<number> {
  const reading = readDecimal(text);
  if (!reading.ok || Math.abs(reading.value) <= most) return reading;
  return misread(`degrees from -${most} to ${most}`);
}

/** What is known of a site besides its number. */
export interface SiteFacts {
  readonly name: string;
  readonly commune: string;
  readonly priorityDistrict: string | null;
  readonly address: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly dwellings: number;
}
