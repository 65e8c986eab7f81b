/** Texts of the dashboard in one language by their key, e.g. `shell.signIn`. */
export type Catalogue = ReadonlyMap<string, string>;

export interface Catalogues {
  readonly fr: Catalogue;
  readonly en: Catalogue;
}

interface Tree {
  readonly [key: string]: string | Tree;
}

/** By a computed name: the compiler would follow another into the dashboard's sources. */
const folder = "../../../../dashboard/partner/src/shell";

interface Language {
  readonly code: string;
  readonly texts: Tree;
}

/** The dashboard's own catalogues. */
export async function readCatalogues(): Promise<Catalogues> {
  const { languages } = (await import(`${folder}/pages.ts`)) as {
    readonly languages: readonly Language[];
  };
  const catalogueOf = (code: string) =>
    new Map(textsOf(languages.find((each) => each.code === code)?.texts ?? {}));
  return { fr: catalogueOf("fr"), en: catalogueOf("en") };
}

function textsOf(tree: Tree, path = ""): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as const]
      : textsOf(value, `${path}${key}.`),
  );
}

/** Shorter texts, such as "Site", are words of both languages, or of a site's name. */
const fewestLetters = 4;

/**
 * What is on a page in the other language: texts that the page's own catalogue words differently.
 *
 * @param strings what is written on the page, element by element.
 */
export function foreignTexts(
  strings: readonly string[],
  own: Catalogue,
  other: Catalogue,
): readonly string[] {
  const ownPatterns = [...own.values()].map(patternOf);
  const ownTexts = [...own.values()].join("\n");
  const foreign = [...other]
    .filter(([key, text]) => text !== own.get(key) && lettersOf(text) >= fewestLetters)
    .map(([key, text]) => ({ key, text, pattern: patternOf(text) }));
  return strings.flatMap((string) => {
    const isOwn = ownPatterns.some((pattern) => pattern.test(string));
    return foreign
      .filter(
        ({ text, pattern }) =>
          (!isOwn && pattern.test(string)) || (isSentence(text, ownTexts) && string.includes(text)),
      )
      .map(({ key }) => `${key} in "${string}"`);
  });
}

/** A whole text, whatever stands in its placeholders. */
function patternOf(text: string): RegExp {
  const literals = text
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literals.join(".+")}$`, "s");
}

/** Long enough to be looked for within other texts. */
function isSentence(text: string, ownTexts: string): boolean {
  return !text.includes("{{") && text.trim().includes(" ") && !ownTexts.includes(text);
}

function lettersOf(text: string): number {
  return text.replaceAll(/\{\{\w+\}\}|[^\p{L}]/gu, "").length;
}
