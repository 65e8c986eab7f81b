import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dashboardDocumentsIn, pagesFolder, readDocuments } from "@palier/gateway/documents";
import { type DefinitionNode, Kind, parse, print, visit } from "graphql";

/** What the built dashboard says that it asks, and what its sources ask. */

const sources = fileURLToPath(new URL("../../../../dashboard/partner/src", import.meta.url));

const written = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("generated"))
  .flatMap((name) => [...readFileSync(join(sources, name), "utf8").matchAll(/graphql\(`([^`]+)`/g)])
  .flatMap(([, text = ""]) => parse(text).definitions);

function nameOf(definition: DefinitionNode): string {
  return "name" in definition ? (definition.name?.value ?? "") : "";
}

/** An operation with every fragment that it comes to, in an order of its own. */
function whole(operation: DefinitionNode): string[] {
  const found = new Set<DefinitionNode>();
  const add = (definition: DefinitionNode) => {
    if (found.has(definition)) return;
    found.add(definition);
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = written.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && nameOf(each) === name.value,
        );
        if (fragment !== undefined) add(fragment);
      },
    });
  };
  add(operation);
  return [...found].map(print).sort();
}

it("names each operation of the sources and no other, with its fragments, word for word", async () => {
  const shipped = (await readDocuments(dashboardDocumentsIn(pagesFolder(null)))) ?? [];
  const listed = shipped.map(({ name, document }) => {
    return [name, parse(document).definitions.map(print).sort()] as const;
  });
  const asked = written
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => [nameOf(operation), whole(operation)] as const);
  expect(asked.length).toBeGreaterThan(20);
  expect(new Map(listed)).toEqual(new Map(asked));
  expect(listed.length).toBe(asked.length);
});
