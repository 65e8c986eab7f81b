import fc from "fast-check";
import { fold } from "./fold.js";

/** Beyond ASCII, so that no short way is taken; folding takes it away again. */
const accent = "\u0301";

it("folds a text of ASCII as one with accents", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      expect(fold(text)).toBe(fold(text.replace(/[A-Za-z]/, (letter) => letter + accent)));
    }),
  );
});

it("takes case, accents and repeated spaces away", () => {
  expect(fold("  Résidence  de l’Œuvre\u00a0\tSud ")).toBe("residence de l'oeuvre sud");
  expect(fold("  RUE   du Bac ")).toBe("rue du bac");
});
