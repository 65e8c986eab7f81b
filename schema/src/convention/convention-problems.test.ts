import fc from "fast-check";
import { parse, stringify } from "yaml";
import { mostErrors } from "../ground/errors.js";
import { runs } from "../testing/runs.js";
import { writeConvention } from "../testing/write-convention.js";
import { InvalidConventionError, parseConvention } from "./parse-convention.js";

const text = stringify(
  JSON.parse(
    writeConvention({
      territories: [
        { code: "77288", name: "Melun" },
        { code: "77152" },
        { code: "QP-1", kind: "PRIORITY_DISTRICT", communes: ["77288", "77152"] },
      ],
    }).text,
  ),
);

/** The problems of the text with these replacements, as `line: message`. */
function problemsWith(...changes: readonly (readonly [string | RegExp, string])[]): string[] {
  const changed = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    return after;
  }, text);
  return problemsIn(changed);
}

function problemsIn(changed: string): string[] {
  try {
    parseConvention(changed, "c.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof InvalidConventionError)) throw error;
    return error.problems.map(({ line, message }) => `${line}: ${message}`);
  }
}

const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

it("finds what is wrong in form, in reference and in rule together", () => {
  const problems = problemsWith(
    ["version: 1", "version: one"],
    ["grid: 1", "grid: 1\ngird: 1"],
    ["until: 2099-12-31", "until: 2020-12-31"],
    ['scope:\n      - "77288"', 'scope:\n      - "99999"'],
    ["threshold: 5", "treshold: 5"],
  );
  expect(problems.map((problem) => problem.replace(/^\d+: /, ""))).toEqual([
    expect.stringMatching(/^"version": write a whole number/),
    "ends before it begins",
    'unknown key "gird"; did you mean "grid"?',
    'no territory has the code "99999"',
    '"threshold" is missing: write a whole number from 2 to 100',
    'unknown key "treshold"; did you mean "threshold"?',
  ]);
});

it("goes on before a place that is no YAML, and says nothing of what follows it or holds it", () => {
  const line = lineOf("landlords:");
  const problems = problemsWith(
    ["version: 1", "version: 0"],
    ["until: 2099-12-31", "until: 2020-12-31"],
    ["landlords:\n", "landlords: [\n"],
    ["partners:\n", "partnres:\n"],
  );
  expect(problems.filter((one) => Number.parseInt(one, 10) < line)).toEqual([
    expect.stringMatching(/^3: "version"/),
    expect.stringMatching(/ends before it begins$/),
  ]);
  expect(problems.join("\n")).not.toMatch(/missing: |partnres/);
});

it("finds what is wrong in form and rule beside a key that stands twice", () => {
  const problems = problemsWith(
    ["version: 1", "version: 1\nversion: 0"],
    ["until: 2099-12-31", "until: 2020-12-31"],
  );
  expect(problems).toEqual([
    "4: this key stands here twice: keep one of them",
    expect.stringMatching(/^4: "version": write/),
    expect.stringMatching(/ends before it begins$/),
  ]);
});

it("does not take for unknown what stands where it cannot be read", () => {
  const problems = problemsWith(['code: "77288"', "code: 77288"]);
  expect(problems).toEqual([expect.stringMatching(/"code": write the code in quotes$/)]);
  expect(problemsWith(["communes:\n", "communes: []\n    was:\n"])).toEqual([
    expect.stringMatching(/name at least one commune$/),
    expect.stringMatching(/unknown key "was"/),
  ]);
});

it("is refused in words of its own, whatever is written in whose place", () => {
  const values = fc.constantFrom<unknown>(null, true, -1, 1.5, 1e9, "", "x", [], {}, [null], [{}]);
  const read: unknown = parse(text);
  const paths = pathsOf(read);
  const library =
    /invalid|expected|received|too (small|big)|unrecognized|must be|cannot start|implicit|flow-|\btoken\b|undefined|\[object/i;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), values), { maxLength: 3 }), (cuts) => {
      const changed = structuredClone(read);
      for (const [path, value] of cuts) put(changed, path, value);
      const problems = problemsIn(stringify(changed));
      expect(problems.length).toBeLessThanOrEqual(mostErrors + 1);
      for (const problem of problems) expect(problem).not.toMatch(library);
    }),
    { numRuns: runs(500) },
  );
});

it("is refused in words of its own where the text is cut or struck anywhere", () => {
  const strokes = fc.constantFrom(
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    ": ",
    "\t",
    "&a ",
    "*a ",
    "!",
    "%",
    "---\n",
    "\n",
    "- ",
    "|",
    ",",
    "@",
    "`",
    "\\",
  );
  const library =
    /\b(flow|scalar|implicit|mapping|sequence|token|tag:|directive|anchor properties|Nested)\b(?!\))/;
  fc.assert(
    fc.property(fc.nat(text.length), strokes, fc.nat(8), (place, stroke, lost) => {
      const changed = text.slice(0, place) + stroke + text.slice(place + lost);
      for (const problem of problemsIn(changed)) expect(problem).not.toMatch(library);
    }),
    { numRuns: runs(1_000) },
  );
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const own = path.length === 0 ? [] : [path];
  return [...own, ...entries.flatMap(([step, child]) => pathsOf(child, [...path, step]))];
}

function put(root: unknown, path: Path, value: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>((node, step) => {
    return typeof node === "object" && node !== null ? Reflect.get(node, step) : undefined;
  }, root);
  const last = path.at(-1);
  if (typeof holder === "object" && holder !== null && last !== undefined) {
    Reflect.set(holder, last, value);
  }
}
