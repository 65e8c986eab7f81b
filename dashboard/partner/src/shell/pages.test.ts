import { languages, pages } from "./pages";

interface Tree {
  readonly [key: string]: string | Tree;
}

const texts = languages.map(({ name, texts }) => ({ name, texts: textsOf(texts as Tree) }));
const [first = { name: "", texts: [] }] = texts;

function textsOf(tree: Tree, path = ""): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as const]
      : textsOf(value, `${path}${key}.`),
  );
}

it.each(texts)("gives every text in $name, none of them empty", (language) => {
  expect(language.texts.map(([key]) => key).sort()).toEqual(first.texts.map(([key]) => key).sort());
  expect(language.texts.filter(([, text]) => text.trim() === "")).toEqual([]);
});

it.each(texts)("names the same values in $name as in the first language", (language) => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
  const own = new Map(language.texts);
  expect(first.texts.map(([key]) => [key, placeholders(own.get(key) ?? "")])).toEqual(
    first.texts.map(([key, text]) => [key, placeholders(text)]),
  );
});

it("has each page at an address of its own", () => {
  const paths = Object.values(pages).map(({ path }) => path.replace(/:\w+/, ":"));
  expect(new Set(paths).size).toBe(paths.length);
});
