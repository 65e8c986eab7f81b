import { readDay } from "../date/day.js";
import { readTimeBand, timeBandWords } from "../date/time-band.js";
import { readDecimal, readInteger } from "./decimal.js";
import { placeWords } from "./place.js";
import { vocabularyReader } from "./vocabulary.js";

it.each([
  ["31/12/2025", "2025-12-31"],
  ["31/12/25", "2025-12-31"],
  ["1/2/2025", "2025-02-01"],
  ["31-12-2025", "2025-12-31"],
  ["31.12.2025", "2025-12-31"],
  ["2025-12-31", "2025-12-31"],
  ["2025-12-31T22:15:00Z", "2025-12-31"],
  ["2025-12-31 22:15", "2025-12-31"],
  ["31/12/2025 22h15", "2025-12-31"],
  ["2025/12/31", "2025-12-31"],
  ["1/12/2025", "2025-12-01"],
  ["2025-12-31T23:00:00+00:00", "2026-01-01"],
  ["2026-06-30T22:30:00Z", "2026-07-01"],
  ["2026-07-31T23:30:00-04:00", "2026-08-01"],
  ["31/12/2025 23:30 +0100", "2025-12-31"],
  ["31/12/2025 à 22h15", "2025-12-31"],
  ["2025-12", "2025-12-01"],
  ["29/02/2024", "2024-02-29"],
])("reads the day %s", (text, day) => {
  const reading = readDay(text);
  expect(reading).toEqual({
    ok: true,
    value: { text: day, month: Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 },
  });
});

it.each([
  ["31/02/2025", "02/2025 has 28 days"],
  ["12/31/2025", "the day comes first"],
  ["00/01/2025", "01/2025 has 31 days"],
  ["2025-13-01", "a month from 1 to 12"],
  ["31/12/0205", "a year from 1970 on"],
  ["31/12-2025", "a day such as 31/12/2025"],
  ["05/10/2026 14h30 au 07/10/2026", "after a time of day nothing may follow"],
  ["2026-10-05 12:xx", "after a time of day nothing may follow"],
  ["2026-10-05, 9h a confirmer", "after a time of day nothing may follow"],
  ["2026-10-05 13:00 PM", "a time of day from 00:00 to 23:59"],
  ["yesterday", "a day such as 31/12/2025"],
  ["45291", "a day such as 31/12/2025"],
])("refuses the day %s", (text, expected) => {
  const reading = readDay(text);
  expect(reading.ok ? "" : reading.expected).toContain(expected);
});

it.each([
  ["48,5403", 48.5403],
  ["48.5403", 48.5403],
  ["-3", -3],
  ["1 200", 1200],
  ["1\u202f200,5", 1200.5],
])("reads the number %s", (text, value) => {
  expect(readDecimal(text)).toEqual({ ok: true, value });
});

it.each(["", "1,2,3", "1.200,5", "douze", "NaN", "1e3", "0x10"])(
  "refuses %j as a number",
  (text) => {
    expect(readDecimal(text).ok).toBe(false);
  },
);

it.each(["0", "5", "2,5"])("refuses %s as a whole number from 1 to 4", (text) => {
  expect(readInteger(text, 1, 4)).toEqual({
    ok: false,
    expected: "a whole number from 1 to 4",
  });
});

const readBandWord = vocabularyReader("a part of the day", timeBandWords);
it.each([
  ["06:00", "MORNING"],
  ["11h59", "MORNING"],
  ["12 h", "AFTERNOON"],
  ["18:00:00", "EVENING"],
  ["31/12/2025 22:00", "NIGHT"],
  ["2025-12-31T05:59:00Z", "MORNING"],
  ["2025-12-31T05:59:00+01:00", "NIGHT"],
  ["22h", "NIGHT"],
  ["22", "NIGHT"],
  ["6-12", "MORNING"],
  ["11:30 PM", "NIGHT"],
  ["12 am", "NIGHT"],
  ["05/10/2026 à 14h30", "AFTERNOON"],
  ["Après-Midi", "AFTERNOON"],
  ["NIGHT", "NIGHT"],
  ["31/12/2025", null],
])("reads %s as %s", (text, band) => {
  expect(readTimeBand(text, readBandWord)).toEqual({ ok: true, value: band });
});

it.each(["24:00", "12:60", "13 PM", "22:30Z", "14h30 env.", "teatime"])(
  "refuses %s as a part of the day",
  (text) => {
    expect(readTimeBand(text, readBandWord).ok).toBe(false);
  },
);

it("finds a word without regard to case, accents and spaces, the landlord's own first", () => {
  const readPlace = vocabularyReader("a place", new Map([["Cave", "OTHER"]]), placeWords);
  expect(readPlace("  CAGE   d’ESCALIER ")).toEqual({ ok: true, value: "STAIRWELL" });
  expect(readPlace("cave")).toEqual({ ok: true, value: "OTHER" });
  expect(readPlace("parkin")).toEqual({
    ok: false,
    expected: 'a place (did you mean CAR_PARK "parking"?)',
    unknown: "word",
  });
});
