import { type Document, parseDocument, type YAMLMap } from "yaml";
import { YamlPlaces } from "./yaml-places.js";

/** Looks up every key of a map so long; counts how often an entry of it is looked at. */
function readsToFindAll(length: number): number {
  const text = Array.from({ length }, (_, index) => `key${index}: 1\n`).join("");
  const document = parseDocument(text, { uniqueKeys: false });
  const map = document.contents as unknown as YAMLMap;
  let reads = 0;
  map.items = new Proxy(map.items, {
    get: (items, key) => {
      if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(items, key);
    },
  });
  const places = new YamlPlaces(document as Document);
  for (let index = 0; index < length; index += 1) {
    expect(places.find([`key${index}`])).toEqual({
      offset: text.indexOf(`key${index}:`),
      end: text.indexOf(`key${index}:`) + `key${index}: 1`.length,
      isThere: true,
    });
  }
  return reads;
}

it("comes through a map once, however many of its keys are looked for", () => {
  expect(readsToFindAll(10)).toBe(10);
  expect(readsToFindAll(1_000)).toBe(1_000);
});

it.each([
  [[], 0, 23, true],
  [["a"], 0, 9, true],
  [["a", 1], 7, 8, true],
  [["a", 2], 0, 9, false],
  [["b", "c"], 16, 20, true],
  [["b", "d"], 11, 22, false],
  [["b", "c", "e"], 16, 20, false],
  [["a", "length"], 0, 9, false],
  [["f"], 0, 23, false],
])("finds the deepest part of %j that the file holds", (path, offset, end, isThere) => {
  const document = parseDocument("a: [1, 2]\n\nb: { c: 3 }\n");
  const found = new YamlPlaces(document as Document).find(path as string[]);
  expect(found).toEqual({ offset, end, isThere });
});
