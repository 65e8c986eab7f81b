import { isMonth, isTerritoryCode, mostErrors, shortMessage, type Words } from "@palier/schema";
import { NotAnsweredError } from "./not-answered.js";

/** One parameter of an address: what it takes, and what is said of anything else. */
export interface Parameter<Value> {
  /** @returns undefined for what it does not take. */
  readonly read: (text: string) => Value | undefined;
  readonly takes: Words;
  readonly isRequired?: boolean;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

export type Values<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer Value> ? Value | null : never;
};

export const territory: Parameter<string> = {
  read: (text) => (isTerritoryCode(text) ? text : undefined),
  takes: {
    en: "the code of a territory of the convention, e.g. 247700057",
    fr: "le code d’un territoire de la convention, p. ex. 247700057",
  },
};

export const month: Parameter<string> = {
  read: (text) => (isMonth(text) ? text : undefined),
  takes: { en: "a month, YYYY-MM, e.g. 2026-10", fr: "un mois, AAAA-MM, p. ex. 2026-10" },
};

export function oneOf<const Word extends string>(words: readonly Word[]): Parameter<Word> {
  const list = words.join(", ");
  return {
    read: (text) => words.find((word) => word === text),
    takes: { en: `one of ${list}`, fr: `l’un de ${list}` },
  };
}

/**
 * Reads the query of an address; what is not known there is refused, since whoever wrote it meant something by it.
 *
 * @param address as it was asked for, e.g. `/sites.csv?territory=77288`.
 * @throws NotAnsweredError naming every problem, with what would be right.
 */
export function readParameters<P extends Parameters>(address: string, known: P): Values<P> {
  const start = address.indexOf("?");
  const given = new URLSearchParams(start < 0 ? "" : address.slice(start + 1));
  const problems = [...problemsOf(given, known)].slice(0, mostErrors);
  if (problems.length > 0) throw NotAnsweredError.asked(problems);
  const values = Object.entries(known).map(([name, { read }]) => {
    const text = given.get(name);
    return [name, text === null ? null : read(text)];
  });
  // Each was read by the parameter of its name.
  return Object.fromEntries(values) as Values<P>;
}

function* problemsOf(given: URLSearchParams, known: Parameters): Generator<Words> {
  const names = Object.keys(known).join(", ") || "—";
  for (const name of new Set(given.keys())) {
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    const quoted = `\`${shortMessage(name)}\``;
    const texts = given.getAll(name);
    if (parameter === undefined) {
      yield {
        en: `${quoted} is no parameter here; known are: ${names}`,
        fr: `${quoted} n’est pas un paramètre ; sont connus : ${names}`,
      };
    } else if (texts.length > 1) {
      yield {
        en: `${quoted} stands ${texts.length} times; give it once`,
        fr: `${quoted} figure ${texts.length} fois ; indiquez-le une fois`,
      };
    } else if (parameter.read(texts[0] ?? "") === undefined) {
      yield {
        en: `${quoted} is ${JSON.stringify(shortMessage(texts[0] ?? ""))}; give ${parameter.takes.en}`,
        fr: `${quoted} vaut ${JSON.stringify(shortMessage(texts[0] ?? ""))} ; indiquez ${parameter.takes.fr}`,
      };
    }
  }
  for (const [name, { isRequired, takes }] of Object.entries(known)) {
    if (isRequired !== true || given.has(name)) continue;
    yield {
      en: `\`${name}\` is missing: ${takes.en}`,
      fr: `il manque \`${name}\` : ${takes.fr}`,
    };
  }
}
