import { Kind, type OperationDefinitionNode, parse } from "graphql";
import { VisiblePaths } from "./visible-path.js";

const document = parse(`
  query { mine: territory { ...parts } }
  fragment parts on Territory { sites { ... on SiteConnection { edges { node { id } } } } name }
`);
const operation = document.definitions.find(
  (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
);

function visible(path: readonly (string | number)[]) {
  if (operation === undefined) throw new Error("No operation");
  return new VisiblePaths(operation, document).of(path);
}

it("keeps a path that the client asked for, fragments and aliases included", () => {
  const path = ["mine", "sites", "edges", 3, "node", "id"];
  expect(visible(path)).toEqual(path);
});

it("ends a path at the last element that the client asked for", () => {
  expect(visible(["mine", "contributions", 0, "tallies"])).toEqual(["mine"]);
  expect(visible(["mine", "sites", "edges", "@", "node"])).toEqual(["mine", "sites", "edges"]);
  expect(visible(["mine", "name", "below"])).toEqual(["mine", "name"]);
  expect(visible(["territory"])).toEqual([]);
});
