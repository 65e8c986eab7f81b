import { createHash } from "node:crypto";
import fc from "fast-check";
import { parse, print } from "graphql";
import { randomFragments, runs } from "../testing/index.js";
import { documentHash } from "./document-hash.js";

const text = "query Board($code: ID!) { territory(code: $code) { name levels { level sites } } }";

it("is the SHA-256 of what any client can compute by graphql-js", () => {
  const stripped = "query Board($code:ID!){territory(code:$code){name levels{level sites}}}";
  expect(documentHash(text)).toBe(createHash("sha256").update(stripped).digest("hex"));
});

it.each([
  ["lines and spaces", print(parse(text))],
  ["Windows' line ends, tabs and a byte order mark", `\uFEFF\t${text.replaceAll(" ", "\r\n ")}`],
  ["commas", text.replace("name levels", "name, levels,")],
  ["comments", `# the board\n${text.replace("name", "name # as it is called\n")}`],
])("is the same whatever %s stand between its words", (_what, other) => {
  expect(documentHash(other)).toBe(documentHash(text));
});

it.each([
  ["an alias", text.replace("name", "called: name")],
  ["another order", text.replace("level sites", "sites level")],
  ["another name", text.replace("Board", "Boards")],
  ["a second operation", `${text} query Other { landlords { slug } }`],
  ["a fragment that nobody spreads", `${text} fragment F on Site { id }`],
  ["a default", text.replace("ID!", 'ID! = "77288"')],
  ["a condition", text.replace("name", "name @include(if: true)")],
  ["two words made one", text.replace("level sites", "levelsites")],
  ["a comment that swallows a word", text.replace("level sites", "level # sites\n")],
])("is another with %s", (_what, other) => {
  expect(documentHash(other)).not.toBe(documentHash(text));
});

it("tells the spaces of a value from those between words", () => {
  const asking = (value: string) => documentHash(`{ territory(code: "${value}") { name } }`);
  expect(new Set(["a b", "a  b", "a,b", "a#b"].map(asking)).size).toBe(4);
});

it("is the same of any document as it is printed anew", () => {
  fc.assert(
    fc.property(randomFragments(10), (document) => {
      expect(documentHash(print(parse(document.text)))).toBe(documentHash(document.text));
    }),
    { numRuns: runs(200) },
  );
});
