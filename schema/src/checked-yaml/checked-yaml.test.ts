import fc from "fast-check";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { mostErrors } from "../ground/errors.js";
import { runs } from "../testing/runs.js";
import { checkedYaml, describeProblems, readCheckedYaml } from "./checked-yaml.js";

const format = z.strictObject({
  words: z.record(z.string(), z.string({ error: "write a text" })).optional(),
  list: z.array(z.int({ error: "write a whole number" })).optional(),
});

function linesOf(text: string, schema: z.ZodType = format): string[] {
  const checked = readCheckedYaml(text, "a.yaml", schema);
  return checked.ok ? [] : describeProblems(checked.problems).split("\n");
}

function repeated(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

const many = runs(20_000);

it.each([
  ["unknown keys", repeated(many, (index) => `key${index}: 1`), many, 'unknown key "key0"'],
  ["wrong values", `list:\n${repeated(many, () => "  - x")}`, many, "write a whole number"],
  ["keys twice", repeated(many + 1, () => "list: []"), many, "this key stands here twice"],
  ["what is no YAML", "]\n".repeat(many / 2), many / 2, "this cannot be read here: put a text"],
  ["aliases", `list: [${"*a, ".repeat(many / 2)}]`, many / 2, "an alias (*) is not read"],
  [
    "nests",
    `list: [${`${"[".repeat(70)}${"]".repeat(70)}, `.repeat(many / 40)}]`,
    many / 40,
    "stand inside",
  ],
])("tells the first of many %s, and how many more there are", (_, text, count, message) => {
  const lines = linesOf(text);
  expect(lines).toHaveLength(mostErrors + 1);
  expect(lines[0]).toContain(message);
  expect(lines.at(-1)).toMatch(new RegExp(`: and ${count - mostErrors} more problems$`));
});

it("speaks of one more problem in the singular", () => {
  const lines = linesOf(repeated(mostErrors + 1, (index) => `key${index}: 1`));
  expect(lines.at(-1)).toBe("a.yaml:20:1: and 1 more problem");
});

it("cuts off what rules across entries find as well", () => {
  const text = repeated(30, (index) => `word${index}: x`);
  const read = () =>
    checkedYaml(text, "a.yaml", z.record(z.string(), z.string()), (words, at) =>
      Object.keys(words).map((word) => at([word], `not "${word}"`)),
    );
  expect(read).toThrow(/- a.yaml:1:1: not "word0"\n(.*\n){19}- a.yaml:20:1: and 10 more problems$/);
});

it("quotes no more of a key than tells which one it is", () => {
  const key = "k".repeat(900_000);
  expect(linesOf(`? ${key}\n: 1`)).toEqual([`a.yaml:1:3: unknown key "${"k".repeat(300)}…"`]);
  const [wrong = ""] = linesOf(`words:\n  ? ${key}\n  : 1`);
  expect(wrong).toMatch(/^a.yaml:2:5: "k{300}…": write a text$/);
});

it("bounds a message that a rule makes of a text of the file", () => {
  const checked = readCheckedYaml("words: {}", "a.yaml", format);
  if (!checked.ok) throw new Error("refused");
  expect(checked.problemAt(["words"], "x".repeat(1_000_000)).message).toHaveLength(1_001);
});

it("reads a file of a million characters, and none that is longer", () => {
  const longest = "list: []\n".padEnd(1_000_000, "#");
  expect(linesOf(longest)).toEqual([]);
  expect(linesOf(`${longest}#`)).toEqual([
    "a.yaml:1:1: the file has 1000001 characters; write at most 1000000",
  ]);
});

it("refuses aliases and anchors at their place, whatever they would grow to", () => {
  const levels = repeated(30, (index) => `a${index}: &a${index} [${`*a${index - 1},`.repeat(9)}]`);
  const [anchor, alias] = linesOf(`a-1: &a-1 [x]\n${levels}`);
  expect(anchor).toBe(
    "a.yaml:1:11: an anchor (&) is not read: leave it out, or put a text that begins with & in quotes",
  );
  expect(alias).toMatch(/^a.yaml:2:/);
  expect(linesOf("list: [1]\nwords: *list")).toEqual([
    "a.yaml:2:8: an alias (*) is not read: write out what it stands for, or put a text that begins with * in quotes",
  ]);
  expect(linesOf(`words: { a: "*list", b: "&list" }`)).toEqual([]);
});

it.each([
  ["lists", (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`],
  ["maps", (depth: number) => `${"{a: ".repeat(depth)}x${"}".repeat(depth)}`],
  ["lines", (depth: number) => `${"- ".repeat(depth)}x`],
])("refuses %s inside each other, however deep they go", (_, nest) => {
  expect(linesOf(nest(20), z.any())).toEqual([]);
  for (const depth of [100, 700, runs(50_000)]) {
    expect(linesOf(nest(depth), z.any())).toEqual([
      expect.stringMatching(
        /^a.yaml:1:\d+: lists and maps stand inside each other more than 64 deep/,
      ),
    ]);
  }
});

it("finds a key that stands twice where the library finds it", () => {
  const key = fc.constantFrom("a", "b", '"a"', "c d", "~");
  const value = fc.constantFrom("1", "{ a: 1, b: { a: 1, a: 2 } }");
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value), { maxLength: 10 }), fc.boolean(), (map, isFlow) => {
      const entries = map.map(([name, found]) => `${name}: ${found}`);
      const text = isFlow ? `{ ${entries.join(", ")} }` : entries.join("\n");
      const lines = new LineCounter();
      const { errors } = parseDocument(text, { prettyErrors: false, lineCounter: lines });
      errors.sort((a, b) => a.pos[0] - b.pos[0]);
      const expected = errors.map(({ pos: [offset] }) => {
        const { line, col } = lines.linePos(offset);
        return `a.yaml:${line}:${col}: this key stands here twice: keep one of them`;
      });
      expect(linesOf(text, z.any())).toEqual(expected);
    }),
  );
});

it("takes a number and the same number in quotes for one key", () => {
  expect(linesOf('1: a\n"1": b', z.any())).toEqual([
    "a.yaml:2:1: this key stands here twice: keep one of them",
  ]);
});

it("refuses a list or a map as a key", () => {
  expect(linesOf("words: { {{code}}: NOISE }")).toContain(
    "a.yaml:1:10: a key is one word or text, no list and no map",
  );
});
