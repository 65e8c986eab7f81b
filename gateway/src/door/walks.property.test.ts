import { Fragments } from "@palier/schema";
import { countedDocument, doublingChain, randomFragments, runs } from "@palier/schema/testing";
import fc from "fast-check";
import { buildSchema, type DocumentNode, Kind, type OperationDefinitionNode } from "graphql";
import { collectFields } from "../datasource/asked-fields.js";
import { VisiblePaths } from "../errors/visible-path.js";
import { documentExcesses } from "./limits.js";

/** What the gateway walks itself of a caller's text, and of plans made from it. */

const schema = buildSchema("type Query { again: Query name: String code: String }");

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
  return operation;
}

/** Paths that lead down every way through a text of this schema, as errors might. */
const paths = fc.array(
  fc.array(fc.constantFrom("again", "other", "name", "hidden", 0), { maxLength: 12 }),
  { minLength: 20, maxLength: 20 },
);

it("reads each selection a bounded number of times, however often it is spread", () => {
  fc.assert(
    fc.property(randomFragments(30), paths, ({ text }, errors) => {
      const { document, steps, sets } = countedDocument(text);
      documentExcesses(document);
      const measured = steps();
      const operation = operationOf(document);
      const visible = new VisiblePaths(operation, document);
      for (const path of errors) visible.of(path);
      const seen = steps();
      const distinct = new Set(errors.flatMap((path) => prefixes(path))).size + 1;
      const scope = { schema, fragments: new Fragments(document) };
      collectFields(scope, [operation.selectionSet], "Query");
      const collected = steps();
      expect({
        isMeasuredTwice: measured <= 2 * sets,
        isSeenOnceAPlace: seen <= 2 * sets * distinct,
        isCollectedOnce: collected <= 2 * sets,
      }).toEqual({ isMeasuredTwice: true, isSeenOnceAPlace: true, isCollectedOnce: true });
    }),
    { numRuns: runs(200) },
  );
});

function prefixes(path: readonly (string | number)[]): string[] {
  const keys = path.filter((part) => typeof part === "string");
  return keys.map((_key, index) => keys.slice(0, index + 1).join("."));
}

it.each([16, 30, 240])("sees a path through a chain of %d fragments in one reading", (length) => {
  const text = `{ ...F0 } ${doublingChain(length, "Query", "again { ...F0 }")}`;
  const { document, steps, sets } = countedDocument(text);
  const visible = new VisiblePaths(operationOf(document), document);
  const path = Array.from({ length: 10 }, () => "again");
  expect(visible.of([...path, "hidden"])).toEqual(path);
  expect(steps()).toBeLessThanOrEqual(sets * (path.length + 1));
  visible.of([...path, "elsewhere"]);
  expect(steps()).toBe(0);
});

it.each([16, 30, 240])(
  "collects the fields of a chain of %d fragments in one reading",
  (length) => {
    const text = `{ ...F0 ...F0 @include(if: true) } ${doublingChain(length, "Query", "name")}`;
    const { document, steps, sets } = countedDocument(text);
    const scope = { schema, fragments: new Fragments(document) };
    const fields = collectFields(scope, [operationOf(document).selectionSet], "Query");
    expect(fields).toMatchObject([{ key: "name", isConditional: false, selections: [] }]);
    expect(steps()).toBeLessThanOrEqual(2 * sets);
  },
);
