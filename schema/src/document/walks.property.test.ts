import fc from "fast-check";
import {
  buildSchema,
  type DocumentNode,
  Kind,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from "graphql";
import { countedDocument, doublingChain, randomFragments, runs } from "../testing/index.js";
import { documentExtent, type Extent } from "./document-extent.js";
import { Fragments } from "./fragments.js";

const schema = buildSchema("type Query { again: Query name: String code: String }");

function operationOf({ definitions }: DocumentNode) {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
  return operation;
}

/** Every level of an operation, walked as a reader of paths does: all keys, level by level. */
function walkLevels(document: DocumentNode): number {
  const fragments = new Fragments(document);
  let level: SelectionSetNode[] = [operationOf(document).selectionSet];
  let levels = 0;
  // Deeper than any text here that does not go round in a circle.
  for (; level.length > 0 && levels < 40; levels += 1) {
    level = fragments.fieldsOf(level).flatMap(({ node }) => node.selectionSet ?? []);
  }
  return levels;
}

describe.each([false, true])("with circles %s", (isCircular) => {
  it("walks of ours read each selection a bounded number of times, however often it is spread", () => {
    fc.assert(
      fc.property(randomFragments(30, isCircular), ({ text }) => {
        const { document, steps, sets } = countedDocument(text);
        documentExtent(document);
        const measuring = steps();
        new Fragments(document).usedBy(operationOf(document));
        const using = steps();
        const levels = walkLevels(document);
        const walking = steps();
        // Twice: under a condition and without one.
        expect([measuring <= sets, using <= sets, walking <= 2 * sets * levels]).toEqual([
          true,
          true,
          true,
        ]);
      }),
      { numRuns: runs(300) },
    );
  });
});

it("reads a chain of 250 fragments, each spread twice, once", () => {
  const { document, steps, sets } = countedDocument(
    `{ ...F0 } ${doublingChain(249, "Query", "name")}`,
  );
  expect(documentExtent(document)).toEqual({
    selections: 3 * 2 ** 249 + 1 - 2,
    depth: 1,
    aliases: 0,
    directives: 0,
  });
  expect(steps()).toBe(sets);
  expect(walkLevels(document)).toBe(1);
  expect(steps()).toBe(sets);
});

/** What an executor without memory finds: every spread followed each time. */
function naively(document: DocumentNode) {
  const fragments = new Fragments(document);
  const measure = (set: SelectionSetNode): Extent => {
    let selections = 0;
    let depth = 0;
    let aliases = 0;
    let directives = 0;
    for (const node of set.selections) {
      directives += node.directives?.length ?? 0;
      const target = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      const inner = target?.selectionSet ? measure(target.selectionSet) : null;
      selections += 1 + (inner?.selections ?? 0);
      directives += inner?.directives ?? 0;
      aliases += (inner?.aliases ?? 0) + (node.kind === Kind.FIELD && node.alias ? 1 : 0);
      depth = Math.max(depth, (inner?.depth ?? 0) + (node.kind === Kind.FIELD ? 1 : 0));
    }
    return { selections, depth, aliases, directives };
  };
  const fieldsOf = (set: SelectionSetNode, isWithinCondition: boolean): [string, boolean][] =>
    set.selections.flatMap((node) => {
      const isConditional = isWithinCondition || (node.directives ?? []).length > 0;
      if (node.kind === Kind.FIELD) return [[(node.alias ?? node.name).value, isConditional]];
      const target = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      return target === undefined ? [] : fieldsOf(target.selectionSet, isConditional);
    });
  return { measure, fieldsOf };
}

/** Key → whether each way to it is under a condition. */
function conditions(fields: readonly (readonly [string, boolean])[]) {
  const found = new Map<string, boolean>();
  for (const [key, isConditional] of fields) {
    found.set(key, isConditional && found.get(key) !== false);
  }
  return found;
}

it("finds what a walk without memory finds", () => {
  fc.assert(
    fc.property(randomFragments(6), ({ text }) => {
      const { document } = countedDocument(text);
      const { selectionSet } = operationOf(document);
      const { measure, fieldsOf } = naively(document);
      const fields = new Fragments(document).fieldsOf([selectionSet]);
      expect(
        conditions(
          fields.map(({ node, isConditional }) => [(node.alias ?? node.name).value, isConditional]),
        ),
      ).toEqual(conditions(fieldsOf(selectionSet, false)));
      const operation = measure(selectionSet);
      const largest = document.definitions.map((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION ? measure(one.selectionSet).selections : 0,
      );
      expect(documentExtent(document)).toEqual({
        ...operation,
        selections: Math.max(operation.selections, ...largest),
      });
    }),
    { numRuns: runs(300) },
  );
});

it("adds up the selections of all operations, which share fragments", () => {
  const text = "query a { ...F } query b { ...F } fragment F on Query { name again { x: name } }";
  const { document } = countedDocument(text);
  expect(documentExtent(document)).toEqual({ selections: 8, depth: 2, aliases: 1, directives: 0 });
});

it("adds up fragments of one name, which another rule refuses", () => {
  const { document } = countedDocument(
    "{ ...F } fragment F on Query { name code } fragment F on Query { a: name }",
  );
  expect(documentExtent(document)).toEqual({ selections: 4, depth: 1, aliases: 1, directives: 0 });
});

it("names the fragments that an operation uses, whatever else stands in the document", () => {
  const text = `{ ...A again { ...A ...B } } fragment A on Query { ... { ...C } } fragment B on Query { ...Gone }
    fragment C on Query { ...A name } fragment Unused on Query { name }`;
  const { document } = countedDocument(text);
  const used = new Fragments(document).usedBy(operationOf(document));
  expect(used.map(({ name }) => name.value).sort()).toEqual(["A", "B", "C"]);
});

it("makes random documents that are valid, most of them with fragments spread more than once", () => {
  const documents = fc.sample(randomFragments(30), 200);
  const doubled = documents.filter(({ text }) => {
    const { document } = countedDocument(text);
    const unused = /Fragment "F\d+" is never used|Variable "\$on" is never used|conflict/;
    const problems = validate(schema, document, specifiedRules).map(({ message }) => message);
    expect(problems.filter((message) => !unused.test(message))).toEqual([]);
    return documentExtent(document).selections > 1_000;
  });
  expect(doubled.length).toBeGreaterThan(20);
});
