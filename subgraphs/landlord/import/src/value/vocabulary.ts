import { fold } from "@palier/schema";
import { NearNames } from "./near-names.js";
import { misread, type Reading, read, remember } from "./reading.js";
import { shown } from "./shown.js";

/** Most words that a message lists when it has nothing nearer to say. */
const mostWords = 12;

/** Words of a file and the codes they stand for; found without regard to case and accents. */
export type CodesByWord<Code = string> = ReadonlyMap<string, Code>;

/**
 * A reader of the codes of a nomenclature.
 *
 * @param what named in the message, e.g. "a nature".
 * @param words the landlord's own words first, then those of the platform.
 */
export function vocabularyReader<Code = string>(
  what: string,
  ...words: readonly CodesByWord<Code>[]
): (text: string) => Reading<Code> {
  const near = new NearNames(
    words.flatMap((map) => [...map.keys()]),
    (word) => withCode(words, word),
  );
  const some = listed(words);
  return codeReader(words, (text) => misread(`${what}${near.didYouMean(text) || some}`, "word"));
}

/** A word as people find it again: with the code that it stands for. */
function withCode(words: readonly CodesByWord<unknown>[], word: string): string {
  const code = words.find((map) => map.has(word))?.get(word);
  return code === word ? word : `${code ?? "~"} "${shown(word)}"`;
}

/** Finds the code of a word; the first of the vocabularies that has it counts. */
export function codeReader<Code>(
  words: readonly CodesByWord<Code>[],
  notFound: (text: string) => Reading<never>,
): (text: string) => Reading<Code> {
  const codes = new Map<string, Code>();
  for (const [word, code] of words.flatMap((map) => [...map])) {
    const folded = fold(word);
    if (!codes.has(folded)) codes.set(folded, code);
  }
  return remember((text) => {
    const code = codes.get(fold(text));
    return code === undefined ? notFound(text) : read(code);
  });
}

/** The landlord's own words, else each code with the first word that stands for it. */
function listed(words: readonly CodesByWord<unknown>[]): string {
  const [own, known] = words;
  const named = new Map<unknown, string>();
  for (const [word, code] of known ?? []) {
    if (!named.has(code) || named.get(code) === code) named.set(code, word);
  }
  const names =
    own !== undefined && own.size > 0
      ? [...own.keys()].map((word) => shown(word))
      : [...named.values()].map((word) => withCode(words, word));
  return `: ${names.slice(0, mostWords).join(", ")}${names.length > mostWords ? ", …" : ""}`;
}
