import { Impatience } from "./impatience.js";

let nowMs = 0;
const [a, b] = ["a", "b"].map((person) => ({ partner: "police", person }));
if (a === undefined || b === undefined) throw new Error("nobody");

beforeEach(() => {
  nowMs = 0;
});

it("does not read who was refused ten times within one wait, until that is over", () => {
  const impatience = new Impatience(() => nowMs);
  for (let turn = 0; turn < 9; turn += 1) impatience.refused(a, 3);
  expect(impatience.secondsUnread(a)).toBe(0);
  nowMs = 1_500;
  impatience.refused(a, 3);
  expect([impatience.secondsUnread(a), impatience.secondsUnread(b)]).toEqual([2, 0]);
  nowMs = 3_000;
  expect(impatience.secondsUnread(a)).toBe(0);
  impatience.refused(a, 3);
  expect(impatience.secondsUnread(a)).toBe(0);
});

it("leaves nobody unread for more than ten seconds", () => {
  const impatience = new Impatience(() => nowMs);
  for (let turn = 0; turn < 50; turn += 1) impatience.refused(a, 60);
  expect(impatience.secondsUnread(a)).toBe(10);
});
