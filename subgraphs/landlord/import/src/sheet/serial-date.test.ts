import { isDateFormat, serialText } from "./serial-date.js";

it.each([
  [14, undefined, true],
  [0, undefined, false],
  [164, "dd/mm/yyyy", true],
  [164, "[$-40C]d mmmm yyyy;@", true],
  [164, "yyyy\\-mm\\-dd", true],
  [164, "[h]:mm:ss", true],
  [164, "General", false],
  [164, "[Red]0.00", false],
  [164, '# ##0.00" jours"', false],
  [164, "_-* #,##0.00\\ [$€-40C]_-", false],
  [164, "0.00E+00", false],
])("tells whether format %d %s shows a date", (id, code, isDate) => {
  expect(isDateFormat(id, code)).toBe(isDate);
});

it.each([
  [46_298, false, "2026-10-03"],
  [46_298.94444, false, "2026-10-03 22:40:00"],
  [44_836, true, "2026-10-03"],
  [0.75, false, "18:00:00"],
  [61, false, "1900-03-01"],
  [1e12, false, "1000000000000"],
])("writes the serial %d (1904: %s) as %s", (serial, is1904, text) => {
  expect(serialText(serial, is1904)).toBe(text);
});
