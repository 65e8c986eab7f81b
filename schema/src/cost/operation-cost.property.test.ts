import fc from "fast-check";
import { buildSchema, type DocumentNode, Kind, type SelectionSetNode } from "graphql";
import { documentExtent } from "../document/document-extent.js";
import { Fragments } from "../document/fragments.js";
import { countedDocument, doublingChain, randomFragments, runs } from "../testing/index.js";
import { times } from "./field-weight.js";
import { operationCost } from "./operation-cost.js";
import type { Weights } from "./weights.js";

const schema = buildSchema("type Query { again: Query name: String code: String }");
const weights: Weights = {
  "Query.again": { us: 7_000, size: times(2), asks: "OWNERS" },
  "Query.name": { us: 1_000, asks: "FIGURES" },
  "Query.code": { us: 3_000 },
};
const extent = {
  landlords: 3,
  territories: 1,
  partners: 1,
  landlordsPerTerritory: 3,
  landlordsIn: () => 3,
};

function operationOf({ definitions }: DocumentNode) {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
  return operation;
}

function costOf(document: DocumentNode) {
  const { mostCostly: _, ...figures } = operationCost(
    {
      operation: operationOf(document),
      fragments: new Fragments(document),
      schema,
      variables: {},
      extent,
    },
    weights,
  );
  return figures;
}

/** The same without fragments: each spread and inline fragment replaced by what it holds. */
function spreadOut(document: DocumentNode): DocumentNode {
  const fragments = new Fragments(document);
  const flat = (set: SelectionSetNode): SelectionSetNode["selections"] =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) {
        return node.selectionSet === undefined
          ? node
          : {
              ...node,
              selectionSet: { ...node.selectionSet, selections: flat(node.selectionSet) },
            };
      }
      const target = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      return target === undefined ? [] : flat(target.selectionSet);
    });
  const operation = operationOf(document);
  const selectionSet = { ...operation.selectionSet, selections: flat(operation.selectionSet) };
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] };
}

it("costs with fragments what the same costs without", () => {
  fc.assert(
    fc.property(randomFragments(6), ({ text }) => {
      const { document } = countedDocument(text);
      expect(costOf(document)).toEqual(costOf(spreadOut(document)));
    }),
    { numRuns: runs(300) },
  );
});

it("reads an operation no more often than an executor comes to its selections", () => {
  fc.assert(
    fc.property(randomFragments(12), ({ text }) => {
      const { document, steps, sets } = countedDocument(text);
      const { selections } = documentExtent(document);
      steps();
      costOf(document);
      // Its own landlord, two of them, three of them; under a condition and without one.
      expect(steps()).toBeLessThanOrEqual(6 * (sets + selections));
    }),
    { numRuns: runs(300) },
  );
});

it.each([false, true])(
  "ends on whatever holds more than anybody may ask, circles %s",
  (isCircular) => {
    fc.assert(
      fc.property(randomFragments(30, isCircular), ({ text }) => {
        const { document, steps, sets } = countedDocument(text);
        costOf(document);
        expect(steps()).toBeLessThanOrEqual(20_000 * sets);
      }),
      { numRuns: runs(20) },
    );
  },
);

it("reads a chain of 250 fragments, each spread twice, once", () => {
  const { document, steps, sets } = countedDocument(
    `{ ...F0 } ${doublingChain(249, "Query", "name")}`,
  );
  expect(costOf(document).values).toBe(1);
  expect(steps()).toBe(sets);
});
