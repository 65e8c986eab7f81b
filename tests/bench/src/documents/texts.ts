import { doublingChain } from "@palier/schema/testing";

/** A text that is short, and long once its fragments are spread or its mistakes are told. */
export interface Text {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The chains of issue 7: each fragment spreads the next one twice. */
export const chains: readonly Text[] = [16, 18, 20, 30].flatMap((fragments) => [
  {
    name: `${fragments} fragments on Query`,
    query: `{ ...F0 } ${doublingChain(fragments, "Query", "__typename")}`,
  },
  {
    name: `${fragments} fragments on Territory`,
    query: `{ territory(code: "247700057") { ...F0 } } ${doublingChain(fragments, "Territory", "name")}`,
  },
]);

const page = (first: number) =>
  `territory(code: "247700057") { levels { level dwellings } sites(first: ${first}) { edges { node { id name classification { level } } } } }`;

/** The most that a document may ask under other names and conditions; each is another text to plan. */
export const largest: readonly Text[] = Array.from({ length: 20 }, (_, turn) => ({
  name: "as much as one may ask",
  query: `query Q${turn} ($a: Boolean = true) { ${Array.from(
    { length: 14 },
    (_unused, index) => `a${index}: ${page(turn + index + 1)}`,
  ).join(" ")} ... @include(if: $a) { ${page(50)} } }`,
}));

/** As many as fit into the 2,000 tokens of a document, and into its 100 kB. */
const fields = 1_900;
const newlines = 41_000;

/** What made an error of every mistake, and counted lines from the start for each. */
export const mistakes: readonly Text[] = [
  {
    name: "41,000 newlines, 1,900 denied fields",
    query: `{ site(id: "x") {${"\n".repeat(newlines)}${" address".repeat(fields)} } }`,
  },
  {
    name: "41,000 newlines, 1,900 unknown fields",
    query: `{ site(id: "x") {${"\n".repeat(newlines)}${" nothing".repeat(fields)} } }`,
  },
  {
    name: "20,000 wrong values",
    query: `query ($levels: [Int!]) { territory(code: "247700057") { sites(levels: $levels) { totalCount } } }`,
    variables: { levels: Array.from({ length: 20_000 }, () => "x") },
  },
];
