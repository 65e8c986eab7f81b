import fc from "fast-check";

/** A text of one operation and of fragments that share, nest and repeat one another. */
export interface RandomFragments {
  readonly text: string;
  /** How many fragments stand in it, spread or not. */
  readonly fragments: number;
}

/** What one selection is: a field without selections, one with, an inline fragment, or a spread. */
type Part =
  | { readonly kind: "LEAF"; readonly name: string }
  | { readonly kind: "FIELD"; readonly name: string; readonly parts: readonly Part[] }
  | { readonly kind: "INLINE"; readonly isConditional: boolean; readonly parts: readonly Part[] }
  | { readonly kind: "SPREAD"; readonly isConditional: boolean; readonly step: number };

const { parts } = fc.letrec<{ readonly part: Part; readonly parts: Part[] }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant("LEAF"), name: fc.constantFrom("name", "code", "__typename") }),
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("SPREAD"),
        isConditional: fc.boolean(),
        step: fc.integer({ min: 1, max: 3 }),
      }),
    },
    fc.record({
      kind: fc.constant("FIELD"),
      name: fc.constantFrom("again", "other: again"),
      parts: tie("parts"),
    }),
    fc.record({ kind: fc.constant("INLINE"), isConditional: fc.boolean(), parts: tie("parts") }),
  ) as fc.Arbitrary<Part>,
  parts: fc.array(tie("part"), { minLength: 1, maxLength: 4 }),
}));

/**
 * Random operations over `type Query { again: Query name: String code: String }`. A fragment spreads
 * those after it, some of them several times, so that what is spread doubles with each; with
 * `isCircular` it may spread itself and those before it too, which no valid document does.
 *
 * @param most fragments at most.
 */
export function randomFragments(most: number, isCircular = false): fc.Arbitrary<RandomFragments> {
  return fc.array(parts, { minLength: 1, maxLength: most + 1, size: "max" }).map((bodies) => {
    const count = bodies.length - 1;
    const texts = bodies.map((body, index) => textOf(body, index, count, isCircular));
    const [operation = "{ name }", ...fragments] = texts;
    const defined = fragments.map((text, index) => `fragment F${index + 1} on Query ${text}`);
    return {
      text: [`query ($on: Boolean = true) ${operation}`, ...defined].join(" "),
      fragments: count,
    };
  });
}

/** Of the definition at `index`, 0 being the operation, of `last` fragments. */
function textOf(body: readonly Part[], index: number, last: number, isCircular: boolean): string {
  const one = (part: Part): string => {
    switch (part.kind) {
      case "LEAF":
        return part.name;
      case "FIELD":
        return `${part.name} ${textOf(part.parts, index, last, isCircular)}`;
      case "INLINE": {
        const inner = textOf(part.parts, index, last, isCircular);
        return `...${part.isConditional ? " @include(if: $on)" : ""} ${inner}`;
      }
      case "SPREAD": {
        const target = isCircular ? (index + part.step) % (last + 1) : index + part.step;
        if (target < 1 || target > last) return "name";
        return `...F${target}${part.isConditional ? " @include(if: $on)" : ""}`;
      }
    }
  };
  return `{ ${body.map(one).join(" ")} }`;
}

/** Each fragment spreads the next one twice: what is spread doubles with each. */
export function doublingChain(fragments: number, type: string, field: string): string {
  const chain = Array.from({ length: fragments }, (_, index) => {
    return `fragment F${index} on ${type} { ...F${index + 1} ...F${index + 1} }`;
  });
  return `${chain.join(" ")} fragment F${fragments} on ${type} { ${field} }`;
}
