import { judgeDocument } from "@palier/gateway";
import { compilePolicy, schemaFor, templateTerms } from "@palier/schema";
import { type GraphQLSchema, parse, validate } from "graphql";
import { alternate } from "../support/alternate.js";
import { chains, mistakes } from "./texts.js";

const turns = 100;

/** Parsing and judging a text, as a town hall sends it, against parsing and stock validation of it. */
export async function measureJudging(apiSchema: GraphQLSchema): Promise<void> {
  const policy = compilePolicy(templateTerms, "MUNICIPALITY", apiSchema);
  const view = { policy, apiSchema, schema: schemaFor(apiSchema, policy) };
  console.log(`One process, parsing included, median of ${turns}, ms:`);
  console.log(`${"text".padEnd(40)}   stock   Palier   ratio`);
  for (const { name, query, variables } of [...chains, ...mistakes]) {
    // What variables cost shows over HTTP.
    if (variables !== undefined) continue;
    const stock = () => validate(apiSchema, parse(query));
    const ours = () => judgeDocument(parse(query), view, null);
    const { firstMs, secondMs } = await alternate(stock, ours, turns);
    const figures = [firstMs, secondMs, secondMs / firstMs].map((value) => value.toFixed(2));
    console.log(`${name.padEnd(40)} ${figures.map((text) => text.padStart(7)).join("  ")}`);
  }
}
