import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan, type ServiceMap } from "@apollo/gateway";
import { type QueryPlan, QueryPlanner } from "@apollo/query-planner";
import { Fragments } from "@palier/schema";
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from "graphql";
import { exportDocuments } from "../exports/asked/documents.js";
import { twoLandlords } from "../testing/asked-subgraph.fixture.js";
import { type AskedOperation, Executor } from "./executor.js";

const supergraph = Supergraph.build(twoLandlords.sdl);
const planner = new QueryPlanner(supergraph);
const ofCallers = supergraph.apiSchema();
const apiSchema = ofCallers.toGraphQLJSSchema();
const types = supergraph.schema.toGraphQLJSSchema();
const executor = new Executor(ofCallers, types);

const root = fileURLToPath(new URL("../../../", import.meta.url));
const dashboard = join(root, "dashboard");
const registered = readdirSync(dashboard, { recursive: true, encoding: "utf8" })
  .filter((name) => /^[^/]+\/src\/.*\.documents\.ts$/.test(name))
  .flatMap((name) => [
    ...readFileSync(join(dashboard, name), "utf8").matchAll(/graphql\(`([^`]+)`/g),
  ])
  .map(([, text = ""]) => text)
  .concat(exportDocuments.map(({ text }) => text));

const awkward = [
  "{ __typename t: __typename landlords { __typename name } }",
  `query A($all: Boolean!, $none: Boolean = false) { territory(code: "1") {
    name @skip(if: $all) levels @include(if: $all) { level ...on LevelShare { level share } }
    sites(first: 3) { edges { node { id name @include(if: $none) address @include(if: $all) } } } } }`,
  `{ a: territory(code: "1") { ...page levels { level } ...page }
     b: territory(code: "1") { sites(first: 2) { edges { node { name ...on LisiereSite { x: dwellings }
       ...on Site { y: dwellings classification { level } } classification { since } } } } } }
   fragment page on Territory { sites(first: 2) { totalCount edges { node { id t: __typename } } } }`,
];

interface Asked {
  readonly name: string;
  readonly document: DocumentNode;
}

function operationsOf(texts: readonly string[]): Asked[] {
  const definitions = texts.flatMap((text) => parse(text, { noLocation: true }).definitions);
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const known = new Fragments({ definitions: fragments });
  return definitions
    .filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => ({
      name: operation.name?.value ?? "unnamed",
      document: {
        kind: Kind.DOCUMENT,
        definitions: [operation, ...fragmentsOf(operation.selectionSet, known)],
      },
    }));
}

function fragmentsOf(selections: SelectionSetNode, known: Fragments, seen = new Set<string>()) {
  const found: NonNullable<ReturnType<Fragments["get"]>>[] = [];
  for (const each of selections.selections) {
    if (each.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = known.get(each.name.value);
      if (fragment === undefined || seen.has(each.name.value)) continue;
      seen.add(each.name.value);
      found.push(fragment, ...fragmentsOf(fragment.selectionSet, known, seen));
    } else if (each.selectionSet) found.push(...fragmentsOf(each.selectionSet, known, seen));
  }
  return found;
}

type Answer = Awaited<ReturnType<AskedOperation["ask"]>>;

/** Answers as wrong as they may be, the same to the same question: nulls, strange types, errors, nothing. */
class Subgraphs {
  readonly asked: string[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(readonly seed: number) {}

  readonly ask: AskedOperation["ask"] = async (subgraph, question, isList) => {
    const text = JSON.stringify([subgraph, question, isList]);
    this.asked.push(text);
    // One after the other, in the order in which they were asked.
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#next);
    });
    return answerTo(subgraph, question, random(`${this.seed} ${text}`));
  };

  readonly #next = () => {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}

function random(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE();
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function answerTo(
  subgraph: string,
  { query, variables }: Parameters<AskedOperation["ask"]>[1],
  next: () => number,
): Answer {
  if (next() < 0.03) throw new Error(`${subgraph} is a fault of ours`);
  const schema = twoLandlords.subgraphs.get(subgraph);
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (schema === undefined || operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(query);
  const invented = new Invented(schema, new Fragments(document), variables, next);
  const { representations } = variables;
  const [first] = operation.selectionSet.selections;
  const isForEntities = Array.isArray(representations) && first?.kind === Kind.FIELD;
  const errors =
    next() < 0.2 ? [{ message: "no", path: at(next), extensions: { code: "FORBIDDEN" } }] : [];
  if (!isForEntities) {
    const data = invented.object(operation.selectionSet, "Query");
    return next() < 0.1 ? { data: null, errors } : { data, errors };
  }
  const selections = first.selectionSet ?? operation.selectionSet;
  const entities = representations.map(({ __typename }: { readonly __typename: string }) => {
    const chance = next();
    if (chance < 0.07) return null;
    return chance < 0.1 ? { __typename: "Nothing" } : invented.object(selections, __typename);
  });
  return { data: { _entities: entities }, ...(errors.length > 0 && { errors }) };
}

function at(next: () => number) {
  return next() < 0.4 ? [] : ["_entities", Math.floor(next() * 3), "name"];
}

class Invented {
  constructor(
    readonly schema: GraphQLSchema,
    readonly fragments: Fragments,
    readonly variables: Readonly<Record<string, unknown>>,
    readonly next: () => number,
  ) {}

  object(selections: SelectionSetNode, typeName: string): Record<string, unknown> {
    const made: Record<string, unknown> = Object.create(null);
    this.#fill(made, selections, typeName);
    return made;
  }

  #fill(made: Record<string, unknown>, { selections }: SelectionSetNode, typeName: string): void {
    const type = this.schema.getType(typeName);
    for (const each of selections) {
      if (each.kind !== Kind.FIELD) {
        const part =
          each.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(each.name.value) : each;
        const condition = part?.typeCondition?.name.value ?? typeName;
        const wanted = this.schema.getType(condition);
        const isSub =
          isAbstractType(wanted) && isObjectType(type) && this.schema.isSubType(wanted, type);
        if (part && (condition === typeName || isSub))
          this.#fill(made, part.selectionSet, typeName);
        continue;
      }
      const key = each.alias?.value ?? each.name.value;
      if (each.name.value === "__typename") made[key] = typeName;
      else if (isObjectType(type)) {
        const field = type.getFields()[each.name.value];
        if (field === undefined) throw new Error(`${typeName}.${each.name.value}`);
        made[key] = this.#value(field.type, each.selectionSet);
      }
    }
  }

  #value(type: GraphQLOutputType, selections: SelectionSetNode | undefined): unknown {
    if (isNonNullType(type))
      return this.next() < 0.02 ? null : this.#value(type.ofType, selections);
    if (this.next() < 0.05) return null;
    if (isListType(type)) {
      const length = Math.floor(this.next() * 4);
      return Array.from({ length }, () => this.#value(type.ofType, selections));
    }
    const named = getNamedType(type);
    if (selections !== undefined) {
      const all = isAbstractType(named) ? this.schema.getPossibleTypes(named) : [named];
      const picked = all[Math.floor(this.next() * all.length)] ?? named;
      return this.object(selections, picked.name);
    }
    if (isEnumType(named)) return named.getValues()[0]?.name;
    if (this.next() < 0.02) return {};
    const number = Math.floor(this.next() * 5);
    return { Int: number, Float: number / 3, Boolean: number > 2 }[named.name] ?? `${number}`;
  }
}

const given = { code: "1", id: "lisiere:1", month: "2026-10", language: "FRENCH" };

function planOf({ document }: Asked): QueryPlan {
  const operation = operationFromDocument(ofCallers, document);
  return JSON.parse(JSON.stringify(planner.buildQueryPlan(operation))) as QueryPlan;
}

/** Whatever may be left out is asked for every other time. */
function variablesOf({ document }: Asked, seed: number): Readonly<Record<string, unknown>> {
  const choices = document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? (each.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) =>
          print(type) === "Boolean!" && defaultValue === undefined ? [variable.name.value] : [],
        )
      : [],
  );
  return { ...given, ...Object.fromEntries(choices.map((name) => [name, seed % 2 === 0])) };
}

async function both(each: Asked, plan: QueryPlan, seed: number) {
  const { document } = each;
  const variables = variablesOf(each, seed);
  const [here, stock] = [new Subgraphs(seed), new Subgraphs(seed)];
  const services: ServiceMap = Object.fromEntries(
    [...twoLandlords.subgraphs.keys()].map((name) => [
      name,
      {
        process: async (options) => {
          const { query = "", operationName, variables: sent = {} } = options.request;
          const path = "pathInIncomingRequest" in options ? options.pathInIncomingRequest : [];
          const question = { query, variables: sent, operationName };
          return stock.ask(name, question, path?.includes("@") ?? false, null);
        },
      },
    ]),
  );
  // It reads nothing else of it.
  const request = { request: { variables }, metrics: {} } as unknown as Parameters<
    typeof executeQueryPlan
  >[2];
  const context = buildOperationContext({ schema: apiSchema, operationDocument: document });
  const asked = { plan, document, operationName: undefined, variables, ask: here.ask };
  return {
    ours: [told(await executor.execute(asked)), here.asked],
    theirs: [
      told(await executeQueryPlan(plan, services, request, context, types, ofCallers)),
      stock.asked,
    ],
  };
}

/** What comes to callers of it: nulls that had to be made are told of by nobody, and what is a fault is masked. */
function told({ data, errors }: ExecutionResult): string {
  const isFault = errors?.some(({ extensions }) => extensions?.serviceName === undefined);
  const kinds = errors?.map(({ message, path, extensions }) => ({ message, path, extensions }));
  return JSON.stringify(data === undefined && isFault ? "fault" : { data, errors: kinds });
}

const seeds = 6;
const operations = operationsOf([...registered, ...awkward]);

it("finds the registered documents", () => {
  expect(operations.length).toBeGreaterThan(30);
});

let answered = 0;
it.each(operations)(
  "asks and answers $name as @apollo/gateway does, whatever subgraphs say",
  async (asked) => {
    const plan = planOf(asked);
    for (let seed = 0; seed < seeds; seed += 1) {
      const { ours, theirs } = await both(asked, plan, seed);
      expect(ours).toEqual(theirs);
      if (ours[0]?.includes('"data":{')) answered += 1;
    }
  },
);

it("compared answers, not refusals alone", () => {
  expect(answered).toBeGreaterThan((operations.length * seeds) / 2);
});
