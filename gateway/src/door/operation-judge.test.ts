import { buildSchema, getOperationAST, parse } from "graphql";
import { OperationJudge } from "./operation-judge.js";

const schema = buildSchema("type Query { site: String }");

it("executes a question about the schema once, of each text, operation and variables its own", async () => {
  const judge = new OperationJudge(false, new Set(), () => null);
  const answer = async (text: string, operationName: string, variables = {}) => {
    const document = parse(text);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error("no operation");
    const asked = { document, operation, textHash: text, operationName, variables };
    return (await judge.answer(asked, null, schema))?.result;
  };
  const text = `query a { __schema { queryType { name } } }
    query b($name: String = "Query") { __type(name: $name) { name } }`;
  const first = await answer(text, "a");
  expect(first?.data).toEqual({ __schema: { queryType: { name: "Query" } } });
  const second = await answer(text, "a");
  expect(second?.data).toBe(first?.data);
  // Something may be put beside what is sent.
  expect(second).not.toBe(first);
  expect((await answer(text, "b"))?.data).toEqual({ __type: { name: "Query" } });
  expect((await answer(text, "b", { name: "Other" }))?.data).toEqual({ __type: null });
  expect((await answer(text, "b"))?.data).toEqual({ __type: { name: "Query" } });
  expect((await answer(`${text} `, "a"))?.data).not.toBe(first?.data);
});
