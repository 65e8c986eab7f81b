import { textProblem, textProblems } from "./longest-texts.js";
import { plainProblem, plainText } from "./plain-text.js";

it.each([
  ["a line break", "Hall\nB", "U+000A", "Hall B"],
  ["a mark of direction", "Résidence \u202egnp.sel", "U+202E", "Résidence gnp.sel"],
  ["a character that shows nothing", "Til\u200bleuls", "U+200B", "Tilleuls"],
  ["a control character at the end", "Tilleuls\u0007", "U+0007", "Tilleuls"],
  ["a filler of Hangul", "Til\u3164leuls", "U+3164", "Tilleuls"],
  ["a filler of a first letter", "Til\u115fleuls", "U+115F", "Tilleuls"],
  ["a filler of a vowel", "Til\u1160leuls", "U+1160", "Tilleuls"],
  ["a joiner of graphemes", "Til\u034fleuls", "U+034F", "Tilleuls"],
  ["Braille without a dot", "Til\u2800leuls", "U+2800", "Tilleuls"],
  ["a variant of no letter", "Til\ufe0fleuls", "U+FE0F", "Tilleuls"],
  ["a tag", "Til\u{e0041}leuls", "U+E0041", "Tilleuls"],
  ["half a character", "Til\ud83dleuls", "U+D83D", "Tilleuls"],
  ["the other half", "Til\ude00leuls", "U+DE00", "Tilleuls"],
])("%s is named when it is entered, and no partner is told it", (_, text, code, told) => {
  expect(plainProblem(text)).toContain(code);
  expect(plainText(text)).toBe(told);
  expect(plainProblem(plainText(text))).toBeNull();
});

it("leaves a text alone all of whose characters are seen", () => {
  const text = "Résidence « L’Étoile » – bât. n° 3, 中庭 🏠 ⠃";
  expect(plainProblem(text)).toBeNull();
  expect(plainText(text)).toBe(text);
});

it("names and references are entered with at most 200 characters", () => {
  expect(textProblem("name", "x".repeat(200))).toBeNull();
  expect(textProblems([["the author", "name", "x".repeat(201)]])).toEqual([
    "the author must have at most 200 characters; this has 201",
  ]);
  expect(textProblem("siteReference", "x".repeat(201))).toBe(
    "at most 200 characters; this has 201",
  );
});
