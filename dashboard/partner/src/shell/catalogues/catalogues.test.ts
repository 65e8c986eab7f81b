import { english } from "./english";
import { french } from "./french";

interface Tree {
  readonly [key: string]: string | Tree;
}

const texts = { french: textsOf(french), english: textsOf(english) };

function textsOf(tree: Tree, path = ""): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as const]
      : textsOf(value, `${path}${key}.`),
  );
}

it("gives every text in both languages, none of them empty", () => {
  expect(texts.english.map(([key]) => key)).toEqual(texts.french.map(([key]) => key));
  for (const [key, text] of [...texts.french, ...texts.english]) {
    expect([key, text.trim()]).toEqual([key, expect.stringMatching(/./)]);
  }
});

it("names the same values in both languages", () => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
  const english = new Map(texts.english);
  for (const [key, text] of texts.french) {
    expect([key, placeholders(english.get(key) ?? "")]).toEqual([key, placeholders(text)]);
  }
});
