import { readDay } from "./day.js";

it.each([
  ["05/11/0026", "a year from 1970 on"],
  ["05/11/0099", "a year from 1970 on"],
  ["05/11/2026 25:99", "a time of day"],
  ["05/11/2026 12:60", "a time of day"],
  ["2026-11-05T24:00:00Z", "a time of day"],
  ["05/11/2026 24h", "a time of day"],
  ["2026-03 12", "a day such as"],
  ["2026-03 12:30", "a day such as"],
  ["2026-03T12", "a day such as"],
])("refuses the slip %s", (text, expected) => {
  const reading = readDay(text);
  expect(reading.ok ? "" : reading.expected).toContain(expected);
});

it.each(["05/11/26 23:59", "05/11/2026 0h", "2026-11-05T23:59:59.5+01:00", "05/11/2026 7:05"])(
  "reads the day of %s",
  (text) => {
    expect(readDay(text)).toMatchObject({ ok: true, value: { text: "2026-11-05" } });
  },
);
