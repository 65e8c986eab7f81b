import { randomUUID } from "node:crypto";
import { closeMonths, IncidentRow, SiteRow } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import type { MonthNumber, Viewer } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { guardSchema } from "@palier/subgraph-kit";
import { type ExecutionResult, execute, type GraphQLSchema, parse } from "graphql";
import { AbstractLogger, type DataSource } from "typeorm";
import type { RequestContext } from "../request-context.js";
import { createLandlordSubgraph, type LandlordParts, type LandlordSubgraph } from "../subgraph.js";

/** One incident: reference of its site, day, category, and what else was recorded. */
export type ExampleIncident = readonly [
  site: string,
  day: string,
  category: string,
  recorded?: Partial<IncidentRow>,
];

/** The day of every test. */
export const today = () => new Date("2026-11-20T12:00:00Z");

/** A landlord for tests, asked as the gateway asks it. */
export class ExampleLandlord {
  private constructor(
    readonly slug: string,
    readonly store: DataSource,
    private readonly subgraph: LandlordSubgraph,
    private readonly schema: GraphQLSchema,
    private readonly createContext: () => RequestContext,
  ) {}

  static async open(slug = "lisiere"): Promise<ExampleLandlord> {
    const { store } = await readyStore(slug);
    return ExampleLandlord.over(slug, store, {});
  }

  private static async over(slug: string, store: DataSource, changes: Partial<LandlordParts>) {
    const parts = { slug, store, convention: exampleConvention, clock: today, ...changes };
    const subgraph = await createLandlordSubgraph(parts);
    return new ExampleLandlord(slug, store, subgraph, subgraph.schema, subgraph.createContext);
  }

  /** The same landlord with other settings, over the same store. */
  with(changes: Partial<LandlordParts>): Promise<ExampleLandlord> {
    return ExampleLandlord.over(this.slug, this.store, changes);
  }

  /** The same landlord as one viewer finds it, behind the guard. */
  seenBy(viewer: Viewer, isPaused = false): ExampleLandlord {
    const { schema, policies, createViewerContext } = this.subgraph;
    const policy = policies.find(({ kind }) => kind === viewer.kind);
    if (policy === undefined) throw new Error(`no policy for ${viewer.kind}`);
    const guarded = guardSchema<RequestContext>(schema, policy, () => viewer);
    const createContext = () => createViewerContext(viewer, isPaused);
    return new ExampleLandlord(this.slug, this.store, this.subgraph, guarded, createContext);
  }

  async addSites(sites: readonly Partial<SiteRow>[]): Promise<void> {
    const usual = { commune: "10001", dwellings: 50 };
    const rows = sites.map((site) => ({ ...usual, name: site.reference ?? "", ...site }));
    await this.store.getRepository(SiteRow).insert(rows);
  }

  async addIncidents(incidents: readonly ExampleIncident[]): Promise<void> {
    const sites = await this.store.getRepository(SiteRow).find();
    const ids = new Map(sites.map(({ reference, id }) => [reference, id]));
    const rows = incidents.map(([site, day, category, recorded], line) => {
      const place = { siteId: ids.get(site) ?? 0, fileId: 1, line };
      return { id: randomUUID(), ...place, day, category, ...recorded };
    });
    await this.store.getRepository(IncidentRow).insert(rows);
  }

  async close(months: readonly MonthNumber[]): Promise<void> {
    await closeMonths(this.store, months, today);
  }

  /** The landlord's entities of these ids, with these fields. */
  async ask(type: EntityType, ids: readonly string[], fields: string): Promise<unknown> {
    const { data, errors } = await this.result(type, ids, fields);
    expect(errors).toBeUndefined();
    return data?._entities;
  }

  async askOne(type: EntityType, id: string, fields: string): Promise<unknown> {
    const [entity] = (await this.ask(type, [id], fields)) as unknown[];
    return entity;
  }

  async result(type: EntityType, ids: readonly string[], fields: string): Promise<ExecutionResult> {
    const prefix = this.slug === "lisiere" ? "Lisiere" : "ValDeBrie";
    const representations = ids.map((id) => ({ __typename: `${prefix}${type}`, id }));
    return this.query(
      `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on ${prefix}${type} { ${fields} } }
      }`,
      { representations },
    );
  }

  async query(text: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document: parse(text),
      variableValues: variables,
      contextValue: this.createContext(),
    });
  }

  /** The statements that `work` sends to the database. */
  async statements(work: () => Promise<unknown>): Promise<string[]> {
    const log = new StatementLog();
    this.store.setOptions({ logging: ["query"], logger: log });
    await work();
    this.store.setOptions({ logging: false, logger: undefined });
    // Some connections log to it for longer.
    return [...log.statements];
  }

  end(): Promise<void> {
    return this.store.destroy();
  }
}

type EntityType =
  | "Site"
  | "Contribution"
  | "CountContribution"
  | "SitePage"
  | "ChangePage"
  | "ActionPage"
  | "AccessRecord";

class StatementLog extends AbstractLogger {
  readonly statements: string[] = [];

  override logQuery(query: string): void {
    this.statements.push(query);
  }

  protected override writeLog(): void {}
}
