import { detached } from "./detached.js";

/** What a cell says, or what would be right in its place. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly expected: string;
      /** That it is a word which nobody has said the meaning of. */
      readonly unknown?: UnknownWord;
    };

/** Of a nature of incident, or of something else. */
export type UnknownWord = "nature" | "word";

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function misread(expected: string, unknown?: UnknownWord): Reading<never> {
  return unknown === undefined ? { ok: false, expected } : { ok: false, expected, unknown };
}

/** Longer texts hardly come again, and ten thousand of them would fill the memory. */
const longestRemembered = 1_000;

/** Readings of texts that come again and again, often in a row, kept up to a bound. */
export function remember<T>(
  readText: (text: string) => Reading<T>,
  most = 10_000,
): (text: string) => Reading<T> {
  const known = new Map<string, Reading<T>>();
  let lastText = "";
  let last = readText(lastText);
  const find = (text: string): Reading<T> => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const reading = readText(text);
    if (text.length > longestRemembered) return reading;
    if (known.size >= most) known.clear();
    known.set(detached(text), reading);
    return reading;
  };
  return (text) => {
    if (text === lastText) return last;
    last = find(text);
    lastText = text;
    return last;
  };
}
