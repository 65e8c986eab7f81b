import { DateEvidence } from "./date-form.js";
import { readDay } from "./day.js";
import { writtenMoment } from "./written-moment.js";

function formOf(...values: readonly string[]) {
  const evidence = new DateEvidence(2026);
  for (const [index, value] of values.entries()) {
    const written = writtenMoment(value);
    if (written !== null) evidence.add(written, index + 2, value);
  }
  return evidence.decide();
}

it.each([
  ["a day above twelve", ["01/02/2026", "14/01/2026"]],
  ["nothing but days that may be months", ["05/02/2026", "01/10/2026"]],
  ["a day above twelve beside days without zeros", ["1/2/2026", "14/1/2026"]],
  ["a day above twelve beside PM", ["10/02/2026 11:30 PM", "14/02/2026 9:00 AM"]],
  ["years of two digits", ["05/02/26", "31/12/25"]],
  ["years of two digits behind days that may be years", ["05/02/26", "12/02/26", "24/01/26"]],
  ["days of long ago beside one above every year", ["24/10/05", "31/10/05"]],
  ["values that are no day", ["31/31/2026", "inconnue", "2026-01-05"]],
])("takes the day for the first with %s", (_, values) => {
  expect(formOf(...values)).toBe("day-first");
});

it.each<[string, readonly string[], number, string]>([
  ["a month above twelve", ["1/2/2026", "1/14/2026"], 3, "month-first"],
  ["one row against another", ["25/12/2025", "12/26/2025"], 3, 'line 2 has "25/12/2025"'],
  ["PM, and nothing that decides", ["10/02/2026 11:30:00 PM"], 2, "day-first or month-first"],
  ["no zeros, and nothing that decides", ["05/05/2026", "1/2/2026"], 3, "day-first or month-first"],
  ["a year of two digits before", ["05/10/05", "25/12/31"], 3, "(iso)"],
  [
    "years of two digits that may be days",
    ["24/10/05", "25/11/07", "25/12/11"],
    2,
    "day-first or iso",
  ],
  ["one day that would be of long ago", ["24/10/05"], 2, "day-first or iso"],
  ["years of two digits before and behind", ["26/10/05", "25/12/31"], 3, 'line 2 has "26/10/05"'],
])("wants the mapping to say the form with %s", (_, values, line, expected) => {
  const doubt = formOf(...values);
  expect(doubt).toMatchObject({ line, value: values[line - 2] });
  expect((doubt as { expected: string }).expected).toContain(expected);
});

it.each([
  ["month-first", "10/02/2026 11:30:00 PM", "2026-10-02"],
  ["month-first", "2026-02-10", "2026-02-10"],
  ["day-first", "1/2/2026", "2026-02-01"],
  ["iso", "26/10/05", "2026-10-05"],
  ["iso", "2026-10-05", "2026-10-05"],
] as const)("reads with %s the day %s as %s", (form, text, day) => {
  expect(readDay(text, form)).toMatchObject({ ok: true, value: { text: day } });
});

it.each([
  ["month-first", "14/01/2026", "the month comes first: 12/31/2025"],
  ["iso", "05/10/2026", 'the mapping says "dates: iso"'],
] as const)("refuses with %s the day %s", (form, text, expected) => {
  const reading = readDay(text, form);
  expect(reading.ok ? "" : reading.expected).toContain(expected);
});
